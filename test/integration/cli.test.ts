/** The bundled command line, on the Node that npm itself runs on, with nothing installed. */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { runnerTarget } from "../../src/inputs/runner-target.ts";
import type { Manifest } from "../../src/report/manifest.ts";
import { node } from "../support/command-line.ts";
import { component, coreModule, root } from "../support/fixtures.ts";
import { runProgram } from "../support/process.ts";
import { recorded } from "../support/recorded.ts";
import { cli, cliWith, commandLine, cwd, precompile, store } from "../support/workspace.ts";

const TARGET = "x86_64-unknown-linux-gnu";

beforeEach(() => {
  cpSync(component("add"), join(cwd, "add.wasm"));
  cpSync(component("greet"), join(cwd, "greet.wasm"));
});

/** Whatever is in the folder, but what the test put there. */
function left(): string[] {
  return readdirSync(cwd, { recursive: true })
    .map(String)
    .filter((name) => !name.endsWith(".wasm"))
    .sort();
}

describe("the main job", () => {
  test("makes pairs beside the components, then restores them without compiling", async () => {
    const cold = await precompile("--target", TARGET);
    expect(left()).toEqual(["add.cwasm", "add.cwasm.meta", "greet.cwasm", "greet.cwasm.meta"]);
    expect(cold.artifacts.map(({ status }) => status)).toEqual(["compiled", "compiled"]);
    expect(cold.artifacts.map(({ artifact_sha256 }) => artifact_sha256)).toEqual([
      recorded["add"]?.[TARGET],
      recorded["greet"]?.[TARGET],
    ]);
    const before = readFileSync(join(cwd, "add.cwasm"));
    const warm = await precompile("--target", TARGET);
    expect(warm.artifacts.map(({ status }) => status)).toEqual(["restored", "restored"]);
    expect(readFileSync(join(cwd, "add.cwasm")).equals(before)).toBe(true);
  });

  test("is for this machine by default", async () => {
    const { artifacts } = await precompile();
    expect(artifacts.map(({ target }) => target)).toEqual([runnerTarget(), runnerTarget()]);
  });

  test("the manifest has everything about an artifact", async () => {
    const { artifacts, engine } = await precompile("add.wasm", "--target", TARGET, "--out", "o");
    expect(engine).toEqual({
      wasmtime: "27",
      wasmtime_version: "27.0.0",
      host_features: "minimal",
      fingerprints: {
        [TARGET]: "v2;component_model=true;async=false;fuel=false;epoch=true;cranelift",
      },
    });
    expect(artifacts).toEqual([
      {
        component: "add.wasm",
        target: TARGET,
        wasmtime: "27",
        status: "compiled",
        artifact: "o/add.cwasm",
        sidecar: "o/add.cwasm.meta",
        key: {
          wasm_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          wasmtime_version: "27",
          target_triple: TARGET,
          engine_config_hash: "fc8a7abfcf581d8392913fef74240805ddf80f8333e0750a60b177eb84a57341",
        },
        entry: expect.stringMatching(/^cwasm-v1-/),
        component_size: 144,
        artifact_size: statSync(join(cwd, "o/add.cwasm")).size,
        artifact_sha256: recorded["add"]?.[TARGET],
        compiler: {
          kind: "embedded",
          version: "27.0.0",
          features: "minimal",
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
        engine_section_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        imports: [],
        uses: [],
        advisories: [],
        milliseconds: expect.any(Number),
      },
    ]);
  });

  test("several targets get a folder each", async () => {
    await precompile(
      "--target",
      TARGET,
      "--target",
      "aarch64-apple-darwin",
      "--out",
      "out",
      "add.wasm",
    );
    expect(left()).toContain("out/aarch64-apple-darwin/add.cwasm");
    expect(left()).toContain(`out/${TARGET}/add.cwasm.meta`);
  });

  test("{dir} is the component's folder, below the working directory", async () => {
    mkdirSync(join(cwd, "a", "b"), { recursive: true });
    cpSync(component("add"), join(cwd, "a", "b", "deep.wasm"));
    await precompile("add.wasm", "a/b/deep.wasm", "--output", "out/{dir}/{stem}.cwasm");
    expect(left().filter((name) => name.endsWith(".cwasm"))).toEqual([
      "out/a/b/deep.cwasm",
      "out/add.cwasm",
    ]);
  });

  test("modes are the reference's, and a folder that exists keeps its own", async () => {
    mkdirSync(join(cwd, "there"), { mode: 0o755 });
    chmodSync(join(cwd, "there"), 0o755);
    await precompile("add.wasm", "--out", "there/new/deep");
    const mode = (path: string): number => statSync(join(cwd, path)).mode & 0o777;
    expect(mode("there")).toBe(0o755);
    expect(mode("there/new")).toBe(0o700);
    expect(mode("there/new/deep")).toBe(0o700);
    expect(mode("there/new/deep/add.cwasm")).toBe(0o600);
    expect(mode("there/new/deep/add.cwasm.meta")).toBe(0o600);
  });

  test("patterns, exclusions and names as the shell expands them go together", async () => {
    const { artifacts } = await precompile("add.wasm", "greet.wasm", "!gr*.wasm");
    expect(artifacts.map(({ component }) => component)).toEqual(["add.wasm"]);
  });

  test("odd names are names", async () => {
    const names = [
      "-dash.wasm",
      "a b.wasm",
      "ünïcödé.wasm",
      "new\nline.wasm",
      "[x]*?.wasm",
      "#c.wasm",
      "!n.wasm",
      " s .wasm",
      "b\\s.wasm",
    ];
    mkdirSync(join(cwd, "odd"));
    for (const name of names) {
      cpSync(component("add"), join(cwd, "odd", name));
    }
    const globbed = await precompile("odd/*");
    expect(globbed.artifacts.map(({ component }) => component).sort()).toEqual(
      names.map((name) => `odd/${name}`).sort(),
    );
    for (const name of names) {
      const named = await precompile("--", `odd/${name}`);
      expect(named.artifacts.map(({ component }) => component)).toEqual([`odd/${name}`]);
    }
    const { stderr } = await cli("odd/new*");
    expect(stderr).toContain("new\\nline.cwasm");
  });

  test("links: a component is read through, an artifact's place is replaced", async () => {
    symlinkSync("add.wasm", join(cwd, "link.wasm"));
    writeFileSync(join(cwd, "precious"), "keep");
    symlinkSync("precious", join(cwd, "link.cwasm"));
    const { artifacts } = await precompile("link.wasm");
    expect(artifacts).toHaveLength(1);
    expect(readFileSync(join(cwd, "precious"), "utf8")).toBe("keep");
    expect(readFileSync(join(cwd, "link.cwasm")).subarray(1, 4).toString()).toBe("ELF");
  });

  test("two at once over one store and one place end with a good pair", async () => {
    const runs = await Promise.all([1, 2, 3].map(() => precompile("--target", TARGET)));
    for (const { artifacts } of runs) {
      expect(artifacts).toHaveLength(2);
    }
    expect(left()).toEqual(["add.cwasm", "add.cwasm.meta", "greet.cwasm", "greet.cwasm.meta"]);
    const { artifacts } = await precompile("--target", TARGET);
    expect(artifacts.map(({ status }) => status)).toEqual(["restored", "restored"]);
  });

  test("--no-store leaves nothing and restores nothing", async () => {
    await precompile("--no-store");
    const { artifacts } = await precompile("--no-store");
    expect(artifacts.map(({ status }) => status)).toEqual(["compiled", "compiled"]);
    expect(existsSync(store)).toBe(false);
  });
});

describe("bad input gets a clear message, and leaves no half-written pair", () => {
  async function expectError(
    code: number,
    message: string | RegExp,
    ...args: string[]
  ): Promise<string> {
    const ended = await cli(...args);
    expect(ended.stderr).toMatch(message);
    expect(ended.code).toBe(code);
    return ended.stderr;
  }

  test.each([
    ["not wasm", Buffer.from("hello, world"), /bad\.wasm: not WebAssembly/],
    ["an empty file", Buffer.alloc(0), /bad\.wasm: an empty file/],
    ["a cut header", Buffer.from("\0asm\x0d", "latin1"), /bad\.wasm: truncated WebAssembly/],
    [
      "a truncated component",
      readFileSync(component("add")).subarray(0, 60),
      /bad\.wasm: for .*: failed to parse WebAssembly module: .* out of bounds/,
    ],
  ])("%s fails alone", async (_, bytes, message) => {
    writeFileSync(join(cwd, "bad.wasm"), bytes);
    await expectError(1, message, "*.wasm");
    expect(left()).toEqual(["add.cwasm", "add.cwasm.meta", "greet.cwasm", "greet.cwasm.meta"]);
  });

  test("a core module is skipped with a notice, or an error", async () => {
    writeFileSync(join(cwd, "core.wasm"), coreModule);
    await expectError(0, /core\.wasm: skipped: a core module/, "*.wasm");
    await expectError(
      1,
      /core\.wasm: a core module, not a component/,
      "*.wasm",
      "--core-modules",
      "error",
    );
  });

  test("a folder named like a component is skipped with a notice", async () => {
    mkdirSync(join(cwd, "x.wasm"));
    await expectError(0, /x\.wasm: skipped: a directory/, "*.wasm");
  });

  test("a pipe does not make it wait", async () => {
    await runProgram("mkfifo", [join(cwd, "pipe.wasm")]);
    await expectError(1, /pipe\.wasm: a pipe, not a regular file/, "*.wasm");
  });

  test.each([
    ["x86_64-linux-gnu", "x86_64-unknown-linux-gnu"],
    ["x86_64-linux", "x86_64-unknown-linux-gnu"],
    ["x86_64-darwin", "x86_64-apple-darwin"],
    ["aarch64-macos", "aarch64-apple-darwin"],
    ["arm64-apple-darwin", "aarch64-apple-darwin"],
    ["arm64-apple-macos", "aarch64-apple-darwin"],
    ["x86_64-windows-msvc", "x86_64-pc-windows-msvc"],
    ["amd64-windows", "x86_64-pc-windows-msvc"],
    ["riscv64-unknown-linux-gnu", "riscv64gc-unknown-linux-gnu"],
    ["x86_64-unknown-linux-gun", "x86_64-unknown-linux-gnu"],
    ["X86_64-UNKNOWN-LINUX-GNU", "x86_64-unknown-linux-gnu"],
    ["pulley", "pulley32"],
    ["i686-unknown-linux-gnu", undefined],
    ["nowhere-unknown-linux", undefined],
  ])("target %s, of which Rust has none: it is %s", async (target, meant) => {
    const advice = meant === undefined ? "" : ` Did you mean '${meant}'\\?`;
    const message = new RegExp(`"${target}" .*Rust has no such target for an arch.*${advice}`);
    await expectError(2, message, "--target", target);
    const { code, stderr } = await cli("check", "add.wasm", "--target", target);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(left()).toEqual([]);
  });

  test("a target that Rust has and this Wasmtime does not know", async () => {
    const target = "aarch64-nintendo-switch-freestanding";
    await expectError(2, /"aarch64-nintendo.*Wasmtime 27\.0\.0 says: /, "--target", target);
    expect(left()).toEqual([]);
  });

  test("two artifacts on one path, before anything is compiled", async () => {
    mkdirSync(join(cwd, "sub"));
    cpSync(component("add"), join(cwd, "sub", "add.wasm"));
    await expectError(
      2,
      /Both add\.wasm for .* and sub\/add\.wasm for .* would be written there/,
      "--out",
      "o",
      "**/*.wasm",
    );
    await expectError(
      2,
      /Both add\.wasm/,
      "--output",
      "{stem}.cwasm",
      "--target",
      TARGET,
      "--target",
      "aarch64-apple-darwin",
    );
    expect(left().filter((name) => name !== "sub")).toEqual([]);
  });

  test("a name that would climb out of its folder", async () => {
    cpSync(component("add"), join(cwd, "...wasm"));
    await expectError(
      2,
      /cannot be used for a file/,
      "...wasm",
      "--output",
      "o/{stem}/{target}.cwasm",
    );
  });

  test("no match: an error here, as told otherwise", async () => {
    await expectError(2, /GLOB: .*patterns that match at least one file/, "nothing/*.wasm");
    await expectError(
      0,
      /warning: no file matches/,
      "nothing/*.wasm",
      "--if-no-files-found",
      "warn",
    );
    await expectError(0, /^no file matches/, "nothing/*.wasm", "--if-no-files-found", "ignore");
  });

  test.each([
    [["--frobnicate"], /There is no flag --frobnicate/],
    [["--wasmtime-version", "26"], /--wasmtime-version: "26" .*Allowed: 27, 27\.0\.0/],
    [["--host-features", "maximal"], /--host-features: "maximal" .*Allowed: minimal, default/],
    [["--engine-fingerprint", "v2;speed=1;cranelift"], /'speed=1' is not known/],
    [["--engine-fingerprint", "v2;epoch=true;epoch=false;cranelift"], /'epoch' is named twice/],
    [["--jobs", "0"], /--jobs: "0" .*a whole number from 1/],
    [["--output", "x.wasm"], /--output: "x\.wasm" .*ends in \.cwasm/],
    [["--output", "{name}.cwasm"], /no placeholder \{name\}/],
    [["--out", "a", "--output", "b.cwasm"], /only one of --out and --output/],
    [
      ["--cache", "maybe"],
      /--cache: "maybe" .*Allowed: auto, true, false, restore-only, save-only/,
    ],
    [["--target", "../../etc"], /--target: "\.\.\/\.\.\/etc"/],
    [["!*.wasm"], /at least one without '!'/],
  ])("%j", async (args, message) => {
    await expectError(2, message, ...args);
    expect(left()).toEqual([]);
  });

  test("a place that can't be written fails that artifact", async () => {
    mkdirSync(join(cwd, "add.cwasm"));
    await expectError(1, /add\.wasm: for .*: cannot be written: .* is a directory/);
    expect(left()).toEqual(["add.cwasm", "greet.cwasm", "greet.cwasm.meta"]);
  });

  test("a folder that can't be written fails that artifact, for an ordinary user", async () => {
    // As root every folder can be written.
    const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    chmodSync(cwd, 0o555);
    chmodSync(join(commandLine, "..", ".."), 0o755);
    const { code, stderr } = await runProgram(node, [commandLine, "--no-store"], {
      cwd,
      env: {},
      ...user,
    });
    chmodSync(cwd, 0o755);
    expect(stderr).toMatch(/add\.wasm: for .*: cannot be written: EACCES/);
    expect(code).toBe(1);
    expect(left()).toEqual([]);
  });

  test("fail-fast ends at the first failure", async () => {
    writeFileSync(join(cwd, "bad.wasm"), "no");
    await expectError(1, /bad\.wasm: not WebAssembly/, "--fail-fast");
    expect(left()).toEqual([]);
  });

  test("a store that others may write to is not used", async () => {
    mkdirSync(store, { recursive: true });
    const shared = join(store, "shared");
    mkdirSync(shared);
    chmodSync(shared, 0o777);
    await expectError(2, /--store: .*can be written by others/, "--store", shared);
  });
});

describe("the folder store is not believed", () => {
  async function damage(file: string, change: (bytes: Buffer) => Buffer): Promise<void> {
    const [entry] = readdirSync(join(store, "cwasm-cache"));
    const path = join(store, "cwasm-cache", entry as string, file);
    writeFileSync(path, change(readFileSync(path)));
  }

  test.each([
    ["artifact.cwasm", "the artifact's sha256 is not the recorded one"],
    ["artifact.cwasm.meta", "the sidecar is not TOML"],
    ["record.json", "the entry's record is not JSON"],
  ])("a cut %s is a warning and a recompile, and is replaced", async (file, message) => {
    await precompile("add.wasm", "--target", TARGET);
    await damage(file, (bytes) => bytes.subarray(0, bytes.length / 2));
    const { code, stderr } = await cli("add.wasm", "--target", TARGET);
    expect(stderr).toContain(message);
    expect(stderr).toContain("0 restored, 1 compiled");
    expect(code).toBe(0);
    const { artifacts } = await precompile("add.wasm", "--target", TARGET);
    expect(artifacts[0]).toMatchObject({
      status: "restored",
      artifact_sha256: recorded["add"]?.[TARGET],
    });
  });
});

test("--help lists every flag, on standard output", async () => {
  const { code, stdout, stderr } = await cli("--help");
  expect([code, stderr]).toEqual([0, ""]);
  const source = readFileSync(join(root, "src", "cli.ts"), "utf8");
  const flags = [...source.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, flag]) => flag as string);
  expect(flags.length).toBeGreaterThan(15);
  for (const flag of flags) {
    expect(stdout).toContain(flag);
  }
});

