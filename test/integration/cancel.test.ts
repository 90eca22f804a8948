/** Cancelling the Action and the command line: gone within the limit, and nothing half written. */
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { installCommandLine, node, runCommandLine } from "../support/command-line.ts";
import { fakeNative, isRunning } from "../support/fake-native.ts";
import { component, root, temporaryDirectory } from "../support/fixtures.ts";

const TARGET = "x86_64-unknown-linux-gnu";

/** Milliseconds; GitHub itself kills after some seconds more. */
const LIMIT = 2500;

let cwd: string;
beforeEach(() => {
  cwd = temporaryDirectory();
});

interface Cancelled {
  readonly code: number | null;
  readonly output: string;
  /** From the signal to the end. */
  readonly milliseconds: number;
}

/** Sends a signal once the program is at it. @param ready resolves then; gets all output so far */
async function cancel(
  child: ChildProcess,
  signal: NodeJS.Signals,
  ready: (output: () => string) => Promise<unknown>,
): Promise<Cancelled> {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  await Promise.race([ready(() => text), ended.then(() => Promise.reject(new Error(text)))]);
  const sent = performance.now();
  child.kill(signal);
  const code = await ended;
  return { code, output: text, milliseconds: performance.now() - sent };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** All files below a folder but the components. */
function left(folder = cwd): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".wasm"))
    .map(({ parentPath, name }) => join(parentPath, name));
}

function action(env: Record<string, string> = {}): ChildProcess {
  const runner = temporaryDirectory();
  for (const file of ["output", "summary"]) {
    writeFileSync(join(runner, file), "");
  }
  mkdirSync(join(runner, "temp"));
  return spawn(process.execPath, [join(root, "dist", "main.js")], {
    cwd,
    env: {
      PATH: process.env["PATH"],
      HOME: runner,
      GITHUB_WORKSPACE: cwd,
      GITHUB_OUTPUT: join(runner, "output"),
      GITHUB_STEP_SUMMARY: join(runner, "summary"),
      GITHUB_SERVER_URL: "https://github.com",
      RUNNER_TEMP: join(runner, "temp"),
      RUNNER_DEBUG: "1",
      INPUT_TARGETS: TARGET,
      ...env,
    },
  });
}

/** @param args a command first, if there is one */
function commandLine(args: readonly string[]): ChildProcess {
  return spawn(node, [join(root, "dist", "cli.js"), ...args, "--target", TARGET], {
    cwd,
    env: { PATH: process.env["PATH"], HOME: cwd, TMPDIR: temporaryDirectory() },
  });
}

describe("while compiling", () => {
  /** It takes some seconds, and says no more until it is done. */
  async function compiling(output: () => string): Promise<void> {
    await until(() => output().includes("config hash for"));
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }

  beforeEach(() => {
    cpSync(component("spidermonkey"), join(cwd, "big.wasm"));
  });

  test("the command line", async () => {
    const { code, output, milliseconds } = await cancel(
      commandLine(["--no-store", "--verbose"]),
      "SIGINT",
      compiling,
    );
    expect(output).toContain("cancelled by SIGINT");
    expect(code).toBe(130);
    expect(left()).toEqual([]);
    expect(milliseconds).toBeLessThan(LIMIT);
  });

  test.each(["SIGINT", "SIGTERM"] as const)("the Action, by %s", async (signal) => {
    const { code, output, milliseconds } = await cancel(action(), signal, compiling);
    expect(output).toContain(`::error::cancelled by ${signal}`);
    expect(code).toBe(1);
    expect(left()).toEqual([]);
    expect(milliseconds).toBeLessThan(LIMIT);
  });
});

