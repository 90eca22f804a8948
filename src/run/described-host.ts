/** The host that a manifest, a name or artifacts of its own describe. */
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Compiler } from "../compiler/compiler.ts";
import { inputsLike } from "../compiler/like.ts";
import type { DescribedHost } from "../engine/described.ts";
import type { Engine, EngineInputs, OwnCompiler } from "../engine/engine.ts";
import { type HostManifest, readHostManifest } from "../engine/host-manifest.ts";
import { KNOWN_HOSTS, type KnownHost } from "../engine/known-hosts.ts";
import { majorOf, parseVersion } from "../engine/version.ts";
import { resolvedFeatures } from "../inputs/cargo.ts";
import type { EngineSettings } from "../inputs/engines.ts";
import type { Reporter } from "../report/reporter.ts";
import { InputError, mention, messageOf } from "../support/errors.ts";
import { readRegular, readRegularTextSync } from "../support/files.ts";

/** What of a run's surroundings it takes to find out about engines. */
export interface EngineSurroundings {
  /** Absolute; relative paths begin here. */
  readonly cwd: string;
  /** Finds the user's own compiler. @throws InputError */
  findCompiler(name: string, cwd: string, signal: AbortSignal): Promise<OwnCompiler>;
  openCompiler(engine: Pick<Engine, "compiler" | "hostFeatures">, jobs: number): Promise<Compiler>;
  /** Why the workspace may be of others: cargo, to whom it could say what to start, is left alone then. */
  readonly codeOfOthers?: string | undefined;
  /** Is told what was found out. */
  readonly reporter?: Pick<Reporter, "info" | "warning">;
  /** Closes the compiler. */
  readonly signal: AbortSignal;
}

/** @returns undefined if the inputs name no host @throws InputError */
export async function describedHost(
  { host, like }: EngineSettings,
  inputs: EngineInputs,
  surroundings: EngineSurroundings,
): Promise<DescribedHost | undefined> {
  if (host !== "" && like !== "") {
    throw new InputError(
      "like",
      like,
      `only one of ${mention("host")} and ${mention("like")}`,
      "Leave one of them out.",
    );
  }
  if (like !== "") {
    return await hostLike(like, inputs, surroundings);
  }
  if (host === "") {
    return undefined;
  }
  return Object.hasOwn(KNOWN_HOSTS, host)
    ? namedHost(host, inputs)
    : await manifestHost(host, inputs, surroundings);
}

function namedHost(name: string, inputs: EngineInputs): DescribedHost {
  const { version, builds, options } = KNOWN_HOSTS[name] as KnownHost;
  const text = inputs.version || version;
  if (text === undefined) {
    throw new InputError(
      "host",
      name,
      "a host whose version is known",
      `It comes with several versions of Wasmtime: say in ${mention("wasmtime-version")} which one it is.`,
    );
  }
  const found = parseVersion(text, inputs.readText);
  const build = builds.find(({ from, to }) => from <= found.major && found.major <= to);
  if (build === undefined) {
    throw new InputError(
      "wasmtime-version",
      found.pinned,
      builds.map(({ from, to }) => (from === to ? String(from) : `${from} to ${to}`)).join(", "),
      `What ${name} is built with is known for these. Other hosts are described by ${mention("wasmtime-version")} and ${mention("host-features")}.`,
    );
  }
  return {
    input: "host",
    text: name,
    version: { ...found, source: inputs.version === "" ? `of ${name}` : found.source },
    hostFeatures: build.features,
    mayHaveMore: false,
    options,
    cpus: undefined,
  };
}

