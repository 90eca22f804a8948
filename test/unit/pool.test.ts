/** The pool, with a worker of the test's own: a few lines that do as they are told. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Job, Pool, type PoolOptions, WorkerLost } from "../../src/compiler/pool.ts";

interface Order {
  readonly reply?: string;
  readonly interim?: number[];
  readonly crash?: boolean;
  readonly exit?: boolean;
  /** Never answers, and never leaves its thread's event loop. */
  readonly spin?: boolean;
}

interface Response {
  readonly reply?: string;
  readonly interim?: number;
  readonly memory: number;
  readonly worker: number;
  readonly env: Record<string, string>;
}

const source = `
  import { parentPort, threadId } from "node:worker_threads";
  parentPort.on("message", (order) => {
    const answer = (part) =>
      parentPort.postMessage({ memory: 0, worker: threadId, env: { ...process.env }, ...part });
    for (const memory of order.interim ?? []) answer({ interim: 1, memory });
    if (order.spin) for (;;) {}
    if (order.crash) throw new Error("the worker's own words");
    if (order.exit) process.exit(3);
    if (order.reply !== undefined) answer({ reply: order.reply });
  });
`;
const entry = new URL(`data:text/javascript,${encodeURIComponent(source)}`);

let pool: Pool<Response>;
function open(options: Partial<PoolOptions> = {}): void {
  pool = new Pool({ entry, workerData: undefined, workers: 2, memory: 100, ...options });
}
beforeEach(() => open());
afterEach(() => pool.close());

/** @returns the names of jobs as they begin */
function started(): {
  names: string[];
  job: (order: Order, more?: Partial<Job<Response>>) => Job<Response>;
} {
  const names: string[] = [];
  return {
    names,
    job: (order, more = {}) => ({
      memory: 0,
      request: async () => {
        names.push(order.reply ?? "");
        return order;
      },
      isFinal: ({ interim }) => interim === undefined,
      reusable: () => true,
      taken: ({ memory }) => memory,
      ...more,
    }),
  };
}

