/**
 * Native hosts of the embedded engines: what we compile is what they compile, they load and run it,
 * and what `check` says is what they do.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { differences } from "../../src/artifact/compatibility.ts";
import { parseArtifact } from "../../src/artifact/elf.ts";
import { type EngineSection, parseEngineSection } from "../../src/artifact/engine-section.ts";
import type { Compiler } from "../../src/compiler/compiler.ts";
import { openEmbedded } from "../../src/compiler/embedded.ts";
import { learnSection } from "../../src/compiler/sections.ts";
import type { Engine, EngineCompiler, EngineTarget } from "../../src/engine/engine.ts";
import { lackingOptions } from "../../src/engine/features.ts";
import { majorOf } from "../../src/engine/version.ts";
import { machineCpu } from "../../src/inputs/machine-cpu.ts";
import { runnerTarget } from "../../src/inputs/runner-target.ts";
import { messageOf } from "../../src/support/errors.ts";
import { sha256 } from "../../src/support/hash.ts";
import { nativeHost, provide, unavailable, wasmtime } from "../support/builds.ts";
import { ENGINES, engineOf, LINUX, type TestedEngine } from "../support/engines.ts";
import {
  type ComponentName,
  component,
  components,
  coreModule,
  temporaryDirectory,
} from "../support/fixtures.ts";
import { hostsToTest, NativeHost, nameOf, patient, type Verdict } from "../support/hosts.ts";
import { MANY_REFERENCES } from "../support/modules.ts";
import { optionSets } from "../support/option-sets.ts";
import { runProgram } from "../support/process.ts";
import { moreTargets, targets } from "../support/recorded.ts";

const own = runnerTarget() as string;
const compilers = new Map<string, Promise<Compiler>>();
afterAll(async () => {
  await Promise.all([...compilers.values()].map(async (compiler) => (await compiler).close()));
});

function compilerOf({ version }: Pick<EngineCompiler, "version">): Promise<Compiler> {
  const compiler = compilers.get(version) ?? openEmbedded({ version }, 2);
  compilers.set(version, compiler);
  return compiler;
}

/** Those of its one target. */
function optionsOf({ targets }: Engine): EngineTarget["options"] {
  return (targets[0] as EngineTarget).options;
}

async function ours(wasm: Uint8Array, target: string, engine: Engine): Promise<Uint8Array> {
  const compiler = await compilerOf(engine.compiler);
  const { artifact } = await compiler.compile({
    read: async () => wasm,
    size: wasm.length,
    options: optionsOf(engine),
    target,
  });
  return artifact;
}

function inputsOf({ version, hostFeatures }: TestedEngine, options: string) {
  return { version, hostFeatures, options: options || "# Wasmtime's own" };
}

/** Our artifact of one component, or why there is none. */
async function greetOf(engine: Engine | string): Promise<Uint8Array | string> {
  return typeof engine === "string"
    ? engine
    : await ours(readFileSync(component("greet")), LINUX, engine).catch(messageOf);
}

/** The same bytes, or a refusal by both. */
function expectSame(mine: Uint8Array | string, native: Uint8Array | string): void {
  expect(kindOf(mine), `ours: ${shown(mine)}\ntheirs: ${shown(native)}`).toBe(kindOf(native));
  if (typeof mine !== "string") {
    expect(sha256(mine)).toBe(sha256(native));
  }
}

/** What Wasmtime itself cannot compile: no Pulley in 27, and a fault of Cranelift's in 48. */
const REFUSED = new Set([
  "27.0.0 add pulley32",
  "27.0.0 add pulley64",
  "48.0.8 quickjs riscv64gc-unknown-linux-gnu",
  "48.0.8 spidermonkey riscv64gc-unknown-linux-gnu",
]);

/** What of an engine's options a native host has to be told. */
function flagsFor(host: NativeHost, options: string): string[] {
  const engine = engineOf(inputsOf(host.engine, options));
  // It lacks them itself.
  const lacking = lackingOptions(engine.hostFeatures, majorOf(engine.compiler.version));
  const names = new Set(lacking.map(([name]) => name));
  return host.flags(
    options,
    optionsOf(engine).filter(([name]) => !names.has(name)),
  );
}

const hosts = hostsToTest();
const noHosts = hosts.some((engine) => unavailable(nativeHost(nameOf(engine))));

