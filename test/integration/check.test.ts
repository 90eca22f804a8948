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

/** Flags, all with a value, with others in the place of those that say the same. A host says everything. */
function replaced(flags: readonly string[], by: readonly string[]): string[] {
  const inputOf = (flag = ""): string => flag.replace(/^-[OCDW]$/, "options");
  const others = by.filter((_, index) => index % 2 === 0).map(inputOf);
  const isReplaced = (flag = ""): boolean =>
    others.includes(inputOf(flag)) || (others.includes("--host") && flag !== "--target");
  const kept = flags.filter((_, index) => !isReplaced(flags[index - (index % 2)]));
  return [...kept, ...by];
}

/** Replaces text in a file, byte for byte. */
function edit(name: string, from: string, to: string): void {
  const before = readFileSync(join(cwd, name), "latin1");
  expect(before).toContain(from);
  writeFileSync(join(cwd, name), before.replaceAll(from, to), "latin1");
}

test("what is no artifact", async () => {
  writeFileSync(join(cwd, "x"), "text");
  for (const command of ["check", "inspect"]) {
    const { code, stdout } = await cli(command, "x");
    expect(code).toBe(1);
    expect(stdout).toContain("not an ELF file made by Wasmtime");
    expect((await cli(command, "--help")).code).toBe(0);
  }
});

