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

/** The same with a custom section of so many bytes, which are all alike. */
export function padded(wasm: Uint8Array, bytes: number): Buffer {
  const name = Buffer.from("\x03pad", "latin1");
  return Buffer.concat([wasm, section(0, Buffer.concat([name, Buffer.alloc(bytes)]))]);
}

/** A module without functions whose memory begins with these bytes, which its artifact has as well. */
export function holding(bytes: Uint8Array): Buffer {
  const memory = section(5, Uint8Array.of(1, 0, 1));
  const place = Uint8Array.of(1, 0, 0x41, 0, 0x0b);
  return Buffer.concat([
    HEADER,
    memory,
    section(11, Buffer.concat([place, leb128(bytes.length), bytes])),
  ]);
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

/** Modules and components with one thing that not every host has on, by what it is. */
export const WITH_FEATURE: Readonly<Record<string, string>> = {
  "a shared memory": "0061736d01000000050401030101",
  "an atomic load": "0061736d01000000010401600000030201000504010101010a0b0109004100fe1002001a0b",
  "a struct": "0061736d010000000108025f017f00600000030201010a08010600fb01001a0b",
  "a struct that refers to itself": "0061736d010000000106015f01630000",
  arrayref: "0061736d0100000001050160016a00030201000a040102000b",
  i31: "0061736d01000000010401600000030201000a090107004100fb1c1a0b",
  "a typed function reference":
    "0061736d010000000109026000006001640000030201010a08010600200014000b000b046e616d65040401000166",
  externref: "0061736d0100000001050160016f00030201000a040102000b",
  exnref: "0061736d0100000001050160016900030201000a040102000b",
  throw: "0061736d01000000010401600000030201000d030100000a0601040008000b",
  "try and catch":
    "0061736d01000000010401600000030201000d030100000a09010700064007000b0b000b046e616d650b0401000174",
  "a 64-bit memory": "0061736d010000000503010401",
  "a 64-bit table": "0061736d01000000040401700401",
  "two memories": "0061736d0100000005050200010001",
  "a tail call": "0061736d01000000010401600000030201000a0601040012000b",
  SIMD: "0061736d01000000010401600000030201000a17011500fd0c000000000000000000000000000000001a0b",
  "relaxed SIMD":
    "0061736d01000000010401600000030201000a2c012a00fd0c00000000000000000000000000000000fd0c00000000000000000000000000000000fd80021a0b",
  "a page of one byte": "0061736d01000000050401080100",
  "a wide addition":
    "0061736d01000000010a0160047e7e7e7e027e7e030201000a0e010c002000200120022003fc130b",
  "a continuation":
    "0061736d01000000010b036000005d006001640100030201020a040102000b000e046e616d65040702000166010163",
  "a shared function type": "0061736d0100000001050165600000",
  "a component's future": "0061736d0d0001000703016500",
  "a component with a shared memory": "0061736d0d000100010e0061736d01000000050401030101",
  "a component's value": "0061736d0d0001000a06010001760279",
};

/** 24 references live across a call: where in the frame, the artifact says in its stack maps. */
export const MANY_REFERENCES = Buffer.from(
  "0061736d01000000011f0260000060186f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f00020b0200016600000001" +
    "67000103020101070501016800020a380136001000200020012002200320042005200620072008200920" +
    "0a200b200c200d200e200f2010201120122013201420152016201710010b",
  "hex",
);

/** Exports `add: func (i32, i32) -> i32`. */
export const ADD = Buffer.concat([
  HEADER,
  section(1, Buffer.from("0160027f7f017f", "hex")),
  section(3, Buffer.from("0100", "hex")),
  section(7, Buffer.concat([Buffer.of(1, 3), Buffer.from("add"), Buffer.of(0, 0)])),
  section(10, Buffer.from("0107002000200 16a0b".replace(" ", ""), "hex")),
]);
