/** The native compiler, with programs of the test's own. */
import { readdirSync, readFileSync, watch, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import type { CompileRequest, Compiler } from "../../src/compiler/compiler.ts";
import { findNative, openNative } from "../../src/compiler/native.ts";
import { type Fake, fakeNative, isRunning } from "../support/fake-native.ts";
import { temporaryDirectory } from "../support/fixtures.ts";

type Programs = NonNullable<Parameters<typeof findNative>[3]>;
const linux = (path = ""): Programs => ({ platform: "linux", path });
const windows = (path = ""): Programs => ({ platform: "win32", path });

function find(
  name: string,
  programs: Programs,
  signal = new AbortController().signal,
): ReturnType<typeof findNative> {
  return findNative(name, folder, signal, programs);
}

let folder: string;
beforeEach(() => {
  folder = temporaryDirectory();
});

describe("a program is found", () => {
  test("by its name, in the first folder of PATH that has it", async () => {
    const [first, second] = [join(folder, "1"), join(folder, "2")];
    fakeNative(join(second, "wasmtime"), { version: "wasmtime 36.0.20 (abc 2026-01-01)" });
    const found = await find("wasmtime", linux([first, "", second].join(delimiter)));
    expect(found).toMatchObject({ path: join(second, "wasmtime"), version: "36.0.20" });
    expect(found.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test("not in a relative folder of PATH, which would be the workspace's", async () => {
    fakeNative(join(folder, "bin", "wasmtime"));
    await expect(find("wasmtime", linux(["bin", ".", ""].join(delimiter)))).rejects.toThrow(
      "no such program on PATH",
    );
  });

  test("by its path, from the working directory", async () => {
    fakeNative(join(folder, "bin", "wasmtime"));
    expect((await find("./bin/wasmtime", linux())).path).toBe(join(folder, "bin/wasmtime"));
  });

  test.each(["wasmtime", "wasmtime.exe", "WASMTIME.EXE"])(
    "on Windows as %s on PATH",
    async (name) => {
      const file = name === "wasmtime" ? "wasmtime.exe" : name;
      fakeNative(join(folder, "bin", file));
      const found = await find(name, windows(`${join(folder, "no")};${join(folder, "bin")}`));
      expect(found.path).toBe(join(folder, "bin", file));
    },
  );

  test("on Windows by its path, with and without extension", async () => {
    fakeNative(join(folder, "bin", "wasmtime.exe"));
    for (const name of ["./bin/wasmtime", "./bin/wasmtime.exe"]) {
      expect((await find(name, windows())).path).toBe(join(folder, "bin/wasmtime.exe"));
    }
  });
});

test.each<[string, string, Fake | string | undefined, string]>([
  ["is not on PATH", "wasmtime", undefined, "no such program on PATH"],
  ["is no file", "./wasmtime", undefined, "no program that runs"],
  ["is not executable", "./wasmtime", "text", "no program that runs"],
  [
    "is another program",
    "./wasmtime",
    { version: "node 27" },
    'Asked for its version, it says "node 27"',
  ],
])("one that %s is refused", async (_, name, program, message) => {
  if (typeof program === "string") {
    writeFileSync(join(folder, "wasmtime"), program);
  } else if (program !== undefined) {
    fakeNative(join(folder, "wasmtime"), program);
  }
  await expect(find(name, linux())).rejects.toThrow(message);
});

test("one that is asked for its version is ended by a cancel, with the reason of that", async () => {
  fakeNative(join(folder, "wasmtime"), { hangsForVersion: true });
  const cancel = new AbortController();
  const finding = find("./wasmtime", linux(), cancel.signal);
  cancel.abort(new Error("stopped by a test"));
  await expect(finding).rejects.toThrow("stopped by a test");
  await expect(find("./wasmtime", linux(), cancel.signal)).rejects.toThrow("stopped by a test");
});

describe("compiling", () => {
  const request = (more: Partial<CompileRequest> = {}): CompileRequest => ({
    read: async () => Buffer.alloc(100),
    size: 100,
    options: [["epoch-interruption", "true"]],
    target: "s390x-unknown-linux-gnu",
    ...more,
  });
  async function open(fake: Fake, jobs = 2): Promise<Compiler> {
    fakeNative(join(folder, "wasmtime"), fake);
    return openNative(await find("./wasmtime", linux()), jobs);
  }

  test("passes target and options on, and nothing of the environment", async () => {
    process.env["SOME_TOKEN"] = "secret";
    const { artifact, milliseconds } = await (await open({}, 3)).compile(request());
    const { args, env } = JSON.parse(Buffer.from(artifact).toString()) as {
      args: string[];
      env: Record<string, string>;
    };
    expect(args.slice(0, 3)).toEqual(["compile", "--target", "s390x-unknown-linux-gnu"]);
    expect(args.join(" ")).toContain("epoch-interruption");
    expect(env["SOME_TOKEN"]).toBeUndefined();
    expect(env["RAYON_NUM_THREADS"]).toBe("3");
    expect(milliseconds).toBeGreaterThan(0);
  });

  test("the end of what it says is the error", async () => {
    const fails = `${"x".repeat(10_000)} the reason\n`;
    const error = await (await open({ fails })).compile(request()).catch((thrown: Error) => thrown);
    expect(String(error)).toMatch(/wasmtime ended with 3: x+ the reason$/);
    expect(String(error).length).toBeLessThan(3000);
  });

  /** When a program and its child have said who they are. */
  function pidsIn(file: string): Promise<number[]> {
    return new Promise((resolve) => {
      const look = (): void => {
        const pids = readFileSync(file, { encoding: "utf8", flag: "a+" }).split("\n").map(Number);
        if (pids.length === 2) {
          watcher.close();
          resolve(pids);
        }
      };
      const watcher = watch(folder, look);
      look();
    });
  }

  const running = (pids: number[]): number[] =>
    pids.filter((pid) => isRunning(pid, (path) => readFileSync(path, "utf8")));

  test("one that takes too long is ended with its children, and the next goes on", async () => {
    const pids = join(folder, "pids");
    const compiler = await open({ hangsFrom: 1000, pids }, 1);
    const read = async () => Buffer.alloc(1000);
    const hanging = compiler.compile(request({ read, timeout: 1000 }));
    const next = compiler.compile(request({ timeout: 60_000 }));
    const both = await Promise.all([pidsIn(pids), hanging.catch((error: Error) => error)]);
    expect(both[1]).toMatchObject({ kind: "timed-out" });
    expect(running(both[0])).toEqual([]);
    expect((await next).artifact.length).toBeGreaterThan(0);
  });

  test("closing ends all, and leaves nothing behind", async () => {
    const before = process.env["TMPDIR"];
    process.env["TMPDIR"] = temporaryDirectory();
    try {
      const pids = join(folder, "pids");
      const compiler = await open({ hangsFrom: 0, pids });
      const hanging = compiler.compile(request()).catch((error: Error) => error.message);
      const both = await pidsIn(pids);
      expect(running(both)).toEqual(both);
      await compiler.close();
      expect(await hanging).toBe("stopped");
      expect(running(both)).toEqual([]);
      expect(readdirSync(process.env["TMPDIR"])).toEqual([]);
      await expect(compiler.compile(request())).rejects.toThrow();
    } finally {
      process.env["TMPDIR"] = before;
      if (before === undefined) {
        delete process.env["TMPDIR"];
      }
    }
  });
});
