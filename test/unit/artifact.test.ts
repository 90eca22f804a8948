import { describe, expect, test } from "vitest";
import { parseArtifact } from "../../src/artifact/elf.ts";

/** A small ELF file like Wasmtime's: a section of names and the engine section. */
function elf({ little = true, osAbi = 200, flags = 2, name = ".wasmtime.engine" } = {}): Buffer {
  const names = Buffer.from(`\0.shstrtab\0${name}\0`, "latin1");
  const engine = Buffer.from("the engine", "latin1");
  const header = Buffer.alloc(64);
  const view = new DataView(header.buffer, header.byteOffset, 64);
  header.write("\x7fELF", "latin1");
  view.setUint8(4, 2);
  view.setUint8(5, little ? 1 : 2);
  view.setUint8(7, osAbi);
  const bodies = Buffer.concat([names, engine]);
  view.setBigUint64(40, BigInt(64 + bodies.length), little);
  view.setUint32(48, flags, little);
  view.setUint16(58, 64, little);
  view.setUint16(60, 3, little);
  view.setUint16(62, 1, little);
  const section = (nameAt: number, offset: number, length: number): Buffer => {
    const bytes = Buffer.alloc(64);
    const fields = new DataView(bytes.buffer, bytes.byteOffset, 64);
    fields.setUint32(0, nameAt, little);
    fields.setBigUint64(24, BigInt(offset), little);
    fields.setBigUint64(32, BigInt(length), little);
    return bytes;
  };
  return Buffer.concat([
    header,
    bodies,
    section(0, 0, 0),
    section(1, 64, names.length),
    section(11, 64 + names.length, engine.length),
  ]);
}

test.each([true, false])("the section is found, little endian: %s", (little) => {
  expect(Buffer.from(parseArtifact(elf({ little })).engineSection).toString()).toBe("the engine");
});

test("kind and sections are read", () => {
  expect(parseArtifact(elf()).kind).toBe("component");
  expect(parseArtifact(elf({ flags: 1 })).kind).toBe("core-module");
  for (const pulley of [4, 8]) {
    expect(parseArtifact(elf({ flags: pulley | 1 })).kind).toBe("core-module");
    expect(parseArtifact(elf({ flags: pulley | 2 })).kind).toBe("component");
  }
  expect(parseArtifact(elf()).sections).toContainEqual({ name: ".wasmtime.engine", size: 10 });
});

test("a view into a larger buffer is read at its own offset", () => {
  const shifted = Buffer.concat([Buffer.alloc(13, 0xff), elf()]).subarray(13);
  expect(Buffer.from(parseArtifact(shifted).engineSection).toString()).toBe("the engine");
});

test.each([
  ["nothing", Buffer.alloc(0), "not an ELF file"],
  ["text", Buffer.alloc(100, "x"), "not an ELF file"],
  ["another system's ELF", elf({ osAbi: 0 }), "not an ELF file made by Wasmtime"],
  ["another kind of artifact", elf({ flags: 4 }), "not the artifact of a component or core module"],
  ["no such section", elf({ name: ".wasmtime.engines" }), "without an engine section"],
])("%s is refused", (_, bytes, message) => expect(() => parseArtifact(bytes)).toThrow(message));

describe("hostile bytes never do more than throw", () => {
  const whole = elf();

  test("cut anywhere", () => {
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => parseArtifact(whole.subarray(0, length))).toThrow();
    }
  });

  test("any byte changed", () => {
    for (let at = 0; at < whole.length; at += 1) {
      for (const value of [0, 0x7f, 0xff]) {
        const bytes = Buffer.from(whole);
        bytes.writeUInt8(value, at);
        try {
          expect(parseArtifact(bytes).engineSection.length).toBeLessThanOrEqual(bytes.length);
        } catch (error) {
          expect((error as Error).message).toMatch(/artifact|ELF/);
        }
      }
    }
  });
});
