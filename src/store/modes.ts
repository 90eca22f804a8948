/** A store as the settings have it used. */
import { withSignatures } from "./signed.ts";
import type { Store } from "./store.ts";

/** What a store is used for. */
export interface StoreMode {
  readonly restore: boolean;
  /** Whether it is read to compare. */
  readonly compare: boolean;
  readonly save: boolean;
  readonly signingKeys: readonly [string, ...string[]] | undefined;
}

/** Whether a store is of use at all. */
export function usesStore({ restore, compare, save }: StoreMode): boolean {
  return restore || compare || save;
}

/** The same store, which is not asked for what the mode leaves out. */
export function forSettings(
  store: Store,
  { restore, compare, save, signingKeys }: StoreMode,
): Store {
  const read = restore || compare;
  const own = signingKeys === undefined ? store : withSignatures(store, signingKeys);
  return {
    description: own.description,
    places: (slot) => own.places?.(slot) ?? [slot],
    get: async (slot) => (read ? await own.get(slot) : "off"),
    has: async (slot) => (restore ? await own.has(slot) : "off"),
    put: async (slot, files, replacing) => (save ? await own.put(slot, files, replacing) : "off"),
    keep: (slot, files) => (save ? own.keep?.(slot, files) : undefined),
    drop: (slot) => own.drop?.(slot),
    flush: async () => (save ? await own.flush?.() : undefined),
  };
}
