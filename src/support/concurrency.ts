/** Doing several things at a time, and no more than that. */

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
