/** `check` and `inspect` through the command line: what a host will do with an artifact. */
import { chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { installCommandLine, runCommandLine } from "../support/command-line.ts";
import { LINUX } from "../support/engines.ts";
import { component, temporaryDirectory } from "../support/fixtures.ts";
import type { Ended } from "../support/process.ts";

let commandLine: string;
let cwd: string;
let store: string;

beforeAll(() => {
  commandLine = installCommandLine();
  store = join(temporaryDirectory(), "store");
});

beforeEach(() => {
  cwd = temporaryDirectory();
  cpSync(component("greet"), join(cwd, "greet.wasm"));
});

function cli(...args: string[]): Promise<Ended> {
  return runCommandLine(commandLine, args, cwd, store);
}

async function precompile(...flags: string[]): Promise<void> {
  const { code, stderr } = await cli("--target", LINUX, ...flags);
  expect(code, stderr).toBe(0);
}

function check(...args: string[]): Promise<Ended> {
  return cli("check", "greet.cwasm", "--target", LINUX, ...args);
}

/** Replaces text in a file, byte for byte. */
function edit(name: string, from: string, to: string): void {
  const before = readFileSync(join(cwd, name), "latin1");
  expect(before).toContain(from);
  writeFileSync(join(cwd, name), before.replaceAll(from, to), "latin1");
}

test("what is no artifact, and no files", async () => {
  writeFileSync(join(cwd, "x"), "text");
  for (const command of ["check", "inspect"]) {
    const { code, stdout } = await cli(command, "x", "missing");
    expect(code).toBe(1);
    expect(stdout).toContain("not an ELF file made by Wasmtime");
    expect(stdout).toContain("ENOENT");
    expect((await cli(command)).code).toBe(2);
    expect((await cli(command, "--help")).code).toBe(0);
  }
});

describe("the engine", () => {
  test("what differs, and the flag that fixes it", async () => {
    await precompile("--cpu", "x86-64-v3", "-W", "fuel=1");
    rmSync(join(cwd, "greet.cwasm.meta"));
    const quiet = ["--advisories", "ignore"];
    const loads = await check("-W", "fuel=9", "--cpu", "x86-64-v4", ...quiet);
    expect(loads.stdout).toBe(`greet.cwasm: loads (host: Wasmtime 27, minimal, ${LINUX})\n`);
    const { code, stdout } = await check("--cpu", "x86-64-v2", ...quiet);
    expect(code).toBe(1);
    expect(stdout.split("\n")).toEqual([
      `greet.cwasm: refused (host: Wasmtime 27, minimal, ${LINUX})`,
      "  CPU: the artifact has avx, avx2, fma, bmi1, bmi2, lzcnt, the host none of that. Fix it with: --cpu",
      "  consume fuel: the artifact has true, the host false. Fix it with: -W fuel=1",
      "  epoch interruption: the artifact has false, the host true. Fix it with: -W epoch-interruption",
      "",
    ]);
    const elsewhere = await cli("check", "greet.cwasm", "--target", "s390x-unknown-linux-gnu");
    expect(elsewhere.stdout).toContain(
      "architecture: the artifact has x86_64, the host s390x. Fix it with: --target",
    );
    const verdicts = JSON.parse(
      (await check("--json", "--wasmtime-version", "36", ...quiet)).stdout,
    );
    expect(verdicts).toEqual([
      {
        file: "greet.cwasm",
        verdict: "refused",
        differences: [
          { field: "version", artifact: "27.0.0", host: "36.0.20", input: "wasmtime-version" },
        ],
        stale: [],
        unknown: [],
        compiler: "27.0.0",
        advisories: [],
        possible: [],
      },
    ]);
  });

  test("the advice for fuel is one that is accepted", async () => {
    await precompile("-W", "fuel=1");
    rmSync(join(cwd, "greet.cwasm.meta"));
    const { stdout } = await check("-W", "epoch-interruption=n");
    const advice = /Fix it with: (-W fuel=1)\n/.exec(stdout)?.[1]?.split(" ") ?? [];
    expect((await check(...advice)).stdout).toContain(": loads");
  });

  test.each(["fnu", "gou", "gnt"])(
    "an environment that there is not, %s, is refused",
    async (name) => {
      await precompile();
      edit("greet.cwasm", LINUX, LINUX.replace(/gnu$/, name));
      const { code, stdout } = await check();
      expect(code).toBe(1);
      expect(stdout).toContain(`: refused`);
      expect(stdout).toContain(`of which Wasmtime cannot read '${name}'`);
    },
  );

  test("a vendor that there cannot be is refused, and text that is no UTF-8 is no artifact", async () => {
    await precompile();
    edit("greet.cwasm", "-unknown-", "-unkn!wn-");
    expect((await check()).stdout).toContain("of which Wasmtime cannot read 'unkn!wn'");
    edit("greet.cwasm", "-unkn!wn-", "-unkn\xffwn-");
    expect((await check()).stdout).toContain("text that is not UTF-8");
  });

  test.runIf(process.platform === "linux" && process.arch === "x64")(
    "this machine's own CPU",
    async () => {
      await precompile("--cpu", "x86-64-v2");
      expect((await check("--cpu", "this-machine")).stdout).toContain(": loads");
      expect((await check()).stdout).toContain("CPU: the artifact has");
      const { code, stderr } = await cli("--cpu", "this-machine");
      expect(code).toBe(2);
      expect(stderr).toContain("this-machine");
    },
  );
});

describe("hosts without a compiler here", () => {
  test.each(["48", "50"])("Wasmtime %s with default features", async (line) => {
    await precompile("--wasmtime-version", line);
    rmSync(join(cwd, "greet.cwasm.meta"));
    const host = ["--wasmtime-version", line, "--host-features", "default"];
    const { code, stdout, stderr } = await check(...host, "-W", "epoch-interruption");
    expect(code, stderr).toBe(1);
    expect(stdout).toContain("concurrency support: the artifact has false, the host true");
    // From 37 on an artifact without GC loads under any collector.
    expect(stdout).not.toContain("collector");
    // From 48 on an artifact may have fewer features than the host.
    expect(stdout).not.toContain("WebAssembly feature");
  });

  test("another line: what can be compared is, and nothing else is claimed", async () => {
    await precompile("--wasmtime-version", "48");
    rmSync(join(cwd, "greet.cwasm.meta"));
    // The version is a byte of its own, behind its length.
    edit("greet.cwasm", "\u000248", "\u000251");
    const host = ["--wasmtime-version", "51"];
    const { code, stdout } = await check(...host);
    expect(stdout).toContain("greet.cwasm: cannot tell (host: Wasmtime 51, minimal");
    expect(stdout).toContain("not compared: tunables and WebAssembly features");
    expect(code).toBe(3);
    const [verdict] = JSON.parse((await check(...host, "--json")).stdout);
    expect(verdict.verdict).toBe("cannot tell");
    const elsewhere = await cli(
      "check",
      "greet.cwasm",
      ...host,
      "--target",
      "aarch64-apple-darwin",
    );
    expect(elsewhere.code).toBe(1);
    expect(elsewhere.stdout).toContain("architecture: the artifact has x86_64, the host aarch64");
  });

  test("every version that may be named gets a verdict or an error in words", async () => {
    await precompile();
    for (const line of ["1", "26", "27", "28.0.1", "36.0.1", "37", "38", "60", "9999"]) {
      for (const features of ["minimal", "default", "all"]) {
        const flags = ["--wasmtime-version", line, "--host-features", features, "-W", "fuel=1"];
        const { code, stdout, stderr } = await check(...flags);
        expect([1, 2, 3], stderr).toContain(code);
        expect(stdout + stderr).not.toMatch(/^ {4}at /m);
        expect(code === 2 ? stderr : stdout).toMatch(/refused|stale|cannot tell|host-features/);
      }
    }
  });
});

describe("a pair is judged as the reference's host does", () => {
  const wasm = ["--wasm", "greet.wasm"];
  beforeEach(async () => {
    await precompile();
    chmodSync(cwd, 0o700);
  });

  test("as it was made", async () => {
    expect((await check(...wasm)).stdout).toMatch(/: loads/);
    expect((await check()).stdout).toMatch(/: loads/);
  });

  test("with more in the sidecar, in another order and with comments", async () => {
    const [schema = "", key = ""] = readFileSync(join(cwd, "greet.cwasm.meta"), "utf8").split(
      "\n\n[key]\n",
    );
    const fields = key.trim().split("\n").reverse().join("\n");
    writeFileSync(join(cwd, "greet.cwasm.meta"), `# x\n${schema}\n\n[key]\nmore = 1\n${fields}\n`);
    expect((await check(...wasm)).stdout).toMatch(/: loads/);
  });

  test.each([
    ["schema = 1", "schema = 2", "the sidecar's schema is not 1"],
    ['"27"', '"27.0.0"', "wasmtime_version is not 27"],
    ["linux-gnu", "linux-musl", "target_triple is not"],
    ["fc8a", "fc8b", "engine_config_hash is not"],
    ["[key]", "[keys]", "wasm_sha256 is not"],
  ])("%s in the sidecar made %s is stale", async (from, to, reason) => {
    edit("greet.cwasm.meta", from, to);
    const { code, stdout } = await check(...wasm);
    expect(code).toBe(1);
    expect(stdout).toContain(": stale");
    expect(stdout).toContain(reason);
  });

  test("another component, no sidecar", async () => {
    cpSync(component("add"), join(cwd, "greet.wasm"));
    expect((await check(...wasm)).stdout).toMatch(/: stale.*wasm_sha256 is not/s);
    rmSync(join(cwd, "greet.cwasm.meta"));
    expect((await check(...wasm)).stdout).toMatch(/: stale.*no sidecar/s);
    expect((await check()).stdout).toMatch(/: loads/);
  });

  test.runIf(process.platform !== "win32")("modes, on the machine that one is on", async () => {
    const own = () => cli("check", "greet.cwasm", ...wasm);
    const target = /, (\S+)\)/.exec((await own()).stdout)?.[1] as string;
    await cli("--target", target);
    expect((await own()).stdout).toMatch(/: loads/);
    chmodSync(join(cwd, "greet.cwasm"), 0o644);
    expect((await own()).stdout).toMatch(/: stale.*the artifact has mode 0644, and it wants 0600/s);
    chmodSync(join(cwd, "greet.cwasm"), 0o600);
    chmodSync(cwd, 0o755);
    expect((await own()).stdout).toMatch(/: stale.*its folder has mode 0755, and it wants 0700/s);
    const elsewhere = await cli("check", "greet.cwasm", "--target", "s390x-unknown-linux-gnu");
    expect(elsewhere.stdout).not.toContain("mode");
  });
});
