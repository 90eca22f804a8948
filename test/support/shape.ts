/** What of a core module or component decides how much memory compiling it takes. */
import type { Shape } from "../../src/compiler/memory.ts";

const CORE_MODULE = 1;
const CODE = 10;
const COMPONENT = 4;

/** Reads no more of it than where its functions begin and end. */
export function shapeOf(wasm: Uint8Array): Shape {
  const bodies = [...bodySizes(wasm)];
  return {
    size: wasm.length,
    functions: bodies.length,
    largest: bodies.reduce((most, size) => Math.max(most, size), 0),
  };
}

function* bodySizes(wasm: Uint8Array): Generator<number> {
  const isComponent = wasm[6] === 1;
  const reader = new Reader(wasm, 8);
  while (!reader.ended) {
    const id = reader.byte();
    const contents = reader.take(reader.leb128());
    if (isComponent && (id === CORE_MODULE || id === COMPONENT)) {
      yield* bodySizes(contents);
    } else if (!isComponent && id === CODE) {
      const code = new Reader(contents, 0);
      for (let left = code.leb128(); left > 0; left--) {
        yield code.take(code.leb128()).length;
      }
    }
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get ended(): boolean {
    return this.#at >= this.#bytes.length;
  }

  byte(): number {
    return this.#bytes[this.#at++] as number;
  }

  leb128(): number {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * shift;
      if (byte < 0x80) {
        return value;
      }
    }
  }

  take(size: number): Uint8Array {
    this.#at += size;
    return this.#bytes.subarray(this.#at - size, this.#at);
  }
}