describe("the engine", () => {
  test("what differs, and the flags to make it again with", async () => {
    await precompile("--cpu", "x86-64-v3", "-W", "fuel=1");
    rmSync(join(cwd, "greet.cwasm.meta"));
    const quiet = ["--advisories", "ignore"];
    const loads = await check("-W", "fuel=9", "--cpu", "x86-64-v4", ...quiet);
    expect(loads.stdout).toBe(`greet.cwasm: loads (host: Wasmtime 27, minimal, ${LINUX})\n`);
    const { code, stdout } = await check("--cpu", "x86-64-v2", ...quiet);
    expect(code).toBe(1);
    expect(stdout.split("\n")).toEqual([
      `greet.cwasm: refused (host: Wasmtime 27, minimal, ${LINUX})`,
      "  CPU: the artifact has avx, avx2, fma, bmi1, bmi2, lzcnt, the host has none of these. Make it again with --cpu x86-64-v2",
      "  consume fuel: the artifact has true, the host has false. Make it again with -W epoch-interruption and no other option",
      "  epoch interruption: the artifact has false, the host has true. Make it again with -W epoch-interruption and no other option",
      "",
    ]);
    const elsewhere = await cli("check", "greet.cwasm", "--target", "s390x-unknown-linux-gnu");
    expect(elsewhere.stdout).toContain(
      "architecture: the artifact has x86_64, the host has s390x. Make it again with --target s390x-unknown-linux-gnu",
    );
    const verdicts = JSON.parse(
      (await check("--json", "--wasmtime-version", "36", ...quiet)).stdout,
    );
    expect(verdicts).toEqual([
      {
        file: "greet.cwasm",
        verdict: "refused",
        differences: [
          {
            field: "version",
            artifact: "27.0.0",
            host: "36.0.20",
            inputs: ["wasmtime-version"],
            remedy: "Make it again with --wasmtime-version 36",
          },
        ],
        stale: [],
        unknown: [],
        compiler: "27.0.0",
        advisories: [],
        possible: [],
      },
    ]);
  });

  describe("what is said is enough: made again with it, the artifact loads", () => {
    const [V48, V50] = [
      ["--wasmtime-version", "48"],
      ["--wasmtime-version", "50"],
    ];
    const [DEFAULT, NO_EPOCHS] = [
      ["--host-features", "default"],
      ["-W", "epoch-interruption=n"],
    ];
    test.each<[what: string, made: string[], host: string[], said: string]>([
      ["fuel", ["-W", "fuel=1"], NO_EPOCHS, "-W epoch-interruption=n and no other option"],
      ["no fuel", [], ["-W", "fuel=7"], "-W fuel=1 and no other option"],
      ["epochs", [], NO_EPOCHS, "-W epoch-interruption=n and no other option"],
      ["no epochs", NO_EPOCHS, [], "-W epoch-interruption and no other option"],
      [
        "memory",
        V48,
        [...V48, "-W", "epoch-interruption", "-O", "memory-reservation=0"],
        "-W epoch-interruption -O memory-reservation=0 and no other option",
      ],
      [
        "memory, by its old name",
        [],
        ["-W", "epoch-interruption", "-O", "static-memory-maximum-size=65536"],
        "-W epoch-interruption -O static-memory-maximum-size=65536 and no other option",
      ],
      [
        "a proposal",
        [],
        ["-W", "multi-memory=n,epoch-interruption"],
        "--host-features minimal -W epoch-interruption -W multi-memory=false and no other option",
      ],
      [
        "more Cargo features",
        DEFAULT,
        [],
        "--host-features minimal -W epoch-interruption and no other option",
      ],
      [
        "fewer",
        V50,
        [...V50, ...DEFAULT],
        "--host-features default -W epoch-interruption=n and no other option",
      ],
      [
        "a collector",
        [...V48, ...DEFAULT],
        [...V48, "--host-features", "component-model, gc, gc-null"],
        "--host-features component-model,gc,gc-null -W epoch-interruption=n and no other option",
      ],
      [
        "a flag of Cranelift",
        ["-C", "cranelift-enable_llvm_abi_extensions=true"],
        NO_EPOCHS,
        "-W epoch",
      ],
      ["the version", [], V48, "--wasmtime-version 48"],
      ["the architecture", [], ["--target", "s390x-unknown-linux-gnu"], "--target s390x-"],
      ["the system", [], ["--target", "x86_64-apple-darwin"], "--target x86_64-apple-darwin"],
      ["the CPU", ["--cpu", "x86-64-v3"], ["--cpu", "x86-64-v2"], "--cpu x86-64-v2"],
      ["the CPU, of which nothing is said", ["--cpu", "x86-64-v3"], [], "--cpu baseline"],
      ["a host with a name", NO_EPOCHS, ["--host", "yosh"], "--host yosh"],
      ["the same with another version", V48, ["--host", "yosh"], "--host yosh"],
    ])("%s", async (_, made, host, said) => {
      await precompile(...made);
      rmSync(join(cwd, "greet.cwasm.meta"));
      const ask = [...(host.includes("--target") ? [] : ["--target", LINUX]), ...host];
      const { code, stdout } = await cli("check", "greet.cwasm", ...ask);
      expect({ code, stdout }).toMatchObject({ code: 1, stdout: expect.stringContaining(said) });
      const advice = stdout.matchAll(/Make it again with (.*?)(?: and no other option)?$/gm);
      const flags = [...new Set([...advice].map(([, each]) => each as string))]
        .join(" ")
        .split(" ");
      const again = await cli(...replaced(["--target", LINUX, ...made], flags));
      expect(again.code, again.stderr).toBe(0);
      expect((await cli("check", "greet.cwasm", ...ask)).stdout).toContain(": loads");
    });

    test("a host's own artifact", async () => {
      await precompile(...DEFAULT, "-W", "fuel=1");
      cpSync(join(cwd, "greet.cwasm"), join(cwd, "own"));
      await precompile("--cpu", "x86-64-v2");
      const { stdout } = await cli("check", "greet.cwasm", "--like", "own");
      const advice = new Set(
        [...stdout.matchAll(/Make it again with (.*)$/gm)].map(([, each]) => each),
      );
      expect([...advice]).toEqual(["--like own"]);
      await precompile("--like", "own");
      expect((await cli("check", "greet.cwasm", "--like", "own")).stdout).toContain(": loads");
    });

    test("which has no epochs: the word minimal beside it adds none", async () => {
      await precompile(...NO_EPOCHS, "--out", "own");
      const like = ["--like", "own/greet.cwasm"];
      await precompile(...like, "--host-features", "minimal");
      expect((await cli("check", "greet.cwasm", ...like)).stdout).toContain(": loads");
    });
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
    expect(stdout).toContain("concurrency support: the artifact has false, the host has true");
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
    expect(elsewhere.stdout).toContain(
      "architecture: the artifact has x86_64, the host has aarch64",
    );
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

  test("stale, and of another engine: a host that reads no sidecars refuses it", async () => {
    const { stdout } = await check(...wasm, "-W", "fuel=1");
    expect(stdout).toMatch(
      /: stale .*engine_config_hash is not \w+\. The host compiles in memory if it reads sidecars; one that does not refuses it\n/s,
    );
    expect(stdout).toContain("consume fuel: the artifact has false, the host has true");
    edit("greet.cwasm.meta", "schema = 1", "schema = 2");
    expect((await check(...wasm)).stdout).toMatch(
      /schema is not 1\. The host compiles in memory\n/,
    );
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
