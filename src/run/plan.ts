/** What there is to do: where every artifact goes, and what makes it the right one. */
import { basename, dirname, resolve } from "node:path";
import { cacheKey, entryName, type KeyedTarget } from "../artifact/key.ts";
import { sidecarPath } from "../artifact/place.ts";
import type { Advisory } from "../engine/known-advisories.ts";
import type { Settings } from "../inputs/inputs.ts";
import type { LookedUp } from "../report/manifest.ts";
import { type Expected, entrySlot } from "../store/entry.ts";
import type { Slot } from "../store/store.ts";
import { InputError, mention } from "../support/errors.ts";
import { folderFinder, realFile } from "../support/files.ts";
import { type Component, type Discovered, displayPath } from "./components.ts";
import type { RunEngine } from "./engines.ts";
import { faultFinder } from "./faults.ts";

/** One component for one target: what is compiled or restored once, and placed wherever it is due. */
export interface Task {
  readonly component: Component;
  readonly engine: RunEngine;
  readonly target: KeyedTarget;
  readonly expected: Expected;
  /** Where an artifact store keeps it. */
  readonly slot: Slot;
  /** The known miscompilations that its artifact has, or would have. */
  readonly faults: readonly Advisory[];
  /** At least one; several for components with the same bytes. */
  readonly places: readonly Place[];
}

/** Where one artifact goes. */
export interface Place {
  readonly component: Component;
  readonly engine: RunEngine;
  readonly target: KeyedTarget;
  /** Absolute. */
  readonly path: string;
}

/** What a place is for, as the manifest has it. */
export function whereOf({
  component,
  target,
  engine,
}: Place): Pick<LookedUp, "component" | "target" | "wasmtime"> {
  return { component: component.path, target: target.triple, wasmtime: engine.pinnedVersion };
}

/** A task in the words of messages. */
export function describeTask(task: Pick<Task, "component" | "target" | "engine">): string {
  return `${task.component.path} for ${describeTarget(task)}`;
}

/** The same without the component; the engine where there are several. */
export function describeTarget({ target, engine }: Pick<Task, "target" | "engine">): string {
  return engine.isOnly ? target.triple : `${target.triple} on Wasmtime ${engine.pinnedVersion}`;
}

/**
 * Where every artifact goes, by component and target.
 *
 * @throws InputError if two go to one path, or one to where a file lies that was found
 */
export function layOut(
  { components, others }: Discovered,
  engines: readonly RunEngine[],
  output: Settings["output"],
  cwd: string,
): Place[] {
  const claimed = new Claims();
  for (const { path, file } of components) {
    claimed.keep(file, path);
  }
  // What is not compiled is not to be lost either.
  for (const { path } of others.filter(({ kind }) => kind === "core-module")) {
    claimed.keep(resolve(cwd, path), path);
  }
  return components.flatMap((component) =>
    engines.flatMap((engine) =>
      engine.targets.map((target) => {
        const place = {
          component,
          engine,
          target,
          path: pathOf(component, engine, target, output, cwd),
        };
        claimed.give(place);
        return place;
      }),
    ),
  );
}

function pathOf(
  component: Component,
  { pinnedVersion: wasmtime }: RunEngine,
  target: KeyedTarget,
  output: Settings["output"],
  cwd: string,
): string {
  const { stem } = component;
  const folder = dirname(component.file);
  const dir = folder === cwd ? "." : displayPath(folder, cwd);
  const path = output({ dir, stem, target: target.triple, wasmtime });
  if (stem === "." || stem === "..") {
    throw outputError(path, `The name of ${component.path} cannot be used for a file.`);
  }
  return resolve(cwd, path);
}

/** Which files are whose: those that are there and stay, and those that are to be written. */
class Claims {
  readonly #kept = new Map<string, string>();
  readonly #given = new Map<string, string>();
  readonly #folderOf = folderFinder();

  /** A file that nothing is written over, nor over what it is a link to. */
  keep(file: string, name: string): void {
    this.#kept.set(this.#identify(file), name);
    this.#kept.set(this.#identify(realFile(file)), name);
  }

  /** @throws InputError if one of the pair's files is another's */
  give(place: Place): void {
    const owner = describeTask(place);
    for (const path of [place.path, sidecarPath(place.path)]) {
      const identity = this.#identify(path);
      const kept = this.#kept.get(identity);
      if (kept !== undefined) {
        throw outputError(
          path,
          `The pair of ${owner} would be written over ${kept}, which is an input: name another place, or take one of them out of ${mention("files")}.`,
        );
      }
      const other = this.#given.get(identity);
      if (other !== undefined) {
        throw outputError(
          path,
          `Both ${other} and ${owner} would be written there: use {dir}, {stem}, {target} and {wasmtime} to tell them apart, or take one of them out of ${mention("files")}.`,
        );
      }
      this.#given.set(identity, owner);
    }
  }

  /** One text for a file, however it is named. */
  #identify(file: string): string {
    const path = resolve(this.#folderOf(dirname(file)), basename(file));
    // File systems of macOS and Windows ignore case, and the difference between forms of one letter.
    return process.platform === "linux" ? path : path.normalize("NFC").toLowerCase();
  }
}

function outputError(path: string, advice: string): InputError {
  return new InputError("output", path, "one path for each artifact", advice);
}

/** Components with the same bytes are one task for each target. */
export function planTasks(places: readonly Place[], suffix: string): Task[] {
  const tasks = new Map<string, Task & { places: Place[] }>();
  const faultsOf = faultFinder();
  for (const place of places) {
    const { component, engine, target } = place;
    const expected = expect(component, engine, target, suffix);
    const { name } = expected;
    const task = tasks.get(name.key);
    if (task !== undefined) {
      task.places.push(place);
      continue;
    }
    tasks.set(name.key, {
      component,
      engine,
      target,
      expected,
      slot: entrySlot(expected, component.size),
      faults: faultsOf(component, engine, target),
      places: [place],
    });
  }
  return [...tasks.values()];
}

/** What the artifact of a component must be, and what it is kept by. */
export function expect(
  { sha256, kind }: Pick<Component, "sha256" | "kind">,
  engine: RunEngine,
  target: KeyedTarget,
  suffix: string,
): Expected {
  const key = cacheKey(sha256, engine, target);
  const name = entryName(key, engine, target, suffix);
  return { name, key, kind, engineSection: target.section };
}
