/** One component in memory for one target: what a run does, without files around it and without a store. */
import type { KeyedTarget } from "../artifact/key.ts";
import type { CompileRequest } from "../compiler/compiler.ts";
import type { Settings } from "../inputs/inputs.ts";
import type { Entry, Expected } from "../store/entry.ts";
import { InputError, mention } from "../support/errors.ts";
import { compileEntry } from "./compile.ts";
import { inspectBytes } from "./components.ts";
import type { EngineSurroundings } from "./described-host.ts";
import { openEngines, type RunEngine } from "./engines.ts";
import { faultFinder } from "./faults.ts";
import { expect } from "./plan.ts";

export interface One {
  readonly entry: Entry;
  readonly expected: Expected;
  readonly engine: RunEngine;
  /** The miscompilations that the artifact has, by the ids of their advisories. */
  readonly advisories: readonly string[];
}

/** @throws InputError; CompileError; Error if the bytes are no WebAssembly */
export async function makeOne(
  wasm: Uint8Array,
  settings: Settings,
  surroundings: EngineSurroundings & Pick<CompileRequest, "onProgress">,
): Promise<One> {
  requireOne("targets", settings.targets);
  requireOne(
    "wasmtime-version",
    settings.engines.map((engine) => engine["wasmtime-version"]),
  );
  const component = inspectBytes(wasm);
  if (component.kind === "core-module" && settings.coreModules !== "compile") {
    throw new InputError(
      "core-modules",
      settings.coreModules,
      "compile for core modules",
      `This is one, not a component: set ${mention("core-modules", "compile")} if the host loads such.`,
    );
  }
  const [engine] = (await openEngines(settings, surroundings)) as [RunEngine];
  try {
    surroundings.signal.throwIfAborted();
    const [target] = engine.targets as [KeyedTarget];
    const expected = expect(component, engine, target, "");
    const task = { component, engine, target, expected };
    const { onProgress = () => {} } = surroundings;
    const { timeout } = settings;
    const read = (): Promise<Uint8Array> => Promise.resolve(wasm);
    const { entry } = await compileEntry(task, { read, timeout, onProgress });
    const advisories = faultFinder()(component, engine, target).map(({ id }) => id);
    return { entry, expected, engine, advisories };
  } finally {
    await engine.opened.close();
  }
}

function requireOne(input: string, values: readonly string[]): void {
  if (values.length > 1) {
    throw new InputError(input, values.join(", "), "one at a time", "Call it once for each.");
  }
}
