/** The function cache: compiled functions of one engine and target, within a run and between runs. */
import { createHash } from "node:crypto";
import { compareText } from "../support/order.ts";
import { inSharedMemory } from "../support/shared-memory.ts";
import type { Body } from "./shards.ts";

const MAGIC = Buffer.from("cwasm-functions-v1\n");
const DIGEST = 32;
/** An entry: name, length (little endian), and so many bytes: machine code or what leads to it. See the WIT. */
const NAME = 32;
const LENGTH = 4;
/** A body's digest: it only guesses whether the body's function is known, so few bytes will do. */
const BODY_DIGEST = 8;

/** Smaller changes are not worth a transfer: compiling them again takes a moment. */
const WORTH_SAVING = 256 * 1024;

/** What a compile adds to the cache. */
export interface Learned {
  /** New entries, packed. */
  readonly compiled: readonly Uint8Array[];
  /** Those of them that were compiled although the entries of this cache were there. */
  readonly despite?: Uint8Array;
  /** Names of entries that were used, one after another. */
  readonly used: Uint8Array;
}

/** An entry as it lies in a list. */
interface Entry {
  readonly name: string;
  readonly list: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** What a cache has of one origin. */
class Functions {
  #lists: Uint8Array[] = [];
  /** Entries that are in no list yet. */
  #added: Entry[] = [];
  /** Of the entries. */
  readonly names = new Set<string>();
  /** Digests of bodies that have been compiled. */
  readonly bodies = new Set<string>();

  /** Adds entries that are not there yet. */
  add(entries: Iterable<Entry>): void {
    for (const entry of entries) {
      if (!this.names.has(entry.name)) {
        this.names.add(entry.name);
        this.#added.push(entry);
      }
    }
  }

  /** Packed entries, in shared memory. Those of the last compile are never asked for. */
  get lists(): readonly Uint8Array[] {
    if (this.#added.length > 0) {
      this.#lists = [...this.#lists, inSharedMemory(this.#added.map(bytesOf))];
      this.#added = [];
    }
    return this.#lists;
  }

  /** In the order in which they were added. */
  get entries(): Entry[] {
    return [...this.#lists.flatMap((list) => [...entriesOf(list)]), ...this.#added];
  }
}

export class FunctionCache {
  readonly #identity: string;
  readonly #onDiscard: (reason: string) => void;
  #earlier = new Functions();
  readonly #own = new Functions();
  /** Names that this run used. */
  readonly #used = new Set<string>();
  #discarded = false;

  /**
   * @param identity what the entries are good for: compiler, engine and target
   * @param onDiscard called once if the entries of earlier runs turn out to be unusable
   */
  constructor(identity: string, onDiscard: (reason: string) => void = () => {}) {
    this.#identity = identity;
    this.#onDiscard = onDiscard;
  }

  /** The entries, packed, as the compiler takes them. */
  get lists(): readonly Uint8Array[] {
    return [...this.#earlier.lists, ...this.#own.lists];
  }

  /** Those that this run made. */
  get own(): readonly Uint8Array[] {
    return this.#own.lists;
  }

  /** Whether there are any of an earlier run. */
  get hasEarlier(): boolean {
    return this.#earlier.names.size > 0;
  }

  /** Whether no body is known. */
  get isEmpty(): boolean {
    return this.#earlier.bodies.size === 0 && this.#own.bodies.size === 0;
  }

  /** Bytes of all entries. */
  get size(): number {
    return this.lists.reduce((sum, list) => sum + list.length, 0);
  }

  /** Whether functions of such a body have been compiled before. A guess: it costs time at the worst. */
  knows(bodyDigest: string): boolean {
    return this.#earlier.bodies.has(bodyDigest) || this.#own.bodies.has(bodyDigest);
  }

  /** Takes what a compile learned, and the bodies it has been through. */
  learn({ compiled, despite, used }: Learned, bodyDigests: Iterable<string>): void {
    for (const digest of bodyDigests) {
      this.#own.bodies.add(digest);
    }
    for (let at = 0; at < used.length; at += NAME) {
      this.#used.add(nameAt(used, at));
    }
    // What two compiles learned at once is kept once.
    this.#own.add(inOrder(compiled.flatMap((list) => [...entriesOf(list)])));
    if (despite !== undefined && this.#hasUnreadable(despite)) {
      this.discard("some of its functions cannot be read");
    }
  }

  /** Whether functions of earlier runs had to be compiled again: what cannot be read counts as missing. */
  #hasUnreadable(compiled: Uint8Array): boolean {
    return (
      this.hasEarlier && [...entriesOf(compiled)].some(({ name }) => this.#earlier.names.has(name))
    );
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
      return "it is truncated";
    }
    for (let at = 0; at < bodies.length; at += BODY_DIGEST) {
      this.#earlier.bodies.add(bodies.toString("hex", at, at + BODY_DIGEST));
    }
    this.#earlier.add(entriesOf(entries));
    return undefined;
  }

