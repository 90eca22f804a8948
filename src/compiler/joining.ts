/**
 * One component over several workers. One of them compiles the component itself, from the beginning; the
 * others compile the function bodies behind its own share, each a part of them, and hand them over. It takes
 * them as they come, and waits only for one that is still being made. What it does not get it compiles, so
 * the artifact does not depend on the others.
 */
import type { Calls } from "./calls.ts";
import type { CompileRequest } from "./compiler.ts";
import { Handover } from "./handover.ts";
import type { Shape } from "./memory.ts";
import { type Body, balance, emptyBodies } from "./shards.ts";
import type { CompileCall, IncrementalResult } from "./worker.ts";

/** What a joined compile gives. */
export interface Joined {
  readonly artifact: Uint8Array;
  /** Entries that were made for it, by all workers. */
  readonly compiled: readonly Uint8Array[];
  /** Those of them that the joining worker made itself. */
  readonly own: Uint8Array;
  /** Names of the given entries that were used. */
  readonly used: Uint8Array;
  /** How many functions were taken from there. */
  readonly reused: number;
}

/** Bodies that are still to be compiled, by who compiles them first. */
export interface Shares {
  /** As indices, for each of the others. The rest is the joining worker's own. */
  readonly others: readonly ReadonlySet<number>[];
  /** Which part of the bytes is the joining worker's own. */
  readonly part: number;
}

/** What taking a function from another costs of compiling it, until a run has shown it. Measured. */
const TAKING = 0.04;

/** Learns from every joined compile what taking a function costs of compiling it. */
export class TakingCost {
  #cost = TAKING;

  get cost(): number {
    return this.#cost;
  }

  /**
   * @param own milliseconds for the joining worker's own share
   * @param taken the same for all others, waiting excluded
   * @param part its own part of the bytes
   */
  learn(own: number, taken: number, part: number): void {
    const measured = taken / (1 - part) / (own / part);
    if (Number.isFinite(measured) && measured > 0) {
      // A single measurement may have met a busy machine.
      this.#cost = Math.min(0.9, Math.max(0.02, (this.#cost + measured) / 2));
    }
  }
}

/**
 * Splits what is to be compiled so that all workers end at the same time: the joining one, which takes
 * what the others make, has less of its own, and nothing from about seven workers on.
 *
 * @param unknown indices into `bodies`, in ascending order
 * @param workers at least one
 * @param cost what taking a function costs of compiling it
 */
export function splitBodies(
  bodies: readonly Body[],
  unknown: readonly number[],
  workers: number,
  cost: number,
): Shares {
  const size = (index: number): number => (bodies[index] as Body).size;
  const total = unknown.reduce((sum, index) => sum + size(index), 0);
  if (workers < 2) {
    return { others: [], part: 1 };
  }
  const each = 1 / (workers - 1);
  const part = Math.max(0, (each - cost) / (1 + each - cost));
  let own = 0;
  for (let bytes = 0; own < unknown.length; own += 1) {
    bytes += size(unknown[own] as number);
    if (bytes > part * total) {
      break;
    }
  }
  return { others: balance(bodies, unknown.slice(own), workers - 1), part };
}

/** What is to be compiled. */
export interface Compile {
  readonly component: Uint8Array;
  readonly bodies: readonly Body[];
  /** Bodies that the entries are not likely to have, as indices in ascending order. */
  readonly unknown: readonly number[];
  readonly shape: Shape;
  readonly request: Pick<CompileRequest, "options" | "target">;
  /** Of the function cache. */
  readonly entries: readonly Uint8Array[];
  readonly onProgress: (functions: number) => void;
}

/** @param workers that take part, at the most; one needs no others */
export async function compileJointly(
  calls: Calls,
  { component, bodies, unknown, shape, request, entries, onProgress }: Compile,
  workers: number,
  cost: TakingCost,
): Promise<Joined> {
  const { options, target } = request;
  const { others, part } = splitBodies(bodies, unknown, workers, cost.cost);
  const offsets = (indices: Iterable<number>): Uint32Array =>
    Uint32Array.from(indices, (index) => (bodies[index] as Body).offset);
  const handover = new Handover(others.length);
  const enough = new AbortController();
  const link = handover.receiver;
  // The first in the queue, since the others are of no use without it.
  const joining = calls.compile<IncrementalResult>(
    { ...shape, entries: entries.reduce((sum, list) => sum + list.length, 0) },
    async () => ({
      call: "precompileIncrementally",
      component,
      options,
      target,
      entries,
      others: offsets(others.flatMap((keep) => [...keep])),
      link,
    }),
    { onProgress, transfer: link.ports },
  );
  for (const [index, keep] of others.entries()) {
    const ofShare = (): ShareRequest => ({
      component: emptyBodies(component, bodies, keep),
      options,
      target,
      bodies: offsets(keep),
      link: handover.sender(index),
    });
    void share(calls, shape, handover, index, ofShare, enough.signal);
  }
  try {
    const { artifact, compiled, used, reused, taken, times } = await joining;
    cost.learn(times.own, times.taken, part);
    return { artifact, compiled: [...taken, compiled], own: compiled, used, reused };
  } finally {
    // Those that have not begun need not; the others are nearly at their end.
    enough.abort();
    handover.close();
  }
}

type ShareRequest = Omit<Extract<CompileCall, { call: "shareFunctions" }>, "call" | "memory">;

/** One of the others. Whatever becomes of it, the joining worker goes on. */
async function share(
  calls: Calls,
  shape: Shape,
  handover: Handover,
  index: number,
  request: () => ShareRequest,
  unless: AbortSignal,
): Promise<void> {
  let begun = false;
  try {
    await calls.compile(
      shape,
      async () => {
        begun = true;
        handover.begin();
        return { call: "shareFunctions", ...request() };
      },
      { transfer: handover.sender(index).ports, unless },
    );
  } catch {
    // What it has not handed over the joining worker compiles.
  } finally {
    if (begun) {
      handover.end();
    }
  }
}
