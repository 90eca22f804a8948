/** What is used of a cache that somebody else can write to, through the Action and both protocols of the cache. */
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withSignatures } from "../../src/store/signed.ts";
import type { Files, Store } from "../../src/store/store.ts";
import { sha256 } from "../../src/support/hash.ts";
import { type ActionRun, runAction } from "../support/action.ts";
import {
  type CacheServer,
  type Member,
  PROTOCOLS,
  repack,
  startCacheServer,
  unpack,
} from "../support/cache-servers.ts";
import { type ComponentName, component, temporaryDirectory } from "../support/fixtures.ts";
import { forge, memberAt } from "../support/forged.ts";
import { runOrFail } from "../support/process.ts";
import { ReleasesService, WRITER } from "../support/releases-service.ts";
import { ResultsService } from "../support/results-service.ts";

const KEY = "k1-0123456789abcdef0123456789abcdef";
const OTHER_KEY = "k2-0123456789abcdef0123456789abcdef";

/** A pull request from a fork: it gets no secrets, and a token that only reads. */
const FORK = {
  GITHUB_EVENT_NAME: "pull_request",
  GITHUB_REF_TYPE: "branch",
  GITHUB_REF_NAME: "1/merge",
};

const TAG = { GITHUB_EVENT_NAME: "push", GITHUB_REF_TYPE: "tag", GITHUB_REF_NAME: "v1" };

