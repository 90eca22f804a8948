/** One component over several workers: who compiles what, and what becomes of it when one of them is lost. */
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import type { Calls } from "../../src/compiler/calls.ts";
import { CompileError } from "../../src/compiler/compiler.ts";
import {
  Handover,
  type ReceiverLink,
  Receiving,
  type SenderLink,
  Sending,
} from "../../src/compiler/handover.ts";
import { compileJointly, splitBodies, TakingCost } from "../../src/compiler/joining.ts";
import type { Body } from "../../src/compiler/shards.ts";
import type { IncrementalResult } from "../../src/compiler/worker.ts";

const handoverModule = new URL("../../src/compiler/handover.ts", import.meta.url).href;

const bodies: Body[] = Array.from({ length: 100 }, (_, index) => ({
  offset: 10 * index,
  size: 10,
}));
const all = [...bodies.keys()];

describe("what is compiled by whom", () => {
  test.each([2, 3, 4, 6, 7, 16])("with %i workers all end at the same time", (workers) => {
    const cost = 0.19;
    const { others, part } = splitBodies(bodies, all, workers, cost);
    expect(others).toHaveLength(workers - 1);
    const shared = others.flatMap((share) => [...share]);
    const own = all.length - shared.length;
    expect(shared.sort((a, b) => a - b)).toEqual(all.slice(own));
    expect(own / all.length).toBeCloseTo(part, 1);
    const joining = part + (1 - part) * cost;
    const sharing = (1 - part) / (workers - 1);
    if (workers < 7) {
      expect(joining).toBeCloseTo(sharing);
    } else {
      expect([own, part]).toEqual([0, 0]);
    }
  });

  test("one worker has all to itself", () => {
    expect(splitBodies(bodies, all, 1, 0.19)).toEqual({ others: [], part: 1 });
  });

  test("what is known is nobody's", () => {
    const { others } = splitBodies(bodies, [3, 50, 99], 2, 0.19);
    expect(others).toEqual([new Set([50, 99])]);
  });

  test("what taking costs is learned, and no single measurement is believed", () => {
    const cost = new TakingCost();
    const before = cost.cost;
    cost.learn(100, 100, 0.5);
    expect(cost.cost).toBeCloseTo((before + 1) / 2);
    for (const [own, taken, part] of [
      [0, 5, 0.5],
      [5, 0, 0],
      [5, 5, 1],
      [5, Number.NaN, 0.5],
    ] as const) {
      const earlier = cost.cost;
      cost.learn(own, taken, part);
      expect(cost.cost).toBe(earlier);
    }
    for (let run = 0; run < 20; run += 1) {
      cost.learn(1, 1000, 0.5);
    }
    expect(cost.cost).toBeLessThanOrEqual(0.9);
  });
});

describe("functions on their way", () => {
  test("arrive in order, also those that come too late", () => {
    const handover = new Handover(2);
    const receiving = new Receiving(handover.receiver);
    handover.begin();
    const sending = new Sending(handover.sender(0));
    sending.share(Uint8Array.of(1));
    sending.share(Uint8Array.of(2));
    expect(receiving.more()).toEqual(Uint8Array.of(1));
    expect(receiving.more()).toEqual(Uint8Array.of(2));
    sending.share(Uint8Array.of(3));
    handover.end();
    expect(receiving.end().taken).toEqual([1, 2, 3].map((byte) => Uint8Array.of(byte)));
  });

  test("nobody waits for one that has not begun, or has ended", () => {
    const handover = new Handover(1);
    const receiving = new Receiving(handover.receiver);
    expect(receiving.more()).toBeUndefined();
    handover.begin();
    handover.end();
    expect(receiving.more()).toBeUndefined();
  });

  test("leave no channel open once all are taken", async () => {
    const handover = new Handover(2);
    const receiving = new Receiving(handover.receiver);
    const closed = [0, 1].map((index) => once(handover.sender(index).ports[0], "close"));
    new Sending(handover.sender(0)).share(Uint8Array.of(1));
    expect(receiving.end().taken).toEqual([Uint8Array.of(1)]);
    receiving.close();
    await Promise.all(closed);
    // Too late is no error.
    new Sending(handover.sender(0)).share(Uint8Array.of(2));
  });

  test("are waited for while they are being made", async () => {
    const handover = new Handover(1);
    const receiving = new Receiving(handover.receiver);
    handover.begin();
    const sender = new Worker(
      `const { Sending } = await import(${JSON.stringify(handoverModule)});
      const { workerData } = await import("node:worker_threads");
      new Sending(workerData).share(Uint8Array.of(1));`,
      { eval: true, workerData: handover.sender(0), transferList: [...handover.sender(0).ports] },
    );
    expect(receiving.more()).toEqual(Uint8Array.of(1));
    await sender.terminate();
  });
});

