/** Entries that are signed: a store takes only what somebody who has the key has put there. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { type Files, type Packs, RefusedEntry, type Slot, type Store } from "./store.ts";

/** The name of the file that is added to an entry. */
const SIGNATURE = "signature";

/** Bytes of HMAC-SHA256. */
const LENGTH = 32;

/** What is signed begins with this: another use of the same key cannot be taken for it. */
const PURPOSE = "cwasm-cache entry 1";

/**
 * The same store with entries of its own, each with an HMAC-SHA256 of its key and of all its files. The key says
 * component, target, engine and its section; of a function cache, the compiler.
 *
 * @param keys the first one signs, each of them verifies
 */
export function withSignatures(store: Store, keys: readonly [string, ...string[]]): Store {
  return {
    description: store.description,
    places: (slot) => store.places?.(slot) ?? [slot],
    get: async (slot) => {
      const found = await store.get(signedSlot(slot));
      if (typeof found === "string") {
        return found;
      }
      const { [SIGNATURE]: signature = new Uint8Array(), ...files } = found;
      const valid = keys.some((key) => isEqual(signature, sign(key, slot, files)));
      if (!valid) {
        throw new RefusedEntry("its signature is not of this entry, or of another key");
      }
      return files;
    },
    has: (slot) => store.has(signedSlot(slot)),
    put: (slot, files, replacing) =>
      store.put(signedSlot(slot), { ...files, [SIGNATURE]: sign(keys[0], slot, files) }, replacing),
    keep: (slot, files) => {
      // Others are not saved again: large ones would be signed for nothing.
      if (slot.packs?.saveTo !== undefined) {
        store.keep?.(signedSlot(slot), { ...files, [SIGNATURE]: sign(keys[0], slot, files) });
      }
    },
    drop: (slot) => store.drop?.(signedSlot(slot)),
    flush: async () => await store.flush?.(),
  };
}

/** Unsigned entries are others: neither kind stands in the other's place. */
function signedSlot({ key, match, folder, limits, packs }: Slot): Slot {
  return {
    // What follows the key of an entry with several versions is the store's own.
    key: match === "exact" ? `${key}-signed` : `signed-${key}`,
    match,
    folder: `${folder}-signed`,
    limits: { ...limits, [SIGNATURE]: LENGTH },
    ...(packs && { packs: signedPacks(packs) }),
  };
}

function signedPacks({ readFrom, saveTo }: Packs): Packs {
  const signed = (key: string): string => `signed-${key}`;
  return { readFrom: readFrom.map(signed), saveTo: saveTo && signed(saveTo) };
}

/** Lengths come before what they are of, so that nothing can move from one part to the next. */
function sign(key: string, slot: Slot, files: Files): Buffer {
  const hmac = createHmac("sha256", key);
  const names = Object.keys(slot.limits).sort();
  const parts = [PURPOSE, slot.key, ...names.flatMap((name) => [name, files[name] ?? ""])];
  for (const part of parts) {
    const bytes = Buffer.from(part);
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(bytes.length));
    hmac.update(length).update(bytes);
  }
  return hmac.digest();
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
