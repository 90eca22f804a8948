/**
 * docs/hosts.md: the inputs that it has for a host are run as they stand, beside what the host's manifests say. A native
 * Wasmtime with the host's Cargo features and options loads and runs what they make, and nothing of another engine.
 */
import { copyFileSync, cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { defaultCollector, defaultFeatures, parseFeatures } from "../../src/engine/features.ts";
import { CONCURRENCY_SINCE, GC_SUPPORT_SINCE } from "../../src/engine/known-features.ts";
import { majorOf } from "../../src/engine/version.ts";
import type { Manifest } from "../../src/report/manifest.ts";
import { oracle, provide, unavailable } from "../support/builds.ts";
import { installCommandLine, runCommandLine } from "../support/command-line.ts";
import { component, root, temporaryDirectory } from "../support/fixtures.ts";
import { examples, rows } from "../support/markdown.ts";
import { ADD } from "../support/modules.ts";
import { runProgram } from "../support/process.ts";
import { REAL_HOSTS } from "../support/real-hosts.ts";
import { wheel } from "../support/tools.ts";
import { WHEELS, Wheel, type WheelConfig } from "../support/wheels.ts";

type Inputs = Readonly<Record<string, string>>;

const page = readFileSync(join(root, "docs", "hosts.md"), "utf8");
const shownBy = new Map(rows(page, "host").map((cells) => [cells[0] as string, cells.at(-1)]));
const blocks = [...examples(page)].map(
  ([host, step]) => [host, (step as { with: Inputs }).with] as const,
);

/** The hosts that are shown to be served in one way, with their inputs; obelisk has two engines. */
function blocksOf(how: "runs" | "bytes") {
  return blocks.filter(
    ([host]) => (shownBy.get(host) ?? shownBy.get(host.split(" ")[0] as string)) === how,
  );
}

let commandLine: string;
beforeAll(() => {
  commandLine = installCommandLine();
});

/** As a step in the host's own repository would: its manifests around, a component and a module to compile. */
async function make(host: string, inputs: Inputs) {
  const cwd = temporaryDirectory();
  const real = REAL_HOSTS.find((one) => one.host === host.toLowerCase());
  if (real !== undefined) {
    const [folder = ""] = real.manifest.split("/");
    cpSync(join(root, "test", "real-manifests", folder), cwd, { recursive: true });
  }
  copyFileSync(component("add"), join(cwd, "add.wasm"));
  copyFileSync(component("greet"), join(cwd, "greet.wasm"));
  writeFileSync(join(cwd, "module.wasm"), ADD);
  const files = inputs["core-modules"] === "compile" ? ["module.wasm"] : ["add.wasm", "greet.wasm"];
  const { code, stdout, stderr } = await runCommandLine(
    commandLine,
    ["--json", "--no-store", ...flagsOf(inputs), ...files],
    cwd,
    "",
  );
  expect(code, stderr).toBe(0);
  const { engine, artifacts } = JSON.parse(stdout) as Manifest;
  expect(artifacts.length).toBe(files.length);
  const [path, greet] = artifacts.map(({ artifact }) => join(cwd, artifact)) as [string, string];
  return { cwd, engine, path, greet };
}

function flagsOf(inputs: Inputs): string[] {
  return Object.entries(inputs).map(
    ([name, value]) => `--${name === "targets" ? "target" : name}=${value.trim()}`,
  );
}

const EPOCHS = "-W epoch-interruption";

/** The same host, but with epochs if it has none, and without if it has. */
function withOtherEpochs({ options = "", ...others }: Inputs): Inputs {
  const had = options.includes(EPOCHS) || others["host"] === "yosh";
  const { host, ...inWords } = others;
  return {
    ...(host === "yosh" ? { ...inWords, "wasmtime-version": "27" } : others),
    options: had ? `-D address-map=y ${options.replace(EPOCHS, "")}` : `${EPOCHS} ${options}`,
  };
}

/** Wheels have no copying collector, which is the first choice of hosts that have everything. */
function withCollector(
  inputs: Inputs,
  { host_features: features, wasmtime_version: version }: Manifest["engine"],
): Inputs {
  return features === "default" &&
    defaultCollector(new Set(defaultFeatures(majorOf(version))), majorOf(version)) === "copying"
    ? { ...inputs, options: `${inputs["options"] ?? ""} -C collector=drc` }
    : inputs;
}

/** What options are in the wheel's `Config`. */
const SETTINGS: Readonly<Record<string, WheelConfig>> = {
  "-W epoch-interruption": { epoch_interruption: true },
  "-W component-model-async": { wasm_component_model_async: true },
  "-W nan-canonicalization": { cranelift_nan_canonicalization: true },
  "-W relaxed-simd-deterministic": { wasm_relaxed_simd_deterministic: true },
  "-W gc": { wasm_gc: true },
  "-W function-references": { wasm_function_references: true },
  "-W exceptions": { wasm_exceptions: true },
  "-D backtrace-details": { wasm_backtrace_details: true },
};

/** A `Config` like the host's: its options, and off what it has no Cargo features for. */
function configOf({ options = "" }: Inputs, features: string, major: number): WheelConfig {
  const { deciding } = parseFeatures(features.replaceAll("+", ","), major);
  const has = (feature: string): boolean => deciding?.has(feature) === true;
  return {
    ...(has("component-model") ? {} : { wasm_component_model: false }),
    ...(has("threads") ? {} : { wasm_threads: false }),
    ...(has("gc") || major < GC_SUPPORT_SINCE ? {} : { gc_support: false }),
    ...(has("component-model-async") || major < CONCURRENCY_SINCE
      ? {}
      : { concurrency_support: false }),
    ...Object.assign(
      {},
      ...(options.match(/-\S \S+/g) ?? []).map((option) => {
        const setting = SETTINGS[option];
        expect(setting, option).toBeDefined();
        return setting;
      }),
    ),
  };
}

describe.skipIf(unavailable(wheel(WHEELS.get(50) as string)))("a native Wasmtime", () => {
  test.each(blocksOf("runs").filter(([host]) => host !== "yosh"))(
    "as %s has it",
    async (host, inputs) => {
      const { engine } = await make(host, inputs);
      const major = majorOf(engine.wasmtime_version);
      const { path } = await make(host, withCollector(inputs, engine));
      const native = await Wheel.install(WHEELS.get(major) as string);
      const config = configOf(inputs, engine.host_features, major);
      expect(await native.call(path, "add", [19, 23], config)).toBe(42);
      const other = await make(host, withOtherEpochs(withCollector(inputs, engine)));
      const [verdict] = await native.loadAll([other.path], config);
      expect(verdict).toMatchObject({ loads: false, error: expect.stringContaining("epoch") });
    },
  );
});

describe.skipIf(unavailable(oracle()))("the reference's own engine", () => {
  test.each(blocksOf("runs").filter(([host]) => host === "yosh"))(
    "as %s has it",
    async (host, inputs) => {
      const program = await provide(oracle());
      const { greet } = await make(host, inputs);
      const answer = await runProgram(program, ["greet", greet, "world"]);
      expect(answer.stdout).toContain("world");
      const other = await make(host, withOtherEpochs(inputs));
      expect((await runProgram(program, ["load", other.greet])).code).not.toBe(0);
    },
  );
});

// What is native for these takes a build: test/hosts/sets.test.ts.
test.each(blocksOf("bytes"))("the description of %s", async (host, inputs) => {
  const { cwd, path } = await make(host, inputs);
  const other = await make(host, withOtherEpochs(inputs));
  const { "core-modules": _, ...description } = inputs;
  // Only the engine counts here.
  rmSync(`${other.path}.meta`);
  const { stdout } = await runCommandLine(
    commandLine,
    ["check", "--json", ...flagsOf(description), path, other.path],
    cwd,
    "",
  );
  const verdicts = JSON.parse(stdout) as { verdict: string; differences: { field: string }[] }[];
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(["loads", "refused"]);
});

test("no host is left out", () => {
  const tested = [...blocksOf("runs"), ...blocksOf("bytes")].map(([host]) => host);
  const served = rows(page, "host").filter((cells) => cells.at(-2) === "yes");
  expect(served.filter(([host]) => !tested.includes(host as string))).toEqual([]);
  expect(blocksOf("runs").length).toBeGreaterThanOrEqual(11);
});
