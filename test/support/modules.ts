/** Core modules made by hand: crafted to take long, or to take much. */

const HEADER = Buffer.from("0061736d01000000", "hex");

/** One function type: nothing in, nothing out. */
const TYPES = section(1, Buffer.from("01600000", "hex"));

/** A module of functions that take and return nothing, with these bodies. */
export function moduleOf(bodies: readonly Uint8Array[]): Buffer {
  const count = leb128(bodies.length);
  const functions = section(3, Buffer.concat([count, Buffer.alloc(bodies.length)]));
  const code = section(
    10,
    Buffer.concat([count, ...bodies.flatMap((body) => [leb128(body.length), body])]),
  );
  return Buffer.concat([HEADER, TYPES, functions, code]);
}

/** No locals, `end`. */
const EMPTY = Uint8Array.of(0, 0x0b);

export function emptyFunctions(count: number): Buffer {
  return moduleOf(Array.from({ length: count }, () => EMPTY));
}

/** One function of loops, each within the one before. */
export function nestedLoops(depth: number): Buffer {
  const LOOP = Uint8Array.of(0x03, 0x40);
  const begins = Buffer.concat(Array.from({ length: depth }, () => LOOP));
  return moduleOf([Buffer.concat([Uint8Array.of(0), begins, Buffer.alloc(depth + 1, 0x0b)])]);
}

function section(id: number, contents: Uint8Array): Buffer {
  return Buffer.concat([Uint8Array.of(id), leb128(contents.length), contents]);
}

function leb128(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return Buffer.from(bytes);
}