describe.each(PROTOCOLS)("%s of the protocol", (protocol) => {
  let server: CacheServer;
  let workspace: string;
  let right: Buffer;

  beforeAll(async () => {
    server = await startCacheServer(protocol);
    await job({ cache: "false" });
    right = made();
  });

  afterAll(() => server.stop());

  beforeEach(() => {
    server.clear();
    server.inject(undefined);
  });

  /** A job of its own. */
  async function job(
    inputs: Record<string, string> = {},
    env: Record<string, string> = {},
    name: ComponentName = "greet",
  ): Promise<ActionRun> {
    workspace = temporaryDirectory();
    cpSync(component(name), join(workspace, "greet.wasm"));
    const run = await runAction(
      workspace,
      { targets: "x86_64-unknown-linux-gnu", advisories: "ignore", ...inputs },
      { ...server.env, ...env },
    );
    expect(run.log).not.toContain(KEY);
    expect(run.log).not.toContain(OTHER_KEY);
    return run;
  }

  const made = (): Buffer => readFileSync(join(workspace, "greet.cwasm"));

  const indexOf = (part: string): number => server.keys().findIndex((key) => key.includes(part));

  /** Changes the first entry whose key has a part. */
  async function edit(part: string, change: (members: readonly Member[]) => void): Promise<void> {
    const members = await unpack(await server.read(indexOf(part)));
    change(members);
    await server.overwrite(indexOf(part), await repack(members));
  }

  /** Changes code in the entry, and all that this Action compares it with. */
  const poison = (): Promise<void> => edit("cwasm-v1-", forge);

  test("trust: cache uses what has a record to match: it is for caches that nobody else writes", async () => {
    await job();
    await poison();
    const { code, log } = await job();
    expect(code, log).toBe(0);
    expect(made().equals(right)).toBe(false);
  });

  describe("where cache: auto restores nothing", () => {
    test("all is compiled, and what the cache has is the same", async () => {
      await job();
      const before = server.keys();
      const { code, log, outputs } = await job({}, TAG);
      expect(code, log).toBe(0);
      expect(log).toContain("the tag v1 was pushed: everything is compiled here, compared");
      expect(outputs).toMatchObject({
        ...{ compiled: "1", restored: "0", failed: "0", "not-saved": "0" },
      });
      expect(server.keys()).toEqual(before);
    });

    test("what cannot be read is told", async () => {
      await job();
      server.inject((step) => (step === "look-up" ? { status: 403, body: {} } : undefined));
      const { code, log, outputs } = await job({ trust: "rebuild" });
      expect(code, log).toBe(0);
      expect(log).toMatch(/::warning::1 entry not read from the Actions cache: /);
      expect(outputs).toMatchObject({ compiled: "1", failed: "0" });
    });

    test.each([
      ["a tag push", {}, TAG],
      ["trust: rebuild", { trust: "rebuild" }, {}],
      ["a release", {}, { GITHUB_EVENT_NAME: "release" }],
    ])("%s finds a poisoned entry, and places the right artifact", async (_, inputs, env) => {
      await job();
      await poison();
      const { code, log, outputs } = await job(inputs, env);
      expect(code, log).toBe(1);
      expect(log).toMatch(
        /::error file=greet\.wasm.*the cache holds another artifact under cwasm-v1-/,
      );
      expect(outputs).toMatchObject({ compiled: "1", restored: "0", failed: "1" });
      expect(made().equals(right)).toBe(true);
    });
  });

  const signed = (key = KEY) => ({ "signing-key": key });

  describe("a fork's pull request", () => {
    const readOnly = () =>
      server.inject((step) =>
        step === "reserve"
          ? {
              status: 403,
              headers: { "content-type": "application/json" },
              body: { msg: "cache write denied", message: "cache write denied" },
            }
          : undefined,
      );

    test("neither uses nor disturbs what is signed, and that it may not save does not fail it", async () => {
      await job(signed());
      const before = server.keys();
      readOnly();
      const { code, log, outputs } = await job({ "signing-key": "" }, FORK);
      expect(code, log).toBe(0);
      expect(outputs).toMatchObject({ compiled: "1", restored: "0", "not-saved": "1" });
      expect(log).toMatch(/::warning::1 entry not saved .*cache write denied/);
      expect(made().equals(right)).toBe(true);
      expect(server.keys()).toEqual(before);
    });

    test("restores what the base has left without a signature", async () => {
      await job();
      readOnly();
      const { code, log, outputs } = await job({}, FORK);
      expect(code, log).toBe(0);
      expect(outputs).toMatchObject({ restored: "1", compiled: "0", "not-saved": "0" });
    });

    test("with trust: signed is an error that says what to do, before anything is made", async () => {
      await job(signed());
      const saves = server.requests("reserve");
      const { code, log } = await job({ trust: "signed", "signing-key": "" }, FORK);
      expect(code).toBe(1);
      expect(log).toMatch(
        /Input 'trust': .*Pull requests from forks have no secrets: trust: auto is/,
      );
      expect(existsSync(join(workspace, "greet.cwasm"))).toBe(false);
      expect(server.requests("reserve")).toBe(saves);
    });

    test("what it has left where others look is not used with a key, nor for a release", async () => {
      await job({}, FORK);
      await poison();
      const withKey = await job(signed());
      expect(withKey.outputs, withKey.log).toMatchObject({ restored: "0", compiled: "1" });
      expect(made().equals(right)).toBe(true);
      const release = await job({}, TAG);
      expect(release.outputs, release.log).toMatchObject({ restored: "0", failed: "1" });
      expect(made().equals(right)).toBe(true);
    });

    test("with the rights of the repository restores nothing", async () => {
      await job();
      const { outputs, log } = await job({}, { ...FORK, GITHUB_EVENT_NAME: "pull_request_target" });
      expect(outputs, log).toMatchObject({ restored: "0", compiled: "1" });
    });
  });

  test("a stolen read token finds no secrets in the cache", async () => {
    const token = `${server.env["ACTIONS_RUNTIME_TOKEN"]}-0123456789abcdef`;
    const env = { RUNNER_DEBUG: "1", ACTIONS_RUNTIME_TOKEN: token };
    const run = await job(signed(), env);
    expect(run.outputs, run.log).toMatchObject({ saved: "1" });
    const archive = await server.read(0);
    const members = await unpack(archive);
    expect(members.map(({ header }) => header.name.split("/").at(-1))).toContain("signature");
    expectNoSecrets([KEY, token], {
      ...whatRunSays(run),
      keys: Buffer.from(server.keys().join()),
      archive,
      ...Object.fromEntries(members.map(({ header, bytes }) => [header.name, bytes])),
    });
  });

  describe("who has the key", () => {
    /** Signs an entry as it is now. */
    async function signAgain(): Promise<void> {
      const [key = ""] = server.keys();
      const members = await unpack(await server.read(0));
      const files: Files = Object.fromEntries(
        members
          .filter(({ bytes }) => bytes.length > 0)
          .map(({ header, bytes }) => [header.name.split("/").at(-1), bytes]),
      );
      const { signature: _, ...own } = files;
      const limits = Object.fromEntries(Object.keys(own).map((name) => [name, 0]));
      const slot = {
        key: key.replace(/-signed$/, ""),
        match: "exact",
        folder: "",
        limits,
      } as const;
      const nowhere: Store = {
        description: "",
        get: async () => "miss",
        has: async () => false,
        put: async (_slot, { signature }) => {
          await edit("cwasm-v1-", (members) =>
            memberAt(members, "signature").bytes.set(signature as Uint8Array),
          );
          return "saved";
        },
      };
      await withSignatures(nowhere, [KEY]).put(slot, own, false);
    }

    test("is believed by trust: signed, and not by trust: rebuild", async () => {
      await job(signed());
      await poison();
      await signAgain();
      const believed = await job(signed());
      expect(believed.outputs, believed.log).toMatchObject({ restored: "1" });
      expect(made().equals(right)).toBe(false);
      const { code, log, outputs } = await job({ ...signed(), trust: "rebuild" });
      expect(code).toBe(1);
      expect(log).toContain("the cache holds another artifact under cwasm-v1-");
      expect(outputs).toMatchObject({ restored: "0", failed: "1" });
      expect(made().equals(right)).toBe(true);
    });
  });

  describe("signed", () => {
    test("what the key has signed is restored", async () => {
      const { code, log } = await job(signed());
      expect(code, log).toBe(0);
      const again = await job(signed());
      expect(again.outputs, again.log).toMatchObject({ restored: "1", compiled: "0" });
      expect(made().equals(right)).toBe(true);
    });

    async function expectRefused(run: Promise<ActionRun>): Promise<void> {
      const { code, log, outputs } = await run;
      expect(code, log).toBe(0);
      expect(outputs).toMatchObject({ restored: "0", compiled: "1" });
      expect(log).toMatch(/::warning::.*its signature is not of this entry, or of another key/);
      expect(made().equals(right)).toBe(true);
    }

    test("a poisoned artifact, with a record to match, is not", async () => {
      await job(signed());
      await poison();
      await expectRefused(job(signed()));
    });

    test("what was signed as another entry is not", async () => {
      await job(signed());
      const [genuine] = await unpackedSignatures();
      server.clear();
      const other = { ...signed(), "cache-suffix": "other" };
      await job(other);
      await edit("cwasm-v1-", (members) => {
        genuine?.copy(memberAt(members, "signature").bytes);
      });
      await expectRefused(job(other));
    });

    async function unpackedSignatures(): Promise<Buffer[]> {
      const members = await unpack(await server.read(0));
      return members
        .filter(({ header }) => header.name.endsWith("signature"))
        .map(({ bytes }) => bytes);
    }

    test("after a rotation both keys verify, and then the new one alone", async () => {
      await job(signed());
      const both = await job(signed(`${OTHER_KEY}\n${KEY}`));
      expect(both.outputs, both.log).toMatchObject({ restored: "1" });
      await expectRefused(job(signed(OTHER_KEY)));
    });

    test("entries without a signature are others", async () => {
      await job();
      expect((await job(signed())).outputs).toMatchObject({ restored: "0", compiled: "1" });
      expect((await job()).outputs).toMatchObject({ restored: "1" });
    });

    test("function caches too", async () => {
      const first = await job(signed(), {}, "quickjs");
      expect(first.code, first.log).toBe(0);
      const bytes = made();
      expect(server.keys()[indexOf("cwasm-functions-")]).toMatch(/^signed-/);
      await edit("cwasm-functions-", (members) => {
        const signature = memberAt(members, "signature").bytes;
        signature[0] = (signature[0] ?? 0) ^ 1;
      });
      await server.overwrite(indexOf("cwasm-v1-"), Buffer.from("gone"));
      const { code, log } = await job(signed(), {}, "quickjs");
      expect(code, log).toBe(0);
      expect(log).toMatch(/its signature is not of this entry[^;]*function cache for/);
      expect(made().equals(bytes)).toBe(true);
    });
  });
});

