/** The whole way: discover, key, restore, compile, save, place. */
import { randomInt } from "node:crypto";
import { commonParts } from "../artifact/key.ts";
import type { EngineSettings } from "../inputs/engines.ts";
import type { Settings } from "../inputs/inputs.ts";
import type { Manifest } from "../report/manifest.ts";
import { size } from "../report/reporter.ts";
import { InputError, mention, STORE } from "../support/errors.ts";
import { layOutAssets } from "../upload/assets.ts";
import { layOutUpload } from "../upload/layout.ts";
import { advise } from "./advisories.ts";
import { Cache } from "./cache.ts";
import { compileAll } from "./compile.ts";
import { type Component, type Discovered, discover, readComponent } from "./components.ts";
import type { Context, Surroundings } from "./context.ts";
import { codeBytes } from "./cost.ts";
import { openEngines, type RunEngine } from "./engines.ts";
import { explainEngine } from "./explain.ts";
import {
  type Costed,
  groupFinder,
  makeGroups,
  parseGroup,
  parseMatrix,
  tasksOfGroup,
  tasksOfShard,
  toMatrix,
} from "./groups.ts";
import { History } from "./history.ts";
import { lookUpAll } from "./look-up.ts";
import { suspicion } from "./no-match.ts";
import { Outcome } from "./outcome.ts";
import { assignPacks } from "./packs.ts";
import { layOut, type Place, planTasks, type Task } from "./plan.ts";
import { restoreAll } from "./restore.ts";

/** What a run gives. */
export interface Ran {
  readonly manifest: Manifest;
  /** In words, that all which was found is skipped; undefined if that is not so. */
  readonly nothingMade: string | undefined;
}

/**
 * Runs all of it. What is wrong with one component is reported, listed as failed, and does not affect
 * the others.
 *
 * @throws InputError if an input turns out to be unusable; nothing has been written then
 */
export async function run(settings: Settings, surroundings: Surroundings): Promise<Ran> {
  const { reporter, signal: cancel } = surroundings;
  const failed = new AbortController();
  const outcome = new Outcome(reporter, () => settings.failFast && failed.abort());
  const signal = AbortSignal.any([cancel, failed.signal]);
  const cache = new Cache(surroundings.store, reporter);
  const context: Context = { ...surroundings, settings, cache, outcome, signal, cancel };

  const engines = await reporter.group("Resolve the engine", async () => {
    const opened = await openEngines(settings, surroundings);
    for (const [index, engine] of opened.entries()) {
      for (const line of explainEngine(engine, settings.engines[index] as EngineSettings)) {
        reporter.detail(line);
      }
    }
    return opened;
  });
  const stop = (): void => void closeAll(engines);
  signal.addEventListener("abort", stop, { once: true });
  try {
    const found = await reporter.group("Find components", () => find(context));
    const tasks = await reporter.group("Compute cache keys", async () =>
      ownPart(plan(found, engines, context), context),
    );
    advise(engines, tasks, settings.advisories, reporter);
    if (settings.work.kind === "compile" || settings.work.kind === "audit") {
      await make(tasks, context);
    } else {
      await reporter.group("Look up", () => lookUp(tasks, context));
    }
  } finally {
    signal.removeEventListener("abort", stop);
    await closeAll(engines);
  }
  cancel.throwIfAborted();
  await cache.flush();
  outcome.reportModes();
  cache.report();
  const manifest = outcome.manifest(engines, cache.saves);
  return { manifest, nothingMade: outcome.nothingMade };
}

/** What of all tasks this job makes. @throws InputError */
async function ownPart(tasks: Task[], { settings, outcome }: Context): Promise<readonly Task[]> {
  const { group, shard, sample } = settings.work;
  const part =
    group !== ""
      ? tasksOfGroup(tasks, parseGroup(group))
      : shard !== undefined
        ? tasksOfShard(await withCosts(tasks), shard.number, shard.of)
        : sample !== undefined
          ? pick(tasks, sample)
          : tasks;
  outcome.expect(part);
  return assignPacks(part, settings);
}

/** So many at random: whoever changes an artifact does not know which. */
function pick(tasks: readonly Task[], count: number): Task[] {
  const left = [...tasks];
  return Array.from(
    { length: Math.min(count, tasks.length) },
    () => left.splice(randomInt(left.length), 1)[0] as Task,
  );
}

async function withCosts(tasks: readonly Task[]): Promise<Costed[]> {
  const costs = new Map<Component, number>();
  for (const { component } of tasks) {
    if (!costs.has(component)) {
      costs.set(component, codeBytes(await readComponent(component)));
    }
  }
  return tasks.map((task) => ({ task, cost: costs.get(task.component) ?? 0 }));
}

