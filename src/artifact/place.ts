/** Atomic writes with the reference's modes. */
import type { BigIntStats } from "node:fs";
import { chmod, lstat, mkdir, rename, stat, unlink, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { readRegular } from "../support/files.ts";
import { renameOver } from "../support/held.ts";
import { withLock } from "../support/lock.ts";
import { temporaryName } from "../support/owner.ts";
import { sweepFiles } from "../support/temporary.ts";

/** Of pairs, and what the reference's host wants. */
export const FILE_MODE = 0o600;

/** Of folders that are made, and what the reference's host wants. */
export const DIRECTORY_MODE = 0o700;

/** The sidecar's path, as the reference names it. */
export function sidecarPath(artifactPath: string): string {
  return `${artifactPath}.meta`;
}

/**
 * Writes an artifact and its sidecar, so that at no moment a sidecar lies beside an artifact that
 * is not its own: cut off anywhere, the pair is the old one, the new one, or one without sidecar,
 * which a host takes for "no cache". Of several writers one comes after the other.
 *
 * Symbolic links in the place of either file are replaced, not followed.
 *
 * @param directoryMode what the mode of the artifact's folder is set to; undefined leaves it
 * @throws Error if it cannot be written; the old pair then stays.
 */
export async function placePair(
  path: string,
  artifact: Uint8Array,
  sidecar: string,
  directoryMode?: number,
): Promise<void> {
  const meta = sidecarPath(path);
  const folder = dirname(path);
  await makeDirectory(folder);
  await setMode(folder, directoryMode);
  await refuseDirectory(path);
  await refuseDirectory(meta);
  await sweepOnce(folder);
  const newArtifact = await create(folder, artifact, path);
  const newSidecar = await create(folder, sidecar, meta).catch(async (error) => {
    await remove(newArtifact);
    throw error;
  });
  const oldSidecar = join(folder, temporaryName());
  try {
    await withLock(path, async () => {
      const made = await Promise.all([newArtifact, newSidecar].map(identity));
      const replaced = await renameIfPresent(meta, oldSidecar);
      try {
        await renameOver(newArtifact, path);
      } catch (error) {
        if (replaced) {
          await rename(oldSidecar, meta);
        }
        throw error;
      }
      await renameOver(newSidecar, meta);
      const mine = await Promise.all([
        isStill(path, made[0], artifact),
        isStill(meta, made[1], Buffer.from(sidecar)),
      ]);
      // Somebody who takes no lock, or whose lock was taken away, wrote one of the two.
      if (mine[0] !== mine[1]) {
        await remove(meta);
      }
    });
  } finally {
    await Promise.all([newArtifact, newSidecar, oldSidecar].map(remove));
  }
}

/**
 * Writes one file atomically, in a directory that exists or is made.
 *
 * @param staging where it is written before it is renamed, on the same file system; by default beside
 */
export async function placeFile(
  path: string,
  contents: Uint8Array | string,
  staging: string = dirname(path),
): Promise<void> {
  await makeDirectory(dirname(path));
  await sweepOnce(staging);
  const temporary = await create(staging, contents, path);
  try {
    await renameOver(temporary, path);
  } finally {
    await remove(temporary);
  }
}

/**
 * Makes the directories that are missing for their owner alone; those that exist keep their modes.
 * (Node's own recursive mkdir never ends where a file system says ENOENT, as /proc does.)
 */
export async function makeDirectory(path: string): Promise<void> {
  const missing: string[] = [];
  for (let folder = resolve(path); !(await isDirectory(folder)); folder = dirname(folder)) {
    missing.unshift(folder);
    if (folder === dirname(folder)) {
      break;
    }
  }
  for (const folder of missing) {
    try {
      await mkdir(folder, DIRECTORY_MODE);
      // The process's umask may have taken bits from the mode.
      await chmod(folder, DIRECTORY_MODE);
    } catch (error) {
      // Another run may have made it, and then it is the other's to say how.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || !(await isDirectory(folder))) {
        throw error;
      }
    }
  }
}

/** The mode of a folder, as far as the system has such: not on Windows. */
export async function directoryModeOf(path: string): Promise<number | undefined> {
  return process.platform === "win32" ? undefined : (await stat(path)).mode & 0o7777;
}

async function setMode(folder: string, mode: number | undefined): Promise<void> {
  if (mode !== undefined && (await directoryModeOf(folder)) !== mode) {
    await chmod(folder, mode);
  }
}

/** False where nothing is. @throws Error if something else is there, or nobody can say */
async function isDirectory(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).isDirectory()) {
      return true;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
      throw error;
    }
    return false;
  }
  throw new Error(`'${path}' is not a directory`);
}

const swept = new Map<string, Promise<void>>();

/** Once in a process is enough to remove what earlier ones have left. */
function sweepOnce(folder: string): Promise<void> {
  const sweeping = swept.get(folder) ?? sweepFiles(folder);
  swept.set(folder, sweeping);
  return sweeping;
}

/** Writes a new temporary file. @throws Error that names the path it is for */
async function create(
  folder: string,
  contents: Uint8Array | string,
  path: string,
): Promise<string> {
  const temporary = join(folder, temporaryName());
  try {
    await writeFile(temporary, contents, { flag: "wx", mode: FILE_MODE });
    await chmod(temporary, FILE_MODE);
    return temporary;
  } catch (error) {
    await remove(temporary);
    throw Object.assign(new Error(`${reasonOf(error as Error)}, '${path}'`), { cause: error });
  }
}

/** The system's words without the call and the path, which are those of the temporary file. */
function reasonOf({ message }: Error): string {
  return message.replace(/, \w+( '.*')?$/s, "");
}

/** What cannot be removed now, a later run sweeps. */
async function remove(path: string): Promise<void> {
  await unlink(path).catch(() => undefined);
}

async function refuseDirectory(path: string): Promise<void> {
  const stats = await lstat(path).catch(() => undefined);
  if (stats?.isDirectory()) {
    throw new Error(`'${path}' is a directory`);
  }
}

/** Which file it is, whatever it is called. */
async function identity(path: string): Promise<Pick<BigIntStats, "dev" | "ino">> {
  const { dev, ino } = await lstat(path, { bigint: true });
  return { dev, ino };
}

/** Whether a path has the file that was put there, or another of the same contents. */
async function isStill(
  path: string,
  file: Pick<BigIntStats, "dev" | "ino"> | undefined,
  contents: Uint8Array,
): Promise<boolean> {
  try {
    const { dev, ino } = await identity(path);
    // Some network file systems renumber files.
    return (
      (dev === file?.dev && ino === file.ino) ||
      (await readRegular(path, "refuse")).equals(contents)
    );
  } catch {
    return false;
  }
}

async function renameIfPresent(from: string, to: string): Promise<boolean> {
  try {
    await renameOver(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return false;
    }
    throw error;
  }
}
