/** Inputs: text in, one typed value out. The flags of the command line are the same inputs. */
import { availableParallelism } from "node:os";
import { KNOWN_TARGETS, nearestTarget } from "../engine/known-targets.ts";
import { InputError } from "../support/errors.ts";
import { type CacheSettings, readCache } from "./cache.ts";
import { DEFAULTS, type InputName } from "./defaults.ts";
import { type EngineSettings, readEngines } from "./engines.ts";
import { type OutputNames, readOutput } from "./names.ts";
import { oneOf, type Text, type WorkflowEvent, wholeNumber } from "./read.ts";
import { runnerTarget } from "./runner-target.ts";
import { readUpload, type UploadSettings } from "./upload.ts";
import { readWork, requireRestore, type Work } from "./work.ts";

export interface Settings {
  /** Glob patterns. */
  readonly files: readonly string[];
  /** Triples, at least one. */
  readonly targets: readonly string[];
  /** At least one: one for each version of Wasmtime. */
  readonly engines: readonly EngineSettings[];
  /** The artifact's path, relative to the working directory or absolute. */
  readonly output: (names: OutputNames) => string;
  /** What the mode of an artifact's folder is set to; undefined leaves it. */
  readonly directoryMode: number | undefined;
  readonly coreModules: "skip" | "error" | "compile";
  readonly ifNoFilesFound: "warn" | "error" | "ignore";
  /** Where all files that were found are skipped. */
  readonly ifNothingMade: "warn" | "error" | "ignore";
  /** Where an artifact would have a known miscompilation. */
  readonly advisories: "warn" | "error" | "ignore";
  readonly cache: CacheSettings;
  /** Whether something that is not in the artifact store fails the run, before anything is compiled. */
  readonly failOnCacheMiss: boolean;
  readonly work: Work;
  /** Whether what could not be saved to the artifact store fails the run. */
  readonly failOnSaveError: boolean;
  readonly upload: UploadSettings;
  /** Whether it is only said what a run would do. */
  readonly dryRun: boolean;
  readonly failFast: boolean;
  /** Compiles at a time, at most. */
  readonly jobs: number;
  /** Milliseconds that one component may take to compile for one target. */
  readonly timeout: number;
  /** Bytes that a function cache may have between runs; 0 for none. */
  readonly functionCacheLimit: number;
}

const LOUDNESS = ["warn", "error", "ignore"] as const;

/** What one buffer may hold, and more than is of use. */
const MOST_FUNCTIONS = 2e9;

/**
 * Reads and checks every input by itself. What the engine's inputs mean together is found out by the
 * run: that may take files and programs.
 *
 * @param read the text of an input, empty if it is not given
 * @param event what the workflow run is about
 * @throws InputError for the first one that cannot be used
 */
export function readSettings(
  read: (name: InputName) => string,
  event: WorkflowEvent = { name: "", tag: undefined },
): Settings {
  const text: Text = (name) => read(name).trim() || DEFAULTS[name];
  const flag = (name: InputName): boolean =>
    oneOf(name, text(name).toLowerCase(), ["true", "false"]) === "true";
  const targets = readTargets(text("targets"));
  const engines = readEngines(read);
  const several = { targets: targets.length > 1, engines: engines.length > 1 };
  const failOnCacheMiss = flag("fail-on-cache-miss") || text("mode") === "collect";
  const dryRun = flag("dry-run");
  const work = readWork(text, flag("lookup-only"), dryRun);
  const cache = readCache(text, event, work.kind === "audit");
  requireRestore(cache, failOnCacheMiss, work.kind === "look-up" && !dryRun, text);
  return {
    files: readFiles(text("files")),
    targets,
    engines,
    output: readOutput(text("output"), several),
    directoryMode: readDirectoryMode(text("directory-mode")),
    coreModules: oneOf("core-modules", text("core-modules"), ["skip", "error", "compile"]),
    ifNoFilesFound: oneOf("if-no-files-found", text("if-no-files-found"), LOUDNESS),
    ifNothingMade: oneOf(
      "if-nothing-made",
      text("if-nothing-made") || text("if-no-files-found"),
      LOUDNESS,
    ),
    advisories: readAdvisories(text("advisories")),
    cache,
    failOnCacheMiss,
    work,
    failOnSaveError: flag("fail-on-save-error"),
    upload: readUpload(text, several, event),
    dryRun,
    failFast: flag("fail-fast"),
    jobs:
      text("jobs") === ""
        ? availableParallelism()
        : wholeNumber("jobs", text("jobs"), 1, 1024, "Leave it out for one per core."),
    timeout: readTimeout("timeout-minutes", text("timeout-minutes")),
    functionCacheLimit: readSize("function-cache-limit", text("function-cache-limit")),
  };
}

