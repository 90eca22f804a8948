/** The workflows that users copy, as they stand, on a real runner. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { copyAction, runWorkflow, shellAction, standIns } from "../support/act.ts";
import { provide, unavailable } from "../support/builds.ts";
import { component, root, temporaryDirectory } from "../support/fixtures.ts";
import { blocks } from "../support/markdown.ts";
import { ReleasesService, WRITER } from "../support/releases-service.ts";
import { ResultsService } from "../support/results-service.ts";
import { writeServer } from "../support/server.ts";
import { act } from "../support/tools.ts";

/** What `actions/attest` does with the sums as far as it can be done here: it reads them, and so do we. */
const ATTEST = `
test -s "\${{ inputs.subject-checksums }}"
grep -vqE '^[0-9a-f]{64}  [^ ]+$' "\${{ inputs.subject-checksums }}" && exit 1
cp "\${{ inputs.subject-checksums }}" "$ATTESTED"
`;

/** The files of a tree as it is drawn, with the words beside them taken off. */
function treeOf(drawing: string): string[] {
  const [top = "", ...lines] = drawing.trimEnd().split("\n");
  const folders = [top];
  return lines.flatMap((line) => {
    const [, lead = "", name = ""] = /^([│ ]*[├└]── )(\S+)/.exec(line) ?? [];
    const depth = lead.length / 4;
    folders.length = depth;
    if (name.endsWith("/")) {
      folders.push(name);
      return [];
    }
    return [[...folders, name].join("")];
  });
}

/** The names of the jobs that print a text. */
function jobsThatSay(log: string, text: string): string[] {
  const lines = log.split("\n").filter((line) => line.includes(text));
  return [...new Set(lines.flatMap((line) => /^\[([^\]]+)\]/.exec(line)?.[1]?.trim() ?? []))];
}

