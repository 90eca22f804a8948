/**
 * docs/refused.md: each row is run. A native host refuses an artifact with the row's words, and loads the one that is made
 * with what the row sets.
 */
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { PrecompileOptions } from "../../src/api.ts";
import { FEATURES } from "../../src/engine/known-cpus.ts";
import { machineCpu } from "../../src/inputs/machine-cpu.ts";
import { runnerTarget } from "../../src/inputs/runner-target.ts";
import { exampleHost, provide, unavailable } from "../support/builds.ts";
import { component, root, temporaryDirectory } from "../support/fixtures.ts";
import { rows } from "../support/markdown.ts";
import { ADD } from "../support/modules.ts";
import { runProgram } from "../support/process.ts";
import { wheel } from "../support/tools.ts";
import { Wheel, type WheelConfig, type WheelLoad, type WheelVerdict } from "../support/wheels.ts";

const { precompile } = (await import(
  join(root, "dist", "api.js")
)) as typeof import("../../src/api.ts");

const own = runnerTarget() as string;
const foreign = own.startsWith("x86_64") ? "aarch64" : "x86_64";

/** The host of the page, as options describe it. */
const HOST: PrecompileOptions = { host: "wasmtime-py", wasmtimeVersion: "50", target: own };

interface Case {
  /** What is wrong with the artifact, beside the host's description. */
  readonly wrong?: PrecompileOptions;
  /** Without the description. */
  readonly inWords?: boolean;
  readonly config?: WheelConfig;
  readonly wasm?: Uint8Array;
  /** What is done to the artifact's bytes. */
  readonly damage?: (artifact: Uint8Array) => Uint8Array;
  readonly as?: "component" | "module";
}

/** One that this machine's CPU lacks; if it has all of them, there is nothing to refuse. */
const lacking = Object.keys(FEATURES[own.startsWith("x86_64") ? "x86_64" : "aarch64"]).find(
  (feature) => !machineCpu().has(feature),
);

/** By the rows' first cells. */
const CASES: Readonly<Record<string, Case>> = {
  "Module was compiled with incompatible …version '…'": { wrong: { wasmtimeVersion: "48" } },
  "Module was compiled for architecture '…'": {
    wrong: { target: own.replace(/^[^-]+/, foreign) },
  },
  "Module was compiled for operating system '…'": {
    wrong: { target: own.replace(/-.*/, "-pc-windows-msvc") },
  },
  "compilation settings of module incompatible with native host": {
    wrong: { cpu: lacking ?? "baseline" },
  },
  "Module was compiled with epoch interruption but it is not enabled for the host": {
    wrong: { options: "-W epoch-interruption" },
  },
  "Module was compiled without epoch interruption but it is enabled for the host": {
    config: { epoch_interruption: true },
  },
  "Module was compiled with fuel support but it is not enabled for the host": {
    wrong: { options: "-W fuel=1" },
  },
  "Module was compiled without fuel support but it is enabled for the host": {
    config: { consume_fuel: true },
  },
  "Module was compiled with native debug information support but it is not enabled for the host": {
    wrong: { options: "-D debug-info" },
  },
  "Module was compiled with relaxed simd deterministic semantics but it is not enabled for the host":
    { wrong: { options: "-W relaxed-simd-deterministic" } },
  "Module was compiled without Signals-based traps but it is enabled for the host": {
    wrong: { options: "-O signals-based-traps=n" },
  },
  "Module was compiled with a memory reservation of '…' but '…' is expected for the host": {
    wrong: { options: "-O memory-reservation=0" },
  },
  "Module was compiled with a memory guard size of '…' but '…' is expected for the host": {
    wrong: { options: "-O memory-guard-size=0" },
  },
  "Module was compiled with support for WebAssembly feature `…` but it is not enabled for the host":
    { config: { wasm_multi_memory: false } },
  "module was compiled for the … collector but the host is configured to use the … collector": {
    inWords: true,
    wrong: { hostFeatures: "default" },
  },
  "Module was compiled without concurrency support but it is enabled for the host": {
    inWords: true,
    wrong: { hostFeatures: "component-model, gc, gc-drc, gc-null, threads" },
  },
  "incompatible object file format": {
    wrong: { coreModules: "compile" },
    wasm: ADD,
    as: "component",
  },
  "failed to parse precompiled artifact as an ELF": { damage: () => bytesOf("add") },
  "failed to parse section headers": { damage: (artifact) => artifact.subarray(0, 500) },
};

/** The row of a host that no wheel is. */
const WITHOUT_GC = "module was compiled with GC however GC is disabled in the host";

function bytesOf(name: "add" | "greet"): Uint8Array {
  return readFileSync(component(name));
}

