/**
 * The benchmark: us beside the reference and the usual tools, interleaved in one run.
 *
 *     npm run bench                 all scenarios
 *     npm run bench -- tiny 12      those whose names begin so
 *     npm run bench -- --real       modules that others published instead, of up to 66 MB
 *     OUR_NODE=/usr/bin/node20 npm run bench -- 12      us on another Node
 *
 * Every figure is the median of ROUNDS rounds (default 3); ratios are of medians of the same run.
 * Prints a table, and writes bench/results.json and bench/results.svg where it runs all. Needs Rust for the
 * reference; the first run builds `wasmtime` 27 too. Linux, python3, tar and zstd.
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";
import { published } from "../test/real-modules/packages.ts";
import { editOneFunction } from "../test/support/bodies.ts";
import {
  oracle as oracleProgram,
  provide,
  wasmtime as wasmtimeProgram,
} from "../test/support/builds.ts";
import { component, root, temporaryDirectory } from "../test/support/fixtures.ts";
import { padded } from "../test/support/modules.ts";
import { runOrFail } from "../test/support/process.ts";
import { ResultsService } from "../test/support/results-service.ts";
import { chart } from "./chart.ts";
import { measure, medians, type Usage } from "./measure.ts";

/** One thing to measure: prepared anew each round, outside the time. */
interface Contender {
  readonly scenario: string;
  readonly name: string;
  readonly env?: NodeJS.ProcessEnv;
  prepare?(): void | Promise<void>;
  /** Commands that run one after another. */
  commands(): string[][];
}

const here = import.meta.dirname;
const rounds = Number(process.env["ROUNDS"] ?? 3);
const real = process.argv.includes("--real");
const only = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const TARGET = "x86_64-unknown-linux-gnu";
const THREE = [TARGET, "aarch64-unknown-linux-gnu", "aarch64-apple-darwin"];
const WINDOWS = "x86_64-pc-windows-msvc";
const FOUR = [...THREE, WINDOWS];
/** Of the published modules, from 0.7 to 66 MB. */
const REAL = ["sql.js", "esbuild-wasm", "onnxruntime-web", "opencascade.js"];

const scratch = temporaryDirectory();
const out = join(scratch, "out");
const oracle = await provide(oracleProgram());
const wasmtime = await provide(wasmtimeProgram("27.0.0"));
const cli = join(root, "dist", "cli.js");
const node = process.env["OUR_NODE"] ?? process.execPath;

