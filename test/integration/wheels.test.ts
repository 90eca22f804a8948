/**
 * Native hosts of nearly every line, PyPI's wheels of `wasmtime`: what they compile is what we make for them, they
 * load and run it, and what they refuse is what `check` says they refuse.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "@bytecodealliance/jco";
import { beforeAll, describe, expect, test } from "vitest";
import { parseArtifact } from "../../src/artifact/elf.ts";
import { EMBEDDED } from "../../src/engine/lines.ts";
import { runnerTarget } from "../../src/inputs/runner-target.ts";
import type { Manifest } from "../../src/report/manifest.ts";
import { messageOf } from "../../src/support/errors.ts";
import { sha256 } from "../../src/support/hash.ts";
import { provide, unavailable } from "../support/builds.ts";
import { installCommandLine, runCommandLine } from "../support/command-line.ts";
import { component, coreModule, temporaryDirectory } from "../support/fixtures.ts";
import { MANY_REFERENCES } from "../support/modules.ts";
import { pythonComponent, wheel } from "../support/tools.ts";
import { FIXED_SINCE, WHEELS, Wheel, type WheelConfig } from "../support/wheels.ts";

const own = runnerTarget() as string;
let commandLine: string;
let inputs: string;
const wheels = new Map<number, Wheel>();
const noPython = unavailable(wheel(WHEELS.get(50) as string));

beforeAll(async () => {
  commandLine = installCommandLine();
  inputs = temporaryDirectory();
  for (const [name, bytes] of Object.entries({
    add: readFileSync(component("add")),
    greet: readFileSync(component("greet")),
    module: coreModule,
    references: MANY_REFERENCES,
  })) {
    writeFileSync(join(inputs, `${name}.wasm`), bytes);
  }
  if (!noPython) {
    for (const [major, version] of WHEELS) {
      wheels.set(major, await Wheel.install(version));
    }
  }
}, 600_000);

/** Wasmtime goes through what is passed to a component within in the order of a randomly seeded hash table. */
const PASSING = `(component
  (component $within
    (import "one" (type $one (sub resource)))
    (import "other" (type $other (sub resource)))
    (core func $drop-one (canon resource.drop $one))
    (core func $drop-other (canon resource.drop $other))
    (core module $module (import "" "one" (func (param i32))) (import "" "other" (func (param i32))))
    (core instance (instantiate $module (with "" (instance
      (export "one" (func $drop-one)) (export "other" (func $drop-other)))))))
  (type $one (resource (rep i32)))
  (type $other (resource (rep i32)))
  (instance (instantiate $within (with "one" (type $one)) (with "other" (type $other)))))`;

/** Runs the command line; the artifacts' paths by component and target. */
async function make(...args: string[]): Promise<Map<string, string>> {
  const cwd = temporaryDirectory();
  const flags = ["--core-modules", "compile", "--no-store", "--json"];
  const where = ["--output", join(cwd, "{target}", "{stem}.cwasm")];
  const { code, stdout, stderr } = await runCommandLine(
    commandLine,
    [...flags, ...where, ...args],
    cwd,
    join(cwd, "store"),
  );
  expect(code, stderr).toBe(0);
  const { artifacts } = JSON.parse(stdout) as Manifest;
  return new Map(
    artifacts.map(({ component: name, target, artifact }) => [
      `${/(\w+)\.wasm$/.exec(name)?.[1]} ${target}`,
      join(cwd, artifact),
    ]),
  );
}

