/** Postcard, the format of engine sections, as far as they need it. The bytes are untrusted. */

/** What fields hold. */
export type Value = string | bigint | boolean;

/** Reads one value after another. @throws Error where there is none */
export class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) {
      throw new Error("a truncated engine section");
    }
    this.#at += 1;
    return byte;
  }

  bool(): boolean {
    const byte = this.byte();
    if (byte > 1) {
      throw new Error("an engine section of another layout");
    }
    return byte === 1;
  }

  /** Seven bits a byte, the lowest first. */
  number(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        return value;
      }
    }
    throw new Error("an engine section with a number that is too long");
  }

  text(length = Number(this.number())): string {
    const end = this.#at + length;
    if (end > this.#bytes.length) {
      throw new Error("a truncated engine section");
    }
    const text = new TextDecoder().decode(this.#bytes.subarray(this.#at, end));
    this.#at = end;
    return text;
  }
}
