/**
 * Stored entries and function caches that something has damaged, through the command line: each is
 * found out, what it was for is compiled anew and comes out right, and the next run finds it whole.
 * CWASM_CORRUPTIONS says how many, CWASM_SEED which:
 * `CWASM_SEED=7 npx vitest run --project integration test/integration/corruptions.test.ts`.
 *
 * What is not here cannot be found: whoever replaces a function, or an artifact's code, and writes a
 * digest to match is believed, see docs/trust.md. Of artifacts with a digest to match, only what an
 * artifact says about itself is compared with anything.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseArtifact } from "../../src/artifact/elf.ts";
import type { Manifest } from "../../src/report/manifest.ts";
import { sha256 } from "../../src/support/hash.ts";
import { installCommandLine, runCommandLine } from "../support/command-line.ts";
import { DAMAGES, type Damage, flip } from "../support/damage.ts";
import { component, temporaryDirectory } from "../support/fixtures.ts";
import { FunctionBlob } from "../support/function-blob.ts";
import { moduleOf, padded } from "../support/modules.ts";
import { Random } from "../support/random.ts";
import { moreTargets, targets } from "../support/recorded.ts";

const CORRUPTIONS = Number(process.env["CWASM_CORRUPTIONS"] ?? 1000);
const SEED = Number(process.env["CWASM_SEED"] ?? 1);

/** Most are entries, which many small components share a run for. */
const OF_FUNCTION_CACHES = Math.round(0.15 * CORRUPTIONS);
const OF_ENTRIES = CORRUPTIONS - OF_FUNCTION_CACHES;

/** The body of a function that calls the first one so many times. */
function calling(times: number): Buffer {
  const calls = Array.from({ length: times }, () => Buffer.of(0x10, 0));
  return Buffer.concat([Buffer.of(0), ...calls, Buffer.of(0x0b)]);
}

/** How often each kind of damage was done. */
const done = new Map<string, number>();

function count(kind: string): void {
  done.set(kind, (done.get(kind) ?? 0) + 1);
}

let commandLine: string;
beforeAll(() => {
  commandLine = installCommandLine();
});
afterAll(() => {
  const lines = [...done].map(([kind, times]) => `${String(times).padStart(5)}  ${kind}`);
  const all = [...done.values()].reduce((sum, times) => sum + times, 0);
  console.log([`${all} corruptions (seed ${SEED}), all found and healed:`, ...lines].join("\n"));
});

/** A folder of components, a store, and a way to run with both. */
class World {
  readonly cwd = temporaryDirectory();
  readonly base = temporaryDirectory();
  readonly store = join(this.base, "cwasm-cache");
  readonly #args: readonly string[];

  constructor(triples: readonly string[], ...args: readonly string[]) {
    this.#args = [...triples.flatMap((triple) => ["--target", triple]), ...args];
  }

  async run(): Promise<{ manifest: Manifest; stderr: string }> {
    const { code, stdout, stderr } = await runCommandLine(
      commandLine,
      ["--json", "--verbose", "--advisories", "ignore", "--out", "out", ...this.#args],
      this.cwd,
      this.base,
    );
    expect(code, stderr).toBe(0);
    return { manifest: JSON.parse(stdout) as Manifest, stderr };
  }

  /** The bytes of all pairs, by path. */
  pairs({ artifacts }: Manifest): Map<string, Buffer> {
    const files = artifacts.flatMap(({ artifact, sidecar }) => [artifact, sidecar]);
    return new Map(files.map((file) => [file, readFileSync(join(this.cwd, file))]));
  }
}

/** Fails with the names alone: maps of buffers are much to print. */
function expectSame(found: Map<string, Buffer>, wanted: Map<string, Buffer>, what: string): void {
  expect([...found.keys()].sort(), what).toEqual([...wanted.keys()].sort());
  const different = [...wanted].filter(([name, bytes]) => !found.get(name)?.equals(bytes));
  expect(
    different.map(([name]) => name),
    what,
  ).toEqual([]);
}

/** A stored entry's files. */
type Entry = Readonly<Record<string, Buffer>>;

const ARTIFACT = "artifact.cwasm";
const RECORD = "record.json";

function readEntry(folder: string): Entry {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]),
  );
}

