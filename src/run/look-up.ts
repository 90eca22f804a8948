/** What the artifact store has, without taking it. */
import { mapAtMost } from "../support/concurrency.ts";
import type { Context } from "./context.ts";
import { explainTask } from "./explain.ts";
import { describeTask, type Task } from "./plan.ts";
import { LOOK_UPS } from "./restore.ts";

/**
 * Returns the tasks that the store has nothing for, in their order; the others count as present.
 *
 * @throws the reason of a cancel: what was not asked for is not missing
 */
export async function lookUpAll(tasks: readonly Task[], context: Context): Promise<Task[]> {
  const { reporter, cache, cancel, outcome } = context;
  let done = 0;
  const found = await mapAtMost(LOOK_UPS, tasks, async (task) => {
    const has = !cancel.aborted && (await cache.has(describeTask(task), task.slot));
    done += 1;
    reporter.progress(`looked up ${done} of ${tasks.length}`);
    return has;
  });
  cancel.throwIfAborted();
  for (const [index, task] of tasks.entries()) {
    reporter.detail(explainTask(task, found[index] === true, context));
  }
  const missing = tasks.filter((_, index) => found[index] !== true);
  outcome.lookedUp(
    tasks.filter((_, index) => found[index] === true),
    missing,
  );
  return missing;
}
