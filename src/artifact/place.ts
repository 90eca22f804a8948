/** Atomic writes with the reference's modes. */
import { randomUUID } from "node:crypto";
import { chmod, lstat, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const FILE_MODE = 0o600;
const DIRECTORY_MODE = 0o700;

/** The sidecar's path, as the reference names it. */
export function sidecarPath(artifactPath: string): string {
  return `${artifactPath}.meta`;
}

/**
 * Writes an artifact and its sidecar, so that at no moment a sidecar lies beside an artifact that
 * is not its own: cut off anywhere, the pair is the old one, the new one, or one without sidecar,
 * which a host takes for "no cache".
 *
 * Symbolic links in the place of either file are replaced, not followed.
 *
 * @throws Error if it cannot be written; the old pair then stays.
 */
export async function placePair(
  path: string,
  artifact: Uint8Array,
  sidecar: string,
): Promise<void> {
  const meta = sidecarPath(path);
  await makeDirectory(dirname(path));
  await refuseDirectory(path);
  await refuseDirectory(meta);
  const temporary = [path, path, path].map(temporaryBeside);
  const [newArtifact, newSidecar, oldSidecar] = temporary as [string, string, string];
  try {
    await create(newArtifact, artifact);
    await create(newSidecar, sidecar);
    const replaced = await renameIfPresent(meta, oldSidecar);
    try {
      await rename(newArtifact, path);
    } catch (error) {
      if (replaced) {
        await rename(oldSidecar, meta);
      }
      throw error;
    }
    await rename(newSidecar, meta);
  } finally {
    await Promise.all(temporary.map((file) => rm(file, { force: true })));
  }
}

/** Writes one file atomically, in a directory that exists or is made. */
export async function placeFile(path: string, contents: Uint8Array | string): Promise<void> {
  await makeDirectory(dirname(path));
  const temporary = temporaryBeside(path);
  try {
    await create(temporary, contents);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Makes the directories that are missing for their owner alone; those that exist keep their modes. */
export async function makeDirectory(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: DIRECTORY_MODE });
}

/** A short name: one made from the file's own could be longer than a file name may be. */
function temporaryBeside(path: string): string {
  return join(dirname(path), `.cwasm-cache-${randomUUID()}.tmp`);
}

async function create(path: string, contents: Uint8Array | string): Promise<void> {
  await writeFile(path, contents, { flag: "wx", mode: FILE_MODE });
  // The process's umask may have taken bits from the mode.
  await chmod(path, FILE_MODE);
}

async function refuseDirectory(path: string): Promise<void> {
  const stats = await lstat(path).catch(() => undefined);
  if (stats?.isDirectory()) {
    throw new Error(`'${path}' is a directory`);
  }
}

async function renameIfPresent(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return false;
    }
    throw error;
  }
}
