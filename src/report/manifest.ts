/**
 * The manifest: what a run did, as data. Its JSON form is part of the Action's contract, and
 * docs/manifest.schema.json describes it.
 */
import { COMPONENT_PART } from "../artifact/key.ts";
import type { Engine, EngineCompiler } from "../engine/engine.ts";
import { STORE, type Wording } from "../support/errors.ts";
import { compareText } from "../support/order.ts";
import { duration } from "./reporter.ts";

/** The manifest's file name. */
export const MANIFEST_NAME = "cwasm-manifest.json";

/** One artifact in its place. */
export interface Artifact {
  /** Paths are relative to the working directory if below it, with `/`; absolute otherwise. */
  readonly component: string;
  readonly target: string;
  /** The host's Wasmtime, as the host writes its version. */
  readonly wasmtime: string;
  /** `verified` of an audit, which writes nothing. */
  readonly status: "restored" | "compiled" | "verified";
  readonly artifact: string;
  readonly sidecar: string;
  /** The sidecar's fields, with its names. */
  readonly key: Readonly<Record<string, string>>;
  /** The name of the entry in the artifact store. */
  readonly entry: string;
  /** Bytes. */
  readonly component_size: number;
  readonly artifact_size: number;
  readonly artifact_sha256: string;
  /** Exactly: what the artifact says of its version may be the line alone. */
  readonly compiler: ManifestCompiler;
  /** Of the engine section, which the host compares. */
  readonly engine_section_sha256: string;
  /** Names; of a core module `module name`. Null if they could not be read. */
  readonly imports: readonly string[] | null;
  /** What of it advisories may ask for, see `Use`; null as above. */
  readonly uses: readonly string[] | null;
  /** Advisories of the miscompilations that it has, by their ids. */
  readonly advisories: readonly string[];
  /** Parts of the key that have changed since an earlier run, of what was compiled; absent if none was seen. */
  readonly changed?: readonly string[];
  /** Of what was compiled in this run, function by function. */
  readonly functions?: CompiledFunctions;
  /** Of the restore, or of the compile itself. */
  readonly milliseconds: number;
}

export interface ManifestCompiler {
  readonly kind: EngineCompiler["kind"];
  /** Of Wasmtime, all three numbers. */
  readonly version: string;
  /** The host's Cargo features, as keys have them. */
  readonly features: string;
  /** Of the compiler, or of the native program. */
  readonly sha256: string;
}

/** How many functions the component has, and how many compiled ones were taken from earlier. */
export interface CompiledFunctions {
  readonly all: number;
  readonly reused: number;
}

/** A path, or one of its targets, without an artifact. */
export interface Absent {
  readonly component: string;
  /** Absent if it holds for every target. */
  readonly target?: string;
  readonly wasmtime?: string;
  readonly reason: string;
}

/** An artifact that was looked up in the artifact store, and not taken from there. */
export interface LookedUp {
  readonly component: string;
  readonly target: string;
  /** As in `Artifact`. */
  readonly wasmtime: string;
  readonly entry: string;
}

/** What was saved to the artifact store: artifacts and function caches. */
export interface Saves {
  readonly saved: number;
  readonly not_saved: number;
  /** Why, each once. */
  readonly reasons: readonly string[];
}

/** A matrix of GitHub's: one job for each group of a plan. */
export interface Matrix {
  readonly include: readonly { readonly name: string; readonly group: string }[];
}

export interface ManifestEngine {
  /** As the host writes it. */
  readonly wasmtime: string;
  /** Of Wasmtime, all three numbers. */
  readonly wasmtime_version: string;
  readonly host_features: string;
  /** What `engine_config_hash` is the hash of, by target: CPUs make them differ. */
  readonly fingerprints: Readonly<Record<string, string>>;
}

/** Lists are in the order of paths, then of the run's targets. */
export interface Manifest {
  readonly schema: 1;
  /** The first of the engines. */
  readonly engine: ManifestEngine;
  /** In the order of the input. */
  readonly engines: readonly ManifestEngine[];
  readonly artifacts: readonly Artifact[];
  readonly skipped: readonly Absent[];
  readonly failed: readonly Absent[];
  readonly saves: Saves;
  /** Of a run that only looks up: what the store has, and what it lacks. */
  readonly present: readonly LookedUp[];
  readonly missing: readonly LookedUp[];
  /** Of a plan. */
  readonly matrix?: Matrix;
  /** Of the whole run. */
  readonly milliseconds: number;
}

/** What a run did beside making artifacts. */
export interface Beside {
  readonly saves?: Saves | undefined;
  readonly present?: readonly LookedUp[];
  readonly missing?: readonly LookedUp[];
  readonly matrix?: Matrix | undefined;
  readonly milliseconds?: number;
}

