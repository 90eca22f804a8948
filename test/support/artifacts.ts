/** The smallest artifacts: ELF files as Wasmtime marks them, with an engine section and a body. */

const SHSTRTAB = Buffer.from("\0.wasmtime.engine\0.text\0.shstrtab\0");
const HEADER = 64;

/**
 * An artifact of a component that no host runs, but that says about itself what a real one says.
 *
 * @param section the engine section
 * @param body what tells it from others
 */
export function artifactWith(section: Uint8Array, body: Uint8Array): Buffer {
  const parts = [Buffer.alloc(0), Buffer.from(section), Buffer.from(body), SHSTRTAB];
  const names = ["", ".wasmtime.engine", ".text", ".shstrtab"];
  const header = Buffer.alloc(HEADER);
  header.write("\x7fELF", "latin1");
  header.set([2, 1, 1, 200], 4);
  header.writeUInt32LE(2, 48);
  header.writeUInt16LE(HEADER, 58);
  header.writeUInt16LE(parts.length, 60);
  header.writeUInt16LE(parts.length - 1, 62);
  const table = Buffer.alloc(HEADER * parts.length);
  let offset = HEADER;
  for (const [index, part] of parts.entries()) {
    const at = index * HEADER;
    table.writeUInt32LE(SHSTRTAB.indexOf(`\0${names[index]}\0`) + 1, at);
    table.writeBigUInt64LE(BigInt(offset), at + 24);
    table.writeBigUInt64LE(BigInt(part.length), at + 32);
    offset += part.length;
  }
  header.writeBigUInt64LE(BigInt(offset), 40);
  return Buffer.concat([header, ...parts, table]);
}