describe.skipIf(noHosts).each(hosts)("a host on $version $hostFeatures", (embedded) => {
  let host: NativeHost;
  beforeAll(async () => {
    host = await NativeHost.build(embedded);
  });

  const fixtures: ComponentName[] = ["add", ...components.slice(0, patient ? undefined : -1)];
  const pairs = fixtures.flatMap((name) => targets.map((target) => [name, target] as const));
  test.each([...pairs, ...moreTargets.map((target) => ["add", target] as const)])(
    "compiles %s for %s to the bytes that we make",
    async (name, target) => {
      const engine = engineOf(inputsOf(embedded, ""), target);
      const [mine, native] = await Promise.all([
        ours(readFileSync(component(name)), target, engine).catch(messageOf),
        host.compile(component(name), target, []),
      ]);
      expectSame(mine, native);
      expect(kindOf(mine), shown(mine)).toBe(
        REFUSED.has(`${embedded.version} ${name} ${target}`) ? "refusal" : "bytes",
      );
    },
  );

  test("compiles a core module to the bytes that we make, and loads it", async () => {
    const path = join(temporaryDirectory(), "module.wasm");
    writeFileSync(path, coreModule);
    const artifact = await ours(coreModule, own, engineOf(inputsOf(embedded, ""), own));
    expect(sha256(artifact)).toBe(sha256(await host.compile(path, own, [])));
    expect(parseArtifact(artifact).kind).toBe("core-module");
    expect(await host.ask("load", place(artifact))).toEqual({ loads: true });
  });

  test.each(fixtures.slice(1))("loads and runs our artifact of %s", async (name) => {
    const engine = engineOf(inputsOf(embedded, "-W epoch-interruption"), own);
    const path = place(await ours(readFileSync(component(name)), own, engine));
    const flags = flagsFor(host, "-W epoch-interruption");
    expect(await host.ask("greet", path, "world", ...flags)).toEqual({ greeting: "Hello, world!" });
  });

  test.each(optionSets(majorOf(embedded.version), 60))(
    "%s: the same bytes or the same refusal",
    async (options) => {
      const engine = attempt(() => engineOf(inputsOf(embedded, options)));
      const mine = await greetOf(engine);
      const flags = host.flags(options, typeof engine === "string" ? [] : optionsOf(engine));
      if (typeof engine === "string" && nameOf(embedded) === "27.0.0-minimal") {
        // This host has no command line that could refuse.
        return;
      }
      const native = await host.compile(component("greet"), LINUX, flags);
      expectSame(mine, native);
    },
  );

  test("loads just what `check` says it loads", async () => {
    const cpu = machineCpu();
    const verdicts = { loads: 0, refused: 0 };
    for (const hostOptions of HOST_OPTIONS) {
      const engine = attempt(() => engineOf(inputsOf(embedded, hostOptions), own));
      if (typeof engine === "string") {
        continue;
      }
      const section = parseEngineSection(
        await learnSection(
          engine.targets[0] as EngineTarget,
          engine.compiler,
          await compilerOf(embedded),
        ),
      );
      const list = await artifacts();
      const answers = await host.loadAll(
        list.map(({ path }) => path),
        flagsFor(host, hostOptions),
      );
      expect(answers).toHaveLength(list.length);
      for (const [index, { artifact, what }] of list.entries()) {
        const found = differences(artifact, { version: embedded.version, section, cpu });
        const answer = answers[index] as Verdict;
        expect(
          { what, hostOptions, loads: found.length === 0 },
          `${JSON.stringify(answer)} but we found ${JSON.stringify(found)}`,
        ).toEqual({ what, hostOptions, loads: answer.loads });
        verdicts[found.length === 0 ? "loads" : "refused"] += 1;
      }
    }
    console.log(`${nameOf(embedded)}: ${JSON.stringify(verdicts)} agree`);
    expect(verdicts.loads).toBeGreaterThan(10);
    expect(verdicts.refused).toBeGreaterThan(100);
  });
});

/** The systems that a stock command line, built for its own architecture alone, compiles for. */
const X86 = [
  LINUX,
  "x86_64-unknown-linux-musl",
  "x86_64-apple-darwin",
  "x86_64-pc-windows-msvc",
  "x86_64-unknown-freebsd",
  "x86_64-unknown-none",
];

const stock = ENGINES.filter(
  ({ version, hostFeatures }) =>
    (patient ? ["27.0.0", "36.0.20"] : ["27.0.0"]).includes(version) && hostFeatures === "default",
);

const noStock = stock.some(({ version }) => unavailable(wasmtime(version)));

