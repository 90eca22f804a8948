/** The steps of the release workflow: scripts/release.ts, as the workflow runs it. test/e2e runs the workflow. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "../../src/support/hash.ts";
import { root, temporaryDirectory } from "../support/fixtures.ts";
import { type Ended, runProgram } from "../support/process.ts";
import { ReleasesService, WRITER } from "../support/releases-service.ts";

const SHA = "0123456789abcdef0123456789abcdef01234567";

let service: ReleasesService;
let folder: string;

beforeAll(async () => {
  service = await ReleasesService.start();
});

afterAll(() => service.stop());

beforeEach(() => {
  service.forget();
  folder = temporaryDirectory();
  mkdirSync(join(folder, "dist", "compilers"), { recursive: true });
  write("package.json", '{"version":"1.2.3"}');
  write("CHANGELOG.md", "# Changes\n\n## 1.2.3\n\n- It is new.\n\n## 1.2.2\n\n- It was old.\n");
  write("dist/package.json", '{"version":"1.2.3"}');
  write("dist/sbom.cdx.json", "{}");
  write("dist/compilers/a.wasm", "wasm");
});

function write(path: string, text: string): void {
  writeFileSync(join(folder, path), text);
}

function step(...args: string[]): Promise<Ended> {
  return stepOf("v1.2.3", ...args);
}

function stepOf(tag: string, ...args: string[]): Promise<Ended> {
  return runProgram(process.execPath, [join(root, "scripts", "release.ts"), ...args], {
    cwd: folder,
    env: { ...service.env, GITHUB_REF_NAME: tag, GITHUB_SHA: SHA, GH_TOKEN: WRITER },
  });
}

async function writeSums(): Promise<void> {
  write("SHA256SUMS", (await step("sums")).stdout);
}

describe("wait", () => {
  test("ends when the job that needs all others has succeeded", async () => {
    service.addCheck("all-passed", null);
    service.fault = () => {
      if (service.asked.length === 3) {
        service.checks.length = 0;
        service.addCheck("all-passed", "success");
      }
      return undefined;
    };
    const { code, stdout } = await step("wait", "--every", "0.01");
    expect(stdout).toBe("all-passed has succeeded on this commit\n");
    expect(code).toBe(0);
    expect(service.asked.map(({ path }) => path)).toEqual(
      Array(3).fill(`/commits/${SHA}/check-runs?check_name=all-passed&filter=latest`),
    );
  });

  test("fails if it has failed, even if it has succeeded elsewhere", async () => {
    service.addCheck("all-passed", "success");
    service.addCheck("all-passed", "failure");
    const { code, stderr } = await step("wait");
    expect(stderr).toBe("all-passed has ended with failure on this commit\n");
    expect(code).toBe(1);
  });

  test.each([
    ["nothing has run", () => {}],
    ["somebody else says so", () => service.addCheck("all-passed", "success", false)],
    ["another job has", () => service.addCheck("lint", "success")],
  ])("fails in the end if %s", async (_, prepare) => {
    prepare();
    const { code, stderr } = await step("wait", "--minutes", "0");
    expect(stderr).toContain("all-passed has not ended on this commit within 0 minutes");
    expect(code).toBe(1);
  });
});

describe("check", () => {
  test("says nothing if all belongs together", async () => {
    expect(await step("check")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test.each([
    ["another tag", "v1.2.4", {}, /the tag is v1\.2\.4, but package\.json has version 1\.2\.3/],
    [
      "a dist/ of before",
      "v1.2.3",
      { "dist/package.json": '{"version":"1.2.2"}' },
      /but dist\/package\.json has version 1\.2\.2/,
    ],
    ["no word of it", "v1.2.3", { "CHANGELOG.md": "## Unreleased\n" }, /no section 1\.2\.3/],
  ])("finds %s", async (_, tag, files, message) => {
    for (const [path, text] of Object.entries(files)) {
      write(path, text);
    }
    const { code, stderr } = await stepOf(tag, "check");
    expect(stderr).toMatch(message);
    expect(code).toBe(1);
  });
});

test("sums are those of sha256sum", async () => {
  await writeSums();
  const { code, stderr } = await runProgram("sha256sum", ["--check", "--quiet", "SHA256SUMS"], {
    cwd: folder,
  });
  expect(stderr).toBe("");
  expect(code).toBe(0);
  expect(readFileSync(join(folder, "SHA256SUMS"), "utf8")).toContain(
    `${sha256("wasm")}  dist/compilers/a.wasm\n`,
  );
});

describe("publish", () => {
  test("makes a draft, fills it, publishes it, and makes the tag of the major version", async () => {
    await writeSums();
    const { code, stdout, stderr } = await step("publish");
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toContain(`v1 is ${SHA}`);
    expect(service.releases).toHaveLength(1);
    expect(service.releases[0]).toMatchObject({ draft: false, tag_name: "v1.2.3" });
    expect([...service.files.keys()].sort()).toEqual(["SHA256SUMS", "sbom.cdx.json"]);
    expect(service.files.get("SHA256SUMS")).toEqual(readFileSync(join(folder, "SHA256SUMS")));
    expect(service.tags).toEqual(new Map([["v1", SHA]]));
    // Published when all is there, moved when it is published.
    const writes = service.asked.filter(({ method }) => method !== "GET");
    expect(writes.map(({ method, path }) => `${method} ${path.replace(/\d+/g, "N")}`)).toEqual([
      "POST /releases",
      "POST /releases/N/assets?name=SHANSUMS",
      "POST /releases/N/assets?name=sbom.cdx.json",
      "PATCH /releases/N",
      "POST /git/refs",
    ]);
  });

  test("run again after it was cut: the draft is made anew, and the tag moved", async () => {
    await writeSums();
    service.addAsset(service.addRelease("v1.2.3"), "SHA256SUMS", Buffer.from("half"), "starter");
    service.tags.set("v1", "f".repeat(40)).set("v10", "e".repeat(40));
    const { code, stderr } = await step("publish");
    expect(code, stderr).toBe(0);
    expect(service.releases).toHaveLength(1);
    expect(service.files.size).toBe(2);
    expect(service.tags.get("v1")).toBe(SHA);
    expect(service.tags.get("v10")).toBe("e".repeat(40));
  });

  test("a release that is there is left alone", async () => {
    await writeSums();
    service.addRelease("v1.2.3", { draft: false });
    const { code, stderr } = await step("publish");
    expect(stderr).toBe("v1.2.3 is published already\n");
    expect(code).toBe(1);
    expect(service.writes).toBe(0);
  });

  test("a dist/ that is not what was signed is not published", async () => {
    await writeSums();
    write("dist/compilers/a.wasm", "other");
    const { code, stderr } = await step("publish");
    expect(stderr).toBe("SHA256SUMS is not that of dist/\n");
    expect(code).toBe(1);
    expect(service.asked).toEqual([]);
  });

  test("what GitHub refuses is said", async () => {
    await writeSums();
    service.fault = ({ path }) =>
      path.includes("assets") ? { status: 403, message: "no more" } : undefined;
    const { code, stderr } = await step("publish");
    expect(stderr).toMatch(/^POST .*assets\?name=SHA256SUMS: 403 .*no more/);
    expect(code).toBe(1);
    expect(service.releases[0]?.draft).toBe(true);
    expect(service.tags.size).toBe(0);
  });
});

test("another word is an error that names those there are", async () => {
  const { code, stderr } = await step("push");
  expect(code).toBe(2);
  expect(stderr).toBe("Usage: node scripts/release.ts wait|check|sums|publish\n");
});