test("nor in workflow artifacts, releases, manifests, summaries and logs", async () => {
  const [results, releases] = [await ResultsService.start(), await ReleasesService.start()];
  try {
    const workspace = temporaryDirectory();
    cpSync(component("greet"), join(workspace, "greet.wasm"));
    const token = `${results.env["ACTIONS_RUNTIME_TOKEN"]}-0123456789abcdef`;
    const run = await runAction(
      workspace,
      {
        ...{ targets: "x86_64-unknown-linux-gnu", token: WRITER, "signing-key": KEY },
        upload: "artifact, release",
      },
      { ...results.env, ...releases.env, ACTIONS_RUNTIME_TOKEN: token, RUNNER_DEBUG: "1" },
    );
    expect(run.code, run.log).toBe(0);
    const folder = temporaryDirectory();
    const archive = join(folder, "artifact.zip");
    writeFileSync(archive, await results.read(results.artifacts[0]?.blob as string));
    await runOrFail("python3", ["-m", "zipfile", "-e", archive, folder]);
    const uploaded = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name))]);
    expect(uploaded).toHaveLength(4);
    expect(releases.files.size).toBe(3);
    expectNoSecrets([KEY, token, WRITER], {
      ...whatRunSays(run),
      ...Object.fromEntries([...uploaded, ...releases.files]),
      notes: Buffer.from(JSON.stringify(releases.releases)),
    });
  } finally {
    await Promise.all([results.stop(), releases.stop()]);
  }
});

