/** Inputs: text in, one typed value out. The flags of the command line are the same inputs. */
import { availableParallelism } from "node:os";
import { KNOWN_TARGETS, nearestTarget } from "../engine/known-targets.ts";
import { InputError, mention } from "../support/errors.ts";
import { DEFAULTS } from "./defaults.ts";
import { runnerTarget } from "./runner-target.ts";

/** What names an artifact's path are made of. */
export interface OutputNames {
  /** The component's folder. */
  readonly dir: string;
  readonly stem: string;
  readonly target: string;
  /** The host's Wasmtime, as the host writes its version. */
  readonly wasmtime: string;
}

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

export interface CacheSettings {
  readonly restore: boolean;
  /** Whether what is compiled is compared with what is stored. */
  readonly compare: boolean;
  /** What entries are signed with; undefined for entries that are not. */
  readonly signingKeys: readonly [string, ...string[]] | undefined;
  readonly save: boolean;
  /** Why nothing is restored, where no input says so. */
  readonly reason: string | undefined;
  /** What keys end with; empty for nothing. */
  readonly suffix: string;
}

/** What a run does with what it finds, and with how much of it. */
export interface Work {
  /**
   * `look-up` only asks the artifact store, `plan` also says which jobs are to make what is missing.
   * `audit` compares what is in its place, and in the artifact store, with what is compiled. `publish` is about
   * a release alone.
   */
  readonly kind: "compile" | "look-up" | "plan" | "audit" | "publish";
  /** Jobs that a plan may have, at most. */
  readonly mostJobs: number;
  /** A group of a plan that is made, as text; empty for everything. */
  readonly group: string;
  /** The matrix of the plan, as text, to say who was to make what is missing; empty without one. */
  readonly plan: string;
  /** How many artifacts an audit picks; undefined for all. */
  readonly sample: number | undefined;
  /** One part of so many, counted from 1. */
  readonly shard: { readonly number: number; readonly of: number } | undefined;
}

/** What a workflow run is about. */
export interface WorkflowEvent {
  /** As in `GITHUB_EVENT_NAME`; empty outside of workflows. */
  readonly name: string;
  /** The tag that was pushed. */
  readonly tag: string | undefined;
}

/** What the inputs say about the host's engine, as text: the run finds out what it means. */
export type EngineSettings = Readonly<Record<EngineInput, string>>;

/** Where to; undefined for what nothing is uploaded to. */
export interface UploadSettings {
  readonly artifact: ArtifactSettings | undefined;
  readonly release: ReleaseSettings | undefined;
}

/** For workflow artifacts. */
export interface ArtifactSettings {
  /** The name of the workflow artifact that an artifact is in. */
  readonly name: (names: Pick<OutputNames, "target" | "wasmtime">) => string;
  /** Days; undefined for the repository's own. */
  readonly retentionDays: number | undefined;
}

/** For assets of a release. */
export interface ReleaseSettings {
  readonly tag: string;
  /** What becomes of the draft when all is there. */
  readonly draft: "publish" | "keep";
  readonly archive: "none" | "tar.gz" | "tar.zst";
  /** The name of an artifact's asset, or of the archive that it is in. */
  readonly assetName: (names: OutputNames) => string;
  /** Where assets of the same names and other bytes may be replaced. */
  readonly overwrite: "never" | "draft" | "always";
  readonly token: string;
}

const LOUDNESS = ["warn", "error", "ignore"] as const;

/** What one buffer may hold, and more than is of use. */
const MOST_FUNCTIONS = 2e9;

export type InputName = keyof typeof DEFAULTS;

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
  const text = (name: InputName): string => read(name).trim() || DEFAULTS[name];
  const flag = (name: InputName): boolean =>
    oneOf(name, text(name).toLowerCase(), ["true", "false"]) === "true";
  const targets = readTargets(text("targets"));
  const engines = readEngines(read);
  const several = { targets: targets.length > 1, engines: engines.length > 1 };
  const cache = readCache(text, event);
  const failOnCacheMiss = flag("fail-on-cache-miss") || text("mode") === "collect";
  const dryRun = flag("dry-run");
  const work = readWork(text, flag("lookup-only"), dryRun);
  requireRestore(cache, failOnCacheMiss, work, text);
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
        : wholeNumber("jobs", text("jobs"), 1, 1024, "Leave it empty for one per core."),
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
      `There is no default on this runner (${process.platform} ${process.arch}): name the targets.`,
    );
  }
  return [own];
}

/** @param read as for `readSettings` */
export function readEngineSettings(read: (name: EngineInput) => string): EngineSettings {
  return Object.fromEntries(
    ENGINE_INPUTS.map((name) => [name, read(name).trim() || DEFAULTS[name]]),
  ) as Record<EngineInput, string>;
}

