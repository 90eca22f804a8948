/** The bundled command line over hosts of all kinds. */
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { counts, type Manifest } from "../../src/report/manifest.ts";
import { sha256 } from "../../src/support/hash.ts";
import { provide, unavailable, wasmtime } from "../support/builds.ts";
import { node } from "../support/command-line.ts";
import { ENGINES, LINUX } from "../support/engines.ts";
import { component, coreModule, root, temporaryDirectory } from "../support/fixtures.ts";
import { runProgram } from "../support/process.ts";
import { targets } from "../support/recorded.ts";
import { parsedWat } from "../support/wat.ts";
import { cli, cliWith, commandLine, cwd, precompile, store } from "../support/workspace.ts";

beforeEach(() => {
  cpSync(component("greet"), join(cwd, "greet.wasm"));
});

async function expectRefusal(code: number, message: RegExp, ...args: string[]): Promise<void> {
  const ended = await cli(...args);
  expect(ended.stderr).toMatch(message);
  expect(ended.code).toBe(code);
  expect(readdirSync(cwd).filter((name) => name.includes("cwasm"))).toEqual([]);
}

describe.each(ENGINES)("$version $hostFeatures", ({ version, hostFeatures }) => {
  const host = ["--wasmtime-version", version, "--host-features", hostFeatures];

  test("compiles, restores, and passes the check of its host alone", async () => {
    const every = targets.flatMap((target) => ["--target", target]);
    const cold = await precompile(...host, ...every);
    expect(counts(cold)).toMatchObject({ compiled: targets.length, failed: 0 });
    const warm = await precompile(...host, ...every);
    expect(counts(warm)).toMatchObject({ restored: targets.length, compiled: 0 });
    expect(warm.artifacts.map((artifact) => artifact.artifact_sha256)).toEqual(
      cold.artifacts.map((artifact) => artifact.artifact_sha256),
    );
    const path = `${LINUX}/greet.cwasm`;
    for (const other of ENGINES) {
      const flags = ["--wasmtime-version", other.version, "--host-features", other.hostFeatures];
      const { stdout } = await cli(
        "check",
        path,
        "--target",
        LINUX,
        "--wasm",
        "greet.wasm",
        ...["--advisories", "ignore"],
        ...flags,
      );
      const same = other.version === version && other.hostFeatures === hostFeatures;
      expect(stdout).toMatch(same ? /: loads \(.*\)\n$/ : /: stale \(.*\)\n {2}/);
    }
  });
});

describe("cache entries", () => {
  async function isShared(first: string[], second: string[]): Promise<boolean> {
    await precompile("--store", store, ...first);
    return counts(await precompile("--store", store, ...second)).restored === 1;
  }

  test.each([
    [["-O", "opt-level=2", "-W", "epoch-interruption"], []],
    [
      ["-W", "fuel=1,epoch-interruption=y"],
      ["-Wepoch-interruption", "-W", "fuel=0xff"],
    ],
    [["-O", "static-memory-forced"], ["-Ostatic-memory-forced=yes,table-lazy-init=y"]],
    [
      ["--options", "wasmtime.toml"],
      ["-O", "opt-level=s", "-D", "logging=y"],
    ],
    [
      ["--engine-fingerprint", "v2;epoch=true;cranelift"],
      ["--engine-fingerprint", "v2;epoch=true;cranelift", "-W", "epoch-interruption"],
    ],
    [
      ["--cpu", "x86-64-v2"],
      ["--cpu", "sse3,ssse3,sse4.1,sse4.2,popcnt,cmpxchg16b"],
    ],
  ])("%j and %j are one engine", async (first, second) => {
    writeFileSync(join(cwd, "wasmtime.toml"), '[optimize]\nopt-level = "s"\n');
    expect(await isShared(first, second)).toBe(true);
  });

  test.each([
    [[], ["-O", "opt-level=2"]],
    [[], ["--host-features", "default", "-W", "epoch-interruption"]],
    [[], ["--cpu", "x86-64-v2"]],
    [
      ["-W", "fuel=1"],
      ["-W", "fuel=1,nan-canonicalization"],
    ],
    // A host's own words for both do not make them one.
    [
      ["--engine-fingerprint", "mine", "-O", "memory-init-cow=y"],
      ["--engine-fingerprint", "mine", "-O", "memory-init-cow=n"],
    ],
  ])("%j and %j are two", async (first, second) => {
    expect(await isShared(first, second)).toBe(false);
  });
});

