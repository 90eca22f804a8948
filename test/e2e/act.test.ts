/** A workflow with `uses: ./` on a real runner, whose cache server speaks version 1 of the protocol. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyAction, runWorkflow } from "../support/act.ts";
import { provide, unavailable } from "../support/builds.ts";
import { component, temporaryDirectory } from "../support/fixtures.ts";
import { ResultsService } from "../support/results-service.ts";
import { act } from "../support/tools.ts";

const WORKFLOW = `
on: push
jobs:
  precompile:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: node --version
      - uses: ./
        id: cwasm
        with:
          files: components/*.wasm
          targets: |
            TARGETS
          upload: artifact
          artifact-name: run-RUN-{target}
      - env:
          OUTPUTS: \${{ toJSON(steps.cwasm.outputs) }}
        run: |
          printf %s "$OUTPUTS" > "$RESULTS/outputs.json"
          cp -r components "$RESULTS"
          cp "\${{ steps.cwasm.outputs.manifest }}" "$RESULTS/manifest.json"
`;

interface WorkflowRun {
  readonly log: string;
  readonly outputs: Record<string, string>;
  readonly results: string;
}

describe.skipIf(unavailable(act()))("under act", () => {
  let service: ResultsService;
  let repository: string;
  let cacheServer: string;
  let runs = 0;
  let runner: string;

  beforeAll(async () => {
    runner = await provide(act());
    service = await ResultsService.start();
    cacheServer = temporaryDirectory();
    repository = temporaryDirectory();
    copyAction(repository);
    mkdirSync(join(repository, "components"));
    mkdirSync(join(repository, ".github", "workflows"), { recursive: true });
    cpSync(component("add"), join(repository, "components", "add.wasm"));
    cpSync(component("greet"), join(repository, "components", "greet.wasm"));
    cpSync(component("quickjs"), join(repository, "components", "quickjs.wasm"));
  });

  afterAll(() => service.stop());

  async function push(targets: readonly string[]): Promise<WorkflowRun> {
    runs += 1;
    const results = temporaryDirectory();
    writeFileSync(
      join(repository, ".github", "workflows", "ci.yml"),
      WORKFLOW.replace("TARGETS", targets.join("\n            ")).replace("RUN", String(runs)),
    );
    const { code, log } = await runWorkflow(runner, repository, {
      cacheServer,
      env: { ...service.env, RESULTS: results },
    });
    expect(code, log).toBe(0);
    expect(log).toMatch(/v24\.\d+\.\d+/);
    const outputs = readFileSync(join(results, "outputs.json"), "utf8");
    return { log, outputs: JSON.parse(outputs) as Record<string, string>, results };
  }

  const first = "x86_64-unknown-linux-gnu";
  const second = "aarch64-unknown-linux-gnu";

  test("a cold cache: compiles, uploads, reports", async () => {
    const { outputs, results, log } = await push([first]);
    expect(outputs, log).toMatchObject({ "cache-hit": "false", compiled: "3", restored: "0" });
    expect(outputs["artifact-url"]).toContain("/artifacts/");
    expect(service.artifacts.map(({ name }) => name)).toEqual([`run-1-${first}`]);
    for (const name of ["add", "greet", "quickjs"]) {
      expect(existsSync(join(results, "components", `${name}.cwasm`))).toBe(true);
      expect(existsSync(join(results, "components", `${name}.cwasm.meta`))).toBe(true);
    }
    const manifest = JSON.parse(readFileSync(join(results, "manifest.json"), "utf8"));
    expect(manifest.artifacts).toHaveLength(3);
    expect(log).toContain("components/quickjs.cwasm");
  });

  test("run again: everything is restored", async () => {
    const { outputs, log } = await push([first]);
    expect(outputs, log).toMatchObject({ "cache-hit": "true", compiled: "0", restored: "3" });
  });

  test("a changed component recompiles alone", async () => {
    const path = join(repository, "components", "add.wasm");
    writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from([0, 2, 1, 0x78])]));
    const { outputs, log } = await push([first]);
    expect(outputs, log).toMatchObject({ "cache-hit": "false", compiled: "1", restored: "2" });
  });

  test("another target recompiles alone", async () => {
    const { outputs, log } = await push([first, second]);
    expect(outputs, log).toMatchObject({ "cache-hit": "false", compiled: "3", restored: "3" });
  });
});
