/** Which packs small entries lie in: those that whoever reads them can name. */
import { commonParts } from "../artifact/key.ts";
import { SMALL } from "../compiler/compiler.ts";
import type { Settings } from "../inputs/inputs.ts";
import { sha256 } from "../support/hash.ts";
import type { Component } from "./components.ts";
import { groupFinder, parseGroup, parseMatrix } from "./groups.ts";
import type { Task } from "./plan.ts";

/** Small entries of a target from which on they are saved in a pack. */
const WORTH_A_PACK = 8;

/** The part of all components: what runs without a group save, and everyone reads. */
const WHOLE = "all";

/** Whether neither its functions nor its entry are worth being kept by themselves. */
export function isSmall({ size }: Pick<Component, "size">): boolean {
  return size < SMALL;
}

/**
 * The same tasks, with the packs of those that are small. A pack belongs to a target, and to the group of a plan that
 * makes it: jobs at the same time would replace each other's. Shards save one by one, since nobody could name theirs.
 */
export function assignPacks(
  tasks: readonly Task[],
  { work, cache }: Pick<Settings, "work" | "cache">,
): Task[] {
  const own = work.group === "" ? undefined : parseGroup(work.group).digest;
  const groupOf = groupFinder(work.plan === "" ? [] : parseMatrix(work.plan));
  const counts = new Map<Task["target"], number>();
  for (const { target } of tasks.filter(({ component }) => isSmall(component))) {
    counts.set(target, (counts.get(target) ?? 0) + 1);
  }
  return tasks.map((task) => {
    const { component, engine, target, slot } = task;
    if (!isSmall(component)) {
      return task;
    }
    const common = sha256(commonParts(engine, target, cache.suffix)).slice(0, 32);
    const key = (part: string): string =>
      `cwasm-pack-v1-${engine.compiler.version}-${target.triple}-${common}-${part}-`;
    const many = (counts.get(target) ?? 0) >= WORTH_A_PACK && work.shard === undefined;
    const packs = {
      readFrom: [own, WHOLE, groupOf(task)?.digest].filter((part) => part !== undefined).map(key),
      saveTo: many ? key(own ?? WHOLE) : undefined,
    };
    return { ...task, slot: { ...slot, packs } };
  });
}
