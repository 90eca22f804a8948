/** The function cache: compiled functions of one engine and target, within a run and between runs. */
import { createHash } from "node:crypto";
import type { Body } from "./shards.ts";

const MAGIC = Buffer.from("cwasm-functions-v1\n");
const DIGEST = 32;
/** An entry: name, length of the compiled function (little endian), the function. See the WIT. */
const NAME = 32;
const LENGTH = 4;
/** A body's digest: it only guesses whether the body's function is known, so few bytes will do. */
const BODY_DIGEST = 8;

/** Smaller changes are not worth a transfer: compiling them again takes a moment. */
const WORTH_SAVING = 256 * 1024;

/** What a compile gives back to the cache. */
export interface Learned {
  /** New entries, packed. */
  readonly compiled: readonly Uint8Array[];
  /** Names of entries that were used, one after another. */
  readonly used: Uint8Array;
}

interface Entry {
  readonly name: string;
  readonly list: Uint8Array;
  readonly start: number;
  readonly end: number;
}

export class FunctionCache {
  readonly #identity: string;
  /** Packed entries; shared memory, so that workers need no copies. */
  #lists: Uint8Array[] = [];
  readonly #bodies = new Set<string>();
  readonly #names = new Set<string>();
  /** Names that this run used or made. */
  readonly #fresh = new Set<string>();
  #learned = 0;

  /** @param identity what the entries are good for: compiler, engine and target */
  constructor(identity: string) {
    this.#identity = identity;
  }

  /** The entries, packed, as the compiler takes them. */
  get lists(): readonly Uint8Array[] {
    return this.#lists;
  }

  /** Bytes of all entries. */
  get size(): number {
    return this.#lists.reduce((sum, list) => sum + list.length, 0);
  }

  /** Whether functions of such a body have been compiled before. A guess: it costs time at the worst. */
  knows(bodyDigest: string): boolean {
    return this.#bodies.has(bodyDigest);
  }

  /** Takes what a compile learned, and the bodies it has been through. */
  learn({ compiled, used }: Learned, bodyDigests: Iterable<string>): void {
    for (const digest of bodyDigests) {
      this.#bodies.add(digest);
    }
    for (let at = 0; at < used.length; at += NAME) {
      this.#fresh.add(nameAt(used, at));
    }
    // What two compiles learned at once is kept once.
    const entries = new Map<string, Entry>();
    for (const entry of compiled.flatMap((list) => [...entriesOf(list)])) {
      this.#fresh.add(entry.name);
      if (!this.#names.has(entry.name)) {
        entries.set(entry.name, entry);
      }
    }
    this.#learned += this.#add([...entries.values()]);
  }

  /**
   * Takes the entries of an earlier run. The bytes are untrusted.
   *
   * @returns why they are not used, or undefined if they are
   */
  load(bytes: Uint8Array): string | undefined {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const start = MAGIC.length + DIGEST;
    if (file.length < start || !file.subarray(0, MAGIC.length).equals(MAGIC)) {
      return "it is not a function cache of this version";
    }
    const contents = file.subarray(start);
    if (
      !createHash("sha256").update(contents).digest().equals(file.subarray(MAGIC.length, start))
    ) {
      return "it is damaged: its digest is not the recorded one";
    }
    const [identity, bodies, entries] = sections(contents);
    if (identity?.toString() !== this.#identity) {
      return "it was made by another compiler, or for another engine or target";
    }
    if (bodies === undefined || entries === undefined) {
      return "it is cut";
    }
    for (let at = 0; at < bodies.length; at += BODY_DIGEST) {
      this.#bodies.add(bodies.toString("hex", at, at + BODY_DIGEST));
    }
    this.#add([...entriesOf(entries)]);
    return undefined;
  }

  /**
   * The file for later runs: what this run used or made, then what is left of earlier ones, the last
   * used first, within a limit of bytes. Undefined if it would hold little that is new.
   */
  pack(limit: number): Uint8Array | undefined {
    if (this.#learned < WORTH_SAVING) {
      return undefined;
    }
    const all = this.#lists.flatMap((list) => [...entriesOf(list)]);
    const order = [
      ...all.filter(({ name }) => this.#fresh.has(name)),
      ...all.filter(({ name }) => !this.#fresh.has(name)),
    ];
    const bodies = Buffer.from([...this.#bodies].join(""), "hex");
    const kept: Uint8Array[] = [];
    let size = bodies.length;
    for (const { list, start, end } of order) {
      size += end - start;
      if (size > limit) {
        break;
      }
      kept.push(list.subarray(start, end));
    }
    const contents = Buffer.concat([
      ...framed(Buffer.from(this.#identity)),
      ...framed(bodies),
      ...framed(Buffer.concat(kept)),
    ]);
    return Buffer.concat([MAGIC, createHash("sha256").update(contents).digest(), contents]);
  }

  /** Adds entries as one list. @returns its bytes */
  #add(entries: readonly Entry[]): number {
    const size = entries.reduce((sum, { start, end }) => sum + end - start, 0);
    if (size === 0) {
      return 0;
    }
    const packed = new Uint8Array(new SharedArrayBuffer(size));
    let at = 0;
    for (const { name, list, start, end } of entries) {
      this.#names.add(name);
      packed.set(list.subarray(start, end), at);
      at += end - start;
    }
    this.#lists = [...this.#lists, packed];
    return size;
  }
}

/** A digest of every body, in order. */
export function bodyDigests(component: Uint8Array, bodies: readonly Body[]): string[] {
  return bodies.map(({ offset, size }) =>
    createHash("sha1")
      .update(component.subarray(offset, offset + size))
      .digest("hex")
      .slice(0, 2 * BODY_DIGEST),
  );
}

function* entriesOf(list: Uint8Array): Generator<Entry> {
  const view = new DataView(list.buffer, list.byteOffset, list.length);
  let start = 0;
  while (start + NAME + LENGTH <= list.length) {
    const end = start + NAME + LENGTH + view.getUint32(start + NAME, true);
    if (end > list.length) {
      return;
    }
    yield { name: nameAt(list, start), list, start, end };
    start = end;
  }
}

function nameAt(bytes: Uint8Array, at: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + at, NAME).toString("latin1");
}

/** Bytes behind their length. */
function framed(bytes: Buffer): Buffer[] {
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32LE(bytes.length);
  return [length, bytes];
}

/** The inverse of `framed`, as far as the bytes reach. */
function sections(contents: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at + LENGTH <= contents.length; ) {
    const start = at + LENGTH;
    at = start + contents.readUInt32LE(at);
    if (at > contents.length) {
      break;
    }
    found.push(contents.subarray(start, at));
  }
  return found;
}
