/** What a component costs to compile, before anything is compiled: the bytes of its code. */

const CORE_MODULE = 1;
const NESTED_COMPONENT = 4;
const CODE = 10;

const HEADER = 8;

/** Components within components, at most. */
const MOST_NESTED = 100;

/**
 * The bytes of all code sections, in a component those of its modules.
 *
 * @returns the size of the whole where that cannot be told
 */
export function codeBytes(wasm: Uint8Array): number {
  return sum(wasm, 0) ?? wasm.length;
}

function sum(wasm: Uint8Array, nested: number): number | undefined {
  const isComponent = wasm[6] === 1;
  let total = 0;
  let at = HEADER;
  while (at < wasm.length) {
    const id = wasm[at];
    const length = leb128(wasm, at + 1);
    if (length === undefined || length.end + length.value > wasm.length) {
      return undefined;
    }
    const end = length.end + length.value;
    if (!isComponent && id === CODE) {
      total += length.value;
    } else if (isComponent && (id === CORE_MODULE || id === NESTED_COMPONENT)) {
      const inner =
        nested < MOST_NESTED ? sum(wasm.subarray(length.end, end), nested + 1) : undefined;
      if (inner === undefined) {
        return undefined;
      }
      total += inner;
    }
    at = end;
  }
  return total;
}

function leb128(bytes: Uint8Array, start: number): { value: number; end: number } | undefined {
  let value = 0;
  for (let index = 0; index < 5; index += 1) {
    const byte = bytes[start + index];
    if (byte === undefined) {
      return undefined;
    }
    value += (byte & 0x7f) * 2 ** (7 * index);
    if ((byte & 0x80) === 0) {
      return { value, end: start + index + 1 };
    }
  }
  return undefined;
}
