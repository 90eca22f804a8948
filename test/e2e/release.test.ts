/** This repository's release workflow as it stands, on a real runner. What it installs in its build is left out. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { copyAction, runWorkflow, shellAction, standIns } from "../support/act.ts";
import { provide, unavailable } from "../support/builds.ts";
import { root, temporaryDirectory } from "../support/fixtures.ts";
import { runOrFail } from "../support/process.ts";
import { ReleasesService, WRITER } from "../support/releases-service.ts";
import { act } from "../support/tools.ts";

describe.skipIf(unavailable(act()))("release.yml under act", () => {
  const workflow = readFileSync(join(root, ".github", "workflows", "release.yml"), "utf8");
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  let runner: string;
  let service: ReleasesService;
  let repository: string;
  /** What goes from job to job. */
  let between: string;

  beforeAll(async () => {
    runner = await provide(act());
    service = await ReleasesService.start();
  });

  afterAll(() => service.stop());

  beforeEach(() => {
    service.forget();
    between = temporaryDirectory();
    repository = temporaryDirectory();
    copyAction(repository);
    mkdirSync(join(repository, ".github", "workflows"), { recursive: true });
    writeFileSync(join(repository, ".github", "workflows", "release.yml"), workflow);
    for (const path of ["package.json", "scripts"]) {
      cpSync(join(root, path), join(repository, path), { recursive: true });
    }
    writeFileSync(join(repository, "CHANGELOG.md"), `## ${version}\n\n- It is out.\n`);
  });

  async function push(tag: string) {
    const event = join(temporaryDirectory(), "event.json");
    writeFileSync(event, JSON.stringify({ ref: `refs/tags/${tag}` }));
    const programs = temporaryDirectory();
    writeFileSync(join(programs, "npm"), '#!/bin/sh\necho "npm $*"\n', { mode: 0o755 });
    return await runWorkflow(runner, repository, {
      cacheServer: temporaryDirectory(),
      env: {
        GITHUB_API_URL: service.env["GITHUB_API_URL"] as string,
        GITHUB_REPOSITORY: "example/project",
        BETWEEN: between,
      },
      secrets: { GITHUB_TOKEN: WRITER },
      event,
      actions: standIns(workflow, {
        "actions/setup-node": shellAction(
          ["node-version", "package-manager-cache"],
          "node --version",
        ),
        "actions/upload-artifact": shellAction(
          ["name", "path", "if-no-files-found"],
          `cp "\${{ inputs.path }}" "$BETWEEN"`,
        ),
        "actions/download-artifact": shellAction(["name"], 'cp "$BETWEEN"/* .'),
        "actions/attest": shellAction(
          ["subject-checksums", "sbom-path"],
          `cp "\${{ inputs.subject-checksums }}" "$BETWEEN/attested-\${{ inputs.sbom-path && 'contents' || 'origin' }}"`,
        ),
      }),
      programs,
    });
  }

  test("a tag on a commit that CI has passed is a release, attested, and v0 is moved to it", async () => {
    service.addCheck("all-passed", "success");
    const { code, log } = await push(`v${version}`);
    expect(code, log).toBe(0);
    expect(log).toMatch(/npm ci[\s\S]*npm run check/);
    expect(service.releases).toHaveLength(1);
    expect(service.releases[0]).toMatchObject({ draft: false, tag_name: `v${version}` });
    const sums = service.files.get("SHA256SUMS") as Buffer;
    for (const kind of ["origin", "contents"]) {
      expect(readFileSync(join(between, `attested-${kind}`))).toEqual(sums);
    }
    writeFileSync(join(repository, "SHA256SUMS"), sums);
    await runOrFail("sha256sum", ["--check", "--quiet", "SHA256SUMS"], { cwd: repository });
    const commit = await runOrFail("git", ["rev-parse", "HEAD"], { cwd: repository });
    expect(Object.fromEntries(service.tags)).toEqual({
      [`v${version.split(".")[0]}`]: commit.trim(),
    });
  });

  test("where CI has failed nothing is built and nothing written", async () => {
    service.addCheck("all-passed", "failure");
    const { code, log } = await push(`v${version}`);
    expect(code).not.toBe(0);
    expect(log).toContain("all-passed has ended with failure on this commit");
    expect(log).not.toContain("npm ci");
    expect(service.writes).toBe(0);
  });

  test("where the tag is not the version nothing is written", async () => {
    service.addCheck("all-passed", "success");
    const { code, log } = await push("v99.0.0");
    expect(code).not.toBe(0);
    expect(log).toContain(`the tag is v99.0.0, but package.json has version ${version}`);
    expect(service.writes).toBe(0);
  });
});
