/** Packs: small entries that a store keeps together, since each request costs more than what such an entry holds. */
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { type Header, pack as tar } from "tar-stream";
import { mapAtMost } from "../support/concurrency.ts";
import { messageOf } from "../support/errors.ts";
import { sha256 } from "../support/hash.ts";
import { compareText } from "../support/order.ts";
import { collectFiles, requireRegular, show } from "./archive.ts";
import {
  type Files,
  type Packs,
  type Put,
  RefusedEntry,
  requireWithinLimits,
  SAVES,
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

/** An entry that this run has restored or made. */
interface Own {
  readonly slot: Slot;
  readonly files: Files;
  /** Whether it takes the place of a refused one. */
  readonly replacing: boolean;
  /** Who waits to hear what became of it; undefined for one that was restored. */
  readonly waiting: Waiting | undefined;
}

interface Waiting {
  resolve(put: Put): void;
  reject(error: unknown): void;
}

/** The same store, which keeps entries in the packs that their slots name. Whoever takes an entry verifies it. */
export function withPacks(store: Store): Store {
  const opened = new Map<string, Promise<Entries>>();
  const own = new Map<string, Map<string, Own>>();

  function open(key: string): Promise<Entries> {
    const entries = opened.get(key) ?? readPack(store, packSlot(key));
    opened.set(key, entries);
    return entries;
  }

  async function fromPacks(slot: Slot, keys: readonly string[]): Promise<Files | "miss"> {
    for (const key of keys) {
      const there = (await open(key)).get(slot.folder);
      if (there !== undefined) {
        return wholeEntry(slot, within(slot, there));
      }
    }
    return "miss";
  }

  function keep(key: string, entry: Own): void {
    own.set(key, (own.get(key) ?? new Map()).set(entry.slot.folder, entry));
  }

  /** Those of one pack that do not lie there yet, with all that should. */
  async function save(key: string, entries: Own[]): Promise<void> {
    const before = opened.get(key);
    const refused = (await before?.catch((error) => error)) instanceof RefusedEntry;
    const there = (await before?.catch(() => undefined)) ?? new Map<string, Files>();
    if (entries.every(({ slot, files }) => areSame(files, there.get(slot.folder)))) {
      settle(entries, "present");
      return;
    }
    const [inside, outside] = take(entries, ({ files }) => files, MOST);
    const names = new Set(entries.map(({ slot }) => slot.folder));
    const others = [...there].filter(([folder]) => !names.has(folder));
    const contents = new Map([
      ...inside.map(({ slot, files }) => [slot.folder, files] as const),
      ...take(others, ([, files]) => files, MOST_OF_OTHERS)[0],
    ]);
    const replacing = refused || inside.some((entry) => entry.replacing);
    await answer(inside, async () =>
      store.put(packSlot(key), { [FILE]: await writePack(contents) }, replacing),
    );
    const made = outside.filter(({ waiting }) => waiting !== undefined);
    await mapAtMost(SAVES, made, (entry) =>
      answer([entry], () => store.put(entry.slot, entry.files, entry.replacing)),
    );
  }

  return {
    description: store.description,
    get: async (slot) => {
      const { packs } = slot;
      if (packs === undefined) {
        return await store.get(slot);
      }
      const { readFrom, saveTo } = packs;
      for (const look of inOrder(
        packs,
        () => fromPacks(slot, readFrom),
        () => store.get(slot),
      )) {
        const files = await look();
        if (files === "off") {
          return files;
        }
        if (files !== "miss") {
          if (saveTo !== undefined) {
            keep(saveTo, { slot, files, replacing: false, waiting: undefined });
          }
          return files;
        }
      }
      return "miss";
    },
    has: async (slot) => {
      const { packs } = slot;
      if (packs === undefined) {
        return await store.has(slot);
      }
      const [first, second] = inOrder(
        packs,
        async () => (await fromPacks(slot, packs.readFrom)) !== "miss",
        () => store.has(slot),
      );
      return (await first()) || (await second());
    },
    put: async (slot, files, replacing) => {
      const saveTo = slot.packs?.saveTo;
      if (saveTo === undefined) {
        return await store.put(slot, files, replacing);
      }
      const later = new Promise<Put>((resolve, reject) => {
        keep(saveTo, { slot, files, replacing, waiting: { resolve, reject } });
      });
      return { later };
    },
    flush: async () => {
      for (const [key, entries] of own) {
        const sorted = [...entries.values()].sort((a, b) =>
          compareText(a.slot.folder, b.slot.folder),
        );
        await save(key, sorted);
      }
      own.clear();
    },
  };
}

/** Ways to look for an entry, in order: where few are needed, one by one is faster. */
function inOrder<T>({ saveTo }: Packs, packed: T, single: T): [T, T] {
  return saveTo === undefined ? [single, packed] : [packed, single];
}

/** Tells those who wait for them what became of these entries. */
async function answer(entries: readonly Own[], put: () => ReturnType<Store["put"]>): Promise<void> {
  try {
    settle(entries, (await put()) as Put);
  } catch (error) {
    for (const entry of entries) {
      entry.waiting?.reject(error);
    }
  }
}

function settle(entries: readonly Own[], put: Put): void {
  for (const entry of entries) {
    entry.waiting?.resolve(put);
  }
}

/** The first ones that have no more than so many bytes together, and the rest. */
function take<T>(items: readonly T[], filesOf: (item: T) => Files, most: number): [T[], T[]] {
  let bytes = 0;
  const parts: [T[], T[]] = [[], []];
  for (const item of items) {
    const more = Object.values(filesOf(item)).reduce((sum, { length }) => sum + length + HEADER, 0);
    const fits = bytes + more <= most;
    parts[fits ? 0 : 1].push(item);
    bytes += fits ? more : 0;
  }
  return parts;
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
