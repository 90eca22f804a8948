/**
 * A host as its Cargo.toml describes it: which Wasmtime it is built with, how it writes that version, and with
 * which Cargo features.
 */
import { basename, dirname, join } from "node:path";
import { parse } from "smol-toml";
import { InputError, messageOf } from "../support/errors.ts";
import { didYouMean } from "../support/nearest.ts";
import { type Table, table, tables, texts } from "../support/tables.ts";
import { type HostVersion, lockedWasmtime, plainRequirement } from "./version.ts";

/** What a manifest says of its host. */
export interface HostManifest {
  readonly version: HostVersion;
  /** Cargo features of Wasmtime as they are named, `default` among them unless it is off. */
  readonly features: readonly string[];
  /** The package, for people and for cargo. */
  readonly package: string;
  /** Its manifest. */
  readonly path: string;
}

/** How files are reached. */
export interface Files {
  /** @throws Error */
  readonly readText: (path: string) => string;
  /** Names in a folder; none if there is no such folder. */
  readonly list: (path: string) => readonly string[];
}

/** What other crates turn on in Wasmtime, always or with a feature of theirs. */
const ADDED_BY: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "wasmtime-wasi": { p3: ["component-model-async"] },
  "wasmtime-wasi-http": {
    p3: ["component-model-async"],
    "component-model-async": ["component-model-async"],
  },
  "wasmtime-wizer": { "": ["gc", "gc-null", "threads"] },
};

/** Workspaces are looked for no further up than this. */
const MOST_PARENTS = 8;

interface Manifest {
  readonly path: string;
  readonly contents: Table;
}

/**
 * @param text the path of a Cargo.toml or of its folder, and the package in a workspace: `PATH#package`
 * @throws InputError
 */
export function readHostManifest(text: string, files: Files): HostManifest {
  const [path = "", name] = text.split("#");
  const start = read(
    text,
    basename(path).endsWith(".toml") ? path : join(path, "Cargo.toml"),
    files,
  );
  const root = workspaceOf(start, files);
  const member = memberOf(text, name, start, root, files);
  const dependencies = wasmtimeOf(member, root);
  if (dependencies.length === 0) {
    throw refusal(
      text,
      `the package '${nameOf(member)}' does not depend on wasmtime itself`,
      "Name the package that does, behind a '#'.",
    );
  }
  const features = dependencies.flatMap(({ features }) => features);
  const requirements = new Set(dependencies.map(({ requirement }) => requirement));
  return {
    version: versionOf(text, member, root, [...requirements], files),
    features: [...new Set([...features, ...forwarded(member), ...added(member, root)])],
    package: nameOf(member),
    path: member.path,
  };
}

function read(text: string, path: string, files: Files): Manifest {
  try {
    return { path, contents: parse(files.readText(path)) };
  } catch (error) {
    throw refusal(text, `${path} cannot be read: ${messageOf(error).split("\n")[0]}`);
  }
}

/** The manifest with the workspace's tables: this one, or the next further up that has some. */
function workspaceOf(start: Manifest, files: Files): Manifest {
  let folder = dirname(start.path);
  let manifest = start;
  for (let parents = 0; parents < MOST_PARENTS; parents += 1) {
    if (manifest.contents["workspace"] !== undefined) {
      return manifest;
    }
    folder = join(folder, "..");
    const path = join(folder, "Cargo.toml");
    try {
      manifest = { path, contents: parse(files.readText(path)) };
    } catch {
      manifest = { path, contents: {} };
    }
  }
  return start;
}

function memberOf(
  text: string,
  name: string | undefined,
  start: Manifest,
  root: Manifest,
  files: Files,
): Manifest {
  if (start.contents["package"] !== undefined && (name === undefined || nameOf(start) === name)) {
    return start;
  }
  const members = texts(table(root.contents["workspace"])["members"]).flatMap((pattern) =>
    expand(dirname(root.path), pattern.split("/"), files),
  );
  const manifests = [root.path, ...members.map((folder) => join(folder, "Cargo.toml"))].flatMap(
    (path): Manifest[] => {
      try {
        const contents = parse(files.readText(path));
        return contents["package"] === undefined ? [] : [{ path, contents }];
      } catch {
        return [];
      }
    },
  );
  if (name !== undefined) {
    const names = manifests.map(nameOf);
    const found = manifests[names.indexOf(name)];
    if (found === undefined) {
      throw refusal(text, `the workspace has no package '${name}'`, didYouMean(name, names));
    }
    return found;
  }
  const depending = manifests.filter((manifest) => wasmtimeOf(manifest, root).length > 0);
  const [only, ...others] = depending;
  if (only === undefined || others.length > 0) {
    throw refusal(
      text,
      only === undefined
        ? "no package of the workspace depends on wasmtime"
        : `it is a workspace, of which ${depending.map(nameOf).join(", ")} depend on wasmtime`,
      only === undefined
        ? "Name the manifest of the program that loads the artifacts."
        : `Name the package that loads the artifacts, as in ${text}#${nameOf(only)}.`,
    );
  }
  return only;
}