describe("a joined compile", () => {
  const result: IncrementalResult = {
    artifact: Uint8Array.of(7),
    compiled: Uint8Array.of(1),
    used: new Uint8Array(),
    reused: 3,
    taken: [Uint8Array.of(2)],
    times: { own: 1, taken: 1 },
  };
  const compile = {
    component: new Uint8Array(1000),
    bodies,
    unknown: all,
    shape: { size: 1000, functions: 100, largest: 10 },
    request: { options: [], target: "x" },
    entries: [],
    onProgress: () => {},
  };

  /** Calls of which each ends as it is told to. */
  function calls(end: (call: string, unless?: AbortSignal) => Promise<unknown>) {
    const made: string[] = [];
    const closed: Promise<unknown>[] = [];
    const fake = {
      compile: async (
        _shape: unknown,
        request: () => Promise<{ call: string; link: SenderLink | ReceiverLink }>,
        { unless }: { unless?: AbortSignal } = {},
      ) => {
        const { call, link } = await request();
        made.push(call);
        closed.push(...link.ports.map((port) => once(port, "close")));
        return await end(call, unless);
      },
    };
    return { made, closed, fake: fake as unknown as Calls };
  }

  test("has all that was made for it", async () => {
    const { made, closed, fake } = calls(async (call) => (call === "shareFunctions" ? {} : result));
    const joined = await compileJointly(fake, compile, 3, new TakingCost());
    await Promise.all(closed);
    expect(made.sort()).toEqual(["precompileIncrementally", "shareFunctions", "shareFunctions"]);
    expect(joined).toEqual({
      artifact: result.artifact,
      compiled: [Uint8Array.of(2), Uint8Array.of(1)],
      own: Uint8Array.of(1),
      used: result.used,
      reused: result.reused,
    });
  });

  test.each([
    new CompileError("out-of-memory", ["x"]),
    new CompileError("crashed", ["x"]),
    new Error("stopped"),
  ])("goes on if another ends with %s", async (error) => {
    const { fake } = calls(async (call) => {
      if (call === "shareFunctions") {
        throw error;
      }
      return result;
    });
    const joined = await compileJointly(fake, compile, 4, new TakingCost());
    expect(joined.artifact).toEqual(result.artifact);
  });

  test("does not wait for others to end, and withdraws those that have not begun", async () => {
    let withdrawn = 0;
    const { fake } = calls(async (call, unless) => {
      if (call !== "shareFunctions") {
        await sleep(1);
        return result;
      }
      unless?.addEventListener("abort", () => (withdrawn += 1));
      return await new Promise(() => {});
    });
    await compileJointly(fake, compile, 4, new TakingCost());
    expect(withdrawn).toBe(3);
  });

  test("fails as the joining worker does, and leaves no channel open", async () => {
    const { closed, fake } = calls(async (call) => {
      if (call !== "shareFunctions") {
        throw new CompileError("invalid-webassembly", ["bad"]);
      }
      return {};
    });
    await expect(compileJointly(fake, compile, 2, new TakingCost())).rejects.toThrow("bad");
    expect(closed).toHaveLength(2);
    await Promise.all(closed);
  });
});
