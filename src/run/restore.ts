/** What the artifact store has already. */
import { type Entry, verifyEntry } from "../store/entry.ts";
import type { EntryFiles, Store } from "../store/store.ts";
import { mapAtMost } from "../support/concurrency.ts";
import { messageOf } from "../support/errors.ts";
import type { Context } from "./context.ts";
import { deliver } from "./deliver.ts";
import { describeTask, type Task } from "./plan.ts";

/** Look-ups and downloads at a time. */
const CONCURRENCY = 8;

/** Restores and delivers what the store has; gives back the tasks that must be compiled. */
export async function restoreAll(tasks: readonly Task[], context: Context): Promise<Task[]> {
  const { reporter, settings, store, signal } = context;
  if (store === undefined || !settings.cache.restore) {
    reporter.info("nothing is restored: there is no artifact store, or it is not to be read");
    return [...tasks];
  }
  const missing: Task[] = [];
  let done = 0;
  await mapAtMost(CONCURRENCY, tasks, async (task) => {
    if (signal.aborted) {
      return;
    }
    const start = performance.now();
    const entry = await restoreOne(task, store, context);
    if (entry === undefined) {
      missing.push(task);
    } else {
      const milliseconds = performance.now() - start;
      await deliver(task, entry, { status: "restored", milliseconds }, context);
    }
    done += 1;
    reporter.progress(`looked up ${done} of ${tasks.length}`);
  });
  return missing;
}

/** A verified entry, or undefined: trouble with the store costs a compile and nothing else. */
async function restoreOne(
  task: Task,
  store: Store,
  { reporter }: Context,
): Promise<Entry | undefined> {
  const { component, target, expected } = task;
  let files: EntryFiles | undefined;
  try {
    files = await store.restore(expected.name);
  } catch (error) {
    reporter.warning(
      `${describeTask(task)}: the ${store.description} gave nothing: ${messageOf(error)}`,
    );
    return undefined;
  }
  if (files === undefined) {
    reporter.detail(
      `${describeTask(task)}: not in the ${store.description} under ${expected.name.key}`,
    );
    return undefined;
  }
  try {
    return verifyEntry(files, expected);
  } catch (error) {
    reporter.warning(
      `the stored artifact for ${target.triple} is not used: ${messageOf(error)}`,
      component.path,
    );
    return undefined;
  }
}
