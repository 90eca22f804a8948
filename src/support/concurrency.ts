/** Doing several things at a time, or in a minute, and no more than that. */
import { setTimeout as sleep } from "node:timers/promises";

/** A gate: the function it gives runs work as soon as fewer than `limit` others are running. */
export function atMost(limit: number): <R>(work: () => Promise<R>) => Promise<R> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= limit) {
      // Whoever ends hands its place over.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) {
        running -= 1;
      } else {
        next();
      }
    }
  };
}

/** Like `Promise.all(items.map(…))`, with at most `limit` at a time, begun in order. */
export function mapAtMost<T, R>(
  limit: number,
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const gate = atMost(limit);
  return Promise.all(items.map((item) => gate(() => work(item))));
}

/** A budget: whoever calls it waits until fewer than `limit` others have been let through within a minute. */
export function perMinute(limit: number): () => Promise<void> {
  /** When the last ones are let through, in order. */
  const passes: number[] = [];
  return async () => {
    const now = performance.now();
    const full = passes.length < limit ? undefined : passes.shift();
    const pass = full === undefined ? now : Math.max(now, full + 60_000);
    passes.push(pass);
    await sleep(pass - now);
  };
}