describe("keys from the environment sign what is stored", () => {
  const KEY = { CWASM_CACHE_SIGNING_KEY: "0123456789abcdef0123456789abcdef" };
  const run = async (env: Record<string, string>, ...args: string[]) => {
    const { code, stdout, stderr } = await cliWith(env, "--json", "--target", TARGET, ...args);
    expect(stderr).not.toContain(KEY.CWASM_CACHE_SIGNING_KEY);
    return { code, stderr, statuses: (JSON.parse(stdout || "{}") as Manifest).artifacts };
  };

  test("which no run without them uses, and none with another key", async () => {
    const statusesOf = async (env: Record<string, string>) =>
      (await run(env, "add.wasm")).statuses.map(({ status }) => status);
    expect(await statusesOf(KEY)).toEqual(["compiled"]);
    expect(await statusesOf(KEY)).toEqual(["restored"]);
    expect(await statusesOf({})).toEqual(["compiled"]);
    const other = { CWASM_CACHE_SIGNING_KEY: "fedcba9876543210fedcba9876543210" };
    const { code, stderr, statuses } = await run(other, "add.wasm");
    expect([code, statuses.map(({ status }) => status)]).toEqual([0, ["compiled"]]);
    expect(stderr).toContain("its signature is not of this entry, or of another key");
  });

  test("and --trust signed asks for one", async () => {
    const { code, stderr } = await run({}, "--trust", "signed", "add.wasm");
    expect(code).toBe(2);
    expect(stderr).toMatch(/--trust: "signed" is not usable/);
  });
});