/** A cell with code as text. */
function said(cell = ""): string {
  return /^(`+)(.*)\1$/.exec(cell)?.[2] as string;
}

/** What a cell sets, as options. */
function settings(cell = ""): PrecompileOptions {
  const set = [...cell.matchAll(/`([a-z-]+): ([^`]+)`/g)].map(([, input = "", value]) => [
    input === "targets"
      ? "target"
      : input.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
    input === "targets" ? own : value,
  ]);
  return Object.fromEntries(set) as PrecompileOptions;
}

function pattern(message: string): RegExp {
  return new RegExp(`^${message.replace(/[.*+?^$|()[\]{}\\]/g, "\\$&").replaceAll("…", ".*")}`);
}

const table = rows(readFileSync(join(root, "docs", "refused.md"), "utf8"), "Wasmtime says");

test("every row is run, and each once", () => {
  const messages = table.map(([message]) => said(message));
  expect(messages.sort()).toEqual([...Object.keys(CASES), WITHOUT_GC].sort());
});

describe.skipIf(unavailable(wheel("50.0.1")))("a host on Wasmtime 50", () => {
  const cases = table
    .filter(([message]) => said(message) !== WITHOUT_GC)
    .map(([message, , set]) => [said(message), settings(set)] as const);
  const verdicts = new Map<string, readonly [refused: WheelVerdict, right: WheelVerdict]>();

  beforeAll(async () => {
    const made = new Map<string, Promise<string>>();
    // What several rows need is made once.
    const make = (wasm: Uint8Array, options: PrecompileOptions): Promise<string> => {
      const key = JSON.stringify([wasm.length, Object.entries(options).sort()]);
      const path =
        made.get(key) ?? precompile(wasm, options).then(({ artifact }) => write(artifact));
      made.set(key, path);
      return path;
    };
    const loads: WheelLoad[] = [];
    for (const [message, fix] of cases) {
      const {
        wrong,
        inWords,
        wasm = bytesOf("add"),
        damage,
        config = {},
        as,
      } = CASES[message] as Case;
      const { host: _, ...described } = HOST;
      const base = inWords ? described : HOST;
      const path = await make(wasm, { ...base, ...wrong });
      const damaged = damage === undefined ? path : write(damage(readFileSync(path)));
      loads.push({ path: damaged, config, as });
      // Where nothing is set, it is loaded whole, and as what it is.
      loads.push({ path: await make(wasm, { ...base, ...wrong, ...fix }), config });
    }
    const found = await (await Wheel.install("50.0.1")).loadEach(loads);
    for (const [index, [message]] of cases.entries()) {
      const [refused, right] = found.slice(2 * index) as [WheelVerdict, WheelVerdict];
      verdicts.set(message, [refused, right]);
    }
  });

  test.each(cases)("%s", (message, fix) => {
    const [refused, right] = verdicts.get(message) as [WheelVerdict, WheelVerdict];
    const { wrong, damage, as } = CASES[message] as Case;
    if (wrong?.cpu === "baseline") {
      expect(refused).toEqual({ loads: true });
    } else {
      expect(refused.error).toMatch(pattern(message));
    }
    expect(right).toEqual({ loads: true });
    expect(Object.keys(fix).length === 0).toBe(damage !== undefined || as !== undefined);
  });
});

function write(artifact: Uint8Array): string {
  const path = join(temporaryDirectory(), "artifact.cwasm");
  writeFileSync(path, artifact);
  return path;
}

describe.skipIf(unavailable(exampleHost("27.0.0")))("a host on Wasmtime 27 without gc", () => {
  test(WITHOUT_GC, async () => {
    const greet = await provide(exampleHost("27.0.0"));
    const options = "-W epoch-interruption";
    const engineFingerprint = "v2;component_model=true;async=false;fuel=false;epoch=true;cranelift";
    const host = { wasmtimeVersion: "27.0.0", target: own, options, engineFingerprint };
    const [, , set] = table.find(([message]) => said(message) === WITHOUT_GC) ?? [];
    const run = async (more: PrecompileOptions) => {
      const folder = temporaryDirectory();
      const { artifact, sidecar } = await precompile(bytesOf("greet"), { ...host, ...more });
      writeFileSync(join(folder, "greet.cwasm"), artifact, { mode: 0o600 });
      writeFileSync(join(folder, "greet.cwasm.meta"), sidecar, { mode: 0o600 });
      chmodSync(folder, 0o700);
      return await runProgram(greet, [component("greet"), join(folder, "greet.cwasm")]);
    };
    expect((await run({ hostFeatures: "default" })).stderr).toContain(WITHOUT_GC);
    expect((await run(settings(set))).stdout).toBe("Hello, world!\n");
  });
});
