/** What a `.cwasm` says about itself. It is an ELF file; the bytes are untrusted. */

/** Wasmtime's mark in `e_ident[EI_OSABI]`. */
const ELFOSABI_WASMTIME = 200;

/** Its flags for what was compiled. Beside them there are others: for Pulley, which ELF has no machine for. */
const KINDS: Readonly<Record<number, WasmKind>> = { 1: "core-module", 2: "component" };
const KIND_FLAGS = 0b11;

/** What a `.wasm` is, and what an artifact was made of. */
export type WasmKind = "component" | "core-module";

/** What an artifact says about itself. */
export interface ArtifactHead {
  readonly kind: WasmKind;
  /** Equal sections mean a compatible engine. */
  readonly engineSection: Uint8Array;
  /** Of the ELF file, in its order. Sizes in bytes. */
  readonly sections: readonly { readonly name: string; readonly size: number }[];
}

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
 * Reads an artifact's kind and its engine section.
 *
 * @throws Error if the bytes are no artifact. Source: `wasmtime-environ`, `obj.rs`, and the ELF64
 * specification.
 */
export function parseArtifact(artifact: Uint8Array): ArtifactHead {
  const view = new DataView(artifact.buffer, artifact.byteOffset, artifact.byteLength);
  if (
    view.byteLength < HEADER.size ||
    view.getUint32(0) !== 0x7f454c46 ||
    view.getUint8(4) !== 2 ||
    ![1, 2].includes(view.getUint8(5)) ||
    view.getUint8(HEADER.osAbi) !== ELFOSABI_WASMTIME
  ) {
    throw new Error("not an ELF file made by Wasmtime");
  }
  const little = view.getUint8(5) === 1;
  const kind = KINDS[view.getUint32(HEADER.flags, little) & KIND_FLAGS];
  if (kind === undefined) {
    throw new Error("not the artifact of a component or core module");
  }
  const slice = (offset: number, length: number): DataView => {
    if (offset + length > view.byteLength) {
      throw new Error("a truncated artifact");
    }
    return new DataView(artifact.buffer, artifact.byteOffset + offset, length);
  };
  const table = u64(view, HEADER.sectionTable, little);
  const entrySize = view.getUint16(HEADER.entrySize, little);
  const headerOf = (index: number): DataView => slice(table + index * entrySize, SECTION.size);
  const bodyOf = (header: DataView): Uint8Array =>
    bytes(slice(u64(header, SECTION.offset, little), u64(header, SECTION.length, little)));
  const names = bodyOf(headerOf(view.getUint16(HEADER.names, little)));
  const sections: { name: string; size: number }[] = [];
  let engineSection: Uint8Array | undefined;
  for (let index = 1; index < view.getUint16(HEADER.count, little); index += 1) {
    const header = headerOf(index);
    const name = textAt(names, header.getUint32(SECTION.name, little));
    sections.push({ name, size: u64(header, SECTION.length, little) });
    if (name === ENGINE_SECTION) {
      engineSection = bodyOf(header);
    }
  }
  if (engineSection === undefined) {
    throw new Error("an artifact without an engine section");
  }
  return { kind, engineSection, sections };
}

/** Up to the next zero byte; no section of Wasmtime's has a name that is longer than this. */
function textAt(bytes: Uint8Array, start: number): string {
  const text = Buffer.from(bytes.subarray(start, start + 64)).toString("latin1");
  return text.split("\0")[0] as string;
}

/** ELF offsets are 64 bits wide; what no file can reach becomes too large, never wrong. */
function u64(view: DataView, offset: number, little: boolean): number {
  return Number(view.getBigUint64(offset, little));
}

function bytes(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
