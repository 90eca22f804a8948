/**
 * docs/faults.md: each row is run through the Action as a runner starts it, and nothing else is. The services are those
 * of the other suites, told to fail; disks are mounted; what the Action does after minutes it does after seconds, since
 * its clock is fast then. Whatever the row, see `requireSound`.
 */
import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Manifest } from "../../src/report/manifest.ts";
import { sha256 } from "../../src/support/hash.ts";
import { type ActionRun, hurried, losing, type Manner, runAction } from "../support/action.ts";
import {
  type CacheServer,
  PROTOCOLS,
  repack,
  type Step,
  startCacheServer,
  unpack,
} from "../support/cache-servers.ts";
import { installCommandLine, runCommandLine } from "../support/command-line.ts";
import { type Around, fullDisk, readOnly } from "../support/disks.ts";
import type { Answer, Fault } from "../support/faulty.ts";
import { component, root, temporaryDirectory } from "../support/fixtures.ts";
import { rows } from "../support/markdown.ts";
import { emptyFunctions, holding, moduleOf, nestedLoops } from "../support/modules.ts";
import { Random } from "../support/random.ts";
import {
  type Asked,
  type Fault as ReleaseFault,
  ReleasesService,
  WRITER,
} from "../support/releases-service.ts";
import { ResultsService } from "../support/results-service.ts";

const TARGET = "x86_64-unknown-linux-gnu";

/** How much faster the Action's clock runs where it tries something again, and where it waits for what never comes. */
const RETRYING = 10;
const WAITING = 30;

const random = new Random(1);

const add = readFileSync(component("add"));
const nops = Buffer.concat([Buffer.alloc(1024, 0x01), Buffer.of(0x0b)]);
nops[0] = 0;

/** What is compiled, by name. */
const SOURCES: Readonly<Record<string, Buffer>> = {
  add,
  greet: readFileSync(component("greet")),
  // A custom section of one byte tells them apart.
  ...Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [
      `c${index}`,
      Buffer.concat([add, Buffer.of(0, 3, 1, 0x78, index)]),
    ]),
  ),
  // Of a size that no compression helps with.
  data: holding(random.bytes(40_000)),
  // Worth two workers.
  nops: moduleOf(Array.from({ length: 800 }, () => nops)),
  // What these take: memory, and time.
  many: emptyFunctions(20_000),
  deep: nestedLoops(100_000),
};

type Name = keyof typeof SOURCES;

/** The digest of each artifact, and of each sidecar, as they are made where nothing fails. */
const expected = new Map<string, string>();

beforeAll(async () => {
  const cwd = temporaryDirectory();
  const names = Object.keys(SOURCES).filter((name) => name !== "deep");
  for (const name of names) {
    writeFileSync(join(cwd, `${name}.wasm`), SOURCES[name] as Buffer);
  }
  const { code, stdout, stderr } = await runCommandLine(
    installCommandLine(),
    ["--no-store", "--json", "--jobs", "1", "--core-modules", "compile", "--target", TARGET],
    cwd,
    "",
  );
  expect(code, stderr).toBe(0);
  const { artifacts } = JSON.parse(stdout) as Manifest;
  expect(artifacts).toHaveLength(names.length);
  for (const file of artifacts.flatMap(({ artifact, sidecar }) => [artifact, sidecar])) {
    expected.set(file, sha256(readFileSync(join(cwd, file))));
  }
});

/** What a run has been, and where. */
interface Ran extends ActionRun {
  readonly names: readonly Name[];
  readonly workspace: string;
  /** What lay in the workspace before. */
  readonly before: ReadonlyMap<string, string>;
  /** What the runner empties after the job. */
  readonly temporary: readonly string[];
  /** Real ones. */
  readonly milliseconds: number;
}

interface Job extends Omit<Manner, "around"> {
  readonly names?: readonly Name[];
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** One where an earlier job has been. */
  readonly workspace?: string;
  readonly around?: (workspace: string, temporary: string) => Around;
}

