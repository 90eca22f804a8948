import { describe, expect, test } from "vitest";
import { differences, engineDifference } from "../../src/artifact/compatibility.ts";
import { parseEngineSection } from "../../src/artifact/engine-section.ts";
import { ENGINES, LINUX, shippedSection } from "../support/engines.ts";

function hostOf(version: string, hostFeatures: string, target = LINUX) {
  const section = parseEngineSection(shippedSection(version, hostFeatures, target));
  return { version, section, cpu: new Set<string>() };
}

describe.each(ENGINES)("$version $hostFeatures", ({ version, hostFeatures }) => {
  const bytes = shippedSection(version, hostFeatures);
  const section = parseEngineSection(bytes);

  test("is read to the last byte", () => {
    expect(section.target).toBe(LINUX);
    expect(version.startsWith(section.version)).toBe(true);
    expect(section.sharedFlags.get("opt_level")).toBe("speed");
    expect(section.isaFlags.get("has_sse3")).toBe(false);
    expect(section.tunables?.get("epoch_interruption")).toBe(hostFeatures === "minimal");
    expect(section.tunables?.get("memory_guard_size")).toBe(
      version === "27.0.0" ? 2n ** 31n : 2n ** 25n,
    );
    expect(section.features?.has("simd")).toBe(true);
    expect(section.features?.has("gc_types")).toBe(hostFeatures === "default");
  });

  test("cut or longer it is refused", () => {
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => parseEngineSection(bytes.subarray(0, length))).toThrow();
    }
    expect(() => parseEngineSection(Buffer.concat([bytes, Buffer.of(0)]))).toThrow(
      "another layout",
    );
  });

  test("any byte changed it is read, refused or different, and nothing worse", () => {
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 0xff, at);
      expect(engineDifference(changed, bytes)).not.toBe("");
    }
  });

  test("loads on its own host alone", () => {
    for (const other of ENGINES) {
      const found = differences(section, hostOf(other.version, other.hostFeatures));
      expect(found.length === 0).toBe(
        other.version === version && other.hostFeatures === hostFeatures,
      );
    }
  });
});

test("a section of a version whose layout is unknown is read as far as all are alike", () => {
  const bytes = shippedSection("27.0.0", "minimal");
  bytes.write("29.0.0", 2);
  expect(parseEngineSection(bytes)).toMatchObject({
    version: "29.0.0",
    target: LINUX,
    tunables: undefined,
    features: undefined,
  });
});

test("targets are compared by architecture and operating system", () => {
  const section = parseEngineSection(
    shippedSection("27.0.0", "minimal", "x86_64-unknown-linux-musl"),
  );
  expect(differences(section, hostOf("27.0.0", "minimal"))).toEqual([]);
  expect(differences(section, hostOf("27.0.0", "minimal", "x86_64-apple-darwin"))).toMatchObject([
    { field: "operating system", artifact: "linux", host: "darwin", inputs: ["targets"] },
  ]);
  expect(
    differences(section, hostOf("27.0.0", "minimal", "s390x-unknown-linux-gnu")),
  ).toMatchObject([{ field: "architecture", artifact: "x86_64", host: "s390x" }]);
});

test("an artifact of another engine is told apart by what differs", () => {
  expect(
    engineDifference(shippedSection("27.0.0", "default"), shippedSection("27.0.0", "minimal")),
  ).toMatch(/^collector is drc, not none; epoch_interruption is false, not true; feature /);
  expect(engineDifference(Buffer.from("x"), shippedSection("27.0.0", "minimal"))).toBe(
    "an engine section of format 120",
  );
});
