/** What the rest of the project knows of an artifact store: named files under a key. */

/** Uploads to a store at a time. */
export const SAVES = 4;

/** Files by their names within an entry. */
export type Files = Readonly<Record<string, Uint8Array>>;

/** Where a store keeps one entry, and what may be in it. */
export interface Slot {
  /** The entry's whole key, or what the keys of its versions begin with; no commas. */
  readonly key: string;
  /** With `prefix` the newest entry counts, and a new one takes the place of those before it. */
  readonly match: "exact" | "prefix";
  /** A short, safe folder name that follows from `key`. */
  readonly folder: string;
  /** The names of the entry's files, and the bytes that each may have at most. */
  readonly limits: Readonly<Record<string, number>>;
  /** Where it may lie with others; undefined for an entry that is always kept by itself. */
  readonly packs?: Packs;
}

/** The packs in which a small entry may lie, by what their keys begin with. */
export interface Packs {
  /** Those to look in, in this order. */
  readonly readFrom: readonly string[];
  /** The one that it is saved in; undefined where it is saved by itself. */
  readonly saveTo: string | undefined;
}

/** What became of an entry that was to be kept: see `Store.put`. */
export type Put = "saved" | "present" | "off";

/** An entry that is there and may not be used. The message says why. */
export class RefusedEntry extends Error {
  override readonly name = "RefusedEntry";
}

export interface Store {
  /** What the store is, for the log. */
  readonly description: string;
  /** The slot in each place where its entry may lie, in the order to look there; without this it is one place. */
  places?(slot: Slot): readonly Slot[];
  /**
   * The files of an entry in one place, `miss` if there is none, `off` if restoring is turned off. What it
   * returns is untrusted.
   *
   * @throws RefusedEntry, or an Error that says why it cannot be known whether there is an entry
   */
  get(slot: Slot): Promise<Files | "miss" | "off">;
  /**
   * Whether there is an entry in one place, without its contents; `off` as for `get`.
   *
   * @throws Error that says why that cannot be known
   */
  has(slot: Slot): Promise<boolean | "off">;
  /**
   * Keeps an entry. `present` if there is one already that cannot be replaced, `off` if saving is
   * turned off. An entry that is saved with others has its answer `later`, after `flush`.
   *
   * @param replacing whether an entry that was refused is to be replaced
   * @throws Error that says why it was not kept
   */
  put(slot: Slot, files: Files, replacing: boolean): Promise<Put | { later: Promise<Put> }>;
  /** Says that what was read is used: it is saved with others again, where new entries are. */
  keep?(slot: Slot, files: Files): void;
  /** Says that what was read there may not be used: it is not saved with others again. */
  drop?(slot: Slot): void;
  /** Saves what is saved with others: nothing more is put after it. */
  flush?(): Promise<void>;
}

/** What an entry is of which these files were found. @throws RefusedEntry if some are missing */
export function wholeEntry(slot: Slot, found: Files): Files | "miss" {
  const names = Object.keys(slot.limits);
  const missing = names.filter((name) => found[name] === undefined);
  if (missing.length === names.length) {
    return "miss";
  }
  if (missing.length > 0) {
    throw new RefusedEntry(`it is incomplete: it lacks ${missing.join(" and ")}`);
  }
  return found;
}

/** @throws Error if the entry has a file that could not be read back */
export function requireWithinLimits({ limits }: Slot, files: Files): void {
  for (const [name, { length }] of Object.entries(files)) {
    requireWithinLimit(name, length, limits[name] ?? 0);
  }
}

/** @param size bytes */
export function requireWithinLimit(name: string, size: number, limit: number): void {
  if (size > limit) {
    throw new Error(`${name} has ${size} bytes, and at most ${limit} are allowed`);
  }
}
