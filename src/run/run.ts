/** The whole way: discover, key, restore, compile, save, place. */

import { compilerName } from "../artifact/key.ts";
import { placePair, sidecarPath } from "../artifact/place.ts";
import { namedFields } from "../artifact/sidecar.ts";
import type { Compiler } from "../compiler/compiler.ts";
import { lazily } from "../compiler/lazy.ts";
import { expectedSections } from "../compiler/sections.ts";
import { anyOf, type Engine } from "../engine/engine.ts";
import type { Settings } from "../inputs/inputs.ts";
import type { Artifact, Manifest } from "../report/manifest.ts";
import { type Reporter, size } from "../report/reporter.ts";
import { type Entry, makeEntry, verifyEntry } from "../store/entry.ts";
import type { EntryFiles, Store } from "../store/store.ts";
import { atMost, mapAtMost } from "../support/concurrency.ts";
import { InputError, messageOf } from "../support/errors.ts";
import { type Discovered, discover, displayPath, readComponent } from "./components.ts";
import { FunctionCaches } from "./function-caches.ts";
import { Outcome } from "./outcome.ts";
import { layOut, planTasks, type Task } from "./plan.ts";

/** What a run works with, and how it reaches the world. */
export interface Surroundings {
  /** Absolute; relative paths begin here. */
  readonly cwd: string;
  readonly reporter: Reporter;
  glob(patterns: readonly string[]): Promise<string[]>;
  openCompiler(engine: Engine, jobs: number): Promise<Compiler>;
  /** Undefined where there is none. */
  readonly store: Store | undefined;
  /** Ends the run. */
  readonly signal: AbortSignal;
}

/** Transfers from and to the artifact store at a time. */
const RESTORES = 8;
const SAVES = 4;

/** Bytes of a component from which on its functions are worth keeping. */
const WORTH_REUSING = 64 * 1024;

/**
 * Runs all of it. What is wrong with one component is reported, listed as failed, and no concern of
 * the others.
 *
 * @throws InputError if an input turns out to be unusable; nothing has been written then
 */
export async function run(settings: Settings, surroundings: Surroundings): Promise<Manifest> {
  const { reporter, signal } = surroundings;
  const { engines } = settings;
  const found = await reporter.group("Find components", () => find(settings, surroundings));
  const outcome = new Outcome(reporter, found, settings.coreModules);
  if (found.components.length === 0 || (settings.failFast && outcome.failed.length > 0)) {
    return outcome.manifest(engines);
  }

  const places = layOut(found.components, settings, surroundings.cwd);
  const compiler = lazily(() => surroundings.openCompiler(anyOf(engines), settings.jobs));
  const stop = (): void => void compiler.close();
  signal.addEventListener("abort", stop, { once: true });
  try {
    const sections = await expectedSections(engines, compiler.get);
    const tasks = await reporter.group("Compute cache keys", async () =>
      planTasks(places, engines, sections, reporter.detail),
    );
    const missing = await reporter.group("Restore", () =>
      restoreAll(tasks, settings, surroundings, outcome),
    );
    if (missing.length > 0) {
      await reporter.group("Compile", async () =>
        compileAll(missing, sections, settings, surroundings, await compiler.get(), outcome),
      );
    }
  } finally {
    signal.removeEventListener("abort", stop);
    await compiler.close();
    await surroundings.store?.close();
  }
  signal.throwIfAborted();
  return outcome.manifest(engines);
}

async function find(
  settings: Settings,
  { cwd, glob, reporter }: Surroundings,
): Promise<Discovered> {
  const paths = await glob(settings.files);
  if (paths.length === 0) {
    const message = `no file matches ${JSON.stringify(settings.files.join(" "))} in ${cwd}`;
    switch (settings.ifNoFilesFound) {
      case "error":
        throw new InputError(
          "files",
          settings.files.join("\n"),
          "patterns that match at least one file",
          "Build the components before this step, or set if-no-files-found to warn or ignore.",
        );
      case "warn":
        reporter.warning(message);
        break;
      case "ignore":
        reporter.info(message);
    }
  }
  const found = await discover(paths, cwd, settings.coreModules === "compile");
  for (const { path, kind, size: bytes, sha256 } of found.components) {
    reporter.detail(`${path}: ${kind}, ${size(bytes)}, sha256 ${sha256}`);
  }
  return found;
}

/** Restores and places what the store has; gives back the tasks that must be compiled. */
async function restoreAll(
  tasks: readonly Task[],
  settings: Settings,
  surroundings: Surroundings,
  outcome: Outcome,
): Promise<Task[]> {
  const { reporter, store, signal } = surroundings;
  if (store === undefined || !settings.cache.restore) {
    reporter.info("nothing is restored: there is no artifact store, or it is not to be read");
    return [...tasks];
  }
  const missing: Task[] = [];
  let done = 0;
  await mapAtMost(RESTORES, tasks, async (task) => {
    signal.throwIfAborted();
    const start = performance.now();
    const entry = await restoreOne(task, store, reporter);
    if (entry === undefined) {
      missing.push(task);
    } else {
      const milliseconds = performance.now() - start;
      await placeAll(task, entry, { status: "restored", milliseconds }, surroundings, outcome);
    }
    done += 1;
    reporter.progress(`looked up ${done} of ${tasks.length}`);
  });
  return missing;
}

