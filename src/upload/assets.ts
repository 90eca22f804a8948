/** Under which names files become assets of a release, and which of them have to be sent. */
import { posix } from "node:path";
import { sidecarPath } from "../artifact/place.ts";
import type { OutputNames } from "../inputs/names.ts";
import type { ReleaseSettings } from "../inputs/upload.ts";
import { InputError, mention } from "../support/errors.ts";
import { compareText } from "../support/order.ts";
import { shorten } from "../support/shorten.ts";

/** What a release may have, and a file of it: GitHub's limits. */
export const MOST_ASSETS = 1000;
export const MOST_BYTES = 2 ** 31 - 1;

/** The asset with the digests of all others, as `sha256sum` writes them. */
export const SUMS_NAME = "SHA256SUMS";

/** One artifact that a release is to have. */
export interface Releasable {
  /** As in the manifest. */
  readonly component: string;
  readonly target: string;
  readonly wasmtime: string;
}

/** A file as it is sent. */
export interface Asset {
  readonly name: string;
  readonly sha256: string;
}

/** An asset that a release has. */
export interface Present {
  readonly id: number;
  readonly name: string;
  /** False for what a cut upload has left: it takes up the name. */
  readonly whole: boolean;
  /** Hex SHA-256. */
  readonly sha256: string;
}

/** What GitHub leaves as it is in the name of an asset; everything else it replaces. */
const KEPT = /^[A-Za-z0-9_@+-][A-Za-z0-9._@+-]*(?<!\.)$/;

/**
 * The name of each artifact's asset, or of the archive it is in, by target and component.
 *
 * @throws InputError if two assets would have one name, or if there are more than a release may have
 */
export function layOutAssets(
  artifacts: readonly Releasable[],
  { archive, assetName }: Pick<ReleaseSettings, "archive" | "assetName">,
): string[] {
  const owners = new Map<string, string>();
  const names = artifacts.map((artifact) => {
    const { component, target, wasmtime } = artifact;
    const name = renamed(assetName(namesOf(artifact)));
    const owner =
      archive === "none" ? `${component} for ${target} on Wasmtime ${wasmtime}` : target;
    const other = owners.get(name);
    if ((other !== undefined && other !== owner) || name === SUMS_NAME) {
      throw new InputError(
        "asset-name",
        name,
        "one name for each asset, as GitHub keeps it",
        name === SUMS_NAME
          ? "That is the file with all digests."
          : `Both ${other} and ${owner} would have it: ${archive === "none" ? "use {dir}, {stem}, {target} and {wasmtime} to tell them apart" : "use {target}"}.`,
      );
    }
    owners.set(name, owner);
    return name;
  });
  const count = owners.size * (archive === "none" ? 2 : 1) + 1;
  if (count > MOST_ASSETS) {
    throw new InputError(
      "upload",
      "release",
      `a release of up to ${MOST_ASSETS} assets`,
      `These would be ${count}: set ${mention("archive", "tar.gz")} for one asset per target.`,
    );
  }
  return names;
}

/** The names that go into a template, of an artifact in the manifest. */
function namesOf({ component, target, wasmtime }: Releasable): OutputNames {
  return {
    dir: posix.dirname(component),
    stem: posix.parse(component).name,
    target,
    wasmtime,
  };
}

/** The asset of an artifact's sidecar. */
export const sidecarName = sidecarPath;

/** A name that GitHub has no reason to change. */
function renamed(name: string): string {
  const kept = name
    .replace(/[^A-Za-z0-9._@+-]+/g, ".")
    .replace(/\.{2,}/g, ".")
    .replace(/^\.|\.$/g, "");
  if (!KEPT.test(kept)) {
    throw new InputError(
      "asset-name",
      name,
      "names with letters, digits, '.', '_', '@', '+' and '-'",
      "GitHub replaces all other characters, and nothing of this one is left.",
    );
  }
  return kept;
}

/** What is to be done with a release, given what it has. */
export interface Plan<T extends Asset> {
  /** To be sent; what each takes the place of goes first. */
  readonly send: readonly { readonly asset: T; readonly instead: Present | undefined }[];
  /** There already, with the same bytes. */
  readonly same: readonly string[];
}

/** What the user lets us do with assets of other bytes. */
export type Overwrite = ReleaseSettings["overwrite"];

/**
 * Compares what a release is to have with what it has.
 *
 * @throws Error that names the assets that may not be replaced, or how many there would be; nothing has been
 * written then
 */
export function planAssets<T extends Asset>(
  wanted: readonly T[],
  present: readonly Present[],
  { draft, tag }: { readonly draft: boolean; readonly tag: string },
  overwrite: Overwrite,
): Plan<T> {
  const there = new Map(present.map((asset) => [asset.name, asset]));
  const isSame = ({ name, sha256 }: Asset): boolean => {
    const other = there.get(name);
    return other?.whole === true && other.sha256 === sha256;
  };
  const same = wanted.filter(isSame).map(({ name }) => name);
  const send = wanted
    .filter((asset) => !isSame(asset))
    .map((asset) => ({ asset, instead: there.get(asset.name) }));
  const mayReplace = overwrite === "always" || (overwrite === "draft" && draft);
  const others = send
    .filter(({ instead }) => instead?.whole === true)
    .map(({ asset }) => asset.name);
  if (others.length > 0 && !mayReplace) {
    throw new Error(
      `the release ${tag} has ${listed(others)} with other bytes: set ${mention("overwrite", draft ? "draft" : "always")} to replace what is there, or remove it`,
    );
  }
  const names = new Set([...present, ...wanted].map(({ name }) => name)).add(SUMS_NAME);
  if (names.size > MOST_ASSETS) {
    throw new Error(
      `the release ${tag} would have ${names.size} assets, and GitHub allows ${MOST_ASSETS}: set ${mention("archive", "tar.gz")} for one asset per target`,
    );
  }
  return { send, same };
}

/** Names for a message. */
export function listed(names: readonly string[]): string {
  return shorten(names, 5);
}

/** The text of the sums' file, in the order of names. */
export function writeSums(assets: readonly Asset[]): string {
  return [...assets]
    .sort((a, b) => compareText(a.name, b.name))
    .map(({ name, sha256 }) => `${sha256}  ${name}\n`)
    .join("");
}

/** The names in a file of sums; undefined for any other text. */
export function readSums(text: string): string[] | undefined {
  const lines = text.split("\n").filter((line) => line !== "");
  const names = lines.map((line) => /^[0-9a-f]{64} {2}(\S+)$/.exec(line)?.[1]);
  return names.every((name) => name !== undefined) ? names : undefined;
}
