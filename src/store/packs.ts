/** Packs: small entries that a store keeps together, since each request costs more than what such an entry holds. */
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { type Header, pack as tar } from "tar-stream";
import { messageOf } from "../support/errors.ts";
import { sha256 } from "../support/hash.ts";
import { compareText } from "../support/order.ts";
import { collectFiles, requireRegular, show } from "./archive.ts";
import {
  type Files,
  type Put,
  RefusedEntry,
  requireWithinLimits,
  type Slot,
  type Store,
  wholeEntry,
} from "./store.ts";

/** The name of the one file of a pack: a tar with a folder for each entry. */
const FILE = "pack.tar";

/** Bytes that a run puts into one pack; what is more is saved by itself. */
const MOST = 128 * 1024 * 1024;

/** Bytes of other runs' entries that are kept in it, those used last before others. */
const MOST_OF_OTHERS = 32 * 1024 * 1024;

/** Bytes of a tar for each file beside its contents, at most, and of its end. */
const HEADER = 1024;

/** Entries by their folders, those used last first. */
type Entries = ReadonlyMap<string, Files>;

/** An entry that this run has used or made. */
interface Own {
  readonly files: Files;
  /** Whether it takes the place of a refused one. */
  readonly replacing: boolean;
  /** Who waits to hear what became of it; undefined for one that was restored. */
  readonly waiting: Waiting | undefined;
}

/** What this run saves in a pack, and how many bytes that are. */
interface Filling {
  readonly entries: Map<string, Own>;
  bytes: number;
}

interface Waiting {
  resolve(put: Put): void;
  reject(error: unknown): void;
}

/** The same store, which keeps entries in the packs that their slots name. Whoever takes an entry verifies it. */
export function withPacks(store: Store): Store {
  const opened = new Map<string, Promise<Entries>>();
  const fillings = new Map<string, Filling>();
  /** Folders in each pack that may not be used. */
  const dropped = new Map<string, Set<string>>();

  function open(key: string): Promise<Entries> {
    const entries = opened.get(key) ?? readPack(store, packSlot(key));
    opened.set(key, entries);
    return entries;
  }

  function hasRoom(key: string, files: Files): boolean {
    return (fillings.get(key)?.bytes ?? 0) + sizeOf(files) <= MOST;
  }

  /** Puts an entry into the pack that is saved in the end. */
  function fill(key: string, folder: string, entry: Own): void {
    const filling = fillings.get(key) ?? { entries: new Map(), bytes: 0 };
    filling.entries.set(folder, entry);
    filling.bytes += sizeOf(entry.files);
    fillings.set(key, filling);
  }

  /** A pack with all that should lie there, unless it does. */
  async function save(key: string, filled: Filling["entries"]): Promise<void> {
    const before = opened.get(key);
    const refused = (await before?.catch((error) => error)) instanceof RefusedEntry;
    const there = (await before?.catch(() => undefined)) ?? new Map<string, Files>();
    const entries = [...filled].sort(([a], [b]) => compareText(a, b));
    const own = entries.map(([, entry]) => entry);
    if (entries.every(([folder, { files }]) => areSame(files, there.get(folder)))) {
      settle(own, "present");
      return;
    }
    const others = [...there].filter(
      ([folder]) => !filled.has(folder) && dropped.get(key)?.has(folder) !== true,
    );
    const contents = new Map([
      ...entries.map(([folder, { files }]) => [folder, files] as const),
      ...firstOf(others, MOST_OF_OTHERS),
    ]);
    const replacing = refused || own.some((entry) => entry.replacing);
    try {
      const put = await store.put(packSlot(key), { [FILE]: await writePack(contents) }, replacing);
      settle(own, put as Put);
    } catch (error) {
      for (const { waiting } of own) {
        waiting?.reject(error);
      }
    }
  }

  return {
    description: store.description,
    places,
    get: async (slot) => {
      const [key] = slot.packs?.readFrom ?? [];
      if (key === undefined) {
        return await store.get(slot);
      }
      const there = (await open(key)).get(slot.folder);
      return there === undefined ? "miss" : wholeEntry(slot, within(slot, there));
    },
    has: async (slot) => {
      const [key] = slot.packs?.readFrom ?? [];
      return key === undefined ? await store.has(slot) : (await open(key)).has(slot.folder);
    },
    put: async (slot, files, replacing) => {
      const saveTo = slot.packs?.saveTo;
      if (saveTo === undefined || !hasRoom(saveTo, files)) {
        return await store.put(slot, files, replacing);
      }
      const later = new Promise<Put>((resolve, reject) => {
        fill(saveTo, slot.folder, { files, replacing, waiting: { resolve, reject } });
      });
      return { later };
    },
    keep: ({ folder, packs }, files) => {
      if (packs?.saveTo !== undefined && hasRoom(packs.saveTo, files)) {
        fill(packs.saveTo, folder, { files, replacing: false, waiting: undefined });
      }
    },
    drop: ({ folder, packs }) => {
      for (const key of packs?.readFrom ?? []) {
        dropped.set(key, (dropped.get(key) ?? new Set()).add(folder));
      }
    },
    flush: async () => {
      for (const [key, { entries }] of fillings) {
        await save(key, entries);
      }
      fillings.clear();
    },
  };
}

