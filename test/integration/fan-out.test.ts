/** Several jobs over one plan, look-ups, and what `cache: auto` does, with the Action's bundle and the genuine clients. */
import { cpSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Manifest, Matrix } from "../../src/report/manifest.ts";
import { MOST_BYTES } from "../../src/run/groups.ts";
import { type ActionRun, runAction } from "../support/action.ts";
import { component, temporaryDirectory } from "../support/fixtures.ts";
import { padded } from "../support/modules.ts";
import { ResultsService } from "../support/results-service.ts";

const TARGETS = ["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"];

let service: ResultsService;
beforeAll(async () => {
  service = await ResultsService.start();
});
afterAll(() => service.stop());
beforeEach(() => {
  service.fault = undefined;
  service.entries.length = 0;
  service.calls.length = 0;
});

/** A checkout as every job has one: components of one size, or a fifth one that is larger. */
function checkout(large: "add" | "quickjs" = "add"): string {
  const folder = temporaryDirectory();
  cpSync(component(large), join(folder, "large.wasm"));
  const greet = readFileSync(component("greet"));
  for (const name of ["a", "b", "c", "d"]) {
    // Alike, and yet not the same bytes.
    writeFileSync(join(folder, `${name}.wasm`), padded(greet, name.charCodeAt(0)));
  }
  return folder;
}

const files = "*.wasm";
const targets = TARGETS.join();

function job(workspace: string, inputs: Record<string, string>, env = {}): Promise<ActionRun> {
  return runAction(workspace, { files, targets, ...inputs }, { ...service.env, ...env });
}

function manifestOf({ outputs }: ActionRun): Manifest {
  return JSON.parse(readFileSync(outputs["manifest"] as string, "utf8")) as Manifest;
}

function made(workspace: string): boolean[] {
  return ["a", "b", "c", "d", "large"].flatMap((name) =>
    TARGETS.map((target) => existsSync(join(workspace, target, `${name}.cwasm`))),
  );
}

