/** Temporary files and folders, and the removal of those that killed runs have left. */
import { lstatSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { breakLock, readLock } from "./lock.ts";
import { isAlive, owner, PREFIX } from "./owner.ts";

/** Milliseconds after which the files of a process on another machine are taken for abandoned. */
const OLD = 3600_000;

/** Makes a new folder, for its owner alone. @param kind letters that say what it is for */
export async function temporaryFolder(base: string, kind: string): Promise<string> {
  return await mkdtemp(join(base, `${folderPrefix(kind)}${owner}`));
}

/**
 * Removes the temporary files in a folder that killed processes have left, locks among them.
 * Trouble is not reported: what stays is removed another time.
 */
export async function sweepFiles(folder: string): Promise<void> {
  await sweep(folder, async (name, path) => {
    if (!name.startsWith(PREFIX)) {
      return;
    }
    if (name.endsWith(".lock")) {
      const holder = await readLock(path);
      if (holder !== undefined && isAbandoned(path, holder)) {
        await breakLock(path, holder);
      }
    } else if (name.endsWith(".tmp") && isAbandoned(path, name.slice(PREFIX.length))) {
      await rm(path, { force: true });
    }
  });
}

/** Removes the temporary folders of one kind that killed processes have left, as `sweepFiles` does. */
export async function sweepFolders(base: string, kind: string): Promise<void> {
  const prefix = folderPrefix(kind);
  await sweep(base, async (name, path) => {
    if (name.startsWith(prefix) && isAbandoned(path, name.slice(prefix.length))) {
      await rm(path, { recursive: true, force: true });
    }
  });
}

function folderPrefix(kind: string): string {
  return `cwasm-cache-${kind}-`;
}

async function sweep(
  folder: string,
  look: (name: string, path: string) => Promise<void>,
): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    // Another run may be sweeping as well.
    await look(name, join(folder, name)).catch(() => undefined);
  }
}

/** @param label begins with its owner, or with something else where another version made it */
function isAbandoned(path: string, label: string): boolean {
  const alive = isAlive(label);
  if (alive === true) {
    return false;
  }
  const stats = lstatSync(path);
  if (process.getuid !== undefined && stats.uid !== process.getuid()) {
    return false;
  }
  return alive === false || Date.now() - stats.mtimeMs > OLD;
}