/** A job of a workflow: its files, and its folders for what is temporary. */
async function job(env: Readonly<Record<string, string>>, given: Job): Promise<Ran> {
  const { names = ["add", "greet"], workspace = temporaryDirectory() } = given;
  for (const name of names) {
    writeFileSync(join(workspace, `${name}.wasm`), SOURCES[name] as Buffer);
  }
  const before = digests(workspace);
  const [home, temporary] = [temporaryDirectory(), temporaryDirectory()];
  const begun = performance.now();
  const run = await runAction(
    workspace,
    { targets: TARGET, advisories: "ignore", "core-modules": "compile", ...given.inputs },
    {
      ...env,
      ...{ HOME: home, RUNNER_TEMP: temporary, TMPDIR: temporary },
      ...given.env,
    },
    { killAfter: given.killAfter, around: given.around?.(workspace, temporary) },
  );
  const milliseconds = performance.now() - begun;
  const left = [home, temporary].flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map(String),
  );
  return { ...run, names, workspace, before, temporary: left, milliseconds };
}

/** The files of a folder. @param pattern of their names */
function digests(folder: string, pattern = /./): Map<string, string> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && pattern.test(entry.name))
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        // The lock of a run that was killed is a link to nowhere.
        const held = entry.isSymbolicLink() ? readlinkSync(path) : readFileSync(path);
        return [relative(folder, path), sha256(held)];
      }),
  );
}

/** What holds whatever failed: no wrong or half pair, and nothing temporary. */
function requireSound({ names, workspace, before, temporary, log }: Ran): void {
  const after = digests(workspace);
  for (const [file, digest] of after) {
    if (!file.endsWith(".wasm")) {
      expect([expected.get(file), before.get(file)], `${file}\n${log}`).toContain(digest);
    }
  }
  for (const name of names) {
    const pair = [`${name}.cwasm`, `${name}.cwasm.meta`];
    const origins = pair.map((file) => after.get(file) === expected.get(file));
    expect(origins[0], log).toBe(origins[1]);
  }
  expect([...after.keys()].filter((file) => /(^|\/)\.cwasm-cache-/.test(file))).toEqual([]);
  // The folder with the manifest is an output.
  const ours = /^cwasm-cache-\w{6}(\/(cwasm-manifest\.json|SHA256SUMS))?$/;
  expect(temporary.filter((file) => !ours.test(file))).toEqual([]);
}

/** How the table calls what has become of the artifacts. */
const ARTIFACTS: Readonly<Record<string, (ran: Ran) => void>> = {
  restored: (ran) => requireMade(ran, ran.names.length, { restored: ran.names.length }),
  compiled: (ran) => requireMade(ran, ran.names.length, { compiled: ran.names.length }),
  all: (ran) => requireMade(ran, ran.names.length, { failed: 0 }),
  "the others": (ran) =>
    requireMade(ran, ran.names.length - 1, { compiled: ran.names.length - 1, failed: 1 }),
  "as before": ({ workspace, before, outputs, log, names }) => {
    expect(digests(workspace), log).toEqual(before);
    expect(before.size).toBe(3 * names.length);
    // What was compiled is not lost.
    expect(outputs, log).toMatchObject({ failed: "1", saved: "1" });
  },
};

function requireMade(
  { workspace, names, outputs, log }: Ran,
  pairs: number,
  counts: Readonly<Record<string, number>>,
): void {
  for (const [name, count] of Object.entries(counts)) {
    expect(outputs[name], log).toBe(String(count));
  }
  const made = names.filter((name) => existsSync(join(workspace, `${name}.cwasm.meta`)));
  expect(made, log).toHaveLength(pairs);
}

/** The runs of each row. */
type Faults = Readonly<Record<string, () => Promise<Ran[]>>>;

const STATUSES = [401, 403, 404, 409, 429, 500, 503] as const;

/** The environment that the Action need not be waited for with. */
function hurriedBy(fault: unknown): Record<string, string> {
  return fault === undefined || fault === "slow"
    ? {}
    : hurried(fault === "hang" ? WAITING : RETRYING);
}

/** What a service says with a status. */
function no(status: number): Answer {
  const headers = {
    "content-type": "application/json",
    ...(status === 429 ? { "retry-after": "2" } : {}),
  };
  return { status, headers, body: { msg: "in its words", message: "in its words" } };
}

/** One after another. */
async function each<T>(items: readonly T[], run: (item: T) => Promise<Ran>): Promise<Ran[]> {
  const runs: Ran[] = [];
  for (const item of items) {
    runs.push(await run(item));
  }
  return runs;
}

const RESTORE: readonly Step[] = ["look-up", "download"];
const SAVE: readonly Step[] = ["reserve", "upload", "commit"];

const onFullDisk: NonNullable<Job["around"]> = (_, temporary) => fullDisk(temporary, 16);