describe("the version", () => {
  test("that a Cargo.lock says", async () => {
    const locked = '[[package]]\nname = "wasmtime"\nversion = "27.0.0"\n';
    const lock = `${locked}source = "registry+https://example.org/index"\n`;
    const pinned = async (version: string) =>
      (await precompile("--wasmtime-version", version)).artifacts[0]?.key["wasmtime_version"];
    writeFileSync(join(cwd, "Cargo.lock"), lock);
    expect(await pinned("Cargo.lock")).toBe("27.0.0");
    expect(await pinned("Cargo.lock:27")).toBe("27");
    writeFileSync(join(cwd, "Cargo.toml"), '[dependencies]\nwasmtime = "27"\n');
    expect(await pinned("Cargo.lock")).toBe("27");
    const { stderr } = await cli("--verbose", "--wasmtime-version", "Cargo.lock");
    expect(stderr).toContain("Wasmtime 27.0.0, minimal; sidecars say 27, required in Cargo.toml");

    writeFileSync(join(cwd, "Cargo.lock"), locked);
    const refused = await cli("--wasmtime-version", "Cargo.lock");
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("takes wasmtime 27.0.0 from a folder");
  });

  test.each([[["--cpu", "x86-64-v3"]], [["-W", "async-stack-size=1"]]])(
    "and what a host has no word of leave the sidecar as it is: %j",
    async (flags) => {
      await precompile();
      const plain = readFileSync(join(cwd, "greet.cwasm.meta"), "utf8");
      await precompile(...flags);
      expect(readFileSync(join(cwd, "greet.cwasm.meta"), "utf8")).toBe(plain);
    },
  );

  test("of any patch from 38 on", async () => {
    const { artifacts } = await precompile("--wasmtime-version", "48.0.0");
    expect(artifacts[0]?.key["wasmtime_version"]).toBe("48.0.0");
    rmSync(join(cwd, "greet.cwasm.meta"));
    const check = await cli("check", "greet.cwasm", "--wasmtime-version", "48.0.3");
    expect(check.stdout).toContain(": loads");
  });
});

test("core modules are compiled if that is asked for", async () => {
  writeFileSync(join(cwd, "module.wasm"), coreModule);
  const { artifacts } = await precompile("--core-modules", "compile");
  expect(artifacts.map(({ artifact }) => artifact)).toEqual(["greet.cwasm", "module.cwasm"]);
  const { stdout } = await cli("inspect", "greet.cwasm", "module.cwasm");
  expect(JSON.parse(stdout)).toMatchObject([
    { file: "greet.cwasm", kind: "component", wasmtime_version: "27.0.0" },
    { file: "module.cwasm", kind: "core-module", tunables: { epoch_interruption: true } },
  ]);
  expect(counts(await precompile("--core-modules", "compile")).restored).toBe(2);
});

