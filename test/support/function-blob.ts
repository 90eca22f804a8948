/** The function cache's files and entries, taken apart and put together. */
import { createHash } from "node:crypto";

/** The entries of a packed list, whole: name, length, and what they hold. See the WIT. */
export function entriesOf(packed: Uint8Array): Buffer[] {
  const bytes = Buffer.from(packed);
  const entries: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 36 + bytes.readUInt32LE(at + 32);
    entries.push(bytes.subarray(at, end));
    at = end;
  }
  return entries;
}

/** Those that lead from a body to the code of another entry. */
export function recordsOf(entries: readonly Buffer[]): Buffer[] {
  const names = new Set(entries.map((entry) => entry.toString("hex", 0, 32)));
  return entries.filter((entry) => names.has(entry.toString("hex", 36, 68)));
}

/** A file of the function cache, in its parts. */
export class FunctionBlob {
  static readonly #MAGIC = Buffer.from("cwasm-functions-v1\n");
  readonly identity: Buffer;
  readonly bodies: Buffer;
  /** Names and functions. */
  readonly functions: readonly (readonly [Buffer, Buffer])[];

  constructor(bytes: Buffer) {
    const contents = bytes.subarray(FunctionBlob.#MAGIC.length + 32);
    const parts: Buffer[] = [];
    for (let at = 0; at < contents.length; ) {
      const end = at + 4 + contents.readUInt32LE(at);
      parts.push(contents.subarray(at + 4, end));
      at = end;
    }
    const [identity, bodies, packed] = parts as [Buffer, Buffer, Buffer];
    this.identity = identity;
    this.bodies = bodies;
    this.functions = entriesOf(packed).map((entry) => [entry.subarray(0, 32), entry.subarray(36)]);
  }

  /** The file with some parts replaced, and a digest to match. */
  with(change: Partial<Pick<FunctionBlob, "identity" | "bodies" | "functions">>): Buffer {
    const { identity, bodies, functions } = { ...this, ...change };
    const packed = functions.flatMap(([name, bytes]) => [name, FunctionBlob.#framed(bytes)]);
    return FunctionBlob.#sealed(
      Buffer.concat([identity, bodies, Buffer.concat(packed)].map(FunctionBlob.#framed)),
    );
  }

  /** The file with a digest to match these contents. */
  static #sealed(contents: Buffer): Buffer {
    return Buffer.concat([
      FunctionBlob.#MAGIC,
      createHash("sha256").update(contents).digest(),
      contents,
    ]);
  }

  /** A change in what is behind the digest, and a digest to match. */
  static resealed(bytes: Buffer, change: (contents: Buffer) => Buffer): Buffer {
    return FunctionBlob.#sealed(change(bytes.subarray(FunctionBlob.#MAGIC.length + 32)));
  }

  /** Every function changed. */
  withFunctions(change: (bytes: Buffer) => Buffer): Buffer {
    return this.with({ functions: this.functions.map(([name, bytes]) => [name, change(bytes)]) });
  }

  static #framed(bytes: Buffer): Buffer {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    return Buffer.concat([length, bytes]);
  }
}
