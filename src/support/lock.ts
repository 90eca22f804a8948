/** Locks between processes, as files beside what they are for. */
import { createHash, randomUUID } from "node:crypto";
import { readlink, rename, rm, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readRegular } from "./files.ts";
import { isAlive, owner, PREFIX, temporaryName } from "./owner.ts";

/** Milliseconds that a lock is waited for. Holders keep it for a few renames. */
const PATIENCE = 5000;

/**
 * Does something that only one process at a time does for a path. The lock of a process that was
 * killed is taken away at once, and any other after some seconds: a process may have been stopped.
 * Then two may be at work, which `work` has to bear.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = join(
    dirname(path),
    `${PREFIX}${createHash("sha256").update(basename(path)).digest("hex").slice(0, 32)}.lock`,
  );
  const mine = `${owner}${randomUUID()}`;
  let seen: string | undefined;
  let since = performance.now();
  while (!(await takeLock(lock, mine))) {
    const holder = await readLock(lock);
    if (holder !== seen) {
      seen = holder;
      since = performance.now();
    }
    const late = performance.now() - since > PATIENCE;
    if (holder !== undefined && (late || isAlive(holder) === false)) {
      await breakLock(lock, holder);
    } else if (late) {
      throw new Error(`'${lock}' is in the way: remove it`);
    } else {
      await sleep(1 + Math.random() * 10);
    }
  }
  try {
    return await work();
  } finally {
    if ((await readLock(lock)) === mine) {
      await rm(lock, { force: true }).catch(() => undefined);
    }
  }
}

/** A link to nowhere, since that is created together with its text. Where there are no links it is a file. */
async function takeLock(lock: string, mine: string): Promise<boolean> {
  const exists = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "EEXIST";
  if (process.platform !== "win32") {
    try {
      await symlink(mine, lock);
      return true;
    } catch (error) {
      if (exists(error)) {
        return false;
      }
    }
  }
  try {
    await writeFile(lock, mine, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (exists(error) || (process.platform === "win32" && isPending(error))) {
      return false;
    }
    throw error;
  }
}

/** On Windows a file that is just being removed. */
function isPending(error: unknown): boolean {
  return ["EPERM", "EACCES", "EBUSY"].includes((error as NodeJS.ErrnoException).code ?? "");
}

/** Who holds a lock; undefined if nobody does. */
export async function readLock(lock: string): Promise<string | undefined> {
  try {
    return await readlink(lock);
  } catch {
    return await readRegular(lock, "refuse").then(String, () => undefined);
  }
}

/** Takes a lock away from its holder, and from no one who has taken it since. */
export async function breakLock(lock: string, holder: string): Promise<void> {
  const taken = join(dirname(lock), temporaryName());
  try {
    await rename(lock, taken);
  } catch {
    return;
  }
  const was = await readLock(taken);
  if (was !== undefined && was !== holder) {
    await takeLock(lock, was);
  }
  await rm(taken, { force: true });
}