describe.skipIf(noPython).each([...WHEELS])("Wasmtime %i, the wheel of %s", (major) => {
  const host = ["--host", "wasmtime-py", "--wasmtime-version", String(major)];

  // Older wheels cannot be told the target, and compile for the machine's own CPU: as --like says.
  const hasTarget = major >= 45;
  let described: string[];
  beforeAll(async () => {
    const like = join(temporaryDirectory(), "like.cwasm");
    const theirs = await (wheels.get(major) as Wheel).compile(`${inputs}/greet.wasm`, undefined);
    writeFileSync(like, theirs);
    described = hasTarget ? host : ["--like", like];
  });
  const compile = (wasm: string) =>
    (wheels.get(major) as Wheel).compile(wasm, hasTarget ? own : undefined);

  test("compiles what we make for it, byte for byte", async () => {
    const names = ["add", "greet", "module", "references"];
    const files = names.map((name) => join(inputs, `${name}.wasm`));
    const made = await make(...described, "--target", own, ...files);
    expect(made.size).toBe(files.length);
    for (const [index, name] of names.entries()) {
      const theirs = await compile(files[index] as string);
      const ours = readFileSync(made.get(`${name} ${own}`) as string);
      expect(ours.equals(theirs), name).toBe(true);
    }
  });

  test("of a component that passes on two resources: each result is one of its own, which differ", async () => {
    const folder = temporaryDirectory();
    const wasm = await parse(PASSING);
    const paths = Array.from({ length: 20 }, (_, index) => join(folder, `${index}.wasm`));
    for (const path of paths) {
      writeFileSync(path, wasm);
    }
    const results = await (wheels.get(major) as Wheel).compileAll(
      paths,
      hasTarget ? own : undefined,
    );
    const theirs = new Set(results.map((made) => (typeof made === "string" ? made : sha256(made))));
    expect(theirs.size).toBe(2);
    const made = new Set<string>();
    for (let run = 0; run < 3; run++) {
      const [path] = [...(await make(...described, "--target", own, paths[0] as string)).values()];
      made.add(sha256(readFileSync(path as string)));
    }
    const [ours = "", ...others] = made;
    expect(others).toEqual([]);
    expect(theirs).toContain(ours);
  });

  test("of 1.6 MB, too, and loads it; or neither compiles it", async () => {
    const theirs = await compile(component("quickjs")).catch(messageOf);
    if (typeof theirs === "string") {
      // Wasmtime's own fault in some lines, of adapters without concurrency support.
      const refused = "WebAssembly translation error";
      expect(theirs).toContain(refused);
      await expect(make(...described, "--target", own, component("quickjs"))).rejects.toThrow(
        refused,
      );
      return;
    }
    const made = await make(...described, "--target", own, component("quickjs"));
    const [path] = [...made.values()] as [string];
    const ours = readFileSync(path);
    expect(parseArtifact(ours).engineSection).toEqual(parseArtifact(theirs).engineSection);
    // Fixes in later patches than the wheel's have changed what it compiles to.
    expect(ours.equals(theirs)).toBe(!FIXED_SINCE.has(major));
    expect(await (wheels.get(major) as Wheel).loadAll([path])).toEqual([{ loads: true }]);
  });

  test("runs it", async () => {
    const made = await make(...host, "--target", own, `${inputs}/add.wasm`, `${inputs}/greet.wasm`);
    const run = (name: string, call: string, args: (number | string)[]) =>
      (wheels.get(major) as Wheel).call(made.get(`${name} ${own}`) as string, call, args);
    if (major >= 39) {
      expect(await run("add", "add", [19, 23])).toBe(42);
    }
  });

  test("an artifact of its own describes it: with --like the bytes are the same", async () => {
    const folder = temporaryDirectory();
    const theirs = await (wheels.get(major) as Wheel).compile(`${inputs}/add.wasm`, undefined);
    const like = join(folder, "theirs.cwasm");
    writeFileSync(like, theirs);
    const made = await make("--like", like, "--target", own, `${inputs}/add.wasm`);
    const [path] = [...made.values()] as [string];
    expect(readFileSync(path).equals(theirs)).toBe(true);
    const check = await runCommandLine(
      commandLine,
      ["check", path, "--like", like],
      folder,
      folder,
    );
    expect(check.stdout).toContain(": loads (host: ");
  });
});

