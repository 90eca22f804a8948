/** What the rest of the project knows of an artifact store: named files under a key. */

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
}

export interface Store {
  /** What the store is, for the log. */
  readonly description: string;
  /**
   * The files of an entry, `miss` if there is none, `off` if this store is not to be read. What it
   * returns is untrusted.
   *
   * @throws Error that says why an entry cannot be read, or whether there is one cannot be told
   */
  get(slot: Slot): Promise<Files | "miss" | "off">;
  /**
   * Keeps an entry. `present` if someone else has just saved it, `off` if nothing is to be saved.
   *
   * @throws Error that says why it was not kept
   */
  put(slot: Slot, files: Files): Promise<"saved" | "present" | "off">;
}

/** What a store is used for. */
export interface StoreMode {
  readonly restore: boolean;
  readonly save: boolean;
}

/** The same store, which is not asked for what the mode leaves out. */
export function withMode(store: Store, mode: StoreMode): Store {
  return {
    description: store.description,
    get: async (slot) => (mode.restore ? await store.get(slot) : "off"),
    put: async (slot, files) => (mode.save ? await store.put(slot, files) : "off"),
  };
}

/** What an entry is of which these files were found. @throws Error if some are missing */
export function wholeEntry(slot: Slot, found: Files): Files | "miss" {
  const names = Object.keys(slot.limits);
  const missing = names.filter((name) => found[name] === undefined);
  if (missing.length === names.length) {
    return "miss";
  }
  if (missing.length > 0) {
    throw new Error(`the stored entry is incomplete: it lacks ${missing.join(" and ")}`);
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