describe("plan, compile, collect", () => {
  test("every job does its part, and the last one has everything", async () => {
    const plan = await job(checkout("quickjs"), { mode: "plan", "max-jobs": "3" });
    expect(plan.code, plan.log).toBe(0);
    expect(plan.outputs).toMatchObject({ missing: "10", "cache-hit": "false", compiled: "0" });
    expect(plan.outputs["cache-keys"]?.split("\n")).toHaveLength(10);
    const matrix = JSON.parse(plan.outputs["matrix"] as string) as Matrix;
    expect(matrix.include.length).toBeGreaterThanOrEqual(1);
    expect(plan.log).toContain("0 in the cache, 10 missing");

    const done: string[] = [];
    for (const { group, name } of matrix.include) {
      const workspace = checkout("quickjs");
      const run = await job(workspace, { group, "fail-on-save-error": "true" });
      expect(run.code, run.log).toBe(0);
      const { artifacts } = manifestOf(run);
      expect(Number(run.outputs["compiled"]), name).toBe(artifacts.length);
      done.push(...artifacts.map(({ entry }) => entry));
    }
    expect(done.sort()).toEqual(plan.outputs["cache-keys"]?.split("\n"));

    const workspace = checkout("quickjs");
    const collect = await job(workspace, {
      mode: "collect",
      plan: plan.outputs["matrix"] as string,
    });
    expect(collect.code, collect.log).toBe(0);
    expect(collect.outputs).toMatchObject({ restored: "10", compiled: "0", "cache-hit": "true" });
    expect(made(workspace)).toEqual(made(workspace).map(() => true));
    for (const { artifact, sidecar } of manifestOf(collect).artifacts) {
      for (const path of [artifact, sidecar]) {
        expect(statSync(join(workspace, path)).mode & 0o777).toBe(0o600);
      }
    }

    const again = await job(checkout("quickjs"), { mode: "plan" });
    expect(again.outputs).toMatchObject({ missing: "0", "cache-hit": "true" });
    expect(JSON.parse(again.outputs["matrix"] as string)).toEqual({ include: [] });
  });

  test("what a job has not made is named, with the group that owed it", async () => {
    const plan = await job(checkout(), { mode: "plan" });
    const { include } = JSON.parse(plan.outputs["matrix"] as string) as Matrix;
    const workspace = checkout();
    const collect = await job(workspace, {
      mode: "collect",
      plan: plan.outputs["matrix"] as string,
    });
    expect(collect.code).toBe(1);
    expect(collect.outputs).toMatchObject({ failed: "10", compiled: "0" });
    expect(collect.log).toMatch(
      new RegExp(
        `for ${TARGETS[0]}: not in the cache: group 1 of ${include.length} was to make it`,
      ),
    );
    expect(made(workspace)).not.toContain(true);
  });

  test("a job can be given as large a plan as there may be", async () => {
    const plan = await job(checkout(), { mode: "plan", "max-jobs": "1" });
    const [one] = (JSON.parse(plan.outputs["matrix"] as string) as Matrix).include;
    const matrix = (more: string): string =>
      JSON.stringify({ include: [{ name: "1 of 1", group: `${one?.group}${more}` }] });
    // Whole beginnings of ids, five characters each, and spaces, which JSON does not mind.
    const whole = matrix("abcde".repeat((MOST_BYTES - matrix("").length) / 5));
    const input = whole.replace("{", "{".padEnd(1 + MOST_BYTES - whole.length));
    expect(input).toHaveLength(MOST_BYTES);
    const collect = await job(checkout(), { mode: "collect", plan: input });
    expect(collect.outputs, collect.log.slice(0, 1000)).toMatchObject({ failed: "10" });
    expect(collect.log).toContain("group 1 of 1 was to make it");
    await expect(job(checkout(), { mode: "collect", plan: `${input} ` })).rejects.toThrow("E2BIG");
  });

  test("another component than the planned one is not made", async () => {
    const plan = await job(checkout(), { mode: "plan" });
    const [first] = (JSON.parse(plan.outputs["matrix"] as string) as Matrix).include;
    const workspace = checkout();
    cpSync(component("greet"), join(workspace, "large.wasm"));
    rmSync(join(workspace, "a.wasm"));
    const run = await job(workspace, { group: first?.group as string });
    expect(run.code).toBe(1);
    expect(run.log).toMatch(/Input 'group': .*are not among what there is to make here/);
    expect(made(workspace)).not.toContain(true);
  });

  test("shards make everything between them, without a plan", async () => {
    const all: string[] = [];
    for (const shard of ["1/3", "2/3", "3/3"]) {
      const run = await job(checkout(), { shard });
      expect(run.code, run.log).toBe(0);
      all.push(...manifestOf(run).artifacts.map(({ entry }) => entry));
    }
    expect(new Set(all).size).toBe(10);
    expect(all).toHaveLength(10);
  });
});

