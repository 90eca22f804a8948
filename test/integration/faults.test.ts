/** What goes wrong while compiling, through the command line: one thing fails alone, or nothing does. */
import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Manifest } from "../../src/report/manifest.ts";
import { sha256 } from "../../src/support/hash.ts";
import { editOneFunction } from "../support/bodies.ts";
import { installCommandLine, node, runCommandLine } from "../support/command-line.ts";
import { component, temporaryDirectory } from "../support/fixtures.ts";
import { FunctionBlob } from "../support/function-blob.ts";
import { emptyFunctions, nestedLoops } from "../support/modules.ts";
import { type Ended, runProgram } from "../support/process.ts";
import { recorded } from "../support/recorded.ts";

const TARGET = "x86_64-unknown-linux-gnu";
const OTHER = "aarch64-apple-darwin";

let commandLine: string;
let cwd: string;

beforeAll(() => {
  commandLine = installCommandLine();
});

beforeEach(() => {
  cwd = temporaryDirectory();
  cpSync(component("add"), join(cwd, "add.wasm"));
});

/** The digest of an artifact that the command line has written. */
function made(file: string): string {
  return sha256(readFileSync(join(cwd, file)));
}

describe("a function cache of an earlier run", () => {
  let stores: string;
  /** What a plain compile makes of the edited component. */
  let expected: string;
  const edited = editOneFunction(readFileSync(component("quickjs")), 1);
  const again = editOneFunction(readFileSync(component("quickjs")), 2);

  const cli = (store: string, ...args: string[]): Promise<Ended> =>
    runCommandLine(commandLine, ["--target", TARGET, ...args, "quickjs.wasm"], cwd, store);

  beforeAll(async () => {
    cwd = temporaryDirectory();
    stores = temporaryDirectory();
    cpSync(component("quickjs"), join(cwd, "quickjs.wasm"));
    const first = await cli(join(stores, "first"));
    expect(first.code, first.stderr).toBe(0);
    writeFileSync(join(cwd, "quickjs.wasm"), edited);
    const plain = await cli("", "--no-store");
    expect(plain.code, plain.stderr).toBe(0);
    expected = made("quickjs.cwasm");
  });

  type Change = (entries: Buffer[]) => Buffer[];

  /** Changes every compiled function of a stored blob, and makes its digest right. */
  function tamper(store: string, change: Change): void {
    const root = join(store, "cwasm-cache");
    const [folder] = readdirSync(root).filter((name) => name.startsWith("functions-"));
    const file = join(root, folder as string, "blob");
    const blob = new FunctionBlob(readFileSync(file));
    expect(blob.functions.length).toBeGreaterThan(1000);
    const changed = change(blob.functions.map(([, bytes]) => bytes));
    const names = blob.functions.map(([name]) => name);
    const functions = changed.map((bytes, index) => [names[index] as Buffer, bytes] as const);
    writeFileSync(file, blob.with({ functions }));
  }

  test.each<[string, Change]>([
    ["cut functions", (all) => all.map((bytes) => bytes.subarray(0, bytes.length / 2))],
    ["no bytes at all", (all) => all.map(() => Buffer.alloc(0))],
    [
      "random bytes",
      (all) =>
        all.map((bytes, index) =>
          Buffer.concat(
            Array.from({ length: Math.ceil(bytes.length / 32) }, (_, part) =>
              createHash("sha256").update(`${index} ${part}`).digest(),
            ),
          ).subarray(0, bytes.length),
        ),
    ],
    ["lengths that no memory holds", (all) => all.map((bytes) => Buffer.alloc(bytes.length, 0xff))],
    ["the bytes of other functions", (all) => [...all.slice(7), ...all.slice(0, 7)]],
  ])(
    "with a right digest and %s: compiled without it, with a warning, and replaced",
    async (_, change) => {
      const store = temporaryDirectory();
      cpSync(join(stores, "first"), store, { recursive: true });
      tamper(store, change);

      writeFileSync(join(cwd, "quickjs.wasm"), edited);
      const first = await cli(store);
      expect(first.code, first.stderr).toBe(0);
      expect(made("quickjs.cwasm")).toBe(expected);
      expect(
        first.stderr.match(/warning: .*function cache for x86_64-unknown-linux-gnu/g),
      ).toHaveLength(1);

      writeFileSync(join(cwd, "quickjs.wasm"), again);
      const second = await cli(store, "--verbose", "--advisories", "ignore");
      expect(second.code, second.stderr).toBe(0);
      expect(second.stderr).not.toContain("warning");
      expect(second.stderr).toMatch(/function cache for x86_64-unknown-linux-gnu: .* MB restored/);
    },
  );
});

