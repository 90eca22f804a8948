/** Who of several jobs makes what. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { codeBytes } from "../../src/run/cost.ts";
import {
  type Costed,
  makeGroups,
  parseGroup,
  parseMatrix,
  taskId,
  tasksOfGroup,
  tasksOfShard,
  toMatrix,
} from "../../src/run/groups.ts";
import type { Task } from "../../src/run/plan.ts";
import { component, coreModule } from "../support/fixtures.ts";
import { moduleOf, padded } from "../support/modules.ts";
import { Random } from "../support/random.ts";

function taskOf(key: string): Task {
  return { expected: { name: { key } } } as Task;
}

const random = new Random(7);
const costed: Costed[] = Array.from({ length: 200 }, (_, index) => ({
  task: taskOf(`key ${index}`),
  cost: random.below(2e6),
}));
const costs = new Map(costed.map(({ task, cost }) => [task, cost]));
const costOf = (tasks: readonly Task[]): number =>
  tasks.reduce((sum, task) => sum + (costs.get(task) as number), 0);

describe("groups", () => {
  const groups = makeGroups(costed, 20);

  test("have every task once, and about the same cost", () => {
    expect(groups).toHaveLength(20);
    expect(groups.flat().map(taskId).sort()).toEqual(costed.map(({ task }) => taskId(task)).sort());
    const all = groups.map(costOf);
    expect(Math.max(...all) / Math.min(...all)).toBeLessThan(1.1);
  });

  test("do not depend on the order in which things were found", () => {
    const again = makeGroups(random.shuffled(costed), 20);
    expect(toMatrix(again)).toEqual(toMatrix(groups));
  });

  test("are no more than what is worth a job each", () => {
    const tiny = costed.map(({ task }) => ({ task, cost: 100 }));
    expect(makeGroups(tiny, 256).length).toBeLessThanOrEqual(3);
    expect(makeGroups([], 256)).toEqual([]);
    expect(toMatrix([])).toEqual({ include: [] });
    expect(makeGroups([{ task: taskOf("one"), cost: 1e9 }], 256)).toHaveLength(1);
  });

  test("come back as they were from the matrix, through a job's text", () => {
    const matrix = JSON.stringify(toMatrix(groups));
    const tasks = costed.map(({ task }) => task);
    for (const [index, group] of parseMatrix(matrix).entries()) {
      expect([group.number, group.of]).toEqual([index + 1, 20]);
      const found = tasksOfGroup(tasks, group);
      expect(found.map(taskId).sort()).toEqual((groups[index] as Task[]).map(taskId).sort());
    }
    // Nothing of a large plan gets near GitHub's limits for outputs.
    expect(matrix.length).toBeLessThan(200 * 20 + 20 * 60);
  });

  test("of other components are refused", () => {
    const [group] = parseMatrix(JSON.stringify(toMatrix(groups)));
    const others = costed.slice(1).map(({ task }) => task);
    const all = parseMatrix(JSON.stringify(toMatrix(groups)));
    expect(() => all.map((one) => tasksOfGroup(others, one))).toThrow(
      /1 of its \d+ artifacts are not among what there is to make here/,
    );
    expect(group?.number).toBe(1);
  });

  test.each(["", "1", "0/3:0123456789abcdef", "4/3:0123456789abcdef", "1/3:", "1/3:xyz", "1/3:12"])(
    "%j is none",
    (text) => {
      expect(() => parseGroup(text)).toThrow(/Input 'group': /);
    },
  );

  test.each(["", "x", "{}", "[]", '{"include":{}}', '{"include":[{}]}', '{"include":[null]}'])(
    "%j is no matrix",
    (text) => {
      expect(() => parseMatrix(text)).toThrow(/Input 'plan': /);
    },
  );
});

test("shards have every task once", () => {
  const shards = [1, 2, 3, 4, 5].map((number) => tasksOfShard(costed, number, 5));
  expect(new Set(shards.flat()).size).toBe(costed.length);
  expect(shards.flat()).toHaveLength(costed.length);
  const all = shards.map(costOf);
  expect(Math.max(...all) / Math.min(...all)).toBeLessThan(1.1);
  expect(tasksOfShard(costed.slice(0, 1), 2, 2)).toEqual([]);
});

describe("what a component costs", () => {
  test("is the bytes of its code, however deep it lies", () => {
    const bodies = [Uint8Array.of(0, 0x0b), Uint8Array.of(0, 1, 1, 0x0b)];
    expect(codeBytes(coreModule)).toBe(0);
    expect(codeBytes(moduleOf(bodies))).toBe(1 + 3 + 5);
    expect(codeBytes(padded(moduleOf(bodies), 5000))).toBe(1 + 3 + 5);
    const large = readFileSync(component("quickjs"));
    expect(codeBytes(large)).toBeGreaterThan(large.length / 3);
    expect(codeBytes(large)).toBeLessThan(large.length);
  });

  test("is its size where that cannot be told", () => {
    const cut = readFileSync(component("greet")).subarray(0, 100);
    expect(codeBytes(cut)).toBe(100);
  });
});
