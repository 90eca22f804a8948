/** The Actions cache as an artifact store. */
import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { isFeatureAvailable, restoreCache, saveCache } from "@actions/cache";
import { perMinute } from "../support/concurrency.ts";
import { messageOf } from "../support/errors.ts";
import { sha256 } from "../support/hash.ts";
import { archiveFolder } from "./archive.ts";
import { Transfer, transfers } from "./client/transfer.ts";
import { requireWithinLimits, type Store, wholeEntry } from "./store.ts";

/** Milliseconds for a whole transfer; the client's own limit is ten minutes for each segment that stalls. */
const DEADLINE = 3 * 60_000;

/** After so many failures of the service itself in a row, or one that took so many milliseconds, it is left alone. */
const MOST_FAILURES = 3;
const SLOW_FAILURE = 20_000;

/** Archives are the same for every system: any runner makes artifacts for any target. */
const CROSS_OS = true;

/** Saves in a minute: GitHub takes about 200 from all jobs of a repository together, and then has everyone wait. */
const MOST_SAVES = 150;

/** What the client returns in the place of an entry's number. */
const NOT_SAVED = -1;

/** The store, or undefined where the service is absent. */
export function openActions(deadline = DEADLINE): Store | undefined {
  if (!isFeatureAvailable()) {
    return undefined;
  }
  /** Why the service is not asked any more. */
  let givenUp: string | undefined;
  let failures = 0;
  const budget = perMinute(MOST_SAVES);

  /** @throws Error if it failed, and says why */
  async function carryOut<T>(transfer: Transfer, work: () => Promise<T>): Promise<T> {
    if (givenUp !== undefined) {
      throw new Error(`${givenUp}, and is not asked again`);
    }
    const start = performance.now();
    let late = false;
    try {
      const result = await withDeadline(transfers.run(transfer, work), transfer, deadline, () => {
        late = true;
      });
      if (transfer.refusal !== undefined && transfer.failure === undefined) {
        throw transfer.refusal;
      }
      const reason = whyFailed(transfer, result === NOT_SAVED);
      if (reason !== undefined) {
        throw new Error(reason);
      }
      failures = 0;
      return result;
    } catch (error) {
      if (late || isTrouble(transfer)) {
        failures += 1;
        const slow = performance.now() - start - transfer.held > SLOW_FAILURE;
        if (late || slow || failures === MOST_FAILURES) {
          givenUp ??= messageOf(error);
        }
      }
      throw error;
    } finally {
      if (transfer.folder !== undefined) {
        // It belongs to the job's temporary files: what cannot be removed goes with those.
        await rm(transfer.folder, { recursive: true, force: true }).catch(() => undefined);
      }
    }
  }

  return {
    description: "Actions cache",
    async get(slot) {
      const transfer = new Transfer(slot);
      const found = await carryOut(transfer, () => {
        const others = slot.match === "prefix" ? [slot.key] : [];
        const options = { segmentTimeoutInMs: deadline };
        return restoreCache([archiveFolder(slot)], slot.key, others, options, CROSS_OS);
      });
      // The service also finds longer keys that begin with this one.
      if (found === undefined || (slot.match === "exact" && found !== slot.key)) {
        return "miss";
      }
      if (transfer.unpacked === undefined) {
        throw new Error("the cache client has not unpacked the entry in this process");
      }
      return wholeEntry(slot, transfer.unpacked);
    },
    async has(slot) {
      const found = await carryOut(new Transfer(slot), () =>
        restoreCache([archiveFolder(slot)], slot.key, [], { lookupOnly: true }, CROSS_OS),
      );
      return found === slot.key;
    },
    async put(slot, files, replacing) {
      requireWithinLimits(slot, files);
      const digest = sha256(Object.values(files).map(sha256).join(" "));
      // Jobs that made the same save it once; in the way of what was refused stands its key.
      const version = `${digest.slice(0, 16)}${replacing ? `-${randomUUID().slice(0, 8)}` : ""}`;
      const key = slot.match === "exact" ? slot.key : `${slot.key}${version}`;
      const transfer = new Transfer(slot, files);
      const id = await carryOut(transfer, async () => {
        const begun = performance.now();
        await budget();
        transfer.held += performance.now() - begun;
        return await saveCache([archiveFolder(slot)], key, {}, CROSS_OS);
      });
      return id === NOT_SAVED ? "present" : "saved";
    },
  };
}

/**
 * Why a transfer failed, as far as can be known, or undefined if it did not. The client says the
 * same of a refusal as of an entry that is there already, and of version 1's failed uploads only in
 * the log.
 *
 * @param notSaved whether it was a save that made no entry: there may be one already
 */
function whyFailed(
  { failure, warnings, skipped }: Transfer,
  notSaved: boolean,
): string | undefined {
  if (failure !== undefined) {
    return notSaved && isPresent(failure.status, failure.reason)
      ? undefined
      : `the service ${failure.reason}`;
  }
  // The key stands in the client's words, and a cause is the same for all keys.
  const said = warnings[0]
    ?.replace(/^(Failed to (save|restore)|Cache reservation failed): /, "")
    .replace(/^Unable to reserve cache with key .* More details: /, "");
  return said === undefined || (notSaved && isPresent(0, said)) ? skipped : said;
}

/** Whether the service means that it has such an entry. */
function isPresent(status: number | undefined, said: string): boolean {
  return status === 409 || /already exists/i.test(said);
}

/** Whether a transfer failed in a way that the next one may as well, rather than with a clear no. */
function isTrouble({ failure, refusal, skipped, warnings }: Transfer): boolean {
  if (failure !== undefined) {
    return failure.status === undefined || failure.status >= 500;
  }
  // Blobs the client transfers by other means, of which only its words are known here.
  const denied = warnings.some((said) => said.includes(" denied"));
  return refusal === undefined && skipped === undefined && !denied;
}

/** The time does not run while the service has everyone wait. */
async function withDeadline<T>(
  work: Promise<T>,
  transfer: Transfer,
  deadline: number,
  onLate: () => void,
): Promise<T> {
  const end = performance.now() + deadline;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const check = (): void => {
      const left = end + transfer.held - performance.now();
      if (left > 0) {
        timer = setTimeout(check, left);
        return;
      }
      onLate();
      reject(new Error(`the service did not answer within ${deadline / 1000} s`));
    };
    check();
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