describe("a worker", () => {
  test("sees nothing of the job's environment, nor of NODE_OPTIONS", async () => {
    const seen = join(cwd, "seen");
    const probe = join(cwd, "probe.cjs");
    const preload = join(cwd, "preload.cjs");
    const tell = `require("node:fs").appendFileSync(${JSON.stringify(seen)}, JSON.stringify({
      main: require("node:worker_threads").isMainThread,
      env: process.env,
      execArgv: process.execArgv,
      file: __filename,
    }) + "\\n");`;
    writeFileSync(probe, tell);
    // Workers get the probe as well, beside whatever else they are started with.
    writeFileSync(
      preload,
      `${tell}
      const threads = require("node:worker_threads");
      const { Worker } = threads;
      threads.Worker = class extends Worker {
        constructor(file, options) {
          const execArgv = [...(options.execArgv ?? []), "--require", ${JSON.stringify(probe)}];
          super(file, { ...options, execArgv });
        }
      };
      require("node:module").syncBuiltinESMExports();`,
    );
    const { code, stderr } = await runProgram(
      node,
      [commandLine, "--no-store", "--target", TARGET],
      {
        cwd,
        env: {
          PATH: process.env["PATH"],
          HOME: cwd,
          ACTIONS_RUNTIME_TOKEN: "the token",
          NODE_OPTIONS: `--require=${preload}`,
        },
      },
    );
    expect(code, stderr).toBe(0);
    const lines = readFileSync(seen, "utf8").trim().split("\n");
    const threads = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(threads.filter(({ main }) => main === true)).toMatchObject([
      { file: preload, env: { ACTIONS_RUNTIME_TOKEN: "the token" } },
    ]);
    const workers = threads.filter(({ main }) => main === false);
    expect(workers.length).toBeGreaterThan(0);
    for (const worker of workers) {
      expect(worker).toEqual({
        main: false,
        env: {},
        execArgv: ["--require", probe],
        file: probe,
      });
    }
  });
});

describe("one component over several workers", () => {
  /** Ends sharing workers so many milliseconds after they have begun; all that there is of memory. */
  interface Surroundings {
    readonly lifetime?: number;
    readonly memory?: number;
  }

  /** @returns what has happened to the sharing workers, in order */
  async function compileIn({ lifetime, memory }: Surroundings): Promise<string[]> {
    cpSync(component("quickjs"), join(cwd, "quickjs.wasm"));
    const preload = join(cwd, "preload.cjs");
    const seen = join(cwd, "seen");
    writeFileSync(seen, "");
    writeFileSync(
      preload,
      `const { appendFileSync } = require("node:fs");
      const { isMainThread, Worker } = require("node:worker_threads");
      const tell = (what) => appendFileSync(${JSON.stringify(seen)}, what + "\\n");
      if (isMainThread && ${memory !== undefined}) {
        process.availableMemory = () => ${memory};
      }
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function (message, transfer) {
        postMessage.call(this, message, transfer);
        if (message.call !== "shareFunctions") return;
        tell("begun");
        this.on("message", (answer) => "result" in answer && tell("done"));
        if (${lifetime !== undefined}) {
          setTimeout(() => this.terminate().then(() => tell("ended")), ${lifetime});
        }
      };`,
    );
    const { code, stderr } = await runProgram(
      node,
      [commandLine, "--no-store", "--target", TARGET, "--jobs", "3", "quickjs.wasm"],
      {
        cwd,
        env: { PATH: process.env["PATH"], HOME: cwd, NODE_OPTIONS: `--require=${preload}` },
      },
    );
    expect(code, stderr).toBe(0);
    expect(made("quickjs.cwasm")).toBe(recorded["quickjs"]?.[TARGET]);
    return readFileSync(seen, "utf8").split("\n").slice(0, -1);
  }

  test.each([0, 700])("the others are killed after %i ms: it goes on alone", async (lifetime) => {
    const events = await compileIn({ lifetime });
    expect(events.sort()).toEqual(["begun", "begun", "ended", "ended"]);
  });

  test("there is memory for one alone: it waits for no other", async () => {
    expect(await compileIn({ memory: 400 * 2 ** 20 })).toEqual([]);
  });

  test("there is memory for all: they end by themselves", async () => {
    const events = await compileIn({ memory: 4 * 2 ** 30 });
    expect(events.sort()).toEqual(["begun", "begun", "done", "done"]);
  });
});

