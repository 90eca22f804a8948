/** What a `.cwasm` says of itself. It is an ELF file; the bytes are untrusted. */

/** Wasmtime's mark in `e_ident[EI_OSABI]`, and its flags for what was compiled. */
const ELFOSABI_WASMTIME = 200;
const EF_WASMTIME_COMPONENT = 1 << 1;

const ENGINE_SECTION = ".wasmtime.engine";

const HEADER = {
  size: 64,
  osAbi: 7,
  sectionTable: 40,
  flags: 48,
  entrySize: 58,
  count: 60,
  names: 62,
};
const SECTION = { size: 64, name: 0, offset: 24, length: 32 };

/**
 * The engine section: equal sections mean a compatible engine.
 *
 * @throws Error if the bytes are no artifact of a component. Source: `wasmtime-environ`,
 * `obj.rs`, and the ELF64 specification.
 */
export function engineSection(artifact: Uint8Array): Uint8Array {
  const view = new DataView(artifact.buffer, artifact.byteOffset, artifact.byteLength);
  if (
    view.byteLength < HEADER.size ||
    view.getUint32(0) !== 0x7f454c46 ||
    view.getUint8(4) !== 2 ||
    view.getUint8(HEADER.osAbi) !== ELFOSABI_WASMTIME
  ) {
    throw new Error("not an ELF file made by Wasmtime");
  }
  const little = view.getUint8(5) === 1;
  if (view.getUint32(HEADER.flags, little) !== EF_WASMTIME_COMPONENT) {
    throw new Error("not the artifact of a component");
  }
  const slice = (offset: number, length: number): DataView => {
    if (offset + length > view.byteLength) {
      throw new Error("a truncated artifact");
    }
    return new DataView(artifact.buffer, artifact.byteOffset + offset, length);
  };
  const table = u64(view, HEADER.sectionTable, little);
  const entrySize = view.getUint16(HEADER.entrySize, little);
  const section = (index: number): { name: number; body: () => DataView } => {
    const header = slice(table + index * entrySize, SECTION.size);
    return {
      name: header.getUint32(SECTION.name, little),
      body: () => slice(u64(header, SECTION.offset, little), u64(header, SECTION.length, little)),
    };
  };
  const names = section(view.getUint16(HEADER.names, little)).body();
  const wanted = Buffer.from(`${ENGINE_SECTION}\0`, "latin1");
  for (let index = 1; index < view.getUint16(HEADER.count, little); index += 1) {
    const { name, body } = section(index);
    if (wanted.equals(bytes(names).subarray(name, name + wanted.length))) {
      return bytes(body());
    }
  }
  throw new Error("an artifact without an engine section");
}

/** ELF offsets are 64 bits wide; what no file can reach becomes too large, never wrong. */
function u64(view: DataView, offset: number, little: boolean): number {
  return Number(view.getBigUint64(offset, little));
}

function bytes(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
