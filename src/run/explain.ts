/** Why a run makes what it makes: where each part of an engine comes from, and what of it is in the store. */
import { hasReferenceForm } from "../engine/fingerprint.ts";
import { KNOWN_HOSTS } from "../engine/known-hosts.ts";
import { spell } from "../engine/options.ts";
import { EMBEDDED_COMPILER } from "../inputs/defaults.ts";
import type { EngineInput, EngineSettings } from "../inputs/engines.ts";
import { mention } from "../support/errors.ts";
import { displayPath } from "./components.ts";
import type { Context } from "./context.ts";
import type { RunEngine } from "./engines.ts";
import { describeTask, type Task } from "./plan.ts";

/** The parts of an engine, each with the input, the file or the default that it comes from. */
export function explainEngine(
  { compiler, hostFeatures, pinnedVersion, pinnedSource, targets }: RunEngine,
  settings: EngineSettings,
): string[] {
  const { host, like } = settings;
  const source = (input: EngineInput, otherwise: string): string =>
    settings[input] !== "" ? `by ${mention(input)}` : like !== "" ? `of ${like}` : otherwise;
  const knownOptions = Object.hasOwn(KNOWN_HOSTS, host) && KNOWN_HOSTS[host]?.options !== undefined;
  const word = settings["host-features"];
  const isReference =
    word === "minimal" || (word === "" && host === "" && compiler.kind !== "native");
  const fingerprint = settings["engine-fingerprint"];
  const options = source(
    "options",
    knownOptions
      ? `of ${host}`
      : fingerprint !== "" && (host === "" || hasReferenceForm(fingerprint))
        ? `by ${mention("engine-fingerprint")}`
        : isReference
          ? "the default of minimal"
          : "what a host has that sets nothing",
  );
  const features = source(
    "host-features",
    host !== "" ? `of ${host}` : compiler.kind === "native" ? "the compiler's own" : "the default",
  );
  const isDefault = [settings["wasmtime-version"], host, like].every((text) => text === "");
  return [
    `Wasmtime ${compiler.version}, ${hostFeatures.name}; sidecars say ${pinnedVersion}, ${isDefault ? "the default" : pinnedSource}`,
    `compiler: ${compiler.kind}, by ${settings.compiler === EMBEDDED_COMPILER ? "default" : mention("compiler")}`,
    `host features: ${hostFeatures.name}, ${features}`,
    ...targets.map(
      ({ triple, options: all }) =>
        `options for ${triple}: ${spell(all).join(" ") || "none"}, ${options}; the CPU: ${source("cpu", "the target's baseline")}`,
    ),
  ];
}

/** Where a task's artifacts would go, and whether the store has it. */
export function explainTask(
  task: Task,
  isStored: boolean,
  { cwd, store }: Pick<Context, "cwd" | "store">,
): string {
  const paths = task.places.map(({ path }) => displayPath(path, cwd)).join(" and ");
  const where =
    store === undefined
      ? "no store is asked"
      : `${isStored ? "" : "not "}in the ${store.description}`;
  return `${describeTask(task)}: to ${paths}, ${where}`;
}
