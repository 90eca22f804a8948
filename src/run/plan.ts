/** What there is to do: where every artifact goes, and what makes it the right one. */
import { dirname, resolve } from "node:path";
import { cacheKey, entryName, keyParts } from "../artifact/key.ts";
import type { Engine } from "../engine/engine.ts";
import type { Settings } from "../inputs/inputs.ts";
import type { Expected } from "../store/entry.ts";
import { InputError } from "../support/errors.ts";
import { type Component, displayPath } from "./components.ts";

/** One component for one target: what is compiled or restored once, and placed wherever it is due. */
export interface Task {
  readonly component: Component;
  readonly target: string;
  readonly expected: Expected;
  readonly places: readonly Pick<Place, "component" | "path">[];
}

/** Where one artifact goes. */
export interface Place {
  readonly component: Component;
  readonly target: string;
  /** Absolute. */
  readonly path: string;
}

/** Where every artifact goes, by component and target. @throws InputError if two go to one path */
export function layOut(components: readonly Component[], settings: Settings, cwd: string): Place[] {
  const taken = new Map<string, string>();
  return components.flatMap((component) =>
    [...settings.engines.keys()].map((target) => {
      const { stem } = component;
      const folder = dirname(component.file);
      const dir = folder === cwd ? "." : displayPath(folder, cwd);
      const output = settings.output({ dir, stem, target });
      const path = resolve(cwd, output);
      const owner = `${component.path} for ${target}`;
      // File systems of macOS and Windows do not tell case apart, nor forms of one letter.
      const identity = process.platform === "linux" ? path : path.normalize("NFC").toLowerCase();
      const other = taken.get(identity);
      if (other !== undefined || stem === "." || stem === "..") {
        throw new InputError(
          "output",
          output,
          "one path for each artifact",
          other === undefined
            ? `The name of ${owner} gives no file name.`
            : `Both ${other} and ${owner} would be written there: use {dir}, {stem} and {target} to tell them apart, or take one of them out of 'files'.`,
        );
      }
      taken.set(identity, owner);
      return { component, target, path };
    }),
  );
}

/** Components with the same bytes are one task for each target. */
export function planTasks(
  places: readonly Place[],
  engines: ReadonlyMap<string, Engine>,
  sections: ReadonlyMap<string, Uint8Array>,
  explain: (line: string) => void,
): Task[] {
  const tasks = new Map<string, Task & { places: Pick<Place, "component" | "path">[] }>();
  for (const { component, target, path } of places) {
    const engine = engines.get(target) as Engine;
    const section = sections.get(target) as Uint8Array;
    const key = cacheKey(component.sha256, engine, target);
    const name = entryName(key, engine, section);
    const task = tasks.get(name.key);
    if (task !== undefined) {
      task.places.push({ component, path });
      continue;
    }
    tasks.set(name.key, {
      component,
      target,
      expected: { name, key, kind: component.kind, engineSection: section },
      places: [{ component, path }],
    });
    const parts = keyParts(key, engine, section).map(([part, value]) => `${part} ${value}`);
    explain(`${component.path} for ${target}: ${parts.join(", ")}`);
  }
  for (const [target, { fingerprint }] of engines) {
    explain(`engine config hash for ${target} is of ${fingerprint}`);
  }
  return [...tasks.values()];
}