/** What others may read of a run: the log, with what is for those who debug. */
function whatRunSays({ log, outputs, summary }: ActionRun): Record<string, Buffer> {
  const manifest = readFileSync(outputs["manifest"] as string);
  const texts = { log, summary, outputs: JSON.stringify(outputs) };
  // Without this the runner, which reads the log first, could not hide secrets.
  texts.log = log.replace(/^::add-mask::.*$/gm, "");
  expect(texts.log).toContain("::debug::");
  return {
    manifest,
    ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)])),
  };
}

/** Nothing has a secret, in any form that it is easily read from. */
function expectNoSecrets(
  secrets: readonly string[],
  places: Readonly<Record<string, Buffer>>,
): void {
  for (const [place, bytes] of Object.entries(places)) {
    for (const secret of secrets) {
      const raw = Buffer.from(secret);
      for (const form of [raw, raw.toString("hex"), raw.toString("base64"), sha256(raw)]) {
        expect(bytes.includes(form), place).toBe(false);
      }
    }
  }
}

test.each([
  [{ trust: "signed" }, /Input 'trust': "signed" is not usable.*'signing-key'/],
  [{ "signing-key": "short" }, /Input 'signing-key': "\*\*\*" is not usable.*at least 32/],
  [{ trust: "rebuild", mode: "collect" }, /Input 'trust': "rebuild" is not usable/],
])("%j", async (inputs, message) => {
  const { code, log } = await runAction(temporaryDirectory(), inputs);
  expect(code).toBe(1);
  expect(log).toMatch(message);
  expect(log).not.toContain('"short"');
});
