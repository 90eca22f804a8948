/**
 * The crates that are linked into the compilers: `node scripts/crates.ts` writes them to precompiler/crates.json, of
 * which the bill of materials is made, and their licences to dist/compilers/LICENCES.txt. It needs cargo, but compiles
 * nothing.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { EMBEDDED } from "../src/engine/lines.ts";
import { distCompilers, distOf, FLAGS, manifestOf, precompiler, TRIPLE } from "./compilers.ts";
import { licences, type Part } from "./licences.ts";
import { readLock } from "./manifest.ts";
import { PATCHED, patchedDigests, preparePatched } from "./patched.ts";

/** A row of crates.json. */
export interface Crate extends Pick<Part, "name" | "version" | "licence"> {
  readonly sha256: string;
  /** The versions of Wasmtime whose compilers have it. */
  readonly compilers: readonly string[];
}

const CRATES = join(precompiler, "crates.json");

const LICENCES = join(distCompilers, "LICENCES.txt");

/** What this writes. */
export const LISTS = [CRATES, LICENCES];

type Linked = Part & { readonly sha256: string };

/** @throws Error if the manifest's patched crate is not there, see scripts/patched.ts */
function linkedCrates(manifest: string): Linked[] {
  const cargo = (...args: string[]) =>
    execFileSync("cargo", [...args, "--manifest-path", manifest, "--locked"], {
      encoding: "utf8",
      env: { ...process.env, CARGO_ENCODED_RUSTFLAGS: FLAGS.join("\x1f") },
      maxBuffer: 1 << 28,
    });
  const edges = ["--edges", "normal,no-proc-macro", "--target", TRIPLE];
  const linked = new Set(
    cargo("tree", ...edges, "--prefix", "none", "--format", "{p}")
      .split("\n")
      .map((line) => line.split(" ").slice(0, 2).join(" ")),
  );
  const metadata = JSON.parse(cargo("metadata", "--format-version", "1")) as {
    packages: {
      name: string;
      version: string;
      license: string | null;
      repository: string | null;
      manifest_path: string;
      source: string | null;
    }[];
  };
  const locked = lockedCrates(manifest);
  return metadata.packages.flatMap((crate) => {
    const { name, version, source } = crate;
    const folder = dirname(crate.manifest_path);
    const isForeign = source !== null || dirname(folder) === PATCHED;
    if (!isForeign || !linked.has(`${name} v${version}`)) {
      return [];
    }
    return {
      name,
      version,
      kind: "crate" as const,
      licence: crate.license?.replaceAll("/", " OR "),
      repository: crate.repository ?? undefined,
      folder,
      sha256: locked.get(`${name} ${version}`) as string,
    };
  });
}

/** The digests that a manifest's lock file has, and those of the crates that are patched, by name and version. */
export function lockedCrates(manifest: string): ReadonlyMap<string, string> {
  const folder = dirname(manifest);
  const patched = patchedDigests(folder);
  return new Map(
    readLock(folder).map(({ name, version, checksum }) => [
      `${name} ${version}`,
      checksum ?? patched.get(`${name}-${version}`) ?? "",
    ]),
  );
}

/** Rust's own library, which is linked as well. */
export function standardLibrary(rustc: string): Part {
  return {
    name: "std",
    version: /\d+\.\d+\.\d+/.exec(rustc)?.[0] ?? rustc,
    kind: "Rust",
    licence: "MIT OR Apache-2.0",
    repository: "https://github.com/rust-lang/rust",
    folder: undefined,
  };
}

/** What made a compiler, as its build says. */
export function buildOf(folder: string): { readonly rustc: string; readonly jco: string } {
  return JSON.parse(readFileSync(join(folder, "build.json"), "utf8"));
}

/** The licences of a compiler that does not ship. @param folder where it was built to */
export function compilerLicences(manifest: string, folder: string): string {
  return licences([...linkedCrates(manifest), standardLibrary(buildOf(folder).rustc)], false);
}

/** Writes both, for all compilers of dist/. */
export function writeCrates(): void {
  const crates = new Map<string, Linked & { compilers: string[] }>();
  const libraries = new Map<string, Part>();
  for (const version of EMBEDDED) {
    const manifest = manifestOf(version);
    preparePatched(version, dirname(manifest));
    for (const crate of linkedCrates(manifest)) {
      const identity = `${crate.name} ${crate.version}`;
      const known = crates.get(identity) ?? { ...crate, compilers: [] };
      known.compilers.push(version);
      crates.set(identity, known);
    }
    const library = standardLibrary(buildOf(distOf(version)).rustc);
    libraries.set(library.version, library);
  }
  const sorted = [...crates.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  const text = licences([...sorted, ...libraries.values()]);
  const rows = sorted.map(({ name, version, licence, sha256, compilers }): string =>
    JSON.stringify({ name, version, licence, sha256, compilers } satisfies Crate),
  );
  writeFileSync(LICENCES, text);
  writeFileSync(CRATES, `[\n${rows.join(",\n")}\n]\n`);
}

/**
 * The crates in the compilers of dist/.
 *
 * @throws Error if they are not those of the lock files
 */
export function readCrates(): readonly Crate[] {
  const crates = JSON.parse(readFileSync(CRATES, "utf8")) as Crate[];
  for (const compiler of EMBEDDED) {
    const locked = lockedCrates(manifestOf(compiler));
    const own = crates.filter((crate) => crate.compilers.includes(compiler));
    const wrong = own.filter(
      (crate) => locked.get(`${crate.name} ${crate.version}`) !== crate.sha256,
    );
    if (
      wrong.length > 0 ||
      !own.some(({ name, version }) => name === "wasmtime" && version === compiler)
    ) {
      throw new Error(
        `precompiler/crates.json is not what precompiler/${compiler}/Cargo.lock has: run npx node scripts/crates.ts`,
      );
    }
  }
  return crates;
}

if (import.meta.main) {
  writeCrates();
}