function writeEntry(folder: string, entry: Entry): void {
  rmSync(folder, { recursive: true });
  mkdirSync(folder, { mode: 0o700 });
  for (const [name, bytes] of Object.entries(entry)) {
    writeFileSync(join(folder, name), bytes);
  }
}

test(`${OF_ENTRIES} corruptions of entries: each is compiled anew, and replaced`, async () => {
  const COMPONENTS = 48;
  /** Entries of a round that nothing happens to. */
  const WHOLE = 4;
  // One of each byte order. Entries are in the order of their targets.
  const triples = ["x86_64-unknown-linux-gnu", "s390x-unknown-linux-gnu"];
  const world = new World(triples, "--core-modules", "compile");
  const sources = (["add", "greet"] as const).map((name) => readFileSync(component(name)));
  for (let index = 0; index < COMPONENTS; index += 1) {
    const source = sources[index] ?? moduleOf([calling(index)]);
    writeFileSync(join(world.cwd, `c${index}.wasm`), source);
  }
  const { manifest } = await world.run();
  const pairs = world.pairs(manifest);
  const folders = manifest.artifacts.map(({ entry }) =>
    join(world.store, sha256(entry).slice(0, 32)),
  );
  const entries = folders.map(readEntry);
  const files = Object.keys(entries[0] as Entry);
  expect(files).toHaveLength(3);

  /** With a record to match, as somebody can write it who may write the store. */
  function withArtifact(entry: Entry, artifact: Buffer): Entry {
    const record = String(entry[RECORD]).replace(
      sha256(entry[ARTIFACT] as Buffer),
      sha256(artifact),
    );
    return { ...entry, [ARTIFACT]: artifact, [RECORD]: Buffer.from(record) };
  }
  /** @param foreign an entry of the other target */
  type Corruption = (entry: Entry, random: Random, other: Entry, foreign: Entry) => Entry;
  const withRecord =
    (change: Damage): Corruption =>
    (entry, random) =>
      withArtifact(entry, change(entry[ARTIFACT] as Buffer, random));
  const ofFiles = files.flatMap((file) =>
    Object.entries(DAMAGES).map(([kind, damage]): [string, Corruption] => [
      `${file} ${kind}`,
      (entry, random) => ({ ...entry, [file]: damage(entry[file] as Buffer, random) }),
    ]),
  );
  const exchanged = files.map((file): [string, Corruption] => [
    `${file} is another entry's`,
    (entry, _, other) => ({ ...entry, [file]: other[file] as Buffer }),
  ]);
  const missing = files.map((file): [string, Corruption] => [
    `${file} is missing`,
    (entry) => Object.fromEntries(Object.entries(entry).filter(([name]) => name !== file)),
  ]);
  const corruptions: readonly [string, Corruption][] = [
    ...ofFiles,
    ...exchanged,
    ...missing,
    ["the whole entry is another's", (_, __, other) => other],
    [
      "with a record to match: the artifact is for another target",
      (entry, _, __, foreign) => withArtifact(entry, foreign[ARTIFACT] as Buffer),
    ],
    [
      "with a record to match: the engine section has one byte changed",
      withRecord((bytes, random) => {
        const { byteOffset, length } = parseArtifact(bytes).engineSection;
        const start = byteOffset - bytes.byteOffset;
        return flip(bytes, random, start, start + length);
      }),
    ],
    [
      "with a record to match: the ELF header has one byte changed",
      withRecord((bytes, random) => {
        // Magic, class, byte order; Wasmtime's mark; where the table of sections is.
        const checked = [0, 1, 2, 3, 4, 5, 7, 40, 41, 42, 43, 44, 45, 46, 47];
        const at = checked[random.below(checked.length)] as number;
        return flip(bytes, random, at, at + 1);
      }),
    ],
    [
      "with a record to match: the artifact is of another kind",
      withRecord((bytes, random) => {
        const changed = Buffer.from(bytes);
        // The lowest two bits, in the file's own byte order.
        const at = changed[5] === 1 ? 48 : 51;
        changed[at] = (changed[at] as number) ^ (1 + random.below(3));
        return changed;
      }),
    ],
    [
      "with a record to match: the artifact is cut",
      withRecord((bytes, random) => bytes.subarray(0, random.below(bytes.length))),
    ],
  ];

  const random = new Random(SEED);
  for (let at = 0; at < OF_ENTRIES; ) {
    const inRound = Math.min(OF_ENTRIES - at, folders.length - WHOLE);
    const chosen = random.shuffled([...folders.keys()]).slice(0, inRound);
    const kinds = new Map<number, string>();
    for (const index of chosen) {
      const [kind, corrupt] = corruptions[at % corruptions.length] as [string, Corruption];
      const entry = entries[index] as Entry;
      const away = (by: number): Entry => entries[(index + by) % entries.length] as Entry;
      const other = away(1 + random.below(entries.length - 1));
      const corrupted = corrupt(entry, random, other, away(COMPONENTS));
      expect(corrupted, kind).not.toEqual(entry);
      writeEntry(folders[index] as string, corrupted);
      kinds.set(index, kind);
      at += 1;
    }
    rmSync(join(world.cwd, "out"), { recursive: true });
    const run = await world.run();
    const status = run.manifest.artifacts.map((artifact) => artifact.status);
    // By what happened to it, so that a failure says which kind was believed.
    expect(status.map((is, index) => [kinds.get(index) ?? "nothing", is])).toEqual(
      status.map((_, index) =>
        kinds.has(index) ? [kinds.get(index), "compiled"] : ["nothing", "restored"],
      ),
    );
    expectSame(world.pairs(run.manifest), pairs, "pairs");
    expect(run.stderr.match(/what is stored under .* is not used: /g)).toHaveLength(inRound);
    expect(run.stderr).toContain(`${inRound} entries stored but not used: `);
    for (const [index, folder] of folders.entries()) {
      const found = new Map(Object.entries(readEntry(folder)));
      expectSame(found, new Map(Object.entries(entries[index] as Entry)), kinds.get(index) ?? "");
    }
    for (const kind of kinds.values()) {
      count(kind);
    }
  }
  const { manifest: last, stderr } = await world.run();
  expect(last.artifacts.filter(({ status }) => status !== "restored")).toEqual([]);
  expect(stderr).not.toContain("warning");
}, 600_000);

