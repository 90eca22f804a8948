/** What the command line says of arguments that it cannot use: in its own words, with what to do. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { DEFAULTS } from "../../src/inputs/defaults.ts";
import { component, root } from "../support/fixtures.ts";
import { cli, cwd, precompile } from "../support/workspace.ts";

beforeEach(() => {
  cpSync(component("add"), join(cwd, "add.wasm"));
});

test.each([
  [
    ["--targets", "x86_64-unknown-linux-gnu"],
    "There is no flag --targets. Did you mean '--target'?",
  ],
  [["--option=1"], "There is no flag --option. Did you mean '--options'?"],
  [["-j", "2"], "There is no flag -j."],
  [["--frobnicate"], "There is no flag --frobnicate."],
  [["check", "--wasn", "x"], "There is no flag --wasn. Did you mean '--wasm'?"],
  [["inspect", "--json", "x"], "There is no flag --json."],
  [["chekc", "add.cwasm"], "There is no command or file 'chekc'. Did you mean 'check'?"],
  [["inspekt"], "There is no command or file 'inspekt'. Did you mean 'inspect'?"],
  [["--jobs", "-1"], "--jobs takes a value. One that begins with a dash is written --jobs=VALUE."],
  [["--jobs"], "--jobs takes a value. One that begins with a dash is written --jobs=VALUE."],
  [["--json=yes"], "--json takes no value."],
  [
    ["--jobs=-1"],
    '--jobs: "-1" is not usable. Allowed: a whole number from 1 to 1024. Leave it empty for one per core.',
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
] as const)("%j", async (args, message) => {
  const { code, stderr, stdout } = await cli(...args);
  const lines = stderr.trimEnd().split("\n");
  if (typeof message === "string") {
    expect(lines[0]).toContain(`error: ${message}`);
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

test.each(Object.keys(DEFAULTS))(
  "no message names the input %s as a workflow does, or ends a sentence twice",
  async (name) => {
    const flag = { files: [], targets: ["--target"] }[name] ?? [`--${name}`];
    const { stderr } = await cli(...flag.map((text) => `${text}=\u0001`));
    expect(stderr).not.toMatch(/Input '|\{[0-9a-f]{8}-|[.?!]\.(\s|$)/);
  },
);

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