function fresh(name: string): string {
  const folder = join(scratch, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

function ours(
  files: readonly string[],
  store: string,
  targets: readonly string[] = [TARGET],
): string[] {
  const flags = targets.flatMap((target) => ["--target", target]);
  return [node, cli, ...files, ...flags, "--out", out, "--store", store];
}

function run(command: string[]): void {
  const { status, stderr } = spawnSync(command[0] as string, command.slice(1));
  if (status !== 0) {
    throw new Error(`${command.join(" ")}: ${stderr}`);
  }
}

/** A store as an earlier run over these files leaves it, made once. */
function storeAfter(name: string, files: readonly string[], targets?: readonly string[]): string {
  const store = join(scratch, `store-${name}`);
  if (!existsSync(store)) {
    run(ours(files, store, targets));
  }
  return store;
}

/** A copy that a run may change. */
function copyOf(store: string): string {
  const copy = fresh("store-copy");
  cpSync(store, copy, { recursive: true });
  return copy;
}

const copy = join(scratch, "store-copy");

function reference(files: readonly string[]): string[][] {
  return files.map((file) => [oracle, "precompile", file, out]);
}

function stock(files: readonly string[]): string[][] {
  return files.map((file) => [
    wasmtime,
    "compile",
    "-W",
    "epoch-interruption=y",
    file,
    "-o",
    join(out, "stock.cwasm"),
  ]);
}

/** One component: the reference, the stock command line, and us in every state. */
function single(scenario: string, file: string): Contender[] {
  const edited = join(scratch, `${scenario.replaceAll(" ", "-")}-before.wasm`);
  const large = readFileSync(file).length > 100_000;
  writeFileSync(
    edited,
    large ? editOneFunction(readFileSync(file), 40) : readFileSync(component("add")),
  );
  return [
    { scenario, name: "reference", commands: () => reference([file]) },
    { scenario, name: "wasmtime compile", commands: () => stock([file]) },
    {
      scenario,
      name: "ours, cold",
      prepare: () => void fresh("store-copy"),
      commands: () => [ours([file], copy)],
    },
    {
      scenario,
      name: "ours, one function edited",
      prepare: () => void copyOf(storeAfter(`${scenario}-edited`, [edited])),
      commands: () => [ours([file], copy)],
    },
    { scenario, name: "ours, warm", commands: () => [ours([file], storeAfter(scenario, [file]))] },
  ];
}

/** Twenty components that differ in one function each. */
function twenty(): string[] {
  const folder = fresh("twenty");
  const bytes = readFileSync(component("quickjs"));
  return Array.from({ length: 20 }, (_, index) => {
    const path = join(folder, `component-${index}.wasm`);
    writeFileSync(path, editOneFunction(bytes, index));
    return path;
  });
}

function many(): Contender[] {
  const files = twenty();
  const scenario = "20 × 1.6 MB";
  const warm = () => storeAfter("twenty", files);
  const artifacts = join(scratch, "artifacts");
  const archive = join(scratch, "artifacts.tar.zst");
  return [
    { scenario, name: "reference", commands: () => reference(files) },
    { scenario, name: "wasmtime compile", commands: () => stock(files) },
    {
      scenario,
      name: "ours, cold",
      prepare: () => void fresh("store-copy"),
      commands: () => [ours(files, copy)],
    },
    {
      scenario,
      name: "ours, one of twenty is new",
      prepare: () => void copyOf(storeAfter("nineteen", files.slice(1))),
      commands: () => [ours(files, copy)],
    },
    {
      scenario,
      name: "ours, warm",
      prepare: () => void warm(),
      commands: () => [ours(files, warm())],
    },
    {
      scenario,
      name: "tar and zstd, warm",
      prepare: () => {
        rmSync(artifacts, { recursive: true, force: true });
        run([...ours(files, warm()).slice(0, -4), "--out", artifacts, "--store", warm()]);
        run(["tar", "-I", "zstd", "-cf", archive, "-C", artifacts, "."]);
      },
      commands: () => [["tar", "-I", "zstd", "-xf", archive, "-C", fresh("unpacked")]],
    },
    {
      scenario,
      name: "copying and hashing",
      commands: () => [
        ["cp", "-r", artifacts, fresh("copied")],
        ["sha256sum", ...readdirSync(artifacts).map((file) => join(artifacts, file))],
      ],
    },
    {
      scenario: "20 × 1.6 MB × 3 targets",
      name: "ours, cold",
      prepare: () => void fresh("store-copy"),
      commands: () => [ours(files, copy, THREE)],
    },
    {
      scenario: "20 × 1.6 MB × 3 targets",
      name: "ours, warm",
      prepare: () => void storeAfter("three", files, THREE),
      commands: () => [ours(files, storeAfter("three", files, THREE), THREE)],
    },
  ];
}

/** One component on so many workers, and as many cores where there are. */
function cores(file: string): Contender[] {
  const scenario = "workers, 12 MB";
  return [1, 2, 4].map((jobs) => ({
    scenario,
    name: `ours, ${jobs}`,
    prepare: () => void fresh("store-copy"),
    commands: () => [
      [
        ...(jobs <= availableParallelism() ? ["taskset", "--cpu-list", `0-${jobs - 1}`] : []),
        ...ours([file], copy),
        ...["--jobs", String(jobs)],
      ],
    ],
  }));
}

/** So many small components that differ in a custom section. */
function small(count: number): Contender[] {
  const folder = fresh(`small-${count}`);
  const bytes = readFileSync(component("greet"));
  const files = Array.from({ length: count }, (_, index) => {
    const path = join(folder, `component-${index}.wasm`);
    writeFileSync(path, padded(bytes, index));
    return path;
  });
  const scenario = `${count} small × 4 targets`;
  return [
    {
      scenario,
      name: "ours, cold",
      prepare: () => void fresh("store-copy"),
      commands: () => [ours(files, copy, FOUR)],
    },
    {
      scenario,
      name: "ours, warm",
      prepare: () => void storeAfter(scenario, files, FOUR),
      commands: () => [ours(files, storeAfter(scenario, files, FOUR), FOUR)],
    },
  ];
}

/**
 * Modules as they are published, for hosts with default features: the stock command line makes the same bytes. Two
 * targets of x86-64, since Wasmtime 27 fails with the largest for aarch64.
 */
async function realModules(): Promise<Contender[]> {
  const modules = (await published()).filter(
    ({ package: name }, index, all) =>
      REAL.includes(name) && all.findIndex((other) => other.package === name) === index,
  );
  const flags = ["--core-modules", "compile", "--host-features", "default"];
  const stockOf = (file: string): string[][] => [
    [wasmtime, "compile", file, "-o", join(out, "stock.cwasm")],
  ];
  const oursOf = (file: string, targets: readonly string[], ...more: string[]): Contender => ({
    scenario: "",
    name: "ours, cold",
    prepare: () => void fresh("store-copy"),
    commands: () => [[...ours([file], copy, targets), ...flags, ...more]],
  });
  return modules.flatMap(({ package: name, version, path, size }) => {
    const scenario = `${name} ${version}, ${(size / 1e6).toFixed(1)} MB`;
    return [
      {
        scenario,
        name: "wasmtime compile, one thread",
        env: { ...process.env, RAYON_NUM_THREADS: "1" },
        commands: () => stockOf(path),
      },
      { scenario, name: "wasmtime compile", commands: () => stockOf(path) },
      { ...oursOf(path, [TARGET]), scenario },
      { ...oursOf(path, [TARGET], "--jobs", "1"), scenario, name: "ours, cold, one worker" },
      { ...oursOf(path, [TARGET, WINDOWS]), scenario, name: "ours, cold, two targets at once" },
    ];
  });
}

/** The Action itself, over the genuine cache client and a service on this machine. */
function action(service: ResultsService): Contender[] {
  const scenario = "Action, one small component restored";
  const workspace = fresh("workspace");
  cpSync(component("greet"), join(workspace, "greet.wasm"));
  const env = {
    PATH: process.env["PATH"],
    HOME: process.env["HOME"],
    GITHUB_WORKSPACE: workspace,
    GITHUB_SERVER_URL: "https://github.com",
    RUNNER_TEMP: fresh("runner"),
    INPUT_FILES: "greet.wasm",
    ...service.env,
  };
  const command = [node, join(root, "dist", "main.js")];
  return [
    { scenario, name: "node -e 0", commands: () => [[node, "-e", "0"]] },
    {
      scenario,
      name: "ours",
      env,
      prepare: async () => {
        if (service.entries.length === 0) {
          await runOrFail(command[0] as string, command.slice(1), { env });
        }
      },
      commands: () => [command],
    },
  ];
}

const service = await ResultsService.start();
const all: Contender[] = real
  ? await realModules()
  : [
      { scenario: "start", name: "node -e 0", commands: () => [[node, "-e", "0"]] },
      { scenario: "start", name: "ours, --help", commands: () => [[node, cli, "--help"]] },
      ...action(service),
      ...single("tiny", component("greet")),
      ...single("1.6 MB", component("quickjs")),
      ...single("12 MB", component("spidermonkey")),
      ...cores(component("spidermonkey")),
      ...many(),
      ...small(500),
    ];
const contenders = all.filter(
  ({ scenario }) => only.length === 0 || only.some((name) => scenario.startsWith(name)),
);

mkdirSync(out, { recursive: true });
const samples = new Map<Contender, Usage[]>(contenders.map((contender) => [contender, []]));
for (let round = 0; round < rounds; round += 1) {
  for (const contender of contenders) {
    await contender.prepare?.();
    samples.get(contender)?.push(await measure(contender.commands(), contender.env));
    process.stderr.write(`round ${round + 1}: ${contender.scenario}, ${contender.name}\n`);
  }
}

const results = contenders.map((contender) => ({
  scenario: contender.scenario,
  name: contender.name,
  ...medians(samples.get(contender) as Usage[]),
}));
const machine = {
  cpu: cpus()[0]?.model ?? "unknown",
  cores: availableParallelism(),
  node: spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim(),
};
if (only.length === 0 && !real) {
  writeFileSync(
    join(here, "results.json"),
    `${JSON.stringify({ machine, rounds, results }, null, 2)}\n`,
  );
  writeFileSync(join(here, "results.svg"), chart(results, machine));
}

console.log(`${machine.cpu}, ${machine.cores} cores, node ${machine.node}, medians of ${rounds}\n`);
console.log("| scenario | what | of the first | its CPU | wall s | CPU s | peak MB |");
console.log("| --- | --- | ---: | ---: | ---: | ---: | ---: |");
for (const { scenario, name, wall, cpu, memory } of results) {
  const first = results.find((result) => result.scenario === scenario) as Usage;
  console.log(
    `| ${scenario} | ${name} | ${(wall / first.wall).toFixed(2)} | ${(cpu / first.cpu).toFixed(2)} | ${wall.toFixed(2)} | ${cpu.toFixed(2)} | ${Math.round(memory / 1e6)} |`,
  );
}
await service.stop();
rmSync(scratch, { recursive: true });
