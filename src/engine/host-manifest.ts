/**
 * A host as its Cargo.toml describes it: which Wasmtime it is built with, how it writes that version, and with
 * which Cargo features.
 */
import { basename, dirname, join } from "node:path";
import { parse } from "smol-toml";
import { InputError, mention, messageOf } from "../support/errors.ts";
import { didYouMean } from "../support/nearest.ts";
import { type Table, table, tables, texts } from "../support/tables.ts";
import { KNOWN_HOSTS } from "./known-hosts.ts";
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
  /**
   * Other crates in the lock file that may be part of it and depend on the same Wasmtime: what they turn on,
   * only cargo knows.
   */
  readonly others: readonly string[];
}

/** How files are reached. */
export interface Files {
  /** @throws Error */
  readonly readText: (path: string) => string;
  /** Names in a folder; none if there is no such folder. */
  readonly list: (path: string) => readonly string[];
}

/** Through these a host has Wasmtime; the features of the second are the first's, and none is on by default. */
const DIRECT = "wasmtime";
const C_API = "wasmtime-c-api-impl";

/** What other crates turn on in Wasmtime, always or with a feature of theirs. */
const ADDED_BY: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "wasmtime-wasi": { "": ["component-model"], p3: ["component-model-async"] },
  "wasmtime-wasi-http": {
    "": ["component-model"],
    p3: ["component-model-async"],
    "component-model-async": ["component-model-async"],
  },
  "wasmtime-wasi-config": { "": ["component-model"] },
  "wasmtime-wasi-io": { "": ["component-model"] },
  "wasmtime-wasi-keyvalue": { "": ["component-model"] },
  "wasmtime-wasi-nn": { "": ["component-model"] },
  "wasmtime-wasi-tls": { "": ["component-model"], p3: ["component-model-async"] },
  "wasmtime-wizer": { "": ["gc", "gc-null", "threads"] },
};

/** Wasmtime's own crates, of which none but those above turns on what decides something. */
const OWN_CRATE = /^(wasmtime-|wiggle|wasi-common$)/;

const HOST_NAMES = Object.keys(KNOWN_HOSTS);

/** Workspaces are looked for no further up than this. */
const MOST_PARENTS = 8;

interface Manifest {
  readonly path: string;
  readonly contents: Table;
}

/**
 * @param text the path of a Cargo.toml or of its folder, and the package in a workspace: `PATH#package`
 * @param told the version that the user says it has: it counts where the package depends on several, or on code
 *   from elsewhere
 * @throws InputError
 */
export function readHostManifest(
  text: string,
  files: Files,
  told?: Pick<HostVersion, "major" | "full">,
): HostManifest {
  const [path = "", name] = text.split("#");
  const start = read(
    text,
    basename(path).endsWith(".toml") ? path : join(path, "Cargo.toml"),
    files,
  );
  const root = workspaceOf(start, files);
  const member = memberOf(text, name, start, root, files);
  const dependencies = oneVersion(text, wasmtimeOf(member, root), told?.major);
  if (dependencies.length === 0) {
    const names = dependOnWasmtime(membersOf(root, files), root).map(nameOf);
    throw refusal(
      text,
      `the package '${nameOf(member)}' does not depend on wasmtime itself`,
      `Name the package that does, behind a '#'${names.length === 0 ? "" : `: ${names.join(", ")}`}.`,
    );
  }
  const names = new Set(dependencies.map(({ name }) => name));
  const features = dependencies.flatMap(({ features }) => features);
  const lock = lockOf(member, root, files);
  const version = versionOf(text, member, lock, dependencies, told?.full);
  return {
    version,
    features: [...new Set([...features, ...forwarded(member, names), ...added(member, root)])],
    package: nameOf(member),
    path: member.path,
    others: lock === undefined ? [] : othersOn(version.full, nameOf(member), lock),
  };
}

