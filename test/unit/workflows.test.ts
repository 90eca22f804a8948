/** What the workflows hold themselves to, beside what linters find: test/integration/workflows.test.ts. */
import { cpSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { distOf } from "../../scripts/compilers.ts";
import { buildOf } from "../../scripts/crates.ts";
import { COPIED } from "../../scripts/pin-release.ts";
import { EMBEDDED } from "../../src/engine/lines.ts";
import { readSettings } from "../../src/inputs/inputs.ts";
import { root, temporaryDirectory } from "../support/fixtures.ts";
import { runOrFail, runProgram } from "../support/process.ts";

interface Job {
  readonly name: string;
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly permissions: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, string>>;
  }[];
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const read = (path: string): string => readFileSync(join(root, path), "utf8");
const workflow = (name: string): Workflow => parse(read(join(".github", "workflows", name)));

const ci = workflow("ci.yml");
const release = workflow("release.yml");

const places = [".github/workflows/*.yml", ...COPIED];
const uses = places
  .flatMap((pattern) => globSync(pattern, { cwd: root }))
  .flatMap((path) =>
    [...read(path).matchAll(/^\s*(?:- )?uses: (.*)$/gm)].map(([, what = ""]) => ({ path, what })),
  );

test("every action of others is pinned by its digest, and says its version", () => {
  const others = uses.filter(({ what }) => !/^(\.\/|cwasm-cache\/)/.test(what));
  expect(others.length).toBeGreaterThan(20);
  const loose = others.filter(({ what }) => !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(what));
  expect(loose).toEqual([]);
  // One version of each.
  const names = new Set(others.map(({ what }) => what.split("@")[0]));
  expect(new Set(others.map(({ what }) => what)).size).toBe(names.size);
});

test("what users copy names one release of this Action, by digest, as the script puts it there", async () => {
  const own = uses.filter(({ what }) => what.startsWith("cwasm-cache/"));
  expect(own.length).toBeGreaterThan(8);
  const [one = "", ...more] = new Set(own.map(({ what }) => what));
  expect(more).toEqual([]);
  expect(one).toMatch(/^cwasm-cache\/cwasm-cache@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);

  const copy = temporaryDirectory();
  const files = COPIED.flatMap((pattern) => globSync(pattern, { cwd: root }));
  for (const file of files) {
    cpSync(join(root, file), join(copy, file));
  }
  const git = (...args: string[]) =>
    runOrFail("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...args], {
      cwd: copy,
    });
  await git("init", "-q");
  await git("commit", "-qm", "a release", "--allow-empty");
  await git("tag", "-a", "v9.8.7", "-m", "v9.8.7");
  await runOrFail(process.execPath, [join(root, "scripts", "pin-release.ts"), "v9.8.7"], {
    cwd: copy,
  });
  const digest = (await git("rev-parse", "HEAD")).trim();
  const [old = "", version = ""] = one.replace(/^.*@/, "").split(" # ");
  const pinned = (text: string): string =>
    text.replaceAll(new RegExp(`${old}("?) # ${version}$`, "gm"), `${digest}$1 # v9.8.7`);
  for (const file of files) {
    expect(readFileSync(join(copy, file), "utf8"), file).toBe(pinned(read(file)));
  }
  expect(read("examples/other-version.yml").split(old)).toHaveLength(3);
});

test("jobs have the permissions that they name, and the workflows none", () => {
  for (const { permissions, jobs } of [ci, release]) {
    expect(permissions).toEqual({});
    for (const [name, job] of Object.entries(jobs)) {
      expect(job.permissions, name).toBeDefined();
    }
  }
});

test("only the job that publishes may write, and it installs nothing", () => {
  const writers = [ci, release].flatMap(({ jobs }) =>
    Object.entries(jobs).filter(([, { permissions }]) => permissions["contents"] === "write"),
  );
  expect(writers.map(([name]) => name)).toEqual(["publish"]);
  const [[, { steps }]] = writers as [[string, Job]];
  const actions = steps.flatMap(({ uses: action }) => action?.split("@")[0] ?? []);
  expect(actions.filter((action) => !action.startsWith("actions/"))).toEqual([]);
  expect(steps.flatMap(({ run }) => run ?? [])).toEqual(["node scripts/release.ts publish"]);
  // Nor does what it runs: Node's own modules and nothing else.
  const imported = [...read("scripts/release.ts").matchAll(/ from "([^"]+)"/g)];
  expect(imported.length).toBeGreaterThan(2);
  expect(imported.filter(([, from]) => !from?.startsWith("node:"))).toEqual([]);
});

test("the jobs of a release follow each other", () => {
  const order = Object.entries(release.jobs).map(([name, { needs }]) => [name, needs]);
  expect(order).toEqual([
    ["passed", undefined],
    ["build", "passed"],
    ["attest", "build"],
    ["publish", "attest"],
  ]);
});

test("all-passed needs every job of CI", () => {
  const { "all-passed": last, ...others } = ci.jobs;
  expect(last?.if).toBe("always()");
  expect(last?.needs).toEqual(Object.keys(others));
  // As the release's script asks for it: a check has the name of its job.
  expect(last?.name).toBe("all-passed");
  expect(read("scripts/release.ts")).toContain('const REQUIRED = "all-passed";');
});

test("CI runs the Action itself with inputs that can be read", () => {
  const steps = Object.values(ci.jobs).flatMap((job) => job.steps);
  const own = steps.filter(({ uses: action }) => action === "./");
  expect(own).toHaveLength(3);
  for (const { with: inputs = {} } of own) {
    // What an expression gives is known in the run alone.
    const text = (name: string): string => (inputs[name] ?? "").replace(/\$\{\{.*?\}\}/g, "1");
    expect(() => readSettings(text, { name: "push", tag: undefined })).not.toThrow();
  }
});

test("the compilers are rebuilt with the version of Rust that made them", () => {
  const rust = new Set(
    EMBEDDED.map((version) => /\d+\.\d+\.\d+/.exec(buildOf(distOf(version)).rustc)?.[0]),
  );
  expect([...rust]).toEqual([ci.jobs["compilers"]?.env?.["RUSTUP_TOOLCHAIN"]]);
});

test.each([
  [{ a: "success", b: "success" }, 0],
  [{ a: "success", b: "skipped" }, 0],
  [{ a: "skipped", b: "success" }, 1],
  [{ a: "success", b: "failure" }, 1],
  [{ a: "cancelled", b: "success" }, 1],
  [{}, 1],
])(
  "of jobs with the results %j all-passed.ts says %d, if b may be skipped",
  async (results, code) => {
    const needs = Object.entries(results).map(([name, result]) => [name, { result }]);
    const ended = await runProgram(
      process.execPath,
      [join(root, "scripts", "all-passed.ts"), "b"],
      {
        env: { NEEDS: JSON.stringify(Object.fromEntries(needs)) },
      },
    );
    expect(ended.stderr).toBe("");
    expect(ended.code).toBe(code);
  },
);
