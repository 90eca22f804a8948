/** What the command line says of arguments that it cannot use: in its own words, with what to do. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { DEFAULTS } from "../../src/inputs/defaults.ts";
import type { Manifest } from "../../src/report/manifest.ts";
import { component, root } from "../support/fixtures.ts";
import { cli, cwd, precompile } from "../support/workspace.ts";

beforeEach(() => {
  cpSync(component("add"), join(cwd, "add.wasm"));
});

test.each([
  [
    ["--targets", "x86_64-unknown-linux-gnu"],
    "There is no flag --targets. It is --target here, once for each.",
  ],
  [["--dry-run"], "There is no flag --dry-run. It is --explain here."],
  [["--option=1"], "There is no flag --option. Did you mean '--options'?"],
  [["-j", "2"], "There is no flag -j."],
  [["--frobnicate"], "There is no flag --frobnicate."],
  [["check", "--wasn", "x"], "There is no flag --wasn. Did you mean '--wasm'?"],
  [["inspect", "--json", "x"], "There is no flag --json. inspect prints JSON anyway."],
  [["inspect"], "No artifact is named: give the path of at least one FILE.cwasm."],
  [["check"], "No artifact is named: give the path of at least one FILE.cwasm."],
  [["check", "nope.cwasm"], 'FILE.cwasm: "nope.cwasm": there is no such file.'],
  [["inspect", "add.wasm", "--as", "inputs"], 'FILE.cwasm: "add.wasm" is not usable: not an ELF'],
  [["inspect", "no/*.cwasm"], 'FILE.cwasm: "no/*.cwasm": no file matches.'],
  [["chekc", "add.cwasm"], "There is no command or file 'chekc'. Did you mean 'check'?"],
  [["inspekt"], "There is no command or file 'inspekt'. Did you mean 'inspect'?"],
  [["--jobs", "-1"], "--jobs takes a value. One that begins with a dash is written --jobs=VALUE."],
  [["--jobs"], "--jobs takes a value. One that begins with a dash is written --jobs=VALUE."],
  [["--json=yes"], "--json takes no value."],
  [
    ["--jobs=-1"],
    '--jobs: "-1" is not usable. Allowed: a whole number from 1 to 1024. Leave it out for one per core.',
  ],
  [
    ["--if-no-files-found=fail"],
    '--if-no-files-found: "fail" is not usable. Allowed: warn, error, ignore. Leave it out for the default.',
  ],
  [["-W", "fuel"], /^error: -O, -C, -D or -W: "-W fuel" is not usable: .*\(fuel=1\)/],
  [["-W", "epochs"], /^error: -O, -C, -D or -W: "-W epochs" is not usable: .*epochs.* Allowed: /],
  [
    ["--out", "a", "--output", "b.cwasm"],
    '--out: "a" is not usable. Allowed: only one of --out and --output.',
  ],
  [
    ["-W", "epoch-interuption"],
    /has no option -W epoch-interuption\. Did you mean 'epoch-interruption'\? Allowed: /,
  ],
  [
    ["--host", "wasmtimepy"],
    /or one of yosh, wasmtime-py, wasmtime-cli\. Did you mean 'wasmtime-py'\?$/,
  ],
  [["--host", "spin"], /spin\/Cargo\.toml cannot be read: .*, wasmtime-cli\.$/],
  [
    ["--wasmtime-version", "host/Cargo.toml"],
    /For a Cargo\.toml, or the folder that it is in, use --host\.$/,
  ],
  [["--wasmtime-version", "crates/host"], /the folder that it is in, use --host\.$/],
  [["--out", "a", "--out=b"], '--out is given twice: "a", "b". Leave one of them out.'],
  [
    ["--host", "a", "--host", "b", "--host", "c"],
    '--host is given 3 times: "a", "b", "c". Leave all but one of them out.',
  ],
  [
    ["check", "add.wasm", "--like", "a", "--like", "b"],
    '--like is given twice: "a", "b". Leave one of them out.',
  ],
  [
    ["--options", "no.toml"],
    '--options: "no.toml" is not usable: There is no such file; relative paths begin in the working directory.',
  ],
  [["--options=-W epochs"], /^error: --options: "-W epochs" is not usable: /],
  [
    ["--trust", "signed"],
    '--trust: "signed" is not usable. Allowed: signed where there is a key. Give one in CWASM_CACHE_SIGNING_KEY,',
  ],
  [
    ["--no-store", "--fail-on-cache-miss"],
    "--no-store is not usable. Allowed: --cache restore-only or true with --fail-on-cache-miss. It takes everything from the store.",
  ],
  [
    ["--cache", "false", "--mode", "collect"],
    '--cache: "false" is not usable. Allowed: --cache restore-only or true with --mode collect. It takes everything from the store.',
  ],
  [
    ["--trust", "rebuild", "--lookup-only"],
    '--trust: "rebuild" is not usable. Allowed: cache or signed with --lookup-only. It takes everything from the store, and',
  ],
  [["--no-store", "--cache", "true"], "Only one of --no-store and --cache can be given."],
  [
    ["--like", "add.wasm", "--host", "yosh"],
    '--like: "add.wasm" is not usable. Allowed: only one of --host and --like.',
  ],
  [
    ["--host", "yosh", "--wasmtime-version", "27.0.1", "--host-features", "default"],
    '--host-features: "default" is not usable: yosh says minimal. Allowed: what --host does not contradict.',
  ],
  [
    ["no/{add,greet}.wasm"],
    "Braces are taken literally: write a pattern for each, instead of {a,b}. Where there may be none, set --if-no-files-found warn or ignore.",
  ],
  [["a.wasm, b.wasm"], "Commas and spaces do not separate patterns: write each by itself."],
  [["*.WASM"], "Case counts: .wasm is not the same in capitals."],
  [["no.wasm"], "Build the components first. Where there may be none, set"],
  ...(process.platform === "win32"
    ? []
    : ([[["no\\*.wasm"], "A backslash does not separate folders here: write /."]] as const)),
  [["--directory-mode", "777"], "all rights for the owner, and not writable by others, such as"],
  [["--sample", "2"], "Leave it out, or set --mode audit."],
  [["--plan", "x"], "Leave it out, or set --mode collect."],
  [["--group", "x", "--shard", "1/2"], "Allowed: only one of --group and --shard."],
  [["--shard", "1/2", "--mode", "plan"], "Allowed: a shard with --mode compile."],
  [["--mode", "foo"], '--mode: "foo" is not usable. Allowed: compile, plan, collect, audit. Leave'],
  [["--mode", "publish"], "Allowed: compile, plan, collect, audit. Only the Action publishes."],
  [["--explain", "--mode", "plan"], "--explain is not usable. Allowed: --mode compile."],
] as const)("%j", async (args, message) => {
  const { code, stderr, stdout } = await cli(...args);
  const lines = stderr.trimEnd().split("\n");
  if (typeof message === "string") {
    expect(lines[0]).toMatch(/^error: /);
    expect(lines[0]).toContain(message);
  } else {
    expect(lines[0]).toMatch(message);
  }
  expect(lines).toEqual([lines[0], "Run with --help for all options."]);
  expect({ code, stdout, left: readdirSync(cwd) }).toEqual({
    code: 2,
    stdout: "",
    left: ["add.wasm"],
  });
});

test("--like an artifact of another version names both, and nothing else", async () => {
  await precompile("--no-store");
  const like = ["--like", "add.cwasm", "--wasmtime-version"];
  const { code, stderr } = await cli(...like, "48");
  expect(code).toBe(2);
  expect(stderr.split("\n")[0]).toBe(
    `error: --wasmtime-version: "48" is not usable: add.cwasm was made by Wasmtime 27.0.0. Allowed: 27 or 27.0.0. Leave it out for the artifact's own.`,
  );
  expect((await cli(...like, "27.0.1")).stderr).toContain("was made by Wasmtime 27.0.0.");
  expect(await cli(...like, "27")).toMatchObject({ code: 0 });
});

test("what only looks like the name of an input is left as it is", async () => {
  const name = "{input token} {input jobs=2}";
  cpSync(component("add"), join(cwd, `${name}.wasm`));
  writeFileSync(join(cwd, `broken ${name}.wasm`), "no WebAssembly");
  const { stderr } = await cli("*.wasm", "--out", "out");
  expect(stderr).toContain(`compiled out/${name}.cwasm (`);
  expect(stderr).toContain(`error: broken ${name}.wasm: not WebAssembly`);
  const refused = await cli("--jobs", name);
  expect(refused.stderr).toContain(`--jobs: "${name}" is not usable`);
});

const inputs = Object.keys(DEFAULTS);

test.each(inputs)(
  "no message names the input %s as a workflow does, or ends a sentence twice",
  async (name) => {
    const flag = { files: [], targets: ["--target"] }[name] ?? [`--${name}`];
    const { stderr } = await cli(...flag.map((text) => `${text}=\u0001`));
    expect(stderr).not.toMatch(/Input '|\{[0-9a-f]{8}-|[.?!]\.(\s|$)/);
    // As a line of a workflow.
    expect(stderr).not.toMatch(new RegExp(`(?<![-\\w])(?:${inputs.join("|")}): [\\w"]`));
  },
);

describe("flags that are given several times", () => {
  test("are lines of their input, where that takes several", async () => {
    const { code, stdout } = await cli("--json", "--wasmtime-version=48", "--wasmtime-version=50");
    expect(code).toBe(0);
    const { engines } = JSON.parse(stdout) as Manifest;
    expect(engines.map(({ wasmtime }) => wasmtime)).toEqual(["48", "50"]);
  });

  test("as artifacts of several targets are", async () => {
    const targets = ["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"];
    for (const target of targets) {
      await precompile("--target", target, "--out", target, "-W", "fuel=1");
    }
    const likes = targets.flatMap((target) => ["--like", `${target}/add.cwasm`]);
    const { engine } = await precompile(...likes, ...targets.flatMap((each) => ["--target", each]));
    expect(engine.fingerprints).toMatchObject(
      Object.fromEntries(targets.map((target) => [target, expect.stringContaining("fuel=true")])),
    );
  });

  test("and CPU features are", async () => {
    const { code, stderr } = await cli(
      "--cpu=avx",
      "--cpu=avx2",
      "--target=x86_64-unknown-linux-gnu",
    );
    expect(code, stderr).toBe(0);
    const [avx, avx2] = ["avx", "avx2"].map((name) => ["check", "add.cwasm", `--cpu=${name}`]);
    expect((await cli(...(avx as string[]))).stdout).toContain("the artifact has avx2");
    expect((await cli(...(avx2 as string[]), "--cpu=avx")).stdout).toContain(": loads");
  });
});

test.each([
  ["(module)", "text (WAT): turn it into WebAssembly with 'wasm-tools parse'"],
  ["version https://git-lfs.github.com/spec/v1\n", "a pointer of Git LFS: get the file itself"],
  ["\n<!doctype html>", "a page with an error: download the file again"],
  ["\x7fELF\x02\x01\x01", "what is compiled already"],
])("a file that begins with %j", async (text, said) => {
  writeFileSync(join(cwd, "wrong.wasm"), text);
  const { code, stderr } = await cli("wrong.wasm");
  expect(code).toBe(1);
  expect(stderr).toContain(
    `error: wrong.wasm: not WebAssembly: it does not begin with \\0asm. It looks like ${said}`,
  );
});

test("nothing to compare with", async () => {
  const { code, stderr } = await cli("audit", "--out", "none");
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /there is nothing to compare with at '.*none.add\.cwasm': say in --output where the pair lies/,
  );
});

test("what is looked up is in the store, or not", async () => {
  const { stderr } = await cli("--lookup-only", "--target", "x86_64-unknown-linux-gnu");
  expect(stderr).toContain("not in the store: add.wasm for x86_64-unknown-linux-gnu\n");
  expect(stderr).toContain("0 in the store, 1 missing");
});

test("patterns that no shell has expanded", async () => {
  cpSync(component("greet"), join(cwd, "greet.wasm"));
  await precompile();
  const { code, stdout } = await cli("check", "*.cwasm", "--json");
  expect(code).toBe(0);
  const verdicts = JSON.parse(stdout) as { file: string }[];
  expect(verdicts.map(({ file }) => file)).toEqual(["add.cwasm", "greet.cwasm"]);
});

test("the word help is understood", async () => {
  expect(await cli("help")).toMatchObject({ code: 0, stdout: (await cli("--help")).stdout });
});

test("--version is package.json's, for every command", async () => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    version: string;
  };
  const expected = { code: 0, stdout: `cwasm-cache ${version}\n`, stderr: "" };
  for (const args of [["--version"], ["check", "--version"]]) {
    expect(await cli(...args)).toMatchObject(expected);
  }
});

describe("lists of compile options", () => {
  test.each([
    ["-O", "memory-reservation=N"],
    ["-C", "cranelift-"],
    ["-D", "address-map"],
    ["-W", "epoch-interruption"],
  ])("%s help", async (flag, option) => {
    const { code, stdout, stderr } = await cli(flag, "help");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(option.replace(/=N$/, ""));
    for (const line of stdout.trimEnd().split("\n")) {
      expect(line).toMatch(new RegExp(`^${flag} {1,}[a-z]`));
    }
  });

  test("are those of the line that is asked for", async () => {
    const list = async (version: string) =>
      (await cli("-O", "help", "--wasmtime-version", version)).stdout;
    expect(await list("27")).not.toContain("gc-heap-reservation");
    expect(await list("48")).toContain("gc-heap-reservation");
  });
});
