/** The README and the docs: links lead somewhere, every page is in the index, and every example is run by some test. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { REFERENCE_FINGERPRINT } from "../../src/engine/engine.ts";
import { SHELL_BLOCKS } from "../support/docs.ts";
import { root } from "../support/fixtures.ts";
import { type Block, blocks, rows } from "../support/markdown.ts";
import {
  type Inputs,
  ownSteps,
  requireReadable,
  type Step,
  type Workflow,
} from "../support/workflow.ts";

/** Headings as their anchors are written. */
function anchors(text: string): Set<string> {
  return new Set(
    [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

/** Targets of inline links, pictures and reference definitions. */
function links(text: string): string[] {
  const inline = [...text.matchAll(/\]\(([^)\s]+)\)/g)];
  const references = [...text.matchAll(/^\[[^\]]+\]: (\S+)$/gm)];
  return [...inline, ...references].map(([, link]) => link as string);
}

const pages = ["*.md", "docs/*.md", "precompiler/*.md", "examples/*.md"]
  .flatMap((pattern) => globSync(pattern, { cwd: root }))
  .sort();

test("pages are found, and links on them", () => {
  expect(pages).toContain("README.md");
  expect(pages.length).toBeGreaterThan(5);
  expect(links(readFileSync(join(root, "README.md"), "utf8")).length).toBeGreaterThan(10);
});

describe.each(pages)("%s", (page) => {
  const text = readFileSync(join(root, page), "utf8");
  const local = links(text).filter((link) => !/^https?:/.test(link));

  test("has no link that leads nowhere", () => {
    const broken = local.filter((link) => {
      const [path = "", anchor] = link.split("#");
      const file = path === "" ? join(root, page) : join(root, dirname(page), path);
      return (
        !existsSync(file) ||
        relative(root, file).startsWith("..") ||
        (anchor !== undefined && !anchors(readFileSync(file, "utf8")).has(anchor))
      );
    });
    expect(broken).toEqual([]);
  });

  test("runs sources by the Node that npm ci installs: an older one does not read TypeScript", () => {
    expect(text).not.toMatch(/(?<!npx )\bnode \S+\.ts\b/);
  });
});

test("every page is in the index, with a question that no other has", () => {
  const index = rows(read("docs/README.md"), "you ask");
  const linked = index.flatMap(([, page = ""]) => links(page));
  const there = globSync("docs/*.md", { cwd: root }).map((path) => relative("docs", path));
  expect(linked).toEqual(expect.arrayContaining(there.filter((path) => path !== "README.md")));
  const questions = index.map(([question]) => question);
  expect(new Set(questions).size).toBe(questions.length);
  expect(questions.filter((question) => !question?.endsWith("?"))).toEqual([]);
});

test("the README's badges are true", () => {
  const readme = read("README.md");
  const [, workflow] = /workflows\/([\w.-]+)\/badge\.svg/.exec(readme) ?? [];
  expect(parse(read(`.github/workflows/${workflow}`))).toMatchObject({ name: "CI" });
  const { license } = JSON.parse(read("package.json")) as { license: string };
  expect(readme).toContain(`[![Licence: ${license}](`);
  expect(read("LICENSE")).toContain(`${license} License`);
});

test("what is said beside the usual pipeline is what the benchmark saw", () => {
  const { results } = JSON.parse(read("bench/results.json")) as {
    results: { scenario: string; name: string; wall: number }[];
  };
  const ratio = (scenario: string): number => {
    const wall = (name: string) =>
      results.find((one) => one.scenario === scenario && one.name === name)?.wall ?? Number.NaN;
    return wall("ours, cold") / wall("wasmtime compile");
  };
  const said = (what: RegExp): number => Number(what.exec(read("README.md"))?.[1]);
  const [large, many] = [ratio("12 MB"), ratio("20 × 1.6 MB")];
  expect(Math.abs(said(/\| ([\d.]+) times as long/) - large)).toBeLessThan(large / 5);
  expect(Math.abs(said(/twenty in ([\d.]+) of the time/) - many)).toBeLessThan(many / 5);
});

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

interface PageBlock extends Block {
  readonly page: string;
  /** For people: where it is. */
  readonly place: string;
}

const all: readonly PageBlock[] = ["README.md", ...globSync("docs/*.md", { cwd: root }).sort()]
  .flatMap((page) => blocks(read(page)).map((block) => ({ ...block, page })))
  .map((block) => ({ ...block, place: `${block.page}:${block.line}` }));

const of = (language: string): PageBlock[] => all.filter((block) => block.language === language);

