/** Trouble with the cache service, both protocols: what is lost is counted and reported once, with its cause. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ActionRun, hurried, runAction } from "../support/action.ts";
import { CacheV1 } from "../support/cache-v1.ts";
import type { Answer } from "../support/faulty.ts";
import { component, temporaryDirectory } from "../support/fixtures.ts";
import { ResultsService } from "../support/results-service.ts";

/** Too few for packs: each entry is saved by itself. */
const COMPONENTS = 5;
const TARGETS = [
  "x86_64-unknown-linux-gnu",
  "aarch64-unknown-linux-gnu",
  "riscv64gc-unknown-linux-gnu",
];
const TASKS = COMPONENTS * TARGETS.length;

/** The call that makes an entry, the one that asks for one, and the one that sends what is in it. */
const PROTOCOLS = {
  "version 1": { create: "POST caches", get: "GET cache", upload: "PATCH caches/id" },
  "version 2": { create: "CreateCacheEntry", get: "GetCacheEntryDownloadURL", upload: "PUT blob" },
} as const;

describe.each(["version 1", "version 2"] as const)("%s of the protocol", (protocol) => {
  const { create, get, upload } = PROTOCOLS[protocol];
  let service: CacheV1 | ResultsService;
  let env: Record<string, string>;
  let workspace: string;

  beforeAll(async () => {
    service = protocol === "version 1" ? await CacheV1.start() : await ResultsService.start();
    // A server that is not github.com's selects the first version.
    env = {
      ...service.env,
      ...(protocol === "version 1" ? { GITHUB_SERVER_URL: "https://ghes.example" } : {}),
    };
  });
  afterAll(() => service.stop());

  beforeEach(() => {
    service.entries.length = 0;
    service.calls.length = 0;
    service.fault = undefined;
    workspace = temporaryDirectory();
    for (let index = 0; index < COMPONENTS; index += 1) {
      // A custom section at the end makes each another component.
      const bytes = Buffer.concat([
        readFileSync(component("add")),
        Buffer.from([0, 3, 1, 0x78, index]),
      ]);
      writeFileSync(join(workspace, `c${index}.wasm`), bytes);
    }
  });

  function run(
    inputs: Record<string, string> = {},
    more: Record<string, string> = {},
  ): Promise<ActionRun> {
    const all = { targets: TARGETS.join(), advisories: "ignore", ...inputs };
    return runAction(workspace, all, { ...env, ...more });
  }

  function annotations(log: string): string[] {
    return log.split("\n").filter((line) => /^::(warning|error|notice)/.test(line));
  }

  /** Everything was made, whatever became of the cache, and one warning says what. */
  function expectTold(
    { code, log, outputs, summary }: ActionRun,
    lost: number,
    cause: RegExp,
  ): void {
    expect(code, log).toBe(0);
    expect(outputs).toMatchObject({
      compiled: String(TASKS),
      failed: "0",
      saved: String(TASKS - lost),
      "not-saved": String(lost),
    });
    expect(annotations(log), log).toHaveLength(1);
    expect(annotations(log)[0]).toMatch(cause);
    if (lost > 0) {
      expect(annotations(log)[0]).toContain(`${lost} entries not saved to the Actions cache`);
      expect(summary).toMatch(new RegExp(`${TASKS - lost} entries saved, ${lost} not saved: `));
    }
  }

  const refuse = (status: number, words: string): Answer => ({
    status,
    headers: { "content-type": "application/json" },
    body: { msg: words, message: words },
  });

  test("403 on every call", async () => {
    service.fault = () => refuse(403, "the token may not");
    expectTold(await run({ cache: "save-only" }), TASKS, /answered 403.*the token may not/);
  });

  test("fail-on-save-error fails the step then, and only then", async () => {
    const warming = { cache: "save-only", "fail-on-save-error": "true" };
    service.fault = () => refuse(403, "the token may not");
    const refused = await run(warming);
    expect(refused.code).toBe(1);
    expect(refused.outputs).toMatchObject({ compiled: String(TASKS), "not-saved": String(TASKS) });
    expect(refused.log).toContain(`${TASKS} of the entries could not be saved to the cache`);
    service.fault = undefined;
    const saved = await run(warming);
    expect(saved.code, saved.log).toBe(0);
    expect(saved.outputs).toMatchObject({ saved: String(TASKS), "not-saved": "0" });
    expect(annotations(saved.log)).toEqual([]);
  });

  test("a service that dies in the middle", async () => {
    let saves = 0;
    service.fault = (call) => {
      saves += call === create ? 1 : 0;
      return saves > 5 ? refuse(500, "it is gone") : undefined;
    };
    const result = await run({ cache: "save-only" });
    const lost = Number(result.outputs["not-saved"]);
    expect(lost).toBeGreaterThanOrEqual(10);
    expectTold(result, lost, /answered 500.*it is gone/);
  }, 120_000);

  test("a service that fails at once is not called slow, and is reported once", async () => {
    service.fault = () => refuse(501, "no such thing");
    const { log, ...rest } = await run();
    expect(log).not.toContain("did not answer");
    expect(log).not.toMatch(/another job/);
    expectTold(
      { log, ...rest },
      TASKS,
      /15 entries not read from the Actions cache: .*answered 501/,
    );
    // It is left alone after some failures, instead of asked for each component and for each save.
    expect(service.calls.length).toBeLessThan(TASKS);
  });

  test("so is one that takes entries and not what is in them", async () => {
    service.fault = (call) => (call === upload ? refuse(500, "it is gone") : undefined);
    const { outputs, log } = await run({ cache: "save-only" }, hurried(10));
    expect(outputs, log).toMatchObject({ compiled: String(TASKS), "not-saved": String(TASKS) });
    expect(log).toMatch(/it is gone, and is not asked again|500 .*, and is not asked again/);
    expect(service.calls.filter((call) => call === create).length).toBeLessThan(TASKS);
  });

  test("429 is waited out as the service asks", async () => {
    const refused = new Set<string>();
    service.fault = (call) => {
      if (refused.size < 2 && (call === get || call === create) && !refused.has(call)) {
        refused.add(call);
        return { status: 429, headers: { "retry-after": "1" }, body: { message: "too many" } };
      }
      return undefined;
    };
    const { code, log, outputs } = await run();
    expect(code, log).toBe(0);
    expect([...refused].sort()).toEqual([create, get].sort());
    expect(outputs).toMatchObject({ saved: String(TASKS), "not-saved": "0" });
    expect(annotations(log)).toEqual([]);
  });

  test("429 that asks for too long is a failure, and says so", async () => {
    service.fault = (call) =>
      call === create
        ? { status: 429, headers: { "retry-after": "3600" }, body: { message: "too many" } }
        : undefined;
    expectTold(await run(), TASKS, /answered 429.*asks to wait for 3600 s/);
  });

  test("what a service says is shown escaped", async () => {
    service.fault = () => refuse(403, "no\n::error::injected \u001b[31m");
    const { log } = await run({ cache: "save-only" });
    expect(log).toContain("injected");
    expect(log).not.toMatch(/^\s*::error::injected/m);
    expect(log).not.toContain("\u001b[31m");
  });

  test("restored, then nothing is left to save", async () => {
    expect((await run()).outputs).toMatchObject({ saved: String(TASKS) });
    cpSync(join(workspace, "c0.wasm"), join(workspace, "copy.wasm"));
    expect((await run()).outputs).toMatchObject({
      restored: String(TASKS + TARGETS.length),
      saved: "0",
      "cache-hit": "true",
    });
  });
});