/** Of what a run has more than one, so that names have to tell them apart. */
interface Several {
  readonly targets: boolean;
  readonly engines: boolean;
}

/** One for each version that is named. */
function readEngines(read: (name: EngineInput) => string): EngineSettings[] {
  const settings = readEngineSettings(read);
  const versions = settings["wasmtime-version"].split(/[\n,]/).map((version) => version.trim());
  const named = [...new Set(versions.filter((version) => version !== ""))];
  return named.length < 2
    ? [{ ...settings, "wasmtime-version": named[0] ?? "" }]
    : named.map((version) => ({ ...settings, "wasmtime-version": version }));
}

function readOutput(text: string, several: Several): Settings["output"] {
  const folders = [
    "{dir}",
    ...(several.engines ? ["{wasmtime}"] : []),
    ...(several.targets ? ["{target}"] : []),
  ];
  const template = text || `${folders.join("/")}/{stem}.cwasm`;
  const allowed =
    "a path that ends in .cwasm, with the placeholders {dir}, {stem}, {target} and {wasmtime}";
  if (!template.endsWith(".cwasm") || template.includes("\0")) {
    throw new InputError(
      "output",
      text,
      allowed,
      "Hosts look for <stem>.cwasm and <stem>.cwasm.meta.",
    );
  }
  requirePlaceholders("output", template, allowed);
  return (names) => fillTemplate(template, names);
}

/** @param known as a pattern; without it all. @throws InputError if there is one that is not known */
function requirePlaceholders(
  name: InputName,
  template: string,
  allowed: string,
  known = "dir|stem|target|wasmtime",
): void {
  const unknown = new RegExp(`\\{(?!(?:${known})\\})[^}]*\\}?`).exec(template);
  if (unknown !== null) {
    throw new InputError(name, template, allowed, `There is no placeholder ${unknown[0]} here.`);
  }
}

/** An absolute folder that is put below another loses its root; on Windows a drive becomes a folder. */
export function fillTemplate(
  template: string,
  names: OutputNames,
  platform: NodeJS.Platform = process.platform,
): string {
  const dir = platform === "win32" ? names.dir.replace(/^([a-z]):/i, "$1") : names.dir;
  const below = { ...names, dir: dir.replace(/^\/+/, "") };
  return template.replace(
    /\{(dir|stem|target|wasmtime)\}/g,
    (_, name: keyof OutputNames, offset: number) => (offset === 0 ? names : below)[name],
  );
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
      "an octal mode with all rights for the owner and no writing for everyone, such as 0700 or 0750",
      "Leave it empty to keep the modes of folders that exist.",
    );
  }
  return mode;
}

/** Events whose runs make what others will use, or run code of others: a cache may hold what those have left. */
const UNTRUSTED_CACHE: Readonly<Record<string, string>> = {
  release: "a release is made",
  workflow_run: "this run belongs to another workflow's",
  pull_request_target: "this run belongs to a pull request, with the rights of the repository",
};

function readCache(text: (name: InputName) => string, event: WorkflowEvent): CacheSettings {
  const choices = ["auto", "true", "false", "restore-only", "save-only"] as const;
  const mode = oneOf("cache", text("cache").toLowerCase(), choices);
  const reason =
    mode !== "auto"
      ? undefined
      : event.tag === undefined
        ? UNTRUSTED_CACHE[event.name]
        : `the tag ${event.tag} was pushed`;
  const signingKeys = readSigningKeys(text("signing-key"));
  const audit = text("mode") === "audit";
  const trust = audit ? "rebuild" : readTrust(text("trust"), reason, signingKeys);
  const read = mode === "auto" || mode === "true" || mode === "restore-only";
  return {
    restore: read && reason === undefined && trust !== "rebuild",
    compare: read && trust === "rebuild",
    signingKeys: trust === "cache" ? undefined : signingKeys,
    save: !audit && (mode === "true" || mode === "save-only" || mode === "auto"),
    reason,
    suffix: readSuffix(text("cache-suffix")),
  };
}

/** What is used of what is stored. */
function readTrust(
  text: string,
  reason: string | undefined,
  keys: readonly string[] | undefined,
): "cache" | "signed" | "rebuild" {
  const trust = oneOf("trust", text, ["auto", "cache", "signed", "rebuild"]);
  if (trust === "signed" && keys === undefined) {
    throw new InputError(
      "trust",
      "signed",
      "signed where there is a key",
      `Give one in ${mention("signing-key")}, from a secret.`,
    );
  }
  if (trust !== "auto") {
    return trust;
  }
  return reason !== undefined ? "rebuild" : keys !== undefined ? "signed" : "cache";
}

/** Characters that a key has at least. */
const LEAST_KEY = 32;

