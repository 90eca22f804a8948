/** The whole way: discover, key, restore, compile, save, place. */
import type { Settings } from "../inputs/inputs.ts";
import type { Manifest } from "../report/manifest.ts";
import { size } from "../report/reporter.ts";
import { InputError, mention } from "../support/errors.ts";
import { layOutUpload } from "../upload/layout.ts";
import { Cache } from "./cache.ts";
import { compileAll } from "./compile.ts";
import { type Discovered, discover } from "./components.ts";
import type { Context, Surroundings } from "./context.ts";
import { openEngine, type RunEngine } from "./engines.ts";
import { Outcome } from "./outcome.ts";
import { layOut, planTasks, type Task } from "./plan.ts";
import { restoreAll } from "./restore.ts";

/**
 * Runs all of it. What is wrong with one component is reported, listed as failed, and does not affect
 * the others.
 *
 * @throws InputError if an input turns out to be unusable; nothing has been written then
 */
export async function run(settings: Settings, surroundings: Surroundings): Promise<Manifest> {
  const { reporter, signal: cancel } = surroundings;
  const failed = new AbortController();
  const outcome = new Outcome(reporter, () => settings.failFast && failed.abort());
  const signal = AbortSignal.any([cancel, failed.signal]);
  const cache = new Cache(surroundings.store, reporter);
  const context: Context = { ...surroundings, settings, cache, outcome, signal, cancel };

  const engines = await reporter.group("Resolve the engine", async () => [
    await openEngine(settings, surroundings),
  ]);
  for (const { compiler, hostFeatures, pinnedVersion, pinnedSource } of engines) {
    reporter.detail(
      `Wasmtime ${compiler.version}, ${hostFeatures.name}; sidecars say ${pinnedVersion}, ${pinnedSource}`,
    );
  }
  const stop = (): void => void closeAll(engines);
  signal.addEventListener("abort", stop, { once: true });
  try {
    const found = await reporter.group("Find components", () => find(context));
    const tasks = await reporter.group("Compute cache keys", async () =>
      plan(found, engines, context),
    );
    const missing = await reporter.group("Restore", () => restoreAll(tasks, context));
    if (missing.length > 0 && !signal.aborted) {
      await reporter.group("Compile", () => compileAll(missing, context));
    }
  } finally {
    signal.removeEventListener("abort", stop);
    await closeAll(engines);
  }
  cancel.throwIfAborted();
  outcome.reportModes();
  cache.report();
  return outcome.manifest(engines, cache.saves);
}

async function closeAll(engines: readonly RunEngine[]): Promise<void> {
  await Promise.all(engines.map(({ opened }) => opened.close()));
}

async function find({ settings, cwd, glob, outcome, reporter }: Context): Promise<Discovered> {
  const globbed = await glob(settings.files);
  if (globbed.paths.length === 0 && globbed.troubles.every(({ harmless }) => harmless)) {
    const message = `no file matches ${JSON.stringify(settings.files.join(" "))} in ${cwd}`;
    switch (settings.ifNoFilesFound) {
      case "error":
        throw new InputError(
          "files",
          settings.files.join("\n"),
          "patterns that match at least one file",
          `Build the components first, or set ${mention("if-no-files-found", "warn")} or ignore.`,
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
  outcome.exclude(found.others, settings.coreModules);
  return found;
}

function plan(
  { components }: Discovered,
  engines: readonly RunEngine[],
  { settings, cwd, outcome, reporter }: Context,
): Task[] {
  const places = layOut(components, engines, settings.output, cwd);
  if (settings.upload !== undefined) {
    // What cannot be uploaded is found out before anything is compiled.
    layOutUpload(
      places.map(({ target, path }) => ({ target: target.triple, path })),
      cwd,
    );
  }
  const tasks = planTasks(places, reporter.detail);
  for (const { triple, fingerprint } of engines.flatMap(({ targets }) => targets)) {
    reporter.detail(`engine config hash for ${triple} is of ${fingerprint}`);
  }
  outcome.expect(tasks);
  return tasks;
}