describe.skipIf(unavailable(act()))("examples under act", () => {
  let runner: string;
  let results: ResultsService;
  let releases: ReleasesService;
  let action: string;
  let attest: string;
  let repository: string;
  let cacheServer: string;
  let programs: string;

  beforeAll(async () => {
    runner = await provide(act());
    [results, releases] = await Promise.all([ResultsService.start(), ReleasesService.start()]);
    action = temporaryDirectory();
    copyAction(action);
    attest = shellAction(["subject-checksums"], ATTEST);
    programs = temporaryDirectory();
    // The components are there already.
    writeFileSync(join(programs, "make"), "#!/bin/sh\n", { mode: 0o755 });
  });

  afterAll(async () => {
    await Promise.all([results.stop(), releases.stop()]);
  });

  beforeEach(() => {
    releases.forget();
    results.artifacts.length = 0;
    results.entries.length = 0;
    repository = temporaryDirectory();
    cacheServer = temporaryDirectory();
    mkdirSync(join(repository, "components"));
    mkdirSync(join(repository, ".github", "workflows"), { recursive: true });
    writePlugins(5);
  });

  function writePlugins(count: number): void {
    for (let number = 0; number < count; number += 1) {
      const wasm = readFileSync(component(number % 2 === 0 ? "add" : "greet"));
      // An empty custom section of its own makes each another component.
      const own = Buffer.from([0, 3, 2, 0x6e, 0x30 + number]);
      const path = join(repository, "components", `plugin${number}.wasm`);
      writeFileSync(path, Buffer.concat([wasm, own]));
    }
  }

  async function run(example: string, more: Readonly<Record<string, string>> = {}) {
    const workflow = readFileSync(join(root, "examples", example), "utf8");
    return await runText(workflow, more);
  }

  async function runText(workflow: string, more: Readonly<Record<string, string>> = {}) {
    writeFileSync(join(repository, ".github", "workflows", "ci.yml"), workflow);
    const event = join(temporaryDirectory(), "event.json");
    writeFileSync(event, JSON.stringify({ ref: more["ref"] ?? "refs/heads/main" }));
    return await runWorkflow(runner, repository, {
      cacheServer,
      env: {
        ...results.env,
        GITHUB_API_URL: releases.env["GITHUB_API_URL"] as string,
        GITHUB_REPOSITORY: "example/project",
        ATTESTED: join(repository, "attested"),
      },
      secrets: { GITHUB_TOKEN: WRITER },
      event,
      actions: standIns(workflow, { "cwasm-cache/cwasm-cache": action, "actions/attest": attest }),
      programs,
    });
  }

  test("the README's: the tree that it shows, and the outputs of a later step", async () => {
    const readme = blocks(readFileSync(join(root, "README.md"), "utf8"));
    const codeOf = (wanted: string) =>
      readme.find(({ language }) => language === wanted)?.code ?? "";
    writeServer(join(repository, "crates", "server"));
    // As on a runner of GitHub's, which has Rust without that target.
    const rustup = ["#!/bin/sh", '[ "$*" = "target add wasm32-wasip2" ] && mkdir -p target'];
    writeFileSync(join(programs, "rustup"), `${rustup.join("\n")}\n`, { mode: 0o755 });
    const cargo = [
      "#!/bin/sh",
      "[ -d target ] || exit 101",
      "mkdir -p target/wasm32-wasip2/release",
      "cp components/plugin0.wasm target/wasm32-wasip2/release/plugin.wasm",
    ];
    writeFileSync(join(programs, "cargo"), `${cargo.join("\n")}\n`, { mode: 0o755 });
    const { code, log } = await runText(codeOf("yaml"));
    expect(code, log).toBe(0);
    const tree = treeOf(codeOf("text"));
    const artifacts = tree.filter((path) => path.endsWith(".cwasm")).sort();
    expect(artifacts).toHaveLength(2);
    const made = [...log.matchAll(/- compiled (\S+) \(/g)].map(([, path]) => path);
    expect(made.sort()).toEqual(artifacts);
    // The last step, with two of the outputs.
    const told = [...log.matchAll(/\| +compiled (\S+)\s*$/gm)].map(([, path]) => path);
    expect(told.sort(), log).toEqual(artifacts);
    expect(tree.sort()).toEqual(
      [
        "target/wasm32-wasip2/release/plugin.wasm",
        ...artifacts.flatMap((path) => [path, `${path}.meta`]),
      ].sort(),
    );
    expect(results.artifacts.map(({ name }) => name).sort()).toEqual([
      "cwasm-aarch64-apple-darwin",
      "cwasm-x86_64-unknown-linux-gnu",
    ]);
  });

  test("release.yml: five components for three targets, attested, then published", async () => {
    const { code, log } = await run("release.yml", { ref: "refs/tags/v1.0.0" });
    expect(code, log).toBe(0);
    expect(releases.releases).toHaveLength(1);
    expect(releases.releases[0]).toMatchObject({ draft: false, tag_name: "v1.0.0" });
    expect(releases.files.size).toBe(5 * 3 * 2 + 1);
    expect(readFileSync(join(repository, "attested"), "utf8")).toBe(
      releases.files.get("SHA256SUMS")?.toString(),
    );
    expect(log).toContain("nothing is restored, because the tag v1.0.0 was pushed");
  });

  test("warm.yml, and a run after it finds everything", async () => {
    const first = await run("warm.yml");
    expect(first.code, first.log).toBe(0);
    expect(jobsThatSay(first.log, "0 restored, 5 compiled"), first.log).toHaveLength(3);
    const second = await run("warm.yml");
    expect(second.code, second.log).toBe(0);
    expect(jobsThatSay(second.log, "5 restored, 0 compiled"), second.log).toHaveLength(3);
  });

  test("restore.yml fails before warm.yml has run, and places the pairs after it", async () => {
    const before = await run("restore.yml");
    expect(before.code).not.toBe(0);
    expect(before.log.match(/::error.*not in the cache/g), before.log).toHaveLength(5);
    expect((await run("warm.yml")).code).toBe(0);
    const after = await run("restore.yml");
    expect(after.code, after.log).toBe(0);
    expect(after.log).toContain("5 restored, 0 compiled");
    expect(after.log.match(/-rw-------.* components\/plugin\d\.cwasm(\.meta)?\s*$/gm)).toHaveLength(
      10,
    );
  });

  test("fan-out.yml: a group that fails is named by the job that collects", async () => {
    writePlugins(30);
    writeFileSync(
      join(repository, "components", "broken.wasm"),
      readFileSync(component("greet")).subarray(0, 300),
    );
    const failed = await run("fan-out.yml");
    expect(failed.code).not.toBe(0);
    expect(failed.log).toMatch(/broken\.wasm.*not in the cache: group \d+ of 2 was to make it/);
    // For three targets; what the group has made beside it is there.
    const owed = [...failed.log.matchAll(/(\S+\.wasm).*for (\S+): not in the cache: group/g)];
    expect(new Set(owed.map(([, path, target]) => `${path} ${target}`)).size, failed.log).toBe(3);
    expect(results.artifacts).toEqual([]);
  });

  test("fan-out.yml: 30 components for three targets: plan, compile, collect, upload", async () => {
    writePlugins(30);
    const { code, log } = await run("fan-out.yml");
    expect(code, log).toBe(0);
    expect(jobsThatSay(log, " compiled "), log).toHaveLength(2);
    expect(log).toContain("90 restored, 0 compiled");
    expect(results.artifacts).toHaveLength(3);
  });
});
