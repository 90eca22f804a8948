/** Several processes that write to one path at the same time. */
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "vitest";
import { root, temporaryDirectory } from "../support/fixtures.ts";
import { artifactOf } from "../support/writer.ts";

const ROUNDS = 300;

class Writer {
  readonly process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor() {
    this.process = spawn(process.execPath, [join(root, "test", "support", "writer.ts")], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const lines: Interface = createInterface(this.process.stdout as NodeJS.ReadableStream);
    this.#lines = lines[Symbol.asyncIterator]();
  }

  async place(path: string, word: string): Promise<void> {
    this.process.stdin?.write(`${JSON.stringify([path, word])}\n`);
    expect((await this.#lines.next()).value).toBe("placed");
  }
}

let folder: string;
let writers: Writer[];

beforeEach(() => {
  folder = temporaryDirectory();
  writers = [];
});

afterEach(() => {
  for (const writer of writers) {
    writer.process.kill("SIGKILL");
  }
});

function start(count: number): void {
  writers = Array.from({ length: count }, () => new Writer());
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** As a host looks: if the sidecar is still the same, the artifact was its own. */
function wrongPair(path: string): string | undefined {
  const before = read(`${path}.meta`);
  const artifact = read(path);
  const after = read(`${path}.meta`);
  return before !== undefined && before === after && artifact !== artifactOf(before)
    ? `'${before}' beside '${artifact?.slice(0, 20)}'`
    : undefined;
}

test.each([2, 3])(`${ROUNDS} rounds of %i writers: never a wrong pair`, async (count) => {
  start(count);
  const path = join(folder, "a.cwasm");
  const wrong: string[] = [];
  let placing = true;
  const watching = (async () => {
    while (placing) {
      wrong.push(...[wrongPair(path)].filter((one) => one !== undefined));
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  for (let round = 0; round < ROUNDS; round += 1) {
    await Promise.all(
      writers.map((writer, index) => writer.place(path, `writer ${index} round ${round}`)),
    );
    // Of one that placed it in this round, since they come one after the other.
    expect(read(`${path}.meta`)).toMatch(new RegExp(`^writer \\d round ${round}$`));
    expect(read(path)).toBe(artifactOf(read(`${path}.meta`) as string));
  }
  placing = false;
  await watching;
  expect(wrong).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual(["a.cwasm", "a.cwasm.meta"]);
});

test("writers that are killed leave a right pair, and what they left beside it is removed", async () => {
  const path = join(folder, "a.cwasm");
  let killed = 0;
  for (let round = 0; round < 30; round += 1) {
    start(2);
    const [victim, other] = writers as [Writer, Writer];
    await Promise.all([victim.place(path, "warm"), other.place(path, "warm")]);
    const placing = (async () => {
      for (let turn = 0; turn < 10; turn += 1) {
        await victim.place(path, `victim ${round} ${turn}`);
      }
    })().catch(() => {
      killed += 1;
    });
    const placed = (async () => {
      for (let turn = 0; turn < 10; turn += 1) {
        await other.place(path, `other ${round} ${turn}`);
      }
    })();
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
    victim.process.kill("SIGKILL");
    await Promise.all([placing, placed]);
    expect(wrongPair(path)).toBeUndefined();
    other.process.kill("SIGKILL");
  }
  expect(killed).toBeGreaterThan(0);
  start(1);
  await writers[0]?.place(path, "last");
  expect(readdirSync(folder).sort()).toEqual(["a.cwasm", "a.cwasm.meta"]);
  expect(read(path)).toBe(artifactOf("last"));
});