test("--verbose tells the parts of keys once for each target, and each component's own", async () => {
  for (const name of ["add", "greet"] as const) {
    cpSync(component(name), join(cwd, `${name}.wasm`));
  }
  const targets = ["x86_64-unknown-linux-gnu", "aarch64-apple-darwin"];
  const { stderr, stdout } = await cli(
    ...["--verbose", "--json", "add.wasm", "greet.wasm", "--lookup-only", "--cache-suffix", "mine"],
    ...targets.flatMap((target) => ["--target", target]),
  );
  const { missing } = JSON.parse(stdout) as Manifest;
  expect(missing).toHaveLength(4);
  for (const { component: path, target, entry } of missing) {
    const [, common = ""] = new RegExp(`^.*keys for ${target}: (.*)$`, "m").exec(stderr) ?? [];
    const [, own = ""] =
      new RegExp(`^.*${path}: component, .*, sha256 (\\w+)$`, "m").exec(stderr) ?? [];
    const values = common.split(", ").map((part) => part.slice(part.lastIndexOf(" ") + 1));
    expect(common).toContain(", suffix mine");
    // All that a key is made of is there.
    expect([...values, own].reduce((rest, value) => rest.replace(value, ""), entry)).toMatch(
      /^-*$/,
    );
  }
  expect(stderr.match(/keys for /g)).toHaveLength(2);
});

test("an interrupt ends it at once and leaves nothing half written", async () => {
  cpSync(component("spidermonkey"), join(cwd, "big.wasm"));
  let sent = 0;
  const { code, stderr } = await runProgram(
    node,
    [commandLine, "--verbose", "big.wasm", "--no-store"],
    {
      cwd,
      onStderr: (text, kill) => {
        if (text.includes("engine config hash for")) {
          sent = performance.now();
          setTimeout(() => kill("SIGINT"), 500);
        }
      },
    },
  );
  expect(sent).toBeGreaterThan(0);
  expect(performance.now() - sent).toBeLessThan(5000);
  expect(stderr).toContain("cancelled by SIGINT");
  expect(code).toBe(130);
  expect(left()).toEqual([]);
});