/** How a damaged function cache is found out. */
type Found =
  /** As a whole: it is not used. */
  | "refused"
  /** As the compiler reads its functions: nothing of it is used. */
  | "discarded"
  /** Function by function: what cannot be found under its name is compiled. */
  | "missing";

test(`${OF_FUNCTION_CACHES} corruptions of function caches: what is lost is compiled, and each is replaced`, async () => {
  const triples = [...targets, ...moreTargets].slice(0, 12);
  const world = new World(triples, "--core-modules", "compile");
  const large = moduleOf(Array.from({ length: 40 }, (_, index) => calling(400 + index)));
  const small = moduleOf(Array.from({ length: 10 }, (_, index) => calling(20 + index)));
  // Both are of a size that is worth a function cache. The large one is compiled once only, so that
  // there is a file of some size.
  writeFileSync(join(world.cwd, "large.wasm"), padded(large, 64 * 1024));
  writeFileSync(join(world.cwd, "small.wasm"), padded(small, 64 * 1024));
  await world.run();
  rmSync(join(world.cwd, "large.wasm"));

  /** Without artifacts, so that all are compiled. */
  async function compile(): Promise<{ manifest: Manifest; stderr: string }> {
    rmSync(join(world.cwd, "out"), { recursive: true });
    for (const name of readdirSync(world.store)) {
      if (/^[0-9a-f]{32}$/.test(name)) {
        rmSync(join(world.store, name), { recursive: true });
      }
    }
    const run = await world.run();
    expect(run.manifest.artifacts.map(({ status }) => status)).toEqual(
      triples.map(() => "compiled"),
    );
    return run;
  }

  const pairs = world.pairs((await compile()).manifest);
  expect([...pairs.keys()].filter((path) => path.endsWith(".cwasm"))).toHaveLength(triples.length);
  const blobs = new Map(
    readdirSync(world.store)
      .filter((name) => name.startsWith("functions-"))
      .map((name): [string, [string, Buffer]] => {
        const path = join(world.store, name, "blob");
        const bytes = readFileSync(path);
        return [
          String(new FunctionBlob(bytes).identity).split(" ").at(-2) as string,
          [path, bytes],
        ];
      }),
  );
  expect([...blobs.keys()].sort()).toEqual([...triples].sort());

  type Corruption = (bytes: Buffer, random: Random, other: Buffer) => Buffer;
  const corruptions: readonly [string, Found, Corruption][] = [
    ...Object.entries(DAMAGES).map(([kind, damage]): [string, Found, Corruption] => [
      kind,
      "refused",
      damage,
    ]),
    ["is another target's", "refused", (_, __, other) => other],
    [
      "is another compiler's, with a digest to match",
      "refused",
      (bytes, random) => {
        const blob = new FunctionBlob(bytes);
        return blob.with({ identity: flip(blob.identity, random) });
      },
    ],
    [
      "is cut, with a digest to match",
      "refused",
      (bytes, random) =>
        FunctionBlob.resealed(bytes, (contents) =>
          contents.subarray(0, random.below(contents.length)),
        ),
    ],
    [
      "has a length changed, with a digest to match",
      "refused",
      // Of the identity, the first of the three parts.
      (bytes, random) => FunctionBlob.resealed(bytes, (contents) => flip(contents, random, 0, 4)),
    ],
    [
      "has functions that are cut, with a digest to match",
      "discarded",
      (bytes) => new FunctionBlob(bytes).withFunctions((each) => each.subarray(0, each.length / 2)),
    ],
    [
      "has functions without a byte, with a digest to match",
      "discarded",
      (bytes) => new FunctionBlob(bytes).withFunctions(() => Buffer.alloc(0)),
    ],
    [
      "has random bytes for functions, with a digest to match",
      "discarded",
      (bytes, random) =>
        new FunctionBlob(bytes).withFunctions(({ length }) => random.bytes(length)),
    ],
    [
      "has every function's name changed, with a digest to match",
      "missing",
      (bytes, random) => {
        const blob = new FunctionBlob(bytes);
        return blob.with({
          functions: blob.functions.map(([name, each]) => [flip(name, random), each]),
        });
      },
    ],
    [
      "lacks functions, with a digest to match",
      "missing",
      (bytes, random) => {
        const blob = new FunctionBlob(bytes);
        return blob.with({ functions: blob.functions.filter(() => random.below(2) === 0) });
      },
    ],
    [
      "has functions in another order and twice, with a digest to match",
      "missing",
      (bytes, random) => {
        const blob = new FunctionBlob(bytes);
        const functions = random.shuffled([...blob.functions, ...blob.functions]);
        return blob.with({ functions });
      },
    ],
    [
      "has other digests of bodies, with a digest to match",
      "missing",
      (bytes, random) => {
        const blob = new FunctionBlob(bytes);
        return blob.with({ bodies: random.bytes(random.below(3) * blob.bodies.length) });
      },
    ],
  ];

  const random = new Random(SEED);
  for (let at = 0; at < OF_FUNCTION_CACHES; ) {
    const inRound = new Map<string, [string, Found]>();
    for (const [triple, [path, bytes]] of blobs) {
      if (at === OF_FUNCTION_CACHES) {
        writeFileSync(path, bytes);
        continue;
      }
      const [kind, found, corrupt] = corruptions[
        at % corruptions.length
      ] as (typeof corruptions)[0];
      const others = [...blobs].filter(([other]) => other !== triple);
      const [, [, other]] = others[random.below(others.length)] as (typeof others)[0];
      const corrupted = corrupt(bytes, random, other);
      expect(corrupted.equals(bytes), kind).toBe(false);
      writeFileSync(path, corrupted);
      inRound.set(triple, [kind, found]);
      at += 1;
    }
    const { manifest, stderr } = await compile();
    expectSame(world.pairs(manifest), pairs, JSON.stringify([...inRound]));
    for (const [triple, [kind, found]] of inRound) {
      const what = `function cache for ${triple}`;
      const how: Found = stderr.includes(`${what}: what is stored under `)
        ? "refused"
        : stderr.includes(`the stored ${what} is wrong, although its digest is right`)
          ? "discarded"
          : "missing";
      expect(how, `${kind}: ${stderr}`).toBe(found);
    }
    // Whatever it was, the next run has no reason to say anything, and takes all from there.
    const next = await compile();
    expect(next.stderr).not.toMatch(/warning|not used/);
    for (const triple of triples) {
      expect(next.stderr).toMatch(new RegExp(`function cache for ${triple}: .* restored`));
    }
    expectSame(world.pairs(next.manifest), pairs, JSON.stringify([...inRound]));
    for (const [kind] of inRound.values()) {
      count(`a function cache ${kind}`);
    }
  }
}, 600_000);
