/** The Actions cache as an artifact store. */
import { lstat, rm, rmdir } from "node:fs/promises";
import { isFeatureAvailable, restoreCache, saveCache } from "@actions/cache";
import { sha256 } from "../support/hash.ts";
import { readBlob, readEntry, writeBlob, writeEntry } from "./files.ts";
import type { Store } from "./store.ts";

/**
 * Entries are packed from and unpacked to this folder of the workspace, then removed. The text is
 * part of an entry's identity in the service, so it is relative and the same on every system.
 */
const FOLDER = ".cwasm-cache";

/** Milliseconds for a whole transfer; the client's own limit is ten minutes for each segment that stalls. */
const DEADLINE = 3 * 60_000;

/**
 * The client does not tell trouble from a miss, but a miss answers within a second or two: what
 * failed after this long was tried again and again.
 */
const SLOW_FAILURE = 20_000;

/** Archives are the same for every system: any runner makes artifacts for any target. */
const CROSS_OS = true;

/**
 * The store, or undefined where the service is absent.
 *
 * The working directory must be the workspace. The client itself logs what it does and turns most
 * errors into warnings.
 */
export function openActions(deadline = DEADLINE): Store | undefined {
  if (!isFeatureAvailable()) {
    return undefined;
  }
  let givenUp = false;

  /** Runs one transfer on the entry's folder, empty before and gone after. */
  async function transfer<T>(
    name: { readonly folder: string },
    work: (path: string) => Promise<T>,
    failed: (result: T) => boolean,
  ): Promise<T> {
    if (givenUp) {
      throw new Error("the cache service did not answer in time before, so it is not asked again");
    }
    await requireRealFolder();
    const path = `${FOLDER}/${name.folder}`;
    const start = performance.now();
    const late = (): boolean => performance.now() - start > Math.min(SLOW_FAILURE, deadline / 2);
    try {
      await rm(path, { recursive: true, force: true });
      const result = await withDeadline(work(path), deadline);
      givenUp ||= failed(result) && late();
      return result;
    } catch (error) {
      givenUp ||= late();
      throw error;
    } finally {
      await rm(path, { recursive: true, force: true });
    }
  }

  return {
    description: "Actions cache",
    restore: (name) =>
      transfer(
        name,
        async (path) => {
          const options = { segmentTimeoutInMs: deadline };
          const found = await restoreCache([path], name.key, [], options, CROSS_OS);
          // The service also finds longer keys that begin with this one.
          return found === name.key ? await readEntry(path) : undefined;
        },
        (entry) => entry === undefined,
      ),
    save: (name, files) =>
      transfer(
        name,
        async (path) => {
          await writeEntry(path, files);
          return (await saveCache([path], name.key, {}, CROSS_OS)) !== -1;
        },
        (saved) => !saved,
      ),
    restoreBlob: (name) =>
      transfer(
        name,
        async (path) => {
          const options = { segmentTimeoutInMs: deadline };
          // The newest of all whose keys begin so.
          const found = await restoreCache([path], name.prefix, [name.prefix], options, CROSS_OS);
          return found === undefined ? undefined : await readBlob(path);
        },
        (blob) => blob === undefined,
      ),
    saveBlob: (name, bytes) =>
      transfer(
        name,
        async (path) => {
          await writeBlob(path, bytes);
          const key = `${name.prefix}${sha256(bytes).slice(0, 16)}`;
          return (await saveCache([path], key, {}, CROSS_OS)) !== -1;
        },
        (saved) => !saved,
      ),
    async close() {
      // Only if empty: another step may be at work in it.
      await rmdir(FOLDER).catch(() => undefined);
    },
  };
}

async function withDeadline<T>(work: Promise<T>, deadline: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${deadline / 1000} s`)), deadline);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A checkout may contain a link of this name, that leads out of the workspace. */
async function requireRealFolder(): Promise<void> {
  const stats = await lstat(FOLDER).catch(() => undefined);
  if (stats !== undefined && !stats.isDirectory()) {
    throw new Error(`'${FOLDER}' in the workspace is not a directory`);
  }
}