function readSigningKeys(text: string): CacheSettings["signingKeys"] {
  const [first, ...others] = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  for (const key of first === undefined ? [] : [first, ...others]) {
    if (key.length < LEAST_KEY) {
      // Its value is a secret.
      throw new InputError(
        "signing-key",
        "***",
        `secrets of at least ${LEAST_KEY} characters, one per line`,
        "Such as what 'openssl rand -hex 32' prints. The first one signs, each of them verifies.",
      );
    }
  }
  return first === undefined ? undefined : [first, ...others];
}

function readSuffix(suffix: string): string {
  if (!/^[\w.-]{0,64}$/.test(suffix)) {
    throw new InputError(
      "cache-suffix",
      suffix,
      "up to 64 letters, digits, '.', '_' and '-'",
      "Keys end with it, so that entries with another suffix are not found.",
    );
  }
  return suffix;
}

const MOST_JOBS = 256;

function readWork(text: (name: InputName) => string, lookupOnly: boolean, dryRun: boolean): Work {
  const mode = oneOf("mode", text("mode"), ["compile", "plan", "collect", "audit", "publish"]);
  const [group, plan, shard] = [text("group"), text("plan"), text("shard")];
  const sample = text("sample");
  const refuse = (name: InputName, value: string, allowed: string, advice: string): void => {
    if (value !== "") {
      throw new InputError(name, value.slice(0, 80), allowed, advice);
    }
  };
  if (mode !== "compile") {
    refuse(
      "group",
      group,
      "a group where mode is compile",
      "Leave it out: only compile jobs have one.",
    );
    refuse(
      "shard",
      shard,
      "a shard where mode is compile",
      "Leave it out: only compile jobs have one.",
    );
  }
  if (group !== "") {
    refuse("shard", shard, "only one of group and shard", "Leave one of them out.");
  }
  if (mode !== "collect") {
    refuse("plan", plan, "a plan where mode is collect", "Leave it out, or set mode: collect.");
  }
  if (mode !== "audit") {
    refuse("sample", sample, "a sample where mode is audit", "Leave it out, or set mode: audit.");
  } else if (text("upload") !== "none") {
    refuse("upload", text("upload"), "none where mode is audit", "An audit makes nothing.");
  }
  return {
    kind:
      mode === "plan" || mode === "audit" || mode === "publish"
        ? mode
        : lookupOnly || dryRun
          ? "look-up"
          : "compile",
    mostJobs: wholeNumber(
      "max-jobs",
      text("max-jobs"),
      1,
      MOST_JOBS,
      "GitHub's matrices have 256 jobs at the most.",
    ),
    group,
    plan,
    sample:
      sample === ""
        ? undefined
        : wholeNumber("sample", sample, 1, 999_999, "Leave it empty for all."),
    shard: readShard(shard),
  };
}

function readShard(text: string): Work["shard"] {
  if (text === "") {
    return undefined;
  }
  const [, number, of] = /^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? [];
  const shard = { number: Number(number), of: Number(of) };
  if (!(shard.number >= 1 && shard.number <= shard.of && shard.of <= MOST_JOBS)) {
    throw new InputError(
      "shard",
      text,
      `one part of several, from 1/1 to ${MOST_JOBS}/${MOST_JOBS}, such as 2/5`,
      "Each job of a matrix makes another part.",
    );
  }
  return shard;
}

/** What is only looked for in the cache needs one that is asked. @throws InputError */
function requireRestore(
  { restore, compare, reason }: CacheSettings,
  failOnCacheMiss: boolean,
  { kind }: Work,
  text: (name: InputName) => string,
): void {
  const needs = failOnCacheMiss
    ? text("mode") === "collect"
      ? "mode: collect"
      : "fail-on-cache-miss: true"
    : kind === "look-up" && text("dry-run").toLowerCase() !== "true"
      ? "lookup-only: true"
      : undefined;
  if (restore || needs === undefined) {
    return;
  }
  if (compare && reason === undefined) {
    throw new InputError(
      "trust",
      "rebuild",
      `cache or signed with ${needs}`,
      "It takes everything from the cache, and with rebuild nothing is.",
    );
  }
  throw new InputError(
    "cache",
    text("cache"),
    `true or restore-only with ${needs}`,
    reason === undefined
      ? "It takes everything from the cache."
      : `With auto nothing is restored where ${reason}. To take what other jobs of this run have made and nothing older, set ${mention("cache", "restore-only")} here, and ${mention("cache-suffix")} to the run's id (github.run_id) in all of them.`,
  );
}

const DESTINATIONS = ["artifact", "release"] as const;

