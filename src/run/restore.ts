/** What the artifact store has already. */
import { verifyEntry } from "../store/entry.ts";
import { mapAtMost } from "../support/concurrency.ts";
import type { Context } from "./context.ts";
import { deliver } from "./deliver.ts";
import { describeTask, type Task } from "./plan.ts";

/** Look-ups and downloads at a time. */
export const LOOK_UPS = 8;

/** Restores and delivers what the store has; returns the tasks that must be compiled. */
export async function restoreAll(tasks: readonly Task[], context: Context): Promise<Task[]> {
  const { reporter, cache, signal } = context;
  const missing: Task[] = [];
  let done = 0;
  await mapAtMost(LOOK_UPS, tasks, async (task) => {
    if (signal.aborted) {
      return;
    }
    const start = performance.now();
    const entry = await cache.get(describeTask(task), task.slot, (files) =>
      verifyEntry(files, task.expected),
    );
    if (entry === undefined) {
      missing.push(task);
    } else {
      const milliseconds = performance.now() - start;
      await deliver(task, entry, { status: "restored", milliseconds }, context);
    }
    done += 1;
    reporter.progress(`looked up ${done} of ${tasks.length}`);
  });
  reporter.detail(`restored ${tasks.length - missing.length} of ${tasks.length}`);
  return missing;
}
