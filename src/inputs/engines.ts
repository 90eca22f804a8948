/** Inputs that describe the host's engine. */
import { DEFAULTS, type InputName } from "./defaults.ts";

/** What the inputs say about the host's engine, as text: the run finds out what it means. */
export type EngineSettings = Readonly<Record<EngineInput, string>>;

/** The inputs that say what the host's engine is. */
export const ENGINE_INPUTS = [
  "wasmtime-version",
  "host",
  "like",
  "host-features",
  "options",
  "cpu",
  "engine-fingerprint",
  "compiler",
] as const satisfies readonly InputName[];

export type EngineInput = (typeof ENGINE_INPUTS)[number];

/** @param read as for `readSettings` */
export function readEngineSettings(read: (name: EngineInput) => string): EngineSettings {
  return Object.fromEntries(
    ENGINE_INPUTS.map((name) => [name, read(name).trim() || DEFAULTS[name]]),
  ) as Record<EngineInput, string>;
}

/** One for each version that is named. */
export function readEngines(read: (name: EngineInput) => string): EngineSettings[] {
  const settings = readEngineSettings(read);
  const versions = settings["wasmtime-version"].split(/[\n,]/).map((version) => version.trim());
  const named = [...new Set(versions.filter((version) => version !== ""))];
  return named.length < 2
    ? [{ ...settings, "wasmtime-version": named[0] ?? "" }]
    : named.map((version) => ({ ...settings, "wasmtime-version": version }));
}
