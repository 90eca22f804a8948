/** Reading files that may be of any kind. */
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from "node:fs";
import { type FileHandle, lstat, open, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Opening a pipe does not wait for a writer. Windows has no such flag, and no such pipes. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Opens a regular file for reading. Pipes, sockets and devices are not even opened: that can wait for
 * ever, or set a device going.
 *
 * @param links whether a symbolic link is followed, or refused
 * @throws Error that names the path
 */
export async function openRegular(
  path: string,
  links: "follow" | "refuse" = "follow",
): Promise<FileHandle> {
  const follow = links === "follow";
  requireRegular(path, await (follow ? stat(path) : lstat(path)));
  const handle = await open(path, follow ? READ : READ | (constants.O_NOFOLLOW ?? 0));
  try {
    // Another file may have taken its place.
    requireRegular(path, await handle.stat());
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The bytes of a regular file. @throws Error as `openRegular` does */
export async function readRegular(
  path: string,
  links: "follow" | "refuse" = "follow",
): Promise<Buffer> {
  const handle = await openRegular(path, links);
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** The same without waiting, as text; links are followed. */
export function readRegularTextSync(path: string): string {
  requireRegular(path, statSync(path));
  const descriptor = openSync(path, READ);
  try {
    requireRegular(path, fstatSync(descriptor));
    return readFileSync(descriptor, "utf8");
  } finally {
    closeSync(descriptor);
  }
}

function requireRegular(path: string, stats: Stats): void {
  if (!stats.isFile()) {
    throw new Error(`'${path}' is ${kindOf(stats)}, not a regular file`);
  }
}

/** What something that is no regular file is, in words. */
export function kindOf(stats: Stats): string {
  return stats.isDirectory()
    ? "a directory"
    : stats.isFIFO()
      ? "a pipe"
      : stats.isSocket()
        ? "a socket"
        : stats.isSymbolicLink()
          ? "a link"
          : "a device";
}

/** A file without links on the way to it; as it was given where nothing is, or nobody can say. */
export function realFile(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

/** Gives folders without links on the way to them, also those that are still to be made; each is looked up once. */
export function folderFinder(): (folder: string) => string {
  const known = new Map<string, string>();
  const find = (folder: string): string => {
    const there = known.get(folder);
    if (there !== undefined) {
      return there;
    }
    const real = realFile(folder);
    const parent = dirname(folder);
    const found =
      real !== folder || parent === folder ? real : join(find(parent), basename(folder));
    known.set(folder, found);
    return found;
  };
  return find;
}