describe("while the cache service does not answer", () => {
  let server: Server;
  const calls: string[] = [];
  let env: Record<string, string>;

  /** @param hangs the calls that get no answer; the others get a no */
  async function serve(hangs: RegExp): Promise<void> {
    calls.length = 0;
    server = createServer((request, response) => {
      calls.push(request.url ?? "");
      if (!hangs.test(request.url ?? "")) {
        response.setHeader("content-type", "application/json").end('{"ok":false}');
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const claims = Buffer.from('{"scp":"Actions.Results:run:job"}').toString("base64url");
    env = {
      ACTIONS_CACHE_SERVICE_V2: "true",
      ACTIONS_RESULTS_URL: `http://127.0.0.1:${port}/`,
      ACTIONS_RUNTIME_TOKEN: `e30.${claims}.x`,
    };
  }

  beforeEach(() => {
    cpSync(component("add"), join(cwd, "add.wasm"));
    cpSync(component("greet"), join(cwd, "greet.wasm"));
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  test.each([
    ["restoring", /GetCacheEntryDownloadURL/],
    ["saving", /CreateCacheEntry/],
  ])("%s", async (_, hangs) => {
    await serve(hangs);
    const { code, output, milliseconds } = await cancel(action(env), "SIGINT", () =>
      until(() => calls.some((call) => hangs.test(call))),
    );
    expect(output).toContain("::error::cancelled by SIGINT");
    expect(output.match(/cancelled by SIGINT/g)).toHaveLength(1);
    expect(code).toBe(1);
    expect(milliseconds).toBeLessThan(LIMIT);
    // What was made before the save began is whole.
    const pairs = left().filter((file) => !file.includes(".cwasm-cache/"));
    for (const file of pairs) {
      expect(file).toMatch(/\.cwasm(\.meta)?$/);
      const other = file.endsWith(".meta") ? file.slice(0, -".meta".length) : `${file}.meta`;
      expect(pairs).toContain(other);
    }
  });
});

describe("a native compiler that hangs", () => {
  let pids: string;
  const running = (): number[] =>
    readFileSync(pids, "utf8")
      .split("\n")
      .map(Number)
      .filter((pid) => isRunning(pid, (path) => readFileSync(path, "utf8")));

  beforeEach(() => {
    cpSync(component("add"), join(cwd, "add.wasm"));
    pids = join(temporaryDirectory(), "pids");
  });

  /** A process that is killed takes a moment to be gone. */
  const gone = () => vi.waitFor(() => expect(running()).toEqual([]));

  const hanging = () =>
    until(() => readFileSync(pids, { encoding: "utf8", flag: "a+" }).split("\n").length === 2).then(
      () => expect(running()).toHaveLength(2),
    );

  test("is ended with its children by a cancel", async () => {
    const program = fakeNative(join(cwd, "wasmtime"), { hangsFrom: 0, pids });
    const { code, milliseconds } = await cancel(
      commandLine(["--no-store", "--compiler", program]),
      "SIGTERM",
      hanging,
    );
    expect(code).toBe(143);
    await gone();
    expect(milliseconds).toBeLessThan(LIMIT);
  });

  test.each([
    ["a run", []],
    ["check", ["check"]],
  ])("when %s asks for its version, is ended with its children by a cancel", async (_, command) => {
    const program = fakeNative(join(cwd, "wasmtime"), { hangsForVersion: true, pids });
    writeFileSync(join(cwd, "a.cwasm"), "");
    const { code, output, milliseconds } = await cancel(
      commandLine([...command, "--compiler", program, ...(command.length > 0 ? ["a.cwasm"] : [])]),
      "SIGTERM",
      hanging,
    );
    expect(output).toContain("cancelled by SIGTERM");
    expect(code).toBe(143);
    await gone();
    expect(milliseconds).toBeLessThan(LIMIT);
  });

  test("when check learns the host's engine from it, is ended with its children by a cancel", async () => {
    const program = fakeNative(join(cwd, "wasmtime"), {
      version: "wasmtime 36.0.20",
      hangsFrom: 0,
      pids,
    });
    const made = await runCommandLine(
      installCommandLine(),
      ["--no-store", "--wasmtime-version", "36", "--target", TARGET],
      cwd,
      "",
    );
    expect(made.code, made.stderr).toBe(0);
    const args = ["check", "--wasmtime-version", "36", "--compiler", program, "add.cwasm"];
    const { code, milliseconds } = await cancel(commandLine(args), "SIGTERM", hanging);
    expect(code).toBe(143);
    await gone();
    expect(milliseconds).toBeLessThan(LIMIT);
  });

  test("is ended with its children by timeout-minutes, and fails that component alone", async () => {
    const cli = installCommandLine();
    const prepared = join(cwd, "prepared.cwasm");
    const args = ["--no-store", "--target", TARGET];
    const embedded = await runCommandLine(
      cli,
      [...args, "--host-features", "default", "--output", "prepared.cwasm"],
      cwd,
      "",
    );
    expect(embedded.code, embedded.stderr).toBe(0);
    cpSync(component("greet"), join(cwd, "greet.wasm"));
    const program = fakeNative(join(cwd, "wasmtime"), { hangsFrom: 200, pids, artifact: prepared });
    const { code, stderr } = await runCommandLine(
      cli,
      [...args, "--compiler", program, "--timeout-minutes", "0.02", "--out", "out"],
      cwd,
      "",
    );
    expect(code, stderr).toBe(1);
    expect(stderr).toMatch(/greet\.wasm: for .*: it was not compiled within 0\.02 minutes/);
    expect(stderr).toContain("1 compiled, 0 skipped, 1 failed");
    await gone();
  });
});