/** @param turn so that each status meets each step, in one protocol or the other */
function cacheFaults(server: CacheServer, turn: number): Faults {
  const run = (given: Job, fault?: Fault, steps: readonly Step[] = []): Promise<Ran> => {
    server.inject((step) => (steps.includes(step) ? fault : undefined));
    return job({ ...server.env, ...hurriedBy(fault) }, given);
  };
  /** Fills an empty cache. */
  async function fill(names?: readonly Name[], inputs: Job["inputs"] = {}): Promise<Ran> {
    server.clear();
    return await run({ inputs, ...(names && { names }) });
  }
  const restore = { inputs: { cache: "restore-only" } };
  const save = { inputs: { cache: "save-only" } };
  async function restoring(fault: Fault, steps: readonly Step[], given: Job = {}): Promise<Ran> {
    await fill(given.names);
    return await run({ ...restore, ...given }, fault, steps);
  }
  function saving(fault: Fault | undefined, steps: readonly Step[], given: Job = {}): Promise<Ran> {
    server.clear();
    return run({ ...save, ...given }, fault, steps);
  }
  const at = (steps: readonly Step[], index: number): readonly Step[] => [
    steps[(index + turn) % steps.length] as Step,
  ];
  const entries = () => [...server.keys().keys()];
  /** Fills the cache, changes the archives, restores. */
  async function damaged(
    names: readonly Name[],
    change: (archive: Buffer) => Buffer | Promise<Buffer>,
  ): Promise<Ran> {
    await fill(names);
    for (const index of entries()) {
      await server.overwrite(index, await change(await server.read(index)));
    }
    return await run({ ...restore, names });
  }

  return {
    "restore: the service answers 401, 403, 404, 409, 500 or 503": () =>
      each([401, 403, 404, 409, 500, 503], (status) =>
        restoring(no(status), at(RESTORE, STATUSES.indexOf(status as 401))),
      ),
    "restore: the service answers 429 each time": async () => [
      await restoring(no(429), ["look-up"]),
    ],
    "restore: answers pause in their middle": async () => [await restoring("slow", RESTORE)],
    "restore: answers are cut in their middle": () =>
      each(RESTORE, (step) => restoring("cut", [step])),
    "restore: there is no answer": async () => [await restoring("hang", at(RESTORE, 0))],
    "restore: the archive is truncated": async () => [
      await damaged(["add", "greet"], (archive) => archive.subarray(0, archive.length / 2)),
    ],
    "restore: a byte of the archive is flipped, anywhere": async () => [
      await damaged(
        Object.keys(SOURCES).filter((name) => /^c\d/.test(name)),
        (archive) => {
          const place = random.below(archive.length);
          archive[place] = (archive[place] as number) ^ (1 << random.below(8));
          return archive;
        },
      ),
    ],
    "restore: the entry is another engine's": async () => {
      const other = await fill(["add"], { options: "-W fuel=1", "cache-suffix": "other" });
      const foreign = readFileSync(join(other.workspace, "add.cwasm"));
      return [
        await damaged(["add"], async (archive) =>
          repack(
            (await unpack(archive)).map((member) => {
              const { header, bytes } = member;
              const text = bytes
                .toString()
                .replace(expected.get("add.cwasm") ?? "", sha256(foreign));
              return header.name.endsWith("artifact.cwasm")
                ? { ...member, bytes: foreign }
                : header.name.endsWith("record.json")
                  ? { ...member, bytes: Buffer.from(text) }
                  : member;
            }),
          ),
        ),
      ];
    },
    "restore: the runner's temporary disk is full": async () => {
      await fill(["data"]);
      return [await run({ ...restore, names: ["data"], around: onFullDisk })];
    },
    "save: the service answers 401, 403, 404, 500 or 503": () =>
      each([401, 403, 404, 500, 503], (status) =>
        saving(no(status), at(SAVE, STATUSES.indexOf(status as 401))),
      ),
    "save: the service answers 409: another job was first": async () => [
      await saving(no(409), ["reserve"]),
    ],
    "save: the service answers 429 each time": async () => [await saving(no(429), ["reserve"])],
    "save: answers pause in their middle": async () => [await saving("slow", SAVE)],
    "save: answers are cut in their middle": () =>
      each(["reserve", "commit"] as const, (step) => saving("cut", [step])),
    "save: there is no answer": async () => [await saving("hang", at(SAVE, turn))],
    "save: the runner's temporary disk is full": async () => {
      server.clear();
      return [await run({ ...save, names: ["data"], around: onFullDisk })];
    },
    "compile: there is too little memory for one": async () => [
      await saving(undefined, [], {
        names: ["add", "many"],
        // V8 gives an instance no more than so many pages.
        around:
          () =>
          ([node, ...args]) => [node, "--wasm-max-mem-pages=700", ...args],
      }),
    ],
    "compile: a worker is lost": async () => [
      await saving(undefined, [], { env: losing("precompile") }),
    ],
    "compile: a worker is lost that helps with a large component": async () => [
      await saving(undefined, [], {
        names: ["nops"],
        inputs: { ...save.inputs, jobs: "2" },
        env: losing("shareFunctions"),
      }),
    ],
    "compile: one takes too long": async () => [
      await saving(undefined, [], {
        names: ["add", "deep"],
        inputs: { ...save.inputs, "timeout-minutes": "0.1" },
      }),
    ],
    "write: the workspace's disk is full": async () => {
      const { workspace } = await fill(["add"], { options: "-W fuel=1" });
      server.clear();
      return [await run({ names: ["add"], workspace, around: (folder) => fullDisk(folder, 32) })];
    },
    "write: the workspace may not be written to": async () => {
      const { workspace } = await fill(["add"], { options: "-W fuel=1" });
      server.clear();
      return [await run({ names: ["add"], workspace, around: readOnly })];
    },
    "the run: is killed at any moment, and run again": async () => {
      const { workspace, milliseconds } = await fill();
      return await each([0, 1, 2, 3, 4], async (round) => {
        if (round % 2 === 0) {
          server.clear();
        }
        const killed = await run({ workspace, killAfter: Math.ceil(Math.random() * milliseconds) });
        // What it leaves the runner removes, and the next run what lies in the workspace.
        requirePairs(killed);
        return await run({ workspace });
      });
    },
  };
}

