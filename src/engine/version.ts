/** Which Wasmtime a host has: a major version, a full one, or the one that its Cargo.lock says. */
import { parse } from "smol-toml";
import { InputError, messageOf } from "../support/errors.ts";
import { LAST_EXACT } from "./lines.ts";

export interface HostVersion {
  /** As the host pins it: what sidecars and cache keys say. */
  readonly pinned: string;
  readonly major: number;
  /** All three numbers, if they are known. */
  readonly full: string | undefined;
}

/**
 * @param text `27`, `27.0.0`, or the path of a Cargo.lock
 * @param readText reads a file
 * @throws InputError
 */
export function parseVersion(text: string, readText: (path: string) => string): HostVersion {
  if (text.endsWith(".lock")) {
    return locked(text, readText);
  }
  const [, major, rest] = /^(\d{1,4})(\.\d{1,6}\.\d{1,6}(?:-[\w.]+)?)?$/.exec(text) ?? [];
  if (major === undefined) {
    throw refusal(text, "Name the version of the crate 'wasmtime' that your host is built with.");
  }
  return { pinned: text, major: Number(major), full: rest === undefined ? undefined : text };
}

function locked(path: string, readText: (path: string) => string): HostVersion {
  let packages: unknown;
  try {
    packages = parse(readText(path))["package"];
  } catch (error) {
    throw refusal(path, `It cannot be read: ${messageOf(error).split("\n")[0]}.`);
  }
  const versions = (Array.isArray(packages) ? packages : [])
    .filter((entry: unknown) => Reflect.get(Object(entry), "name") === "wasmtime")
    .map((entry: unknown) => String(Reflect.get(Object(entry), "version")));
  const [version] = versions;
  if (version === undefined || versions.length > 1) {
    throw refusal(
      path,
      version === undefined
        ? "It locks no crate 'wasmtime': name the lock file of the program that loads the artifacts."
        : `It locks ${versions.join(" and ")}: say which of them loads the artifacts.`,
    );
  }
  return parseVersion(version, readText);
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
    "a major version such as 27, a full one such as 27.0.0, or the path of your host's Cargo.lock",
    advice,
  );
}
