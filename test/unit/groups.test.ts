/** Who of several jobs makes what. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codeBytes } from "../../src/run/cost.ts";
import {
  type Costed,
  type Group,
  groupFinder,
  MOST_BYTES,
  makeGroups,
  parseGroup,
  parseMatrix,
  tasksOfGroup,
  tasksOfShard,
  toMatrix,
} from "../../src/run/groups.ts";
import type { Task } from "../../src/run/plan.ts";
import { component, coreModule, root } from "../support/fixtures.ts";
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
const everything = costed.map(({ task }) => task);
const costs = new Map(costed.map(({ task, cost }) => [task, cost]));
const costOf = (tasks: readonly Task[]): number =>
  tasks.reduce((sum, task) => sum + (costs.get(task) as number), 0);

describe("groups", () => {
  const groups = makeGroups(costed, 20);

  test("have every task once, and about the same cost", () => {
    expect(groups).toHaveLength(20);
    expect(groups.flat()).toHaveLength(costed.length);
    expect(new Set(groups.flat())).toEqual(new Set(everything));
    const all = groups.map(costOf);
    expect(Math.max(...all) / Math.min(...all)).toBeLessThan(1.1);
  });

  test("do not depend on the order in which things were found", () => {
    const again = makeGroups(random.shuffled(costed), 20);
    const all = random.shuffled(everything);
    expect(toMatrix(again, all)).toEqual(toMatrix(groups, everything));
  });

  test("are no more than what is worth a job each", () => {
    const tiny = costed.map(({ task }) => ({ task, cost: 100 }));
    expect(makeGroups(tiny, 256).length).toBeLessThanOrEqual(3);
    expect(makeGroups([], 256)).toEqual([]);
    expect(toMatrix([], [])).toEqual({ include: [] });
    expect(makeGroups([{ task: taskOf("one"), cost: 1e9 }], 256)).toHaveLength(1);
  });

  test("come back as they were from the matrix, through a job's text", () => {
    const planned = parseMatrix(JSON.stringify(toMatrix(groups, everything)));
    const groupOf = groupFinder(planned);
    for (const [index, group] of planned.entries()) {
      expect([group.number, group.of]).toEqual([index + 1, 20]);
      const found = tasksOfGroup(everything, group);
      expect(new Set(found)).toEqual(new Set(groups[index]));
      expect(found.map(groupOf)).toEqual(found.map(() => group));
    }
    expect(groupOf(taskOf("another"))).toBeUndefined();
  });

  test("are found among more tasks than were planned, and by who sees fewer", () => {
    const planned = parseMatrix(JSON.stringify(toMatrix(groups, everything)));
    const more = [...everything, ...Array.from({ length: 200 }, (_, at) => taskOf(`more ${at}`))];
    for (const [index, group] of planned.entries()) {
      expect(new Set(tasksOfGroup(more, group))).toEqual(new Set(groups[index]));
    }
    const [some] = groups[3] as [Task];
    expect(groupFinder(planned)(some)?.number).toBe(4);
  });

  test("of so many artifacts as docs/fan-out.md says fit into an input, and no more are planned", () => {
    const page = readFileSync(join(root, "docs", "fan-out.md"), "utf8");
    const most = Number(
      /up to about ([\d,]+)\s+missing artifacts/.exec(page)?.[1]?.replace(",", ""),
    );
    const many = Array.from({ length: most * 2 }, (_, at) => ({
      task: taskOf(`${at}`),
      cost: 1e6,
    }));
    const matrixOf = (some: readonly Costed[]) =>
      toMatrix(
        makeGroups(some, 256),
        many.map(({ task }) => task),
      );
    const matrix = JSON.stringify(matrixOf(many.slice(0, most)));
    expect(matrix.length).toBeGreaterThan(MOST_BYTES * 0.8);
    expect(parseMatrix(matrix).flatMap(({ beginnings }) => beginnings)).toHaveLength(most);
    expect(() => matrixOf(many)).toThrow(
      /Input 'mode': "plan" is not usable.* up to 131060 bytes.* \d+ artifacts that are missing.*'shard'/,
    );
  });

  test("of other components are refused", () => {
    const all = parseMatrix(JSON.stringify(toMatrix(groups, everything)));
    const others = everything.slice(1);
    expect(() => all.map((one) => tasksOfGroup(others, one))).toThrow(
      /1 of its \d+ artifacts are not among what there is to make here/,
    );
  });

  test("whose tasks begin like others are exact all the same", () => {
    const [group] = parseMatrix(JSON.stringify(toMatrix(groups, everything)));
    const forged = { ...group, digest: "0".repeat(16) } as Group;
    expect(() => tasksOfGroup(everything, forged)).toThrow(/1 of its \d+ artifacts are not among/);
  });

  const digest = "0123456789abcdef";
  test.each([
    ...["", "1", "1/3:", `1/3:${digest}`, `1/3:${digest}:5:`, `1/3:${digest}:5:abcdefg`],
    ...[`0/3:${digest}:5:abcde`, `4/3:${digest}:5:abcde`, `1/3:${digest}:0:abcde`, "1/3:12:1:x"],
  ])("%j is none", (text) => {
    expect(() => parseGroup(text)).toThrow(/Input 'group': /);
  });

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