/** Each takes half a minute: with HOSTS=all every line, otherwise the newest. */
const python = [...WHEELS.keys()].slice(process.env["HOSTS"] === "all" ? 0 : -1);

describe.skipIf(noPython).each(python)("a component of 18 MB, on Wasmtime %i", (major) => {
  test("made by componentize-py: it loads and answers", async () => {
    const wasm = await provide(pythonComponent());
    const host = ["--host", "wasmtime-py", "--wasmtime-version", String(major)];
    const [path] = [...(await make(...host, "--target", own, wasm)).values()] as [string];
    const answer = await (wheels.get(major) as Wheel).call(path, "greet", ["world"]);
    expect(answer).toBe("Hello, world!");
  });
});

/** How hosts are configured, in the wheel's words and in ours. */
const CONFIGS: readonly [WheelConfig, string[]][] = [
  [{}, []],
  [{ epoch_interruption: true }, ["-W", "epoch-interruption"]],
  [{ consume_fuel: true }, ["-W", "fuel=1"]],
  [{ wasm_threads: false }, ["-W", "threads=n"]],
  [{ wasm_multi_memory: false }, ["-W", "multi-memory=n"]],
  [{ debug_info: true }, ["-D", "debug-info"]],
];

const FEATURES = [
  "minimal",
  "default",
  "component-model, gc, gc-null, threads",
  "component-model, threads",
];

describe.skipIf(noPython)("what hosts load, and what check says", () => {
  let files: string[];
  beforeAll(async () => {
    files = [];
    for (const [major] of WHEELS) {
      const host = ["--host", "wasmtime-py", "--wasmtime-version", String(major)];
      for (const [, options] of CONFIGS) {
        const made = await make(...host, ...options, "--target", own, `${inputs}/add.wasm`);
        files.push(...made.values());
      }
    }
    for (const version of EMBEDDED) {
      for (const features of FEATURES) {
        for (const [, options] of CONFIGS.slice(0, features === "default" ? undefined : 2)) {
          const flags = options.length === 0 ? ["-D", "address-map=y"] : options;
          const engine = ["--wasmtime-version", version, "--host-features", features, ...flags];
          const made = await make(...engine, "--target", own, `${inputs}/add.wasm`);
          files.push(...made.values());
        }
      }
    }
  }, 600_000);

  beforeAll(() => {
    // Only the engine counts here.
    for (const file of files) {
      rmSync(`${file}.meta`);
    }
  });

  const hosts = [...WHEELS].flatMap(([major]) => CONFIGS.map((config) => [major, config] as const));
  const verdicts: boolean[] = [];

  test.each(hosts)("Wasmtime %i with %j", async (major, [config, options]) => {
    const theirs = await (wheels.get(major) as Wheel).loadAll(files, config);
    const host = ["--host", "wasmtime-py", "--wasmtime-version", String(major)];
    const flags = options.length === 0 ? ["-D", "address-map=y"] : options;
    const { stdout } = await runCommandLine(
      commandLine,
      ["check", "--json", "--cpu", "this-machine", ...host, ...flags, ...files],
      temporaryDirectory(),
      "",
    );
    const ours = (JSON.parse(stdout) as { verdict: string }[]).map(({ verdict }) => verdict);
    const words = theirs.map(({ loads }) => (loads ? "loads" : "refused"));
    expect(ours.map((verdict, index) => [verdict, theirs[index]?.error])).toEqual(
      words.map((word, index) => [word, theirs[index]?.error]),
    );
    verdicts.push(...theirs.map(({ loads }) => loads));
  });

  test("both verdicts, of a thousand pairs and more", () => {
    expect(verdicts.length).toBeGreaterThan(1000);
    expect(verdicts.filter((loads) => loads).length).toBeGreaterThan(40);
    expect(verdicts.filter((loads) => !loads).length).toBeGreaterThan(500);
  });
});