/** Folders that a member's pattern means; `*` stands for any name. */
function expand(folder: string, pattern: readonly string[], files: Files): string[] {
  const [first, ...rest] = pattern;
  if (first === undefined) {
    return [folder];
  }
  const names = first.includes("*")
    ? files.list(folder).filter((name) => matches(first, name))
    : [first];
  return names.flatMap((name) => expand(join(folder, name), rest, files));
}

function matches(pattern: string, name: string): boolean {
  const [start = "", end = ""] = pattern.split("*");
  return name.startsWith(start) && name.endsWith(end) && name.length >= start.length + end.length;
}

interface Dependency {
  readonly features: readonly string[];
  readonly requirement: string | undefined;
}

/** The dependency on Wasmtime, wherever the manifest has it. */
function wasmtimeOf(member: Manifest, root: Manifest): Dependency[] {
  return dependenciesOf(member)
    .filter(([name, dependency]) => (table(dependency)["package"] ?? name) === "wasmtime")
    .map(([name, dependency]) => resolveDependency(name, dependency, root));
}

function dependenciesOf({ contents }: Manifest): [string, unknown][] {
  const perTarget = Object.values(table(contents["target"])).map(table);
  return [contents, ...perTarget].flatMap(({ dependencies }) =>
    Object.entries(table(dependencies)),
  );
}

function resolveDependency(name: string, dependency: unknown, root: Manifest): Dependency {
  if (typeof dependency === "string") {
    return { features: ["default"], requirement: dependency };
  }
  const own = table(dependency);
  const shared =
    own["workspace"] === true
      ? table(table(root.contents["workspace"])["dependencies"])[name]
      : undefined;
  const inherited = typeof shared === "string" ? { version: shared } : table(shared);
  const byDefault = defaults(own) ?? defaults(inherited) ?? true;
  const version = own["version"] ?? inherited["version"];
  return {
    features: [
      ...(byDefault ? ["default"] : []),
      ...texts(inherited["features"]),
      ...texts(own["features"]),
    ],
    requirement: typeof version === "string" ? version : undefined,
  };
}

function defaults(dependency: Table): boolean | undefined {
  const value = dependency["default-features"] ?? dependency["default_features"];
  return typeof value === "boolean" ? value : undefined;
}

/** What the package's own default features turn on in Wasmtime, as in `wasmtime/gc`. */
function forwarded(member: Manifest): string[] {
  const features = table(member.contents["features"]);
  const seen = new Set<string>();
  const visit = (name: string): string[] => {
    if (seen.has(name)) {
      return [];
    }
    seen.add(name);
    return texts(features[name]).flatMap((item) => {
      const [, feature] = /^wasmtime\??\/(.+)$/.exec(item) ?? [];
      return feature === undefined ? visit(item) : [feature];
    });
  };
  return visit("default");
}

function added(member: Manifest, root: Manifest): string[] {
  return dependenciesOf(member).flatMap(([name, dependency]) => {
    const adds = Object.hasOwn(ADDED_BY, name) ? ADDED_BY[name] : undefined;
    const { features } = resolveDependency(name, dependency, root);
    return Object.entries(adds ?? {}).flatMap(([feature, what]) =>
      feature === "" || features.includes(feature) ? what : [],
    );
  });
}

function versionOf(
  text: string,
  member: Manifest,
  root: Manifest,
  requirements: readonly (string | undefined)[],
  files: Files,
): HostVersion {
  const [requirement] = requirements.length === 1 ? requirements : [];
  const pinned = requirement === undefined ? undefined : plainRequirement(requirement);
  const lock = lockOf(member, root, files);
  if (lock === undefined) {
    if (pinned === undefined) {
      throw refusal(
        text,
        `there is no Cargo.lock beside it or further up, and its requirement on wasmtime is no plain version`,
        "Commit the lock file, or say the version in wasmtime-version.",
      );
    }
    const full = pinned.split(".").length === 3 ? pinned : undefined;
    return {
      pinned,
      source: `required in ${member.path}`,
      major: Number.parseInt(pinned, 10),
      full,
    };
  }
  const full = lockedWasmtime(text, lock, nameOf(member), refusal);
  const major = Number.parseInt(full, 10);
  return pinned !== undefined && Number.parseInt(pinned, 10) === major
    ? { pinned, source: `required in ${member.path}`, major, full }
    : { pinned: full, source: `of the lock file`, major, full };
}

function lockOf(member: Manifest, root: Manifest, files: Files): Table[] | undefined {
  for (const folder of [dirname(root.path), dirname(member.path)]) {
    try {
      return tables(parse(files.readText(join(folder, "Cargo.lock")))["package"]);
    } catch {
      // The other one has it, or none.
    }
  }
  return undefined;
}

function nameOf({ contents, path }: Manifest): string {
  const { name } = table(contents["package"]);
  return typeof name === "string" ? name : path;
}

function refusal(text: string, reason: string, advice = ""): InputError {
  return new InputError(
    "host",
    text,
    "the path of the host's Cargo.toml or of its folder, with the package of a workspace behind a '#', or the name of a known host",
    advice.trimEnd(),
    reason,
  );
}