  /** Drops all that is of earlier runs, because something in it is wrong. */
  discard(reason: string): void {
    this.#earlier = new Functions();
    if (!this.#discarded) {
      this.#discarded = true;
      this.#onDiscard(reason);
    }
  }

  /**
   * The file for later runs: what this run used or made, then what is left of earlier ones, the last
   * used first, within a limit of bytes. Undefined if the stored one may stay, as little is new.
   *
   * @param refused whether the stored one may not be used at all, and so may not stay
   */
  pack(limit: number, refused = false): Uint8Array | undefined {
    const own = this.#own.entries;
    const codes = new Map(own.map((entry) => [entry.name, this.#codeOf(entry)]));
    // Records are named anew whenever anything but bodies has changed: by themselves they are not worth it.
    const learned = own.filter(
      ({ name }) => !this.#earlier.names.has(name) && codes.get(name) === undefined,
    );
    if (sizeOf(learned) < WORTH_SAVING && !this.#discarded && !refused) {
      return undefined;
    }
    const earlier = this.#earlier.entries.filter(({ name }) => !this.#own.names.has(name));
    for (const entry of earlier) {
      codes.set(entry.name, this.#codeOf(entry));
    }
    const order = [
      ...earlier.filter(({ name }) => this.#used.has(name)),
      ...own,
      ...earlier.filter(({ name }) => !this.#used.has(name)),
    ];
    const within: Entry[] = [];
    let size = 0;
    for (const entry of order) {
      size += entry.end - entry.start + BODY_DIGEST;
      if (size > limit) {
        break;
      }
      within.push(entry);
    }
    const names = new Set(within.map(({ name }) => name));
    const code = within.filter(({ name }) => codes.get(name) === undefined);
    // A record is of no use without its code.
    const kept = within.filter(({ name }) => names.has(codes.get(name) ?? name));
    // No more than there are functions, of which some share their code and some have no record: what is not kept is not
    // known, and old digests make room.
    const functions = Math.max(code.length, kept.length - code.length);
    const digests = [...new Set([...this.#own.bodies, ...this.#earlier.bodies])];
    const bodies = Buffer.from(digests.slice(0, functions).join(""), "hex");
    const file = Buffer.concat([
      MAGIC,
      Buffer.alloc(DIGEST),
      ...framed([Buffer.from(this.#identity)]),
      ...framed([bodies]),
      ...framed(kept.map(bytesOf)),
    ]);
    const contents = file.subarray(MAGIC.length + DIGEST);
    createHash("sha256").update(contents).digest().copy(file, MAGIC.length);
    return file;
  }

  /** The name of the code that a record leads to; undefined if the entry is code itself. */
  #codeOf(entry: Entry): string | undefined {
    const code = leadOf(entry);
    const isKnown = this.#own.names.has(code) || this.#earlier.names.has(code);
    return isKnown && code !== entry.name ? code : undefined;
  }
}

/**
 * What a compile made, in an order that does not depend on which worker made what: what is stored is named by its
 * bytes. Records follow their code, so that a limit leaves out both.
 */
function inOrder(made: readonly Entry[]): Entry[] {
  const names = new Set(made.map(({ name }) => name));
  const placeOf = (entry: Entry): string => {
    const code = leadOf(entry);
    return names.has(code) ? code + entry.name : entry.name;
  };
  return made
    .map((entry) => ({ entry, place: placeOf(entry) }))
    .sort((a, b) => compareText(a.place, b.place))
    .map(({ entry }) => entry);
}

/** What a record begins with, the name of its code; of machine code nobody's name, or nothing. */
function leadOf({ list, start, end }: Entry): string {
  return end - start < 2 * NAME + LENGTH ? "" : nameAt(list, start + NAME + LENGTH);
}

function bytesOf({ list, start, end }: Entry): Uint8Array {
  return list.subarray(start, end);
}

function sizeOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { start, end }) => sum + end - start, 0);
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

/** Bytes behind the length of all of them. */
function framed(parts: readonly Uint8Array[]): Uint8Array[] {
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32LE(parts.reduce((sum, part) => sum + part.length, 0));
  return [length, ...parts];
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