describe("what is not available is reported before anything is compiled", () => {
  test.each([
    [["--wasmtime-version", "41"], /"41" .* Allowed: 27, 27\.0\.0, 36, .* --compiler/],
    [
      ["--wasmtime-version", "36.0.1"],
      /"36\.0\.1" .* exactly the patch .*"=36\.0\.20".* --compiler/,
    ],
    [["-W", "exceptions"], /Wasmtime 27 has no option -W exceptions/],
    [["-O", "opt-levle=2"], /Did you mean 'opt-level'\?/],
    [["-C", "cranelift-has_avx3"], /No existing setting named 'has_avx3'\. Did you mean 'has_avx'/],
    [
      ["-C", "cranelift-has_avx", "--target", "aarch64-apple-darwin"],
      /Not for aarch64-apple-darwin/,
    ],
    [["-W", "gc"], /'gc' needs Wasmtime's Cargo feature 'gc'/],
    [["-C", "compiler=winch"], /The embedded compilers are Cranelift/],
    [["--host-features", "gc-copying"], /27 has no Cargo feature 'gc-copying': .*from 45 on/],
    [["--cpu", "native"], /The machine that compiles is not the one that runs/],
    [["--options", "missing.toml"], /There is no such file/],
    [["--options", "a.toml", "-W", "gc"], /only one of --options and the flags/],
    [["--compiler", "wasmtime-of-mine"], /no such program on PATH: install it/],
    [
      ["--compiler", "./wasmtime"],
      /no program that runs, and no folder, of that name: nothing is downloaded/,
    ],
    [["--target", "sparc64-unknown-linux-gnu"], /--target: "sparc64-unknown-linux-gnu"/],
  ])("%j", (args, message) => expectRefusal(2, message, ...args));
});

describe("a folder with a compiler that was built", () => {
  const shipped = join(root, "dist", "compilers");
  const FILES = [
    "precompiler.core.wasm.br",
    "precompiler.js",
    "precompiler.core2.wasm",
    "precompiler.core3.wasm",
    "sections.json",
  ];
  const version = ["--wasmtime-version", "48"];

  /** As scripts/build-compilers.ts makes it, of what is there already. */
  function makeCompiler(name: string): string {
    const folder = join(cwd, name);
    cpSync(join(shipped, "48.0.8"), folder, { recursive: true });
    for (const file of FILES.filter((file) => existsSync(join(shipped, file)))) {
      cpSync(join(shipped, file), join(folder, file));
    }
    return folder;
  }

  /** What a run of it says. */
  async function make(...args: string[]): Promise<Manifest["artifacts"][number]> {
    const { artifacts } = await precompile("--no-store", "--compiler", "compilers/48", ...args);
    return artifacts[0] as Manifest["artifacts"][number];
  }

  test("makes the same, and its digest is of every file that decides it", async () => {
    const folder = makeCompiler("compilers/48");
    const embedded = (await precompile("--no-store", ...version)).artifacts[0];
    const { compiler, artifact_sha256 } = await make(...version);
    expect(artifact_sha256).toBe(embedded?.artifact_sha256);
    expect(compiler.kind).toBe("built");
    const sums = FILES.map((file) => `${sha256(readFileSync(join(folder, file)))}  ${file}\n`);
    expect(compiler.sha256).toBe(sha256(sums.join("")));
    appendFileSync(join(folder, "precompiler.js"), "// another one\n");
    expect((await make(...version)).compiler.sha256).not.toBe(compiler.sha256);
  });

  test("is not what a name without a separator means", async () => {
    const marker = join(cwd, "run");
    writeFileSync(
      join(makeCompiler("wasmtime"), "precompiler.js"),
      `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(marker)}, "");`,
    );
    const run = ["--compiler", "wasmtime", ...version];
    const { code, stderr } = await cliWith({ PATH: temporaryDirectory() }, ...run);
    expect(code).toBe(2);
    expect(stderr).toMatch(/no such program on PATH: .* working directory write \.\/wasmtime\./);
    expect(existsSync(marker)).toBe(false);
  });

  test.each(FILES)("with a damaged %s: the file is named, and all is reported", async (file) => {
    truncateSync(join(makeCompiler("compilers/48"), file), 10);
    // It takes longer to read than it takes to find the damage.
    cpSync(component("quickjs"), join(cwd, "greet.wasm"));
    const args = ["--no-store", "--json", "--compiler", "compilers/48", ...version];
    const { code, stdout, stderr } = await cli(...args);
    expect(code).toBe(1);
    expect(stderr).toContain(`the compiler is damaged: ${join(cwd, "compilers/48", file)}: `);
    expect(stderr).toContain("build it again");
    expect(stderr).not.toContain("unexpected: ");
    if (file !== "sections.json") {
      expect((JSON.parse(stdout) as Manifest).failed).toHaveLength(1);
    }
  });

  test.each([
    [["--compiler", "compilers/48"], /Allowed: .*, or of a folder with a compiler .*no folder, of/],
    [["--compiler", "./"], /not usable: this folder has no compiler in it \(no build\.json\)\./],
    [["--compiler", "embeded"], /Did you mean 'embedded'\? There is no such program on PATH/],
  ])("that is none: %j", (args, message) => expectRefusal(2, message, ...args));
});

describe.skipIf(unavailable(wasmtime("27.0.0")))("a native wasmtime", () => {
  const program = wasmtime("27.0.0").path;
  const native = ["--compiler", program, "--wasmtime-version", "27"];

  beforeAll(async () => {
    await provide(wasmtime("27.0.0"));
  });

  test("makes what the embedded compiler of its features makes, and is cached like it", async () => {
    cpSync(component("quickjs"), join(cwd, "quickjs.wasm"));
    const flags = [
      "-O",
      "opt-level=s,memory-guard-size=65536",
      "-W",
      "fuel=5",
      "--cpu",
      "x86-64-v3",
    ];
    const both = [...flags, "--target", LINUX, "--target", "x86_64-unknown-linux-musl"];
    const theirs = await precompile(...native, ...both);
    expect(counts(theirs)).toMatchObject({ compiled: 4, failed: 0 });
    const ours = await precompile("--host-features", "default", "--no-store", ...both);
    const digests = ({ artifacts }: Manifest) =>
      artifacts.map(({ artifact, artifact_sha256 }) => [artifact, artifact_sha256]);
    expect(digests(theirs)).toEqual(digests(ours));
    expect(counts(await precompile(...native, ...both))).toMatchObject({ restored: 4 });
    const check = await cli(
      "check",
      `${LINUX}/greet.cwasm`,
      "--target",
      LINUX,
      "--cpu",
      "x86-64-v3",
      ...native,
      ...flags.slice(0, 4),
    );
    expect(check.stdout).toContain(": loads (host: Wasmtime 27, native, ");
  });

  test("stands for the host's patch where only a major is given", async () => {
    await precompile("--target", LINUX);
    const path = faulty(`exec ${program} "$@"`, "27.0.1");
    const check = await cli("check", "greet.cwasm", "--target", LINUX, "--compiler", path);
    expect(check.code).toBe(1);
    expect(check.stdout).toMatch(/version: the artifact has 27\.0\.0, the host has 27\.0\.1\./);
  });

  test("says itself what it does not know", async () => {
    await expectRefusal(
      2,
      /--compiler.*unknown -W \/ --wasm option: no-such/s,
      ...native,
      "-W",
      "no-such",
    );
    await expectRefusal(
      2,
      /--compiler.*Support for this target is disabled/s,
      ...native,
      "--target",
      "s390x-unknown-linux-gnu",
    );
  });

  test("of another version than asked for", () =>
    expectRefusal(
      2,
      /a Wasmtime 48, as --wasmtime-version says.*This one is 27\.0\.0/,
      "--compiler",
      program,
      "--wasmtime-version",
      "48",
    ));

  /** A program that does what a fault would. */
  function faulty(script: string, version = "27.0.0"): string {
    const path = join(temporaryDirectory(), "wasmtime");
    writeFileSync(
      path,
      `#!/bin/sh\nif [ "$1" = --version ]; then echo 'wasmtime ${version}'; exit; fi\n${script}\n`,
    );
    chmodSync(path, 0o755);
    return path;
  }

  test("that fails half-way leaves nothing", async () => {
    // Every compile but the one that is made to learn the engine section.
    const script = `for last; do :; done
if [ $(wc -c < "$last") -gt 100 ]; then echo half > out; printf half > "$(dirname "$last")/out.cwasm"; echo 'disk full' >&2; exit 3; fi
exec ${program} "$@"`;
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith("cwasm-cache-native-"));
    const path = faulty(script);
    await expectRefusal(1, /ended with 3: disk full/, "--compiler", path);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("cwasm-cache-native-"))).toEqual(
      before,
    );
    await expectRefusal(
      1,
      /was ended by SIGKILL/,
      "--compiler",
      faulty(script.replace("exit 3", () => "kill -9 $$")),
    );
  });

  test("that makes another engine's artifact", () =>
    expectRefusal(
      1,
      /the artifact was made by another engine: .*consume_fuel is true, not false/,
      "--compiler",
      faulty(`for last; do :; done
if [ $(wc -c < "$last") -gt 100 ]; then exec ${program} "$@" -W fuel=1; fi
exec ${program} "$@"`),
    ));

  test("that is none", async () => {
    const path = join(temporaryDirectory(), "wasmtime");
    writeFileSync(path, "#!/bin/sh\necho hello\n");
    await expectRefusal(2, /no program that runs/, "--compiler", path);
    chmodSync(path, 0o755);
    await expectRefusal(2, /Asked for its version, it says "hello"/, "--compiler", path);
  });

  test.each([
    ["x".repeat(300), /no such program on PATH/] as const,
    [`./${"x".repeat(300)}`, /no program that runs, and no folder/] as const,
  ])("whose name is too long for a file", (name, message) =>
    expectRefusal(2, message, "--compiler", name),
  );

  test("is run without the job's secrets, and found on PATH", async () => {
    const path = faulty(`env > ${cwd}/env; exec ${program} "$@"`);
    const { code, stderr } = await runProgram(
      node,
      [commandLine, "--compiler", "wasmtime", "--no-store"],
      {
        cwd,
        env: {
          PATH: `${join(path, "..")}:${process.env["PATH"]}`,
          GITHUB_TOKEN: "secret",
          WASMTIME_BACKTRACE_DETAILS: "1",
        },
      },
    );
    expect(code, stderr).toBe(0);
    expect(existsSync(join(cwd, "greet.cwasm"))).toBe(true);
    expect(readFileSync(join(cwd, "env"), "utf8")).not.toMatch(/secret|WASMTIME/);
  });
});

test("the digest of an artifact that inspect prints is the file's", async () => {
  await precompile();
  const { stdout } = await cli("inspect", "greet.cwasm");
  expect(JSON.parse(stdout)[0].sha256).toBe(sha256(readFileSync(join(cwd, "greet.cwasm"))));
});

test.each([
  ["27", "-D debug-info=n"],
  ["27", "-D debug-info"],
  ["50", "-D debug-info"],
])(
  "Wasmtime %s, %s: an artifact does not depend on what was made before it",
  async (version, option) => {
    const parsed = await parsedWat();
    for (const name of ["references", "threads", "resources"]) {
      cpSync(join(parsed, `${name}.wasm`), join(cwd, `${name}.wasm`));
    }
    const flags = ["--wasmtime-version", version, "--host-features", "default", "--no-store"];
    const all = [...flags, "--core-modules", "compile", ...option.split(" "), "--jobs", "1"];
    const together = (await precompile("*.wasm", ...all)).artifacts;
    expect(together.length).toBe(4);
    for (const { component: wasm, artifact_sha256 } of together) {
      const [alone] = (await precompile(wasm, ...all)).artifacts;
      expect(alone?.artifact_sha256, wasm).toBe(artifact_sha256);
    }
  },
);
