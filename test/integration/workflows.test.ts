/** The workflows, this repository's and those to copy, have nothing that linters of workflows find. */
import { globSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { provide, unavailable } from "../support/builds.ts";
import { root, temporaryDirectory } from "../support/fixtures.ts";
import { type Ended, runProgram } from "../support/process.ts";
import { actionlint, shellcheck, zizmor } from "../support/tools.ts";

const examples = globSync("examples/*.yml", { cwd: root });
const own = globSync(".github/workflows/*.yml", { cwd: root });

const CARELESS = `
on: pull_request_target
jobs:
  careless:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: echo \${{ github.event.pull_request.title }} $UNQUOTED
`;

let careless: string;

beforeAll(() => {
  const folder = temporaryDirectory();
  careless = join(folder, ".github", "workflows", "careless.yml");
  mkdirSync(join(folder, ".github", "workflows"), { recursive: true });
  writeFileSync(careless, CARELESS);
});

describe.skipIf(unavailable(actionlint()) || unavailable(shellcheck()))("actionlint", () => {
  let lint: (files: readonly string[]) => Promise<Ended>;

  beforeAll(async () => {
    const [program, shell] = [await provide(actionlint()), await provide(shellcheck())];
    lint = (files) =>
      runProgram(program, ["-no-color", "-shellcheck", shell, "-pyflakes", "", ...files], {
        cwd: root,
      });
  });

  test("finds nothing", async () => {
    expect(own.length + examples.length).toBeGreaterThanOrEqual(7);
    expect(await lint([...own, ...examples])).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("would find something", async () => {
    const { code, stdout } = await lint([careless]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/potentially untrusted/);
    expect(stdout).toMatch(/SC2086/);
  });
});

describe.skipIf(unavailable(zizmor()))("zizmor", () => {
  let audit: (...args: readonly string[]) => Promise<Ended>;

  beforeAll(async () => {
    const program = await provide(zizmor());
    audit = (...args) =>
      runProgram(program, ["--offline", "--no-progress", "--quiet", ...args], { cwd: root });
  });

  test("finds nothing, in this repository's own not even what only pedants find", async () => {
    const mine = await audit("--persona", "pedantic", ".github", "action.yml");
    expect(mine.code, mine.stdout).toBe(0);
    const copied = await audit(...examples);
    expect(copied.code, copied.stdout).toBe(0);
  });

  test("would find something", async () => {
    const { code, stdout } = await audit(careless);
    expect(code).toBeGreaterThan(10);
    expect(stdout).toMatch(/unpinned-uses/);
    expect(stdout).toMatch(/template-injection/);
  });
});