/** Also for `check`. */
export function readAdvisories(text: string): Settings["advisories"] {
  return oneOf("advisories", text || DEFAULTS.advisories, LOUDNESS);
}

function readFiles(text: string): string[] {
  const patterns = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  if (patterns.every((pattern) => pattern.startsWith("!"))) {
    throw new InputError(
      "files",
      text,
      "glob patterns, one per line, at least one without '!'",
      "Patterns with '!' only exclude files that the lines before them found.",
    );
  }
  return patterns;
}

export function readTargets(text: string): string[] {
  const allowed =
    "target triples such as x86_64-unknown-linux-gnu, one per line or separated by commas";
  const targets = [
    ...new Set(
      text
        .split(/[\n,]/)
        .map((target) => target.trim())
        .filter((target) => target !== ""),
    ),
  ];
  for (const target of targets) {
    // Targets become parts of paths and cache keys, and of sidecars, where a host compares them.
    if (!KNOWN_TARGETS.has(target)) {
      const meant = nearestTarget(target);
      const question = meant === undefined ? "" : `Did you mean '${meant}'? `;
      throw new InputError(
        "targets",
        target,
        allowed,
        `Rust has no such target for an architecture that Wasmtime compiles for (x86_64, aarch64, riscv64, s390x, Pulley). ${question}Name the target as the host's Rust toolchain does.`,
      );
    }
  }
  if (targets.length > 0) {
    return targets;
  }
  const own = runnerTarget();
  if (own === undefined) {
    throw new InputError(
      "targets",
      text,
      allowed,
      `There is no default on this machine (${process.platform} ${process.arch}): name the targets.`,
    );
  }
  return [own];
}

function readDirectoryMode(text: string): number | undefined {
  if (text === "") {
    return undefined;
  }
  const mode = /^(0o?)?[0-7]{3}$/.test(text) ? Number.parseInt(text.slice(-3), 8) : 0;
  if ((mode & 0o700) !== 0o700 || (mode & 0o002) !== 0) {
    throw new InputError(
      "directory-mode",
      text,
      "an octal mode with all rights for the owner, and not writable by others, such as 0700 or 0750",
      "Leave it out to keep the modes of folders that exist.",
    );
  }
  return mode;
}

/** Longer than any runner's job. */
const MOST_MINUTES = 360;

/** Minutes in, milliseconds out. */
function readTimeout(name: InputName, value: string): number {
  const milliseconds = Math.round(Number(value) * 60_000);
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(value) || !(milliseconds > 0) || Number(value) > MOST_MINUTES) {
    throw new InputError(
      name,
      value,
      `minutes up to ${MOST_MINUTES}, such as 30 or 0.5`,
      `Leave it out for ${DEFAULTS[name]}: a component that takes longer fails, the others go on.`,
    );
  }
  return milliseconds;
}

function readSize(name: InputName, value: string): number {
  const units: Readonly<Record<string, number>> = { "": 1, B: 1, KB: 1e3, MB: 1e6, GB: 1e9 };
  const [, digits, letters = ""] = /^(\d{1,12})\s*([a-z]{0,2})$/i.exec(value) ?? [];
  const unit = units[letters.toUpperCase()];
  const bytes = Number(digits) * (unit ?? Number.NaN);
  if (!(bytes <= MOST_FUNCTIONS)) {
    throw new InputError(
      name,
      value,
      "a size up to 2 GB, such as 256 MB, or 0",
      "With 0 every function is compiled again.",
    );
  }
  return bytes;
}
