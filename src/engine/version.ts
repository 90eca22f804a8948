/**
 * Which Wasmtime a host has, and how it writes that version: the exact one decides the compiler, the
 * text goes into sidecars, where the host compares it letter by letter.
 */
import { dirname, join } from "node:path";
import { parse } from "smol-toml";
import { InputError, mention, messageOf } from "../support/errors.ts";
import { type Table, table, tables, texts } from "../support/tables.ts";
import { LAST_EXACT } from "./lines.ts";

export interface HostVersion {
  /** As the host writes it: what sidecars and cache keys say. */
  readonly pinned: string;
  /** Where that text comes from, for people. */
  readonly source: string;
  readonly major: number;
  /** All three numbers, if they are known. */
  readonly full: string | undefined;
}

/**
 * @param text `27`, `27.0.0`, the path of a Cargo.lock, or that and the host's text: `Cargo.lock:27`
 * @param readText reads a file
 * @throws InputError
 */
export function parseVersion(text: string, readText: (path: string) => string): HostVersion {
  const [, path, pinned] = /^(.*\.lock)(?::(.*))?$/s.exec(text) ?? [];
  if (path === undefined) {
    return { ...parseNumber(text, text), source: "as given" };
  }
  const { major, full } = parseNumber(text, lockedVersion(text, path, readText));
  if (pinned !== undefined) {
    return { ...samePinned(text, pinned, major), full, source: "as given" };
  }
  const manifest = join(dirname(path), "Cargo.toml");
  const required = requirement(manifest, readText);
  return required === undefined || Number.parseInt(required, 10) !== major
    ? {
        pinned: full as string,
        source: `of the lock file: ${manifest} has no plain requirement for wasmtime. If your host writes it differently, say how: ${path}:${major}`,
        major,
        full,
      }
    : { pinned: required, source: `required in ${manifest}`, major, full };
}

function parseNumber(text: string, number: string): Omit<HostVersion, "source"> {
  const [, major, rest] = /^(\d{1,4})(\.\d{1,6}\.\d{1,6}(?:-[\w.]+)?)?$/.exec(number) ?? [];
  if (major === undefined) {
    const isPath = /[\\/]|\.toml$/.test(text);
    throw refusal(
      text,
      isPath
        ? `For a Cargo.toml, or the folder that it is in, use ${mention("host")}.`
        : "Name the version of the crate 'wasmtime' that your host is built with.",
    );
  }
  return { pinned: number, major: Number(major), full: rest === undefined ? undefined : number };
}

function samePinned(
  text: string,
  pinned: string,
  major: number,
): Pick<HostVersion, "pinned" | "major"> {
  if (!/^\d{1,4}(\.\d{1,6}){0,2}$/.test(pinned) || Number.parseInt(pinned, 10) !== major) {
    throw refusal(
      text,
      `The text after the colon is how your host writes its version, and the lock file has Wasmtime ${major}.`,
    );
  }
  return { pinned, major };
}

/** The version that is locked. */
function lockedVersion(text: string, path: string, readText: (path: string) => string): string {
  let packages: unknown;
  try {
    packages = parse(readText(path))["package"];
  } catch (error) {
    throw refusal(text, `It cannot be read: ${messageOf(error).split("\n")[0]}`);
  }
  return lockedWasmtime(text, tables(packages), {}, (value, reason, advice) =>
    refusal(value, `${capital(reason)}. ${advice}`),
  );
}

/**
 * The version that a lock file has.
 *
 * @param counts where there are several: the package whose Wasmtime counts, and its major version; where it is of
 *   code from elsewhere: the published version that the user says it is
 * @param refuse makes the error, of a reason and what to do
 */
export function lockedWasmtime(
  text: string,
  packages: readonly Table[],
  counts: {
    readonly dependent?: string;
    readonly major?: number | undefined;
    readonly told?: string | undefined;
  },
  refuse: (text: string, reason: string, advice: string) => InputError,
): string {
  const found = packages
    .filter((entry) => entry["name"] === "wasmtime")
    .map(({ version, source }) => ({
      version: String(version),
      source: typeof source === "string" ? source : undefined,
    }));
  const { dependent, major, told } = counts;
  const direct = texts(packages.find(({ name }) => name === dependent)?.["dependencies"]);
  const [only, ...others] =
    found.length < 2
      ? found
      : found
          .filter(({ version }) => direct.includes(`wasmtime ${version}`))
          .filter(({ version }) => major === undefined || Number.parseInt(version, 10) === major);
  if (only === undefined || others.length > 0) {
    throw found.length === 0
      ? refuse(
          text,
          "it locks no crate 'wasmtime'",
          "Name the lock file of the program that loads the artifacts.",
        )
      : refuse(
          text,
          `it locks ${found.map(({ version }) => version).join(" and ")}`,
          "Say which of them loads the artifacts.",
        );
  }
  const { version, source } = only;
  const isPublished = source !== undefined && /^(registry|sparse)\+/.test(source);
  if (!isPublished && told !== version) {
    throw refuse(
      text,
      `it takes wasmtime ${version} from ${source ?? "a folder"}, which may not be the code of the published release: artifacts would be refused, or worse`,
      `If it is the same code, say so with ${mention("wasmtime-version", version)}.`,
    );
  }
  return version;
}

function capital(sentence: string): string {
  return `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}`;
}

/** What a manifest requires of wasmtime, without operators; undefined if that is no plain version. */
function requirement(path: string, readText: (path: string) => string): string | undefined {
  let manifest: Table;
  try {
    manifest = parse(readText(path));
  } catch {
    return undefined;
  }
  const perTarget = Object.values(table(manifest["target"])).map(table);
  const found = [manifest, table(manifest["workspace"]), ...perTarget]
    .flatMap(({ dependencies }) => Object.entries(table(dependencies)))
    .filter(([name, dependency]) => (table(dependency)["package"] ?? name) === "wasmtime")
    .map(([, dependency]) =>
      typeof dependency === "string" ? dependency : table(dependency)["version"],
    )
    .filter((version) => typeof version === "string")
    .map(plainRequirement);
  return new Set(found).size === 1 ? found[0] : undefined;
}

/** A requirement's version without its operator; undefined if it is no plain version. */
export function plainRequirement(requirement: string): string | undefined {
  return /^[=^~]?\s*(\d+(?:\.\d+){0,2})$/.exec(requirement.trim())?.[1];
}

/** What artifacts say: everything up to 37, the major from 38 on. */
export function loadingVersion(version: string): string {
  return needsExactPatch(version) ? version : String(majorOf(version));
}

export function needsExactPatch(version: string): boolean {
  return majorOf(version) <= LAST_EXACT;
}

export function majorOf(version: string): number {
  return Number(version.split(".")[0]);
}

function refusal(text: string, advice: string): InputError {
  return new InputError(
    "wasmtime-version",
    text,
    "a major version such as 27, a full one such as 27.0.0, or the path of your host's Cargo.lock, with the host's own text of its version after a colon if need be",
    advice,
  );
}