describe("looking up", () => {
  test("downloads and writes nothing", async () => {
    await job(checkout(), { targets: TARGETS[0] as string });
    service.calls.length = 0;
    const workspace = checkout();
    const run = await job(workspace, { "lookup-only": "true" });
    expect(run.code, run.log).toBe(0);
    expect(run.outputs).toMatchObject({ missing: "5", "cache-hit": "false", restored: "0" });
    const { present, missing } = manifestOf(run);
    expect(present.map(({ target }) => target)).toEqual(Array(5).fill(TARGETS[0]));
    expect(missing.map(({ target }) => target)).toEqual(Array(5).fill(TARGETS[1]));
    expect(made(workspace)).not.toContain(true);
    expect(new Set(service.calls)).toEqual(new Set(["GetCacheEntryDownloadURL"]));
  });

  test.each<Record<string, string>>([{ mode: "plan" }, { "lookup-only": "true" }])(
    "%j with fail-fast ends at a file that cannot be used, and calls nothing missing",
    async (inputs) => {
      await job(checkout(), { targets: TARGETS[0] as string });
      const workspace = checkout();
      writeFileSync(join(workspace, "broken.wasm"), "no WebAssembly");
      const run = await job(workspace, { ...inputs, "fail-fast": "true" });
      expect(run.code, run.log).toBe(1);
      expect(run.outputs).toMatchObject({ failed: "1", missing: "0", skipped: "10" });
      expect(run.outputs["matrix"]).toBeUndefined();
      const { skipped } = manifestOf(run);
      expect(skipped[0]?.reason).toContain("'fail-fast' ended the run");
      const whole = await job(workspace, inputs);
      expect(whole.outputs).toMatchObject({ failed: "1", missing: "5", skipped: "0" });
    },
  );

  test("with fail-on-cache-miss what is there is placed, and nothing is compiled", async () => {
    await job(checkout(), { targets: TARGETS[0] as string });
    const workspace = checkout();
    const inputs = { cache: "restore-only", "fail-on-cache-miss": "true" };
    const whole = await job(workspace, { ...inputs, targets: TARGETS[0] as string });
    expect(whole.code, whole.log).toBe(0);
    expect(whole.outputs).toMatchObject({ restored: "5", compiled: "0" });
    const run = await job(checkout(), inputs);
    expect(run.code).toBe(1);
    expect(run.outputs).toMatchObject({ restored: "5", compiled: "0", failed: "5" });
  });

  test("entries with another suffix are not found, nor are functions", async () => {
    const target = TARGETS[0] as string;
    await job(checkout(), { targets: target, "cache-suffix": "run-1" });
    const other = await job(checkout(), { targets: target, "cache-suffix": "run-2" });
    expect(other.outputs).toMatchObject({ restored: "0", compiled: "5" });
    expect(other.log).not.toMatch(/function cache for .*restored/);
    const same = await job(checkout(), { targets: target, "cache-suffix": "run-1" });
    expect(same.outputs).toMatchObject({ restored: "5", compiled: "0" });
  });
});

describe("cache: auto", () => {
  const tag = { GITHUB_EVENT_NAME: "push", GITHUB_REF_TYPE: "tag", GITHUB_REF_NAME: "v1.2.3" };
  const target = { targets: TARGETS[0] as string };

  test.each([
    ["a pushed tag", tag, "the tag v1.2.3 was pushed"],
    ["a release", { GITHUB_EVENT_NAME: "release" }, "a release is made"],
    ["another workflow", { GITHUB_EVENT_NAME: "workflow_run" }, "belongs to another workflow's"],
    ["a fork", { GITHUB_EVENT_NAME: "pull_request_target" }, "belongs to a pull request"],
  ])("%s: nothing is restored, and the log says why", async (_, env, reason) => {
    await job(checkout(), target);
    service.calls.length = 0;
    const run = await job(checkout(), target, env);
    expect(run.code, run.log).toBe(0);
    expect(run.outputs).toMatchObject({ restored: "0", compiled: "5" });
    expect(run.log).toContain(reason);
    // It is read to compare, and no more than that.
    expect(service.calls).toContain("GetCacheEntryDownloadURL");
    service.calls.length = 0;
    const unread = await job(checkout(), { ...target, trust: "cache" }, env);
    expect(unread.outputs).toMatchObject({ restored: "0", compiled: "5" });
    expect(unread.log).toContain(reason);
    expect(service.calls).not.toContain("GetCacheEntryDownloadURL");
  });

  test.each([
    ["a branch", { GITHUB_EVENT_NAME: "push", GITHUB_REF_TYPE: "branch" }],
    ["a pull request", { GITHUB_EVENT_NAME: "pull_request", GITHUB_REF_TYPE: "branch" }],
  ])("%s: as true", async (_, env) => {
    await job(checkout(), target);
    const run = await job(checkout(), target, env);
    expect(run.outputs).toMatchObject({ restored: "5", compiled: "0" });
    expect(run.log).not.toContain("cache: auto");
  });

  test("collecting on a tag says what to set, and with that works", async () => {
    const inputs = { ...target, mode: "collect" };
    const run = await job(checkout(), inputs, tag);
    expect(run.code).toBe(1);
    expect(run.log).toMatch(/Input 'cache': .*set cache: restore-only here, and 'cache-suffix'/);
    const suffix = { "cache-suffix": "42" };
    await job(checkout(), { ...target, ...suffix }, tag);
    const works = await job(checkout(), { ...inputs, ...suffix, cache: "restore-only" }, tag);
    expect(works.outputs).toMatchObject({ restored: "5", compiled: "0" });
  });
});
