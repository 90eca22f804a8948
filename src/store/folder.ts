/** An artifact store in a local folder. */
import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { makeDirectory } from "../artifact/place.ts";
import { sweepFiles } from "../support/temporary.ts";
import { readBlob, readEntry, writeBlob, writeEntry } from "./files.ts";
import type { Store } from "./store.ts";

/** Where the command line keeps artifacts unless told otherwise. */
export function defaultFolder(): string {
  const base = {
    win32: process.env["LOCALAPPDATA"] ?? join(homedir(), "AppData", "Local"),
    darwin: join(homedir(), "Library", "Caches"),
  }[process.platform as string];
  return join(process.env["XDG_CACHE_HOME"] || base || join(homedir(), ".cache"), "cwasm-cache");
}

/**
 * Opens the store, making its folder if need be.
 *
 * @throws Error if it cannot be made, or others may write to it: whoever writes an artifact runs
 * code in the host that loads it.
 */
export async function openFolder(path: string): Promise<Store> {
  const root = resolve(path);
  await makeDirectory(root);
  await requireOwn(root);
  await sweepFiles(root);
  const folderOf = ({ folder }: { folder: string }): string => join(root, folder);
  return {
    description: `folder ${root}`,
    restore: (name) => unlessMissing(readEntry(folderOf(name))),
    async save(name, files) {
      // Temporary files lie in one place, where a later run finds them.
      await writeEntry(folderOf(name), files, root);
      return true;
    },
    restoreBlob: (name) => unlessMissing(readBlob(folderOf(name))),
    async saveBlob(name, bytes) {
      await writeBlob(folderOf(name), bytes, root);
      return true;
    },
    async close() {},
  };
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}

async function requireOwn(root: string): Promise<void> {
  const stats = await stat(root);
  if (!stats.isDirectory()) {
    throw new Error(`'${root}' is not a directory`);
  }
  // Windows has neither owners nor modes here.
  if (
    process.getuid !== undefined &&
    (stats.uid !== process.getuid() || (stats.mode & 0o022) !== 0)
  ) {
    throw new Error(`'${root}' belongs to someone else or can be written by others`);
  }
}
