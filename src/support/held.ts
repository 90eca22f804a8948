/** Replacing files that another program holds, which only Windows refuses. */
import { rename } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds between attempts: about two seconds in all, longer than a scanner takes. */
const WAITS = [10, 20, 50, 100, 200, 400, 600, 700];

const HELD = new Set(["EPERM", "EACCES", "EBUSY"]);

/**
 * Renames, over what is there. Windows refuses that while a host has the file mapped or a scanner
 * reads it: it is tried again for a moment.
 *
 * @throws Error that says who may hold it
 */
export async function renameOver(from: string, to: string): Promise<void> {
  await whileHeld(to, () => rename(from, to), process.platform);
}

/** Does what a holder of `path` may be in the way of. @param waits injected by tests */
export async function whileHeld<T>(
  path: string,
  work: () => Promise<T>,
  platform: NodeJS.Platform,
  waits: readonly number[] = WAITS,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      if (platform !== "win32" || !HELD.has(code)) {
        throw error;
      }
      const wait = waits[attempt];
      if (wait === undefined) {
        throw new Error(
          `'${path}' cannot be replaced (${code}): another program holds it open, such as a host that ` +
            "has loaded it or a virus scanner. End that program, or write elsewhere.",
          { cause: error },
        );
      }
      await sleep(wait);
    }
  }
}