describe.skipIf(noStock).each(stock)("the stock command line of Wasmtime $version", (embedded) => {
  const { version } = embedded;
  let commandLine: string;
  beforeAll(async () => {
    commandLine = await provide(wasmtime(version));
  });

  async function compile(wasm: string, target: string, flags: string): Promise<Buffer | string> {
    const path = join(temporaryDirectory(), "stock.cwasm");
    const words = flags.split(/\s+/).filter((word) => word !== "");
    const args = ["compile", "--target", target, "-C", "cache=n", ...words, "-o", path, wasm];
    const { code, stderr } = await runProgram(commandLine, args);
    return code === 0 ? readFileSync(path) : stderr;
  }

  const fixtures: ComponentName[] = ["add", ...components.slice(0, patient ? undefined : -1)];
  const pairs = fixtures.flatMap((name) => X86.map((target) => [name, target] as const));
  test.each(pairs)("compiles %s for %s to the bytes that we make", async (name, target) => {
    const mine = await ours(
      readFileSync(component(name)),
      target,
      engineOf(inputsOf(embedded, ""), target),
    );
    expect(sha256(mine)).toBe(sha256(await compile(component(name), target, "")));
  });

  test.each(X86)("writes the stack maps for %s that we write", async (target) => {
    const path = join(temporaryDirectory(), "references.wasm");
    writeFileSync(path, MANY_REFERENCES);
    const mine = await ours(MANY_REFERENCES, target, engineOf(inputsOf(embedded, ""), target));
    expect(sha256(mine)).toBe(sha256(await compile(path, target, "")));
  });

  test.each(optionSets(majorOf(version), 60))(
    "%s: the same bytes or the same refusal",
    async (flags) => {
      const mine = await greetOf(attempt(() => engineOf(inputsOf(embedded, flags))));
      const native = await compile(component("greet"), LINUX, flags);
      expectSame(mine, native);
    },
  );
});

/** How hosts are configured in the matrix. */
const HOST_OPTIONS = [
  "",
  "-W epoch-interruption",
  "-W fuel=1",
  "-O opt-level=0 -C cranelift-enable_verifier=true",
  "-O memory-guard-size=0",
  "-O static-memory-maximum-size=0",
  "-O signals-based-traps=n",
  "-W relaxed-simd=n,simd=n",
  "-W multi-memory=n",
  "-W custom-page-sizes",
  "-W tail-call=n",
  "-W relaxed-simd-deterministic",
  "-O table-lazy-init=n",
  "-O memory-init-cow=n",
  "-D debug-info",
  "-D address-map=n",
  "-W gc,function-references",
  "-C collector=null",
  "-C inlining=y",
];

interface Made {
  readonly what: string;
  readonly artifact: EngineSection;
  readonly path: string;
}

let made: Promise<Made[]> | undefined;

/** Artifacts of every engine, of many options, and of CPUs and targets that this machine may not be. */
function artifacts(): Promise<Made[]> {
  made ??= (async () => {
    const list: Made[] = [];
    for (const embedded of ENGINES) {
      for (const [options, cpu, target] of [
        ...HOST_OPTIONS.map((flags) => [flags, "baseline", own] as const),
        ["", "x86-64-v2", LINUX],
        ["", "x86-64-v3", LINUX],
        ["", "x86-64-v4", LINUX],
        ["", "has_avx512vbmi has_avx512bitalg", LINUX],
        ["", "apple-m1", "aarch64-apple-darwin"],
        ["", "baseline", "x86_64-unknown-linux-musl"],
        ["", "baseline", "x86_64-pc-windows-msvc"],
        ["", "baseline", "s390x-unknown-linux-gnu"],
        ["-C cranelift-preserve_frame_pointers=false", "baseline", own],
        ["-C native-unwind-info=n", "baseline", own],
      ] as const) {
        const engine = attempt(() => engineOf({ ...inputsOf(embedded, options), cpu }, target));
        const artifact =
          typeof engine === "string"
            ? undefined
            : await ours(readFileSync(component("add")), target, engine).catch(() => undefined);
        if (artifact !== undefined) {
          list.push({
            what: `${nameOf(embedded)} ${options} ${cpu} ${target}`,
            artifact: parseEngineSection(parseArtifact(artifact).engineSection),
            path: place(artifact),
          });
        }
      }
    }
    return list;
  })();
  return made;
}

function attempt<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    return messageOf(error);
  }
}

function shown(result: Uint8Array | string): string {
  return typeof result === "string" ? result : `${result.length} bytes`;
}

function kindOf(result: Uint8Array | string): "bytes" | string {
  return typeof result === "string" ? "refusal" : "bytes";
}

function place(artifact: Uint8Array): string {
  const path = join(temporaryDirectory(), "ours.cwasm");
  writeFileSync(path, artifact);
  return path;
}