function readUpload(
  text: (name: InputName) => string,
  several: Several,
  event: WorkflowEvent,
): UploadSettings {
  const words = text("upload").split(/[\s,]+/);
  const to =
    words.join() === "none"
      ? []
      : words.map((word) =>
          oneOf("upload", word, DESTINATIONS, "none, artifact, release, or artifact and release"),
        );
  // Checked even when nothing is uploaded, so that it shows early.
  const artifact = readArtifact(text, several);
  const toRelease = to.includes("release") || text("mode") === "publish";
  const release = readRelease(text, several, event, toRelease);
  return {
    artifact: to.includes("artifact") ? artifact : undefined,
    release: toRelease ? release : undefined,
  };
}

function readArtifact(text: (name: InputName) => string, several: Several): ArtifactSettings {
  const name = text("artifact-name");
  // What the artifact service refuses.
  if (/["\\:<>|*?/\r\n]/.test(name)) {
    throw new InputError(
      "artifact-name",
      name,
      `text without " : < > | * ? \\ / and line breaks`,
      "{target} stands for the target.",
    );
  }
  requirePlaceholders(
    "artifact-name",
    name,
    "a name with the placeholders {target} and {wasmtime}",
    "target|wasmtime",
  );
  if (!name.includes("{target}") && several.targets) {
    throw new InputError(
      "artifact-name",
      name,
      "text with {target} when there are several targets",
      "One workflow artifact is made per target, and each needs its own name.",
    );
  }
  const days = text("retention-days");
  return {
    name: (names) => fillTemplate(name, { dir: "", stem: "", ...names }),
    retentionDays:
      days === ""
        ? undefined
        : wholeNumber("retention-days", days, 1, 400, "Leave it empty for the repository's own."),
  };
}

/** @param used whether something is uploaded to it: then it needs a tag and a token */
function readRelease(
  text: (name: InputName) => string,
  several: Several,
  event: WorkflowEvent,
  used: boolean,
): ReleaseSettings {
  const archive = oneOf("archive", text("archive"), ["none", "tar.gz", "tar.zst"]);
  const tag = text("release-tag") || (event.tag ?? "");
  // What Git takes as a tag, and nothing that changes the meaning of an address.
  const isTag = /^(?![-/.])(?!.*(?:\.\.|\/[/.]|@\{))[^\s\p{Cc}~^:?*[\\]+(?<![/.]|\.lock)$/u;
  if ((used || tag !== "") && !isTag.test(tag)) {
    throw new InputError(
      "release-tag",
      tag,
      "the name of a tag, such as v1.2.0",
      tag === ""
        ? "No tag started this workflow: name the release's, or run where one is pushed."
        : "Git takes no such tag.",
    );
  }
  const token = text("token");
  if (used && token === "") {
    throw new InputError(
      "token",
      "",
      "a token that may write releases",
      "Leave it out for the job's own, which needs 'permissions: contents: write'.",
    );
  }
  return {
    tag,
    draft: oneOf("release-draft", text("release-draft"), ["publish", "keep"]),
    archive,
    assetName: readAssetName(text("asset-name"), archive, several),
    overwrite: oneOf("overwrite", text("overwrite"), ["never", "draft", "always"]),
    token,
  };
}

function readAssetName(
  text: string,
  archive: ReleaseSettings["archive"],
  several: Several,
): ReleaseSettings["assetName"] {
  const inArchive = archive !== "none";
  const extension = inArchive ? `.${archive}` : ".cwasm";
  const first = inArchive ? "cwasm" : "{stem}";
  const template = text || `${first}${several.engines ? "-{wasmtime}" : ""}-{target}${extension}`;
  const placeholders = inArchive
    ? "{target} and {wasmtime}"
    : "{dir}, {stem}, {target} and {wasmtime}";
  const allowed = `a name that ends in ${extension}, with the placeholders ${placeholders}`;
  requirePlaceholders("asset-name", template, allowed, inArchive ? "target|wasmtime" : undefined);
  if (!template.endsWith(extension)) {
    throw new InputError(
      "asset-name",
      text,
      allowed,
      inArchive ? "" : "The sidecar lies beside it, with .meta appended.",
    );
  }
  if (inArchive && several.targets && !template.includes("{target}")) {
    throw new InputError(
      "asset-name",
      text,
      "a name with {target} when there are several targets",
      "One archive is made per target, and each needs its own name.",
    );
  }
  return (names) => fillTemplate(template, names);
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

/** @param choices what to say is allowed */
function oneOf<const T extends string>(
  name: InputName,
  value: string,
  allowed: readonly T[],
  choices = allowed.join(", "),
): T {
  const found = allowed.find((choice) => choice === value);
  if (found === undefined) {
    throw new InputError(name, value, choices, "Leave it out for the default.");
  }
  return found;
}

function wholeNumber(
  name: InputName,
  value: string,
  least: number,
  most: number,
  advice: string,
): number {
  const number = Number(value);
  if (!/^\d{1,6}$/.test(value) || number < least || number > most) {
    throw new InputError(name, value, `a whole number from ${least} to ${most}`, advice);
  }
  return number;
}