/** Restores what the store has, and compiles the rest. */
async function make(tasks: readonly Task[], context: Context): Promise<void> {
  const { settings, signal, reporter, outcome } = context;
  const owed = owedBy(settings.work.plan);
  const missing = settings.cache.compare
    ? tasks
    : await reporter.group("Restore", () => restoreAll(tasks, context));
  const history = new History(tasks, context);
  if (!settings.cache.compare && !signal.aborted) {
    await history.explain(missing);
  }
  if (settings.failOnCacheMiss && !signal.aborted) {
    for (const task of missing) {
      outcome.fail(task.places, `not in ${mention(STORE)}${owed(task)}`);
    }
    if (settings.work.plan !== "") {
      await history.save();
    }
    return;
  }
  if (missing.length === 0 || signal.aborted) {
    return;
  }
  await reporter.group("Compile", async () => {
    // One after another: each takes all cores, and the memory that is there.
    for (const engine of new Set(missing.map((task) => task.engine))) {
      if (!signal.aborted) {
        await compileAll(
          missing.filter((task) => task.engine === engine),
          context,
        );
        await engine.opened.close();
      }
    }
  });
  // Parts of a whole run at the same time, and would take each other's place.
  if (settings.work.group === "" && settings.work.shard === undefined && !signal.aborted) {
    await history.save();
  }
}

/** Who was to make a task, as the end of a sentence. @throws InputError */
function owedBy(plan: string): (task: Task) => string {
  const groupOf = groupFinder(plan === "" ? [] : parseMatrix(plan));
  return (task) => {
    const group = groupOf(task);
    return group === undefined ? "" : `: group ${group.number} of ${group.of} was to make it`;
  };
}

/** Finds out what the store lacks. */
async function lookUp(tasks: readonly Task[], context: Context): Promise<void> {
  const { settings, signal, outcome } = context;
  if (signal.aborted) {
    return;
  }
  const { kind, mostJobs } = settings.work;
  const missing = await lookUpAll(tasks, context);
  await new History(tasks, context).explain(missing);
  if (kind === "plan") {
    outcome.plan(toMatrix(makeGroups(await withCosts(missing), mostJobs), tasks));
  }
}

/** Finds out what cannot be uploaded before anything is compiled. @throws InputError */
function requireUploadable(places: readonly Place[], { upload }: Settings, cwd: string): void {
  const { artifact, release } = upload;
  const files = places.map(({ component, engine, target, path }) => ({
    component: component.path,
    target: target.triple,
    wasmtime: engine.pinnedVersion,
    path,
  }));
  if (artifact !== undefined) {
    layOutUpload(
      files.map((file) => ({ ...file, group: artifact.name(file) })),
      cwd,
    );
  }
  if (release !== undefined) {
    const names = layOutAssets(files, release);
    if (release.archive !== "none") {
      layOutUpload(
        files.map((file, index) => ({ ...file, group: names[index] as string })),
        cwd,
      );
    }
  }
}

async function closeAll(engines: readonly RunEngine[]): Promise<void> {
  await Promise.all(engines.map(({ opened }) => opened.close()));
}

async function find({ settings, cwd, glob, outcome, reporter }: Context): Promise<Discovered> {
  const globbed = await glob(settings.files);
  if (globbed.paths.length === 0 && globbed.troubles.every(({ harmless }) => harmless)) {
    const wrong = suspicion(settings.files);
    const message = [
      `no file matches ${JSON.stringify(settings.files.join(" "))} in ${cwd}`,
      ...(wrong === undefined ? [] : [wrong]),
    ].join(". ");
    switch (settings.ifNoFilesFound) {
      case "error":
        throw new InputError(
          "files",
          settings.files.join("\n"),
          "patterns that match at least one file",
          `${wrong ?? "Build the components first."} Where there may be none, set ${mention("if-no-files-found", "warn")} or ignore.`,
        );
      case "warn":
        reporter.warning(message);
        break;
      case "ignore":
        reporter.info(message);
    }
  }
  const found = await discover(globbed, cwd, settings.coreModules === "compile");
  for (const { path, kind, size: bytes, sha256 } of found.components) {
    reporter.detail(`${path}: ${kind}, ${size(bytes)}, sha256 ${sha256}`);
  }
  outcome.exclude(found, settings.coreModules);
  return found;
}

function plan(
  found: Discovered,
  engines: readonly RunEngine[],
  { settings, cwd, reporter }: Context,
): Task[] {
  const places = layOut(found, engines, settings.output, cwd);
  requireUploadable(places, settings, cwd);
  const tasks = planTasks(places, settings.cache.suffix);
  // What all of a target's keys have in common is told once: what is left is the digest of each component.
  for (const engine of engines) {
    for (const target of engine.targets) {
      const { triple, fingerprint } = target;
      reporter.detail(`keys for ${triple}: ${commonParts(engine, target, settings.cache.suffix)}`);
      reporter.detail(`engine config hash for ${triple} is of ${fingerprint}`);
    }
  }
  return tasks;
}