/** A verified entry, or undefined: trouble with the store costs a compile and nothing else. */
async function restoreOne(
  { component, target, expected }: Task,
  store: Store,
  reporter: Reporter,
): Promise<Entry | undefined> {
  const what = `${component.path} for ${target}`;
  let files: EntryFiles | undefined;
  try {
    files = await store.restore(expected.name);
  } catch (error) {
    reporter.warning(`${what}: the ${store.description} gave nothing: ${messageOf(error)}`);
    return undefined;
  }
  if (files === undefined) {
    reporter.detail(`${what}: not in the ${store.description} under ${expected.name.key}`);
    return undefined;
  }
  try {
    return verifyEntry(files, expected);
  } catch (error) {
    reporter.warning(
      `the stored artifact for ${target} is not used: ${messageOf(error)}`,
      component.path,
    );
    return undefined;
  }
}

async function compileAll(
  tasks: readonly Task[],
  sections: ReadonlyMap<string, Uint8Array>,
  settings: Settings,
  surroundings: Surroundings,
  compiler: Compiler,
  outcome: Outcome,
): Promise<void> {
  const { reporter, store, signal } = surroundings;
  const caches = new FunctionCaches({
    name: compilerName(anyOf(settings.engines)),
    compiler: compiler.identity ?? "",
    sections,
    limit: compiler.identity === undefined ? 0 : settings.functionCacheLimit,
    store,
    mode: settings.cache,
    reporter,
  });
  const saving = atMost(SAVES);
  // The largest first, so that none is left alone at the end. A few more than there are workers are
  // under way, so that no worker waits for a save, and artifacts do not pile up in memory.
  const order = [...tasks].sort((a, b) => b.component.size - a.component.size);
  await mapAtMost(settings.jobs + SAVES, order, async (task) => {
    signal.throwIfAborted();
    if (outcome.stopped) {
      outcome.skip(task, "not compiled: fail-fast ended the run");
      return;
    }
    try {
      const { entry, milliseconds } = await compileOne(task, settings, compiler, caches, reporter);
      await placeAll(task, entry, { status: "compiled", milliseconds }, surroundings, outcome);
      await saving(() => saveOne(task, entry, settings, surroundings));
    } catch (error) {
      if (outcome.stopped) {
        outcome.skip(task, "not compiled: fail-fast ended the run");
      } else if (!signal.aborted) {
        outcome.fail(task, messageOf(error));
      }
    }
    if (settings.failFast && outcome.failed.length > 0 && !outcome.stopped) {
      outcome.stopped = true;
      await compiler.close();
    }
  });
  if (!signal.aborted) {
    await caches.save();
  }
}

async function compileOne(
  { component, target, expected }: Task,
  settings: Settings,
  compiler: Compiler,
  caches: FunctionCaches,
  reporter: Reporter,
): Promise<{ entry: Entry; milliseconds: number }> {
  const { artifact, milliseconds } = await compiler.compile({
    read: () => readComponent(component),
    size: component.size,
    options: (settings.engines.get(target) as Engine).options,
    target,
    functions: component.size < WORTH_REUSING ? undefined : await caches.of(target),
    onProgress: (done, all) =>
      reporter.progress(`${component.path} for ${target}: ${done} of ${all} functions`),
  });
  return { entry: makeEntry(artifact, expected), milliseconds };
}

async function saveOne(
  { component, target, expected }: Task,
  entry: Entry,
  settings: Settings,
  { reporter, store }: Surroundings,
): Promise<void> {
  if (store === undefined || !settings.cache.save) {
    return;
  }
  const what = `${component.path} for ${target}`;
  try {
    const saved = await store.save(expected.name, entry);
    reporter.detail(`${what}: ${saved ? "saved to" : "not kept by"} the ${store.description}`);
  } catch (error) {
    reporter.warning(`${what}: not saved to the ${store.description}: ${messageOf(error)}`);
  }
}

/** Puts an artifact everywhere it is due. */
async function placeAll(
  task: Task,
  { artifact, artifactSha256, sidecar }: Entry,
  made: Pick<Artifact, "status" | "milliseconds">,
  { cwd }: Surroundings,
  outcome: Outcome,
): Promise<void> {
  for (const { component, path } of task.places) {
    try {
      await placePair(path, artifact, sidecar);
      outcome.place({
        component: component.path,
        target: task.target,
        status: made.status,
        artifact: displayPath(path, cwd),
        sidecar: displayPath(sidecarPath(path), cwd),
        key: namedFields(task.expected.key),
        entry: task.expected.name.key,
        component_size: component.size,
        artifact_size: artifact.length,
        artifact_sha256: artifactSha256,
        milliseconds: Math.round(made.milliseconds),
      });
    } catch (error) {
      outcome.fail(
        { ...task, places: [{ component, path }] },
        `cannot be written: ${messageOf(error)}`,
      );
    }
  }
}
