/**
 * Files that something has damaged, read by `check`, `inspect` and a restore: artifacts, sidecars, manifests, and the
 * archives of a cache. Entries of the local store and function caches are in test/integration/corruptions.test.ts.
 */
import { chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { parse } from "smol-toml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseArtifact } from "../../src/artifact/elf.ts";
import { runnerTarget } from "../../src/inputs/runner-target.ts";
import { runAction } from "../support/action.ts";
import { unavailable } from "../support/builds.ts";
import { PROTOCOLS, startCacheServer } from "../support/cache-servers.ts";
import { installCommandLine, runCommandLine } from "../support/command-line.ts";
import { DAMAGES, type Damage, flip } from "../support/damage.ts";
import { component, temporaryDirectory } from "../support/fixtures.ts";
import { again, cases, SEED } from "../support/fuzzing.ts";
import { ADD, emptyFunctions, MANY_REFERENCES } from "../support/modules.ts";
import { troubleIn } from "../support/natives.ts";
import { Random } from "../support/random.ts";
import { wheel } from "../support/tools.ts";
import { WHEELS, Wheel } from "../support/wheels.ts";

const HOST = ["--host", "wasmtime-py", "--wasmtime-version", "50", "--cpu", "this-machine"];
const DAMAGE = Object.entries(DAMAGES);

const log: string[] = [];
let commandLine: string;
/** Pairs that a host on 50 loads, and the manifest of the run that made them. */
let artifacts: string[];
let manifest: string;

beforeAll(async () => {
  commandLine = installCommandLine();
  const folder = temporaryDirectory();
  chmodSync(folder, 0o700);
  for (const name of ["add", "greet"] as const) {
    cpSync(component(name), join(folder, `${name}.wasm`));
  }
  writeFileSync(join(folder, "module.wasm"), ADD);
  writeFileSync(join(folder, "references.wasm"), MANY_REFERENCES);
  const made = await cli(
    ...["--json", "--no-store", "--core-modules", "compile"],
    ...["--host", "wasmtime-py", "--wasmtime-version", "50", folder],
  );
  expect(made.code, made.stderr).toBe(0);
  manifest = made.stdout;
  artifacts = ["add", "greet", "module", "references"].map((name) => join(folder, `${name}.cwasm`));
});
afterAll(() => {
  console.log([`Damaged files with seed ${SEED}:`, ...log].join("\n"));
});

/** Never anything but an answer. */
async function cli(...args: string[]) {
  const cwd = temporaryDirectory();
  const ended = await runCommandLine(commandLine, args, cwd, join(cwd, "store"));
  expect(troubleIn(ended.stdout + ended.stderr), again()).toBe(undefined);
  expect([0, 1, 2, 3], again()).toContain(ended.code);
  return ended;
}

interface Checked {
  readonly file: string;
  readonly verdict: string;
  readonly error?: string;
}

/** What no Wasmtime writes is no artifact here, even where its reader ends before that. */
const UNKNOWN_LAYOUT = "an engine section of another layout";

async function check(files: readonly string[]): Promise<Checked[]> {
  return JSON.parse((await cli("check", "--json", ...HOST, ...files)).stdout) as Checked[];
}

/** Copies of artifacts, damaged; without their sidecars. */
function damaged(count: number, random: Random, damage: Damage): string[] {
  const folder = temporaryDirectory();
  return Array.from({ length: count }, (_, index) => {
    const path = join(folder, `${index}.cwasm`);
    writeFileSync(path, damage(readFileSync(random.pick(artifacts)), random));
    return path;
  });
}

describe.skipIf(unavailable(wheel(WHEELS.get(50) as string)))("damaged artifacts", () => {
  let host: Wheel;
  beforeAll(async () => {
    host = await Wheel.install(WHEELS.get(50) as string);
  });

  test("anywhere: inspect and check answer, and what check refuses does not load", async () => {
    const random = new Random(SEED);
    const files = damaged(cases(120), random, (bytes) => random.pick(DAMAGE)[1](bytes, random));
    const inspected = JSON.parse((await cli("inspect", ...files)).stdout) as unknown[];
    expect(inspected).toHaveLength(files.length);
    const ours = await check(files);
    const theirs = await host.loadAll(files);
    const wrong = ours.filter(
      ({ verdict, error }, index) =>
        verdict !== "loads" && error !== UNKNOWN_LAYOUT && theirs[index]?.loads !== false,
    );
    expect(wrong, again()).toEqual([]);
    const refused = ours.filter(({ verdict }) => verdict !== "loads").length;
    log.push(`${files.length} artifacts anywhere: check refuses ${refused}`);
    expect(refused).toBeGreaterThan(0);
  });

  test("in what they say of their engine: check says what the host does", async () => {
    const random = new Random(SEED);
    const files = damaged(cases(120), random, (bytes) => {
      const { byteOffset, length } = parseArtifact(bytes).engineSection;
      const start = byteOffset - bytes.byteOffset;
      return flip(bytes, random, start, start + length);
    });
    const ours = await check(files);
    const theirs = await host.loadAll(files);
    const wrong = ours.flatMap(({ file, verdict, error }, index) => {
      const { loads, error: reason } = theirs[index] as (typeof theirs)[0];
      return (verdict === "loads") === loads || error === UNKNOWN_LAYOUT
        ? []
        : [{ file, verdict, error, loads, reason }];
    });
    expect(wrong, again()).toEqual([]);
    const loading = theirs.filter(({ loads }) => loads).length;
    log.push(`${files.length} artifacts in the engine section: ${loading} load`);
  });
});

test("damaged sidecars: check answers, and calls stale whatever says something else", async () => {
  const random = new Random(SEED);
  const folder = temporaryDirectory();
  chmodSync(folder, 0o700);
  const [artifact] = artifacts as [string];
  const files = Array.from({ length: cases(120) }, (_, index) => {
    const path = join(folder, `${index}.cwasm`);
    cpSync(artifact, path);
    const sidecar = random.pick(DAMAGE)[1](readFileSync(`${artifact}.meta`), random);
    writeFileSync(`${path}.meta`, sidecar, { mode: 0o600 });
    return { path, same: says(sidecar) === says(readFileSync(`${artifact}.meta`)) };
  });
  const wasm = ["--wasm", artifact.replace(/cwasm$/, "wasm")];
  const verdicts = await check([...wasm, ...files.map(({ path }) => path)]);
  const wrong = verdicts.filter(
    ({ verdict }, index) => verdict !== "stale" && !(files[index]?.same && verdict === "loads"),
  );
  expect(wrong, again()).toEqual([]);
  log.push(`${files.length} sidecars`);
});

/** What a sidecar says, however it is written. */
function says(sidecar: Buffer): string {
  try {
    return JSON.stringify(parse(String(sidecar)));
  } catch {
    return "";
  }
}

test("damaged manifests: check answers, or says that it is no manifest", async () => {
  const random = new Random(SEED);
  const count = Math.ceil(cases(60) / 10);
  for (let index = 0; index < count; index += 1) {
    const path = join(temporaryDirectory(), "manifest.json");
    writeFileSync(path, random.pick(DAMAGE)[1](Buffer.from(manifest), random));
    const { code, stderr } = await cli("check", "--manifest", path, ...HOST, ...artifacts);
    expect([0, 2], `${stderr}\n${again()}`).toContain(code);
    if (code === 2) {
      expect(stderr).toContain("--manifest");
    }
  }
  log.push(`${count} manifests`);
});

describe.each(PROTOCOLS)("damaged archives, %s of the cache's protocol", (protocol) => {
  test("none is believed: each is compiled anew", async () => {
    const server = await startCacheServer(protocol);
    try {
      const random = new Random(SEED);
      const workspace = temporaryDirectory();
      const count = cases(40);
      for (let index = 0; index < count; index += 1) {
        writeFileSync(join(workspace, `${index}.wasm`), emptyFunctions(index + 1));
      }
      const run = () =>
        runAction(
          workspace,
          { "core-modules": "compile", targets: runnerTarget() as string, advisories: "ignore" },
          server.env,
        );
      const cold = await run();
      expect(cold.outputs, cold.log).toMatchObject({ compiled: `${count}`, saved: `${count}` });
      const read = (index: number) => readFileSync(join(workspace, `${index}.cwasm`));
      const whole = Array.from({ length: count }, (_, index) => read(index));
      for (const [index] of server.keys().entries()) {
        const archive = await server.read(index);
        const [, damage] = random.pick(DAMAGE);
        const changed =
          index % 2 === 0
            ? damage(archive, random)
            : zstdCompressSync(damage(zstdDecompressSync(archive), random));
        await server.overwrite(index, changed);
      }
      for (let index = 0; index < count; index += 1) {
        rmSync(join(workspace, `${index}.cwasm`));
      }
      const warm = await run();
      expect(warm.code, warm.log).toBe(0);
      expect(troubleIn(warm.log), again()).toBe(undefined);
      const wrong = whole.flatMap((bytes, index) => (read(index).equals(bytes) ? [] : [index]));
      expect(wrong, again()).toEqual([]);
      const { compiled, restored } = warm.outputs;
      expect(Number(compiled) + Number(restored)).toBe(count);
      log.push(`${count} archives of ${protocol}: ${compiled} not used, ${restored} used`);
    } finally {
      server.stop();
    }
  });
});
