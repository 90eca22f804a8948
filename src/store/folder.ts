/** An artifact store in a local folder. */
import { lstat, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { makeDirectory, placeFile } from "../artifact/place.ts";
import { messageOf } from "../support/errors.ts";
import { openRegular } from "../support/files.ts";
import { sweepFiles } from "../support/temporary.ts";
import {
  type Files,
  RefusedEntry,
  requireWithinLimit,
  requireWithinLimits,
  type Store,
  wholeEntry,
} from "./store.ts";

/** Where the command line keeps artifacts unless told otherwise. */
export function defaultFolder(): string {
  const base = {
    win32: process.env["LOCALAPPDATA"] ?? join(homedir(), "AppData", "Local"),
    darwin: join(homedir(), "Library", "Caches"),
  }[process.platform as string];
  const xdg = process.env["XDG_CACHE_HOME"] ?? "";
  // The specification of XDG_CACHE_HOME has relative paths ignored.
  return join(isAbsolute(xdg) ? xdg : base || join(homedir(), ".cache"), "cwasm-cache");
}

/**
 * Opens the store, making its folder if need be. An entry is a folder of its files; keys show in
 * the folders' names alone.
 *
 * @throws Error if it cannot be made, or others may write to it: whoever writes an artifact runs
 * code in the host that loads it.
 */
export async function openFolder(path: string): Promise<Store> {
  const root = resolve(path);
  await makeDirectory(root);
  await requireOwn(root);
  await sweepFiles(root);
  return {
    description: `folder ${root}`,
    async get(slot) {
      const folder = join(root, slot.folder);
      const found: Record<string, Uint8Array> = {};
      for (const [name, limit] of Object.entries(slot.limits)) {
        const bytes = await unlessMissing(readWithin(join(folder, name), limit)).catch((error) => {
          throw new RefusedEntry(`it cannot be read: ${messageOf(error)}`);
        });
        if (bytes !== undefined) {
          found[name] = bytes;
        }
      }
      return wholeEntry(slot, found);
    },
    async has(slot) {
      const folder = join(root, slot.folder);
      const names = Object.keys(slot.limits);
      const found = await Promise.all(
        names.map((name) => unlessMissing(lstat(join(folder, name)))),
      );
      return found.every((stats) => stats?.isFile());
    },
    async put(slot, files) {
      requireWithinLimits(slot, files);
      // Temporary files lie in one place, where a later run finds them.
      await writeFiles(join(root, slot.folder), files, root);
      return "saved";
    },
  };
}

/** Writes an entry file by file; a mixture of two is one that does not verify. */
async function writeFiles(folder: string, files: Files, staging: string): Promise<void> {
  await remove(folder, (stats) => !stats.isDirectory() && !stats.isSymbolicLink());
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, name);
    // Whatever else lies there is replaced by the rename itself.
    await remove(path, (stats) => stats.isDirectory());
    await placeFile(path, bytes, staging);
  }
}

/** Removes what bars the way of an entry: within the store nothing else has a right to be there. */
async function remove(
  path: string,
  barring: (stats: Awaited<ReturnType<typeof lstat>>) => boolean,
): Promise<void> {
  const stats = await unlessMissing(lstat(path));
  if (stats !== undefined && barring(stats)) {
    await rm(path, { recursive: true, force: true });
  }
}

/** @throws Error if it is anything but a regular file of at most so many bytes */
async function readWithin(path: string, limit: number): Promise<Buffer> {
  const handle = await openRegular(path, "refuse");
  try {
    const stats = await handle.stat();
    requireWithinLimit(`'${path}'`, stats.size, limit);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
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