/** Blocks of other languages, by page and language: which test runs or compares them. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "README.md text": "e2e/examples.test.ts: what the workflow beside it has made",
  "docs/api.md js": "integration/package.test.ts",
  "docs/architecture.md mermaid": "unit/imports.test.ts",
  "docs/cache.md text": "integration/history.test.ts",
  "docs/host.md python": "integration/host-crate.test.ts",
  "docs/host.md c": "integration/host-crate.test.ts",
  "docs/host.md text": "integration/docs.test.ts",
};

test("every block is of a language that some test runs", () => {
  const run = ["sh", "yaml", "rust", "json"];
  const others = all
    .filter(({ language }) => !run.includes(language))
    .map(({ page, language }) => `${page} ${language}`)
    .filter((block) => block !== "docs/engine.md text");
  expect(others.sort()).toEqual(Object.keys(ELSEWHERE).sort());
  for (const where of Object.values(ELSEWHERE)) {
    expect(existsSync(join(root, "test", where.split(":")[0] as string)), where).toBe(true);
  }
  expect(all.length).toBeGreaterThan(50);
});

test("every block of the shell is run by integration/docs.test.ts, or is not for a reason", () => {
  expect(
    of("sh")
      .map(({ page, code }) => `${page}: ${code.split("\n")[0]}`)
      .sort(),
  ).toEqual(Object.keys(SHELL_BLOCKS).sort());
});

test("CI runs what the README has a newcomer run", () => {
  const commands = of("sh")
    .filter(({ page }) => page === "README.md")
    .map(({ code }) => code.trim());
  const ci = read(".ci/run");
  expect(commands).toContain("npm cit");
  // The same in two steps, with a build beside the second.
  expect(ci).toMatch(/^npm ci && \{\n(?:.*\n)*? +npm test$/m);
  expect(ci).toContain(commands[0]);
});

test.each(of("yaml"))("$place: inputs that there are, with values that can be read", ({ code }) => {
  const found = inputsIn(parse(code));
  expect(found.length).toBeGreaterThan(0);
  for (const inputs of found) {
    expect(() => requireReadable(inputs)).not.toThrow();
  }
});

/** The inputs of this Action in a workflow, its jobs, its steps, one step, or by themselves. */
function inputsIn(yaml: unknown): Inputs[] {
  if (Array.isArray(yaml)) {
    const own = ownSteps({ jobs: { job: { steps: yaml as Step[] } } });
    // A step of another action alone says what is moved from.
    return own.length > 0 || yaml.length === 0 ? own.map((step) => step.with ?? {}) : [{}];
  }
  const map = yaml as Workflow & Step & Readonly<Record<string, Step>>;
  if (map.jobs !== undefined) {
    return ownSteps(map).map((step) => step.with ?? {});
  }
  if (map.with !== undefined) {
    return [map.with];
  }
  const jobs = Object.values(map).filter((job) => job?.with !== undefined);
  return jobs.length > 0 ? jobs.map((job) => job.with as Inputs) : [map as unknown as Inputs];
}

test("outputs that blocks of YAML read are there", () => {
  const { outputs } = parse(read("action.yml")) as { outputs: Record<string, unknown> };
  const found = of("yaml").flatMap(({ code }) =>
    [...code.matchAll(/(?:steps|needs)\.\w+\.outputs\.([\w-]+)/g)].map(([, name]) => name),
  );
  expect(found.length).toBeGreaterThan(2);
  expect(found.filter((name) => !((name as string) in outputs))).toEqual([]);
});

test.each(of("rust"))("$place: lines of an example that is compiled", ({ code }) => {
  const lines = (text: string) =>
    text
      .split("\n")
      .map((line) => line.trim())
      .join("\n");
  expect(lines(read("examples/host/examples/load.rs"))).toContain(lines(code));
});

test.each(of("json"))("$place: fields that the schema has", ({ code }) => {
  const schema = JSON.parse(read("docs/manifest.schema.json")) as {
    $defs: { artifact: { properties: Record<string, unknown> } };
  };
  for (const name of Object.keys(JSON.parse(code) as object)) {
    expect(schema.$defs.artifact.properties).toHaveProperty(name);
  }
});

test("the fingerprint in docs/engine.md is the reference's", () => {
  const [block] = of("text").filter(({ page }) => page === "docs/engine.md");
  expect(block?.code.trim()).toBe(REFERENCE_FINGERPRINT);
});

test("docs/threats.md: each row links the tests that show it", () => {
  const table = rows(read("docs/threats.md"), "who");
  expect(table).toHaveLength(11);
  for (const cells of table) {
    // That they lead somewhere is tested above.
    expect(cells).toHaveLength(4);
    expect(cells[3]).toMatch(/^(\[[\w-]+\]\(\.\.\/test\/[\w/.-]+\.test\.ts\)(, |$))+$/);
  }
});