async function manifestHost(
  text: string,
  inputs: EngineInputs,
  { cwd, codeOfOthers, reporter, signal }: EngineSurroundings,
): Promise<DescribedHost> {
  const told = inputs.version === "" ? undefined : parseVersion(inputs.version, inputs.readText);
  const manifest = readHostManifest(
    text,
    {
      readText: (path) => readRegularTextSync(resolve(cwd, path)),
      list: (path) => list(resolve(cwd, path)),
    },
    told,
  );
  const { full } = manifest.version;
  const path = resolve(cwd, manifest.path);
  const resolved =
    codeOfOthers === undefined
      ? await resolvedFeatures(path, manifest.package, full, signal)
      : undefined;
  const features = resolved ?? manifest.features;
  reporter?.info(
    `host: ${manifest.package} in ${manifest.path}, Wasmtime ${full ?? manifest.version.pinned}, with the Cargo features ${features.join(", ") || "none"} (${
      resolved !== undefined
        ? "as cargo resolves them"
        : codeOfOthers !== undefined
          ? `of the manifest: cargo is not asked what other crates add, because ${codeOfOthers}`
          : "of the manifest: cargo could not tell what other crates add"
    })`,
  );
  if (resolved === undefined && inputs.hostFeatures === "") {
    warnOfOthers(manifest, features, codeOfOthers === undefined, reporter);
  }
  return {
    input: "host",
    text,
    version: manifest.version,
    hostFeatures: features.join(", ") || "cranelift",
    mayHaveMore: resolved === undefined,
    options: undefined,
    cpus: undefined,
  };
}

/** Other crates may turn on what the manifest does not name, unless it has everything already. */
function warnOfOthers(
  { package: name, version, others }: HostManifest,
  features: readonly string[],
  isAsked: boolean,
  reporter: EngineSurroundings["reporter"],
): void {
  if (others.length > 0 && !features.includes("default")) {
    const fetch = isAsked ? "Run 'cargo fetch' for it before this step, or name" : "Name";
    reporter?.warning(
      `host: ${others.join(", ")} in the lock file of ${name} may turn on more Cargo features of Wasmtime ${version.full} than its manifest names, and only cargo can tell. ${fetch} all that it is built with in ${mention("host-features")}.`,
    );
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

async function hostLike(
  text: string,
  inputs: EngineInputs,
  { cwd, openCompiler, reporter }: EngineSurroundings,
): Promise<DescribedHost> {
  const paths = text.split(/[\n,]/).map((path) => path.trim());
  const given = inputs.version === "" ? undefined : inputs.version;
  const found = await Promise.all(
    paths
      .filter((path) => path !== "")
      .map(async (path) => ({
        path,
        ...(await inputsLike(path, await readArtifact(path, cwd), inputs, openCompiler)),
      })),
  );
  const [first, ...others] = found;
  if (first === undefined) {
    throw new InputError("like", text, "paths of artifacts", "Name at least one.");
  }
  for (const other of others) {
    for (const what of ["version", "hostFeatures", "options"] as const) {
      if (other[what] !== first[what]) {
        throw new InputError(
          "like",
          text,
          "artifacts of one engine, for several targets",
          "Make them with the same host, or run once for each.",
          `${first.path} and ${other.path} are of different engines: ${first[what] || "nothing set"}, ${other[what] || "nothing set"}`,
        );
      }
    }
  }
  for (const { path, version, target, hostFeatures, options, cpu } of found) {
    reporter?.info(
      `like ${path}: Wasmtime ${version} for ${target}, host-features ${hostFeatures}, options ${options.replaceAll("\n", " ") || "none"}, cpu ${cpu || "baseline"}`,
    );
  }
  const full = majorOf(first.version) === Number(first.version) ? undefined : first.version;
  return {
    input: "like",
    text,
    version: {
      pinned: first.version,
      source: `of ${first.path}`,
      major: majorOf(first.version),
      full: given === undefined ? full : undefined,
    },
    hostFeatures: first.hostFeatures,
    mayHaveMore: false,
    options: first.options,
    cpus: new Map(found.map(({ target, cpu }) => [target, cpu])),
  };
}

async function readArtifact(path: string, cwd: string): Promise<Uint8Array> {
  try {
    return await readRegular(resolve(cwd, path));
  } catch (error) {
    throw new InputError("like", path, "the path of an artifact", messageOf(error));
  }
}