/** Every pack, and the entry by itself: where few are needed, that is asked for first. */
function places(slot: Slot): readonly Slot[] {
  if (slot.packs === undefined) {
    return [slot];
  }
  const { readFrom, saveTo } = slot.packs;
  const at = (keys: readonly string[]): Slot => ({ ...slot, packs: { readFrom: keys, saveTo } });
  const packed = readFrom.map((key) => at([key]));
  const single = at([]);
  return saveTo === undefined ? [single, ...packed] : [...packed, single];
}

/** Tells those who wait for them what became of these entries. */
function settle(entries: readonly Own[], put: Put): void {
  for (const entry of entries) {
    entry.waiting?.resolve(put);
  }
}

/** Bytes of a pack for an entry, at most. */
function sizeOf(files: Files): number {
  return Object.values(files).reduce((sum, { length }) => sum + length + HEADER, 0);
}

/** The first entries that have no more than so many bytes together. */
function firstOf(entries: readonly [string, Files][], most: number): [string, Files][] {
  let left = most;
  return entries.filter(([, files]) => {
    const size = sizeOf(files);
    const fits = size <= left;
    left -= fits ? size : 0;
    return fits;
  });
}

function areSame(a: Files, b: Files | undefined): boolean {
  const names = Object.keys(a);
  return (
    b !== undefined &&
    names.length === Object.keys(b).length &&
    names.every((name) => Buffer.compare(a[name] as Uint8Array, b[name] ?? Buffer.of()) === 0)
  );
}

/** The files that an entry of this slot has. @throws RefusedEntry if one is longer than it may be */
function within(slot: Slot, files: Files): Files {
  const own = Object.entries(files).filter(([name]) => Object.hasOwn(slot.limits, name));
  try {
    requireWithinLimits(slot, Object.fromEntries(own));
  } catch (error) {
    throw new RefusedEntry(messageOf(error));
  }
  return Object.fromEntries(own);
}

function packSlot(key: string): Slot {
  return {
    key,
    match: "prefix",
    folder: `pack-${sha256(key).slice(0, 32)}`,
    limits: { [FILE]: MOST + MOST_OF_OTHERS + HEADER },
  };
}

/** The same entries give the same bytes: jobs that made the same save it once. */
async function writePack(entries: Entries): Promise<Buffer> {
  const archive = tar();
  const bytes = buffer(archive);
  for (const [folder, files] of entries) {
    for (const [name, contents] of Object.entries(files)) {
      archive.entry({ name: `${folder}/${name}`, mtime: new Date(0) }, Buffer.from(contents));
    }
  }
  archive.finalize();
  return await bytes;
}

/** @throws RefusedEntry if it is no pack, or what `Store.get` throws */
async function readPack(store: Store, slot: Slot): Promise<Entries> {
  const found = await store.get(slot);
  if (typeof found === "string") {
    return new Map();
  }
  const bytes = found[FILE] ?? Buffer.of();
  const { archive, found: files } = collectFiles((header) => memberName(header, bytes.length));
  try {
    await pipeline(Readable.from([bytes]), archive);
  } catch (error) {
    throw new RefusedEntry(`the pack that it lies in is damaged: ${messageOf(error)}`);
  }
  const entries = new Map<string, [string, Buffer][]>();
  for (const [path, contents] of files) {
    const [folder = "", name = ""] = path.split("/");
    entries.set(folder, [...(entries.get(folder) ?? []), [name, contents]]);
  }
  return new Map([...entries].map(([folder, named]) => [folder, Object.fromEntries(named)]));
}

/** @param most bytes of the whole pack. @throws Error for what no pack has */
function memberName(header: Header, most: number): string {
  const { name, size = 0 } = header;
  requireRegular(header);
  if (!/^[\w-]{1,64}\/[\w.]{1,64}$/.test(name)) {
    throw new Error(`it has ${show(name)}, which is no file of an entry`);
  }
  if (size > most) {
    throw new Error(`${show(name)} is longer than the pack`);
  }
  return name;
}