export function makeManifest(
  engines: readonly Engine[],
  artifacts: readonly Artifact[],
  skipped: readonly Absent[],
  failed: readonly Absent[],
  {
    saves = { saved: 0, not_saved: 0, reasons: [] },
    present = [],
    missing = [],
    matrix,
    milliseconds = 0,
  }: Beside = {},
): Manifest {
  const described = engines.map(describeEngine) as [ManifestEngine, ...ManifestEngine[]];
  const triples = engines.flatMap(({ targets }) => targets.map(({ triple }) => triple));
  const versions = described.map(({ wasmtime }) => wasmtime);
  // What ended when is chance; what is listed where is not.
  const inOrder = <T extends { component: string; target?: string; wasmtime?: string }>(
    list: readonly T[],
  ): T[] =>
    [...list].sort(
      (a, b) =>
        compareText(a.component, b.component) ||
        versions.indexOf(a.wasmtime ?? "") - versions.indexOf(b.wasmtime ?? "") ||
        triples.indexOf(a.target ?? "") - triples.indexOf(b.target ?? ""),
    );
  return {
    schema: 1,
    engine: described[0],
    engines: described,
    artifacts: [...artifacts].sort((a, b) => compareText(a.artifact, b.artifact)),
    skipped: inOrder(skipped),
    failed: inOrder(failed),
    saves: { ...saves, reasons: [...saves.reasons].sort() },
    present: inOrder(present),
    missing: inOrder(missing),
    ...(matrix === undefined ? {} : { matrix }),
    milliseconds: Math.round(milliseconds),
  };
}

function describeEngine({
  pinnedVersion,
  compiler,
  hostFeatures,
  targets,
}: Engine): ManifestEngine {
  return {
    wasmtime: pinnedVersion,
    wasmtime_version: compiler.version,
    host_features: hostFeatures.name,
    fingerprints: Object.fromEntries(
      targets.map(({ triple, fingerprint }) => [triple, fingerprint]),
    ),
  };
}

export function writeManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

export interface Counts {
  readonly restored: number;
  readonly compiled: number;
  readonly verified: number;
  readonly skipped: number;
  readonly failed: number;
  readonly saved: number;
  readonly "not-saved": number;
  readonly missing: number;
}

export function counts(manifest: Manifest): Counts {
  const count = (status: Artifact["status"]): number =>
    manifest.artifacts.filter((artifact) => artifact.status === status).length;
  return {
    restored: count("restored"),
    compiled: count("compiled"),
    verified: count("verified"),
    skipped: manifest.skipped.length,
    failed: manifest.failed.length,
    saved: manifest.saves.saved,
    "not-saved": manifest.saves.not_saved,
    missing: manifest.missing.length,
  };
}

/** The counts in one line for people. */
export function totals(manifest: Manifest, wording: Wording): string {
  const { restored, compiled, verified, skipped, failed, missing } = counts(manifest);
  const end = `${skipped} skipped, ${failed} failed, in ${duration(manifest.milliseconds)}`;
  if (isLookUp(manifest)) {
    return `${manifest.present.length} in ${wording.name(STORE)}, ${missing} missing, ${end}`;
  }
  if (verified > 0) {
    return `${verified} verified, ${end}`;
  }
  return `${restored} restored, ${compiled} compiled${whichComponents(manifest)}, ${end}`;
}

/** How many components what was compiled is of, and whether it is they that have changed. */
function whichComponents({ artifacts }: Manifest): string {
  const compiled = artifacts.filter(({ status }) => status === "compiled");
  const [all, changed] = [
    compiled,
    compiled.filter((artifact) => artifact.changed?.includes(COMPONENT_PART)),
  ].map((some) => new Set(some.map(({ component }) => component)).size) as [number, number];
  const plural = (count: number): string => `${count} component${count === 1 ? "" : "s"}`;
  if (changed > 0) {
    return changed === all
      ? ` (${plural(changed)} changed)`
      : ` (of ${plural(all)}, ${changed} changed)`;
  }
  return all < compiled.length ? ` (of ${plural(all)})` : "";
}

/** The entries' names in the artifact store, of all artifacts that the run was about. */
export function cacheKeys({ artifacts, present, missing }: Manifest): string[] {
  return [...new Set([...artifacts, ...present, ...missing].map(({ entry }) => entry))].sort();
}

/** Whether it was only looked up what the store has. */
function isLookUp({ present, missing }: Manifest): boolean {
  return present.length > 0 || missing.length > 0;
}

/** Whether there are artifacts, and the store has every one. */
export function isCacheHit(manifest: Manifest): boolean {
  const { restored, compiled, failed, missing } = counts(manifest);
  return restored + manifest.present.length > 0 && compiled + missing + failed === 0;
}