describe("memory", () => {
  /** V8 gives an instance no more than so many pages, as a machine without memory does. */
  const withPages = (pages: number): Promise<Ended> =>
    runProgram(
      node,
      [
        `--wasm-max-mem-pages=${pages}`,
        commandLine,
        ...["--json", "--store", join(cwd, "store"), "--target", TARGET, "*.wasm"],
      ],
      { cwd, env: { PATH: process.env["PATH"], HOME: cwd } },
    );

  beforeEach(() => {
    cpSync(component("quickjs"), join(cwd, "quickjs.wasm"));
  });

  test("too little for a function cache: compiled alone and without", async () => {
    const { code, stdout, stderr } = await withPages(900);
    expect(code, stderr).toBe(0);
    const { artifacts } = JSON.parse(stdout) as Manifest;
    const digests = artifacts.map(({ component: path, artifact_sha256 }) => [
      path,
      artifact_sha256,
    ]);
    expect(Object.fromEntries(digests)).toEqual({
      "add.wasm": recorded["add"]?.[TARGET],
      "quickjs.wasm": recorded["quickjs"]?.[TARGET],
    });
  });

  test("too little for one component: it fails alone, and its error says what to do", async () => {
    const { code, stdout, stderr } = await withPages(700);
    expect(code).toBe(1);
    const { artifacts, failed } = JSON.parse(stdout) as Manifest;
    expect(artifacts.map(({ component: path }) => path)).toEqual(["add.wasm"]);
    expect(failed).toMatchObject([{ component: "quickjs.wasm", target: TARGET }]);
    expect(stderr).toMatch(
      /quickjs\.wasm: for .*not enough memory.*use a machine with more memory/,
    );
    expect(stderr).not.toContain("unreachable");
  });
});

test("a component that takes too long fails alone, for every target, in every way to take long", async () => {
  writeFileSync(join(cwd, "many.wasm"), emptyFunctions(900_000));
  writeFileSync(join(cwd, "deep.wasm"), nestedLoops(100_000));
  const { code, stdout, stderr } = await runCommandLine(
    commandLine,
    [
      ...["--json", "--no-store", "--core-modules", "compile", "--timeout-minutes", "0.2"],
      ...["--target", TARGET, "--target", OTHER],
    ],
    cwd,
    "",
  );
  expect(code).toBe(1);
  const { artifacts, failed } = JSON.parse(stdout) as Manifest;
  const name = ({ component: path, target }: { component: string; target?: string | undefined }) =>
    `${path} ${target}`;
  expect(artifacts.map(name).sort()).toEqual([`add.wasm ${OTHER}`, `add.wasm ${TARGET}`]);
  expect(failed.map(name).sort()).toEqual(
    ["deep.wasm", "many.wasm"].flatMap((path) => [`${path} ${OTHER}`, `${path} ${TARGET}`]),
  );
  for (const { reason } of failed) {
    expect(reason).toMatch(/not compiled within 0\.2 minutes.*raise --timeout-minutes/);
  }
  expect(stderr).toContain(`many.wasm: for ${OTHER}: it was not compiled within`);
});

test.each(["0", "-1", "361", "ten", "1e2"])("--timeout-minutes %s is refused", async (minutes) => {
  const { code, stderr } = await runCommandLine(
    commandLine,
    [`--timeout-minutes=${minutes}`],
    cwd,
    "",
  );
  expect(code).toBe(2);
  expect(stderr).toContain("minutes up to 360");
});

test("an artifact's milliseconds leave out its time in the queue", async () => {
  const names = Array.from({ length: 6 }, (_, index) => `m${index}.wasm`);
  for (const [index, name] of names.entries()) {
    writeFileSync(join(cwd, name), emptyFunctions(20_000 + index));
  }
  const start = performance.now();
  const { code, stdout, stderr } = await runCommandLine(
    commandLine,
    [
      ...["--json", "--no-store", "--core-modules", "compile", "--jobs", "1", "--target", TARGET],
      "m*.wasm",
    ],
    cwd,
    "",
  );
  const all = performance.now() - start;
  expect(code, stderr).toBe(0);
  const { artifacts } = JSON.parse(stdout) as Manifest;
  expect(artifacts).toHaveLength(names.length);
  const sum = artifacts.reduce((total, { milliseconds }) => total + milliseconds, 0);
  expect(sum).toBeLessThan(all);
});