/** No wrong pair, though what is temporary may lie there. */
function requirePairs({ workspace }: Ran): void {
  for (const [file, digest] of digests(workspace, /^[^.].*\.cwasm(\.meta)?$/)) {
    const wanted = expected.get(file);
    expect(wanted ?? digest, file).toBe(digest);
  }
}

function artifactFaults(service: ResultsService): Faults {
  const METHODS = ["CreateArtifact", "PUT blob", "FinalizeArtifact"] as const;
  function run(fault: Fault, methods: readonly string[] = METHODS, given: Job = {}): Promise<Ran> {
    service.artifacts.length = 0;
    service.fault = (method) => (methods.includes(method) ? fault : undefined);
    const inputs = { cache: "false", upload: "artifact" };
    return job({ ...service.env, ...hurriedBy(fault) }, { inputs, ...given });
  }
  const statuses = (those: readonly number[]) =>
    each(those, (status) =>
      run(no(status), [METHODS[STATUSES.indexOf(status as 401) % METHODS.length] as string]),
    );
  return {
    "artifact: the service answers 401, 403, 404 or 409": () => statuses([401, 403, 404, 409]),
    "artifact: the service answers 429, 500 or 503 each time": () => statuses([429, 500, 503]),
    "artifact: answers pause in their middle": async () => [await run("slow")],
    "artifact: answers are cut in their middle": () =>
      each(["CreateArtifact", "FinalizeArtifact"], (method) => run("cut", [method])),
    "artifact: there is no answer": () =>
      each(["CreateArtifact", "PUT blob"], async (method) => {
        service.calls.length = 0;
        const ran = await run("hang", [method], { env: hurried(2 * WAITING) });
        // The client waits three minutes for each, and half a minute between all of them.
        expect(service.calls.length).toBeLessThanOrEqual(5);
        return ran;
      }),
    "artifact: the runner's temporary disk is full": async () => [
      await run("slow", [], { around: onFullDisk }),
    ],
  };
}