function read(text: string, path: string, files: Files): Manifest {
  try {
    return { path, contents: parse(files.readText(path)) };
  } catch (error) {
    throw refusal(
      text,
      `${path} cannot be read: ${messageOf(error).split("\n")[0]}`,
      didYouMean(text, HOST_NAMES),
    );
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
  const manifests = membersOf(root, files);
  if (name !== undefined) {
    const names = manifests.map(nameOf);
    const found = manifests[names.indexOf(name)];
    if (found === undefined) {
      throw refusal(text, `the workspace has no package '${name}'`, didYouMean(name, names));
    }
    return found;
  }
  const depending = dependOnWasmtime(manifests, root);
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

/** The packages of a workspace. */
function membersOf(root: Manifest, files: Files): Manifest[] {
  const members = texts(table(root.contents["workspace"])["members"]).flatMap((pattern) =>
    expand(dirname(root.path), pattern.split("/"), files),
  );
  return [root.path, ...members.map((folder) => join(folder, "Cargo.toml"))].flatMap(
    (path): Manifest[] => {
      try {
        const contents = parse(files.readText(path));
        return contents["package"] === undefined ? [] : [{ path, contents }];
      } catch {
        return [];
      }
    },
  );
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

function dependOnWasmtime(manifests: readonly Manifest[], root: Manifest): Manifest[] {
  return manifests.filter((manifest) => wasmtimeOf(manifest, root).length > 0);
}

interface Dependency {
  /** In the manifest; the crate may be called otherwise. */
  readonly name: string;
  readonly features: readonly string[];
  readonly requirement: string | undefined;
}

/** The dependencies on Wasmtime, wherever the manifest has them; without those that its default features leave out. */
function wasmtimeOf(member: Manifest, root: Manifest): Dependency[] {
  const all = dependenciesOf(member).flatMap(([name, dependency]): Dependency[] => {
    const resolved = resolveDependency(name, dependency, root);
    switch (resolved.crate) {
      case DIRECT:
        return [resolved];
      case C_API:
        return [{ ...resolved, features: resolved.features.filter((one) => one !== "default") }];
      default:
        return [];
    }
  });
  const isOn = onByDefault(member);
  const on = all.filter(({ name }) => isOn(name));
  return on.length > 0 ? on : all;
}

/** Says of a dependency whether the package's default features have it. */
function onByDefault(member: Manifest): (name: string) => boolean {
  const isOptional = new Map(
    dependenciesOf(member).map(([name, own]) => [name, table(own)["optional"] === true]),
  );
  const enabled = new Set(
    defaultItems(member).map((item) => item.replace(/^dep:/, "").replace(/\/.*$/, "")),
  );
  return (name) => isOptional.get(name) !== true || enabled.has(name);
}

/** A host may have several Wasmtimes, such as the newest and one with long-term support. */
function oneVersion(text: string, found: readonly Dependency[], wanted?: number): Dependency[] {
  const majors = new Set(found.map(majorRequired));
  if (majors.size < 2) {
    return [...found];
  }
  const chosen = found.filter((dependency) => majorRequired(dependency) === wanted);
  if (chosen.length === 0) {
    throw refusal(
      text,
      `it depends on wasmtime ${found.map(({ requirement }) => requirement).join(" and ")}`,
      `Say in ${mention("wasmtime-version")} which of them loads the artifacts.`,
    );
  }
  return chosen;
}

function majorRequired({ requirement }: Dependency): number | undefined {
  const plain = requirement === undefined ? undefined : plainRequirement(requirement);
  return plain === undefined ? undefined : Number.parseInt(plain, 10);
}

function dependenciesOf({ contents }: Manifest): [string, unknown][] {
  const perTarget = Object.values(table(contents["target"])).map(table);
  return [contents, ...perTarget].flatMap(({ dependencies }) =>
    Object.entries(table(dependencies)),
  );
}

function resolveDependency(
  name: string,
  dependency: unknown,
  root: Manifest,
): Dependency & { readonly crate: string } {
  if (typeof dependency === "string") {
    return { name, crate: name, features: ["default"], requirement: dependency };
  }
  const own = table(dependency);
  const shared =
    own["workspace"] === true
      ? table(table(root.contents["workspace"])["dependencies"])[name]
      : undefined;
  const inherited = typeof shared === "string" ? { version: shared } : table(shared);
  const byDefault = defaults(own) ?? defaults(inherited) ?? true;
  const version = own["version"] ?? inherited["version"];
  const renamed = own["package"] ?? inherited["package"];
  return {
    name,
    crate: typeof renamed === "string" ? renamed : name,
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

/** What the package's own default features turn on in dependencies of these names, as in `wasmtime/gc`. */
function forwarded(member: Manifest, names: ReadonlySet<string>): string[] {
  return defaultItems(member).flatMap((item) => {
    const [, name = "", feature = ""] = /^([^?/]+)\??\/(.+)$/.exec(item) ?? [];
    return names.has(name) ? [feature] : [];
  });
}

/** Everything that the package's default features name, and the features that these name. */
function defaultItems(member: Manifest): string[] {
  const features = table(member.contents["features"]);
  const seen = new Set<string>();
  const visit = (name: string): string[] => {
    if (seen.has(name)) {
      return [];
    }
    seen.add(name);
    return texts(features[name]).flatMap((item) => [item, ...visit(item)]);
  };
  return visit("default");
}

function added(member: Manifest, root: Manifest): string[] {
  const isOn = onByDefault(member);
  const on = dependenciesOf(member).filter(([name]) => isOn(name));
  return on.flatMap(([name, dependency]) => {
    const { crate, features } = resolveDependency(name, dependency, root);
    const adds = Object.hasOwn(ADDED_BY, crate) ? ADDED_BY[crate] : undefined;
    return Object.entries(adds ?? {}).flatMap(([feature, what]) =>
      feature === "" || features.includes(feature) ? what : [],
    );
  });
}

function versionOf(
  text: string,
  member: Manifest,
  lock: readonly Table[] | undefined,
  dependencies: readonly Dependency[],
  told: string | undefined,
): HostVersion {
  const requirements = new Set(dependencies.map(({ requirement }) => requirement));
  const [requirement] = requirements.size === 1 ? requirements : [];
  const pinned = requirement === undefined ? undefined : plainRequirement(requirement);
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
  const required = majorRequired({ name: "", features: [], requirement });
  const counts = { dependent: nameOf(member), major: required, told };
  const full = lockedWasmtime(text, lock, counts, refusal);
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

/**
 * The published crates that a package's part of the lock file has, beside Wasmtime's own, with this version of
 * Wasmtime among their dependencies. A lock file has optional dependencies too, so they may not be part of it.
 */
function othersOn(version: string | undefined, member: string, lock: readonly Table[]): string[] {
  const named = new Map<string, Table[]>();
  for (const entry of lock) {
    named.set(String(entry["name"]), [...(named.get(String(entry["name"])) ?? []), entry]);
  }
  const found = new Set<string>();
  const seen = new Set<Table>();
  const visit = (dependency: string): void => {
    // `name`, with the version and the source where the lock file has several.
    const [name = "", wanted] = dependency.split(" ");
    for (const entry of named.get(name) ?? []) {
      if (seen.has(entry) || (wanted !== undefined && entry["version"] !== wanted)) {
        continue;
      }
      seen.add(entry);
      const dependencies = texts(entry["dependencies"]);
      const isOnWasmtime = dependencies.some((text) => {
        const [crate, locked = version] = text.split(" ");
        return crate === DIRECT && locked === version;
      });
      if (isOnWasmtime && entry["source"] !== undefined && !OWN_CRATE.test(name)) {
        found.add(name);
      }
      dependencies.forEach(visit);
    }
  };
  visit(member);
  return [...found].sort();
}

function nameOf({ contents, path }: Manifest): string {
  const { name } = table(contents["package"]);
  return typeof name === "string" ? name : path;
}

function refusal(text: string, reason: string, advice = ""): InputError {
  return new InputError(
    "host",
    text,
    `the path of the host's Cargo.toml or of its folder, with the package of a workspace behind a '#', or one of ${HOST_NAMES.join(", ")}`,
    advice,
    reason,
  );
}