/** After everything that can begin has begun. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
};

test("a worker is used again, unless its answer forbids it", async () => {
  const { job } = started();
  const first = await pool.run(job({ reply: "a" }, { reusable: () => false }));
  const second = await pool.run(job({ reply: "b" }));
  const third = await pool.run(job({ reply: "c" }));
  expect(first.worker).not.toBe(second.worker);
  expect(third.worker).toBe(second.worker);
});

test("no more jobs run than there are workers, and the others wait in order", async () => {
  const { names, job } = started();
  expect(pool.idle).toBe(2);
  const all = ["a", "b", "c", "d"].map((reply) => pool.run(job({ reply })));
  await settled();
  expect(names).toEqual(["a", "b"]);
  expect(pool.idle).toBe(0);
  expect((await Promise.all(all)).map(({ reply }) => reply)).toEqual(["a", "b", "c", "d"]);
  expect(names).toEqual(["a", "b", "c", "d"]);
  expect(pool.idle).toBe(2);
});

test("of jobs that are withdrawn together none begins, nor when the one before them has just ended", async () => {
  open({ workers: 1 });
  const { names, job } = started();
  const enough = new AbortController();
  const first = pool.run(job({ reply: "a" }));
  const others = ["b", "c"].map((reply) =>
    pool.run(job({ reply }, { unless: enough.signal })).catch(() => "withdrawn"),
  );
  await first.finally(() => enough.abort());
  expect(await Promise.all(others)).toEqual(["withdrawn", "withdrawn"]);
  await settled();
  expect(names).toEqual(["a"]);
});

describe("memory", () => {
  test("a job waits for what it needs; one that needs more than there is runs by itself", async () => {
    const { names, job } = started();
    const all = [
      pool.run(job({ reply: "large" }, { memory: 1000 })),
      pool.run(job({ reply: "small" }, { memory: 1 })),
    ];
    await settled();
    expect(names).toEqual(["large"]);
    await Promise.all(all);
    expect(names).toEqual(["large", "small"]);
  });

  test("a job that takes more than was expected counts with what it takes", async () => {
    const { names, job } = started();
    open({ workers: 3 });
    const stop = new AbortController();
    let grown: () => void = () => {};
    const growth = new Promise<void>((resolve) => {
      grown = resolve;
    });
    const growing = pool.run(
      job(
        { interim: [90], spin: true },
        {
          memory: 10,
          signal: stop.signal,
          isFinal: () => {
            grown();
            return false;
          },
        },
      ),
    );
    await growth;
    const waiting = pool.run(job({ reply: "waits" }, { memory: 50 }));
    await settled();
    expect(names).toEqual([""]);
    stop.abort(new Error("enough"));
    await expect(growing).rejects.toThrow("enough");
    await waiting;
  });

  test("an idle worker that holds too much for what comes is ended", async () => {
    const { job } = started();
    const both = await Promise.all(
      ["a", "b"].map((reply) => pool.run(job({ reply }, { taken: () => 60 }))),
    );
    expect(new Set(both.map(({ worker }) => worker)).size).toBe(2);
    const next = await Promise.all(
      ["c", "d"].map((reply) => pool.run(job({ reply }, { memory: 40, taken: () => 60 }))),
    );
    const kept = next.filter(({ worker }) => both.some((one) => one.worker === worker));
    expect(kept).toHaveLength(1);
  });

  test("a job that is to run alone waits for all others, and they for it", async () => {
    const { names, job } = started();
    const all = [
      pool.run(job({ reply: "a" })),
      pool.run(job({ reply: "alone" }, { alone: true })),
      pool.run(job({ reply: "b" })),
    ];
    await settled();
    expect(names).toEqual(["a"]);
    await all[0];
    await settled();
    expect(names).toEqual(["a", "alone"]);
    await Promise.all(all);
    expect(names).toEqual(["a", "alone", "b"]);
  });
});

test("what a job takes from its request fails it, and no other", async () => {
  const { job } = started();
  const request = () => Promise.reject(new Error("cannot be read"));
  await expect(pool.run(job({}, { request }))).rejects.toThrow("cannot be read");
  expect((await pool.run(job({ reply: "a" }))).reply).toBe("a");
});

test.each([
  ["throws", { crash: true }, "the worker's own words"],
  ["ends", { exit: true }, "the worker thread ended with 3"],
] as const)("a worker that %s loses its job, and no other", async (_, order, message) => {
  const { job } = started();
  const lost = await pool.run(job(order)).catch((error: unknown) => error);
  expect(lost).toBeInstanceOf(WorkerLost);
  expect(String(lost)).toContain(message);
  expect((await pool.run(job({ reply: "a" }))).reply).toBe("a");
});

test("a signal ends the job and its worker, wherever it is", async () => {
  const { names, job } = started();
  open({ workers: 1 });
  const stop = new AbortController();
  const { signal } = stop;
  const ended = [
    pool.run(job({ spin: true }, { signal })),
    pool.run(job({ reply: "never" }, { signal })),
  ].map((run) => run.catch((error: Error) => error.message));
  const other = pool.run(job({ reply: "other" }));
  await settled();
  stop.abort(new Error("time is up"));
  expect(await Promise.all(ended)).toEqual(["time is up", "time is up"]);
  await expect(pool.run(job({ reply: "late" }, { signal }))).rejects.toThrow("time is up");
  expect((await other).reply).toBe("other");
  expect(names).toEqual(["", "other"]);
});

test("closing ends what runs and what waits", async () => {
  const { job } = started();
  open({ workers: 1 });
  const all = [pool.run(job({ spin: true })), pool.run(job({ reply: "never" }))].map((run) =>
    run.catch((error: Error) => error.message),
  );
  await settled();
  await pool.close();
  expect(await Promise.all(all)).toEqual(["stopped", "stopped"]);
  await expect(pool.run(job({ reply: "late" }))).rejects.toThrow("stopped");
});

test("a worker's environment is empty", async () => {
  const { job } = started();
  expect(process.env["PATH"]).toBeDefined();
  expect((await pool.run(job({ reply: "a" }))).env).toEqual({});
});