function releaseFaults(service: ReleasesService): Faults {
  const REQUESTS: readonly ((asked: Asked) => boolean)[] = [
    ({ method, path }) => method === "GET" && path.startsWith("/releases?"),
    ({ method, path }) => method === "POST" && path === "/releases",
    ({ method, path }) => method === "GET" && path.includes("/assets"),
    ({ method, path }) => method === "POST" && path.includes("/assets"),
    ({ method }) => method === "PATCH",
  ];
  async function run(
    fault: ReleaseFault,
    meets: (asked: Asked) => boolean | undefined,
  ): Promise<Ran> {
    service.forget();
    service.fault = (asked) => (meets(asked) ? fault : undefined);
    const inputs = { cache: "false", upload: "release", token: WRITER };
    const ran = await job({ ...service.env, ...hurriedBy(fault) }, { inputs });
    // One that is published is whole, and there are never two.
    expect(service.releases.length, ran.log).toBeLessThan(2);
    for (const { draft, assets } of service.releases) {
      expect(draft || assets.length === 5, ran.log).toBe(true);
      expect(draft, ran.log).toBe(ran.code !== 0);
    }
    return ran;
  }
  const always = (fault: ReleaseFault, index: number) =>
    run(fault, (asked) => REQUESTS[index % REQUESTS.length]?.(asked));
  const statuses = (those: readonly number[]) =>
    each(those, (status) => {
      const { headers } = no(status);
      return always({ status, message: "in its words", ...(headers && { headers }) }, status);
    });
  return {
    "release: GitHub answers 401, 403 or 404": () => statuses([401, 403, 404]),
    "release: GitHub answers 409, or 429, 500 or 503 each time": () =>
      statuses([409, 429, 500, 503]),
    "release: answers are cut in their middle, once each": async () => {
      const cut = new Set<number>();
      return [
        await run("half", (asked) => {
          const index = REQUESTS.findIndex((is) => is(asked));
          return !cut.has(index) && cut.add(index) !== undefined;
        }),
      ];
    },
    "release: answers are cut in their middle each time": () =>
      each([0, 2], (index) => always("half", index)),
    "release: there is no answer": () =>
      each([0, 3], async (index) => {
        const ran = await always("hang", index);
        // A minute for each, and half a minute between all of them.
        expect(service.asked.filter((asked) => REQUESTS[index]?.(asked))).toHaveLength(5);
        return ran;
      }),
  };
}

const table = rows(readFileSync(join(root, "docs", "faults.md"), "utf8"), "where").map(
  ([where = "", fault = "", exit = "", artifacts = "", told = ""]) => ({
    name: `${where}: ${fault}`,
    lanes: { artifact: ["artifacts"], release: ["releases"] }[where] ?? PROTOCOLS,
    exit: Number(exit),
    artifacts,
    told: /^`(.*)`$/.exec(told)?.[1],
  }),
);

/** The servers side by side, since most of the time is waiting; of each the rows one after another. */
const lanes = new Map<string, Faults>();
const results = new Map<string, Promise<Ran[]>>();
const servers: { stop(): unknown }[] = [];

beforeAll(async () => {
  for (const [turn, protocol] of PROTOCOLS.entries()) {
    const server = await startCacheServer(protocol);
    servers.push(server);
    lanes.set(protocol, cacheFaults(server, turn));
  }
  const [artifacts, releases] = [await ResultsService.start(), await ReleasesService.start()];
  servers.push(artifacts, releases);
  lanes.set("artifacts", artifactFaults(artifacts)).set("releases", releaseFaults(releases));
  for (const [lane, faults] of lanes) {
    let last: Promise<unknown> = Promise.resolve();
    for (const [name, run] of Object.entries(faults)) {
      const result = last.then(run);
      results.set(`${lane}: ${name}`, result);
      last = result.catch(() => undefined);
    }
  }
});

afterAll(async () => {
  await Promise.allSettled(results.values());
  await Promise.all(servers.map((server) => server.stop()));
});

test("every row is run, and every run is a row", () => {
  expect(
    table.flatMap(({ name, lanes: all }) => all.map((lane) => `${lane}: ${name}`)).sort(),
  ).toEqual([...results.keys()].sort());
});

describe.each(table)("$name", ({ name, lanes: all, exit, artifacts, told }) => {
  test.each(all)("%s", async (lane) => {
    const ran = (await results.get(`${lane}: ${name}`)) ?? [];
    expect(ran).not.toEqual([]);
    for (const one of ran) {
      const { code, log } = one;
      expect(code, log).toBe(exit);
      const annotations = log.split("\n").filter((line) => /^::(warning|error)/.test(line));
      if (told === undefined) {
        expect(annotations, log).toEqual([]);
      } else {
        expect(annotations.join("\n"), log).toContain(told);
      }
      requireSound(one);
      const check = ARTIFACTS[artifacts];
      expect(check, artifacts).toBeDefined();
      check?.(one);
    }
  });
});
