/** Compiles what is missing, delivers it, and saves it for later runs. */
import type { CompileRequest } from "../compiler/compiler.ts";
import type { Artifact } from "../report/manifest.ts";
import { type Entry, entryFiles, makeEntry, verifyEntry } from "../store/entry.ts";
import { SAVES, type Slot } from "../store/store.ts";
import { atMost, mapAtMost } from "../support/concurrency.ts";
import { mention, messageOf, STORE } from "../support/errors.ts";
import { type Component, readComponent } from "./components.ts";
import type { Context } from "./context.ts";
import { deliver } from "./deliver.ts";
import { FunctionCaches } from "./function-caches.ts";
import { isSmall } from "./packs.ts";
import { describeTask, type Task } from "./plan.ts";

/** Ends early if the signal says so; what is not delivered then, the outcome lists. */
export async function compileAll(tasks: readonly Task[], context: Context): Promise<void> {
  const { settings, cache, signal, outcome } = context;
  const caches = new FunctionCaches(context);
  const status = settings.work.kind === "audit" ? "verified" : "compiled";
  const saving = atMost(SAVES);
  // The largest first, so that none is left alone at the end. A few more than there are workers are
  // under way, so that no worker waits for a save, and artifacts do not pile up in memory.
  const order = [...tasks].sort((a, b) => b.component.size - a.component.size);
  await mapAtMost(settings.jobs + SAVES, order, async (task) => {
    if (signal.aborted) {
      return;
    }
    try {
      const { entry, ...made } = await compileOne(task, caches, context);
      await deliver(task, entry, { status, ...made }, context);
      if (settings.cache.compare && !(await isRight(task, entry, context))) {
        return;
      }
      await saving(() => cache.put(describeTask(task), task.slot, entryFiles(entry)));
    } catch (error) {
      if (!signal.aborted) {
        outcome.fail(task.places, messageOf(error));
      }
    }
  });
  if (!context.cancel.aborted) {
    await caches.save();
  }
}

/**
 * Whether the store has nothing else in any place: the embedded compilers give the same bytes every time, so whatever
 * differs was put there by somebody else. What may not be used at all is replaced, but an audit reports it.
 */
async function isRight(
  task: Task,
  { artifactSha256 }: Entry,
  { cache, outcome, settings }: Context,
): Promise<boolean> {
  const found = await cache.getAll(describeTask(task), task.slot, (files) =>
    verifyEntry(files, task.expected),
  );
  const wrong = found.flatMap((one) => {
    const where = keyOf(one.place);
    if ("trouble" in one) {
      return settings.work.kind === "audit"
        ? [`what ${mention(STORE)} holds under ${where} cannot be used: ${messageOf(one.trouble)}`]
        : [];
    }
    if (one.value.artifactSha256 === artifactSha256) {
      return [];
    }
    cache.drop(one.place);
    return [
      `${mention(STORE)} holds another artifact under ${where} (sha256 ${one.value.artifactSha256}, compiled here ${artifactSha256}): somebody has put it there. Delete it, and find out who can write there; what was compiled here is in its place`,
    ];
  });
  if (wrong.length > 0) {
    outcome.fail(task.places, wrong.join(". "));
  }
  return wrong.length === 0;
}

/** Where an entry lies, for people. */
function keyOf({ key, packs }: Slot): string {
  const [pack] = packs?.readFrom ?? [];
  return pack === undefined ? key : `${key}, in a pack, whose key begins with ${pack}`;
}

async function compileOne(
  task: Task,
  caches: FunctionCaches,
  { reporter, settings }: Context,
): Promise<Made> {
  const { component, engine, target } = task;
  const { identity } = await engine.opened.get();
  return await compileEntry(task, {
    read: () => readComponent(component),
    timeout: settings.timeout,
    functions:
      isSmall(component) || identity === undefined
        ? undefined
        : await caches.get(engine.compiler, identity, target),
    onProgress: (done, all) =>
      reporter.progress(`${describeTask(task)}: ${done} of ${all} functions`),
  });
}

type Made = { readonly entry: Entry } & Pick<Artifact, "milliseconds" | "functions">;

/** The one place where an artifact is made: for a run, and for the JavaScript API. */
export async function compileEntry(
  {
    component,
    engine,
    target,
    expected,
  }: Pick<Task, "engine" | "target" | "expected"> & {
    readonly component: Pick<Component, "size">;
  },
  how: Pick<CompileRequest, "read" | "timeout" | "functions" | "onProgress">,
): Promise<Made> {
  const compiler = await engine.opened.get();
  const { artifact, milliseconds, functions } = await compiler.compile({
    ...how,
    size: component.size,
    options: target.options,
    target: target.triple,
  });
  return {
    entry: makeEntry(artifact, expected),
    milliseconds,
    ...(functions === undefined ? {} : { functions }),
  };
}
