/** What is used of a cache that somebody else can write to, through the Action and both protocols of the cache. */
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "../../src/support/hash.ts";
import { type ActionRun, runAction } from "../support/action.ts";
import {
  type CacheServer,
  PROTOCOLS,
  repack,
  startCacheServer,
  unpack,
} from "../support/cache-servers.ts";
import { type ComponentName, component, temporaryDirectory } from "../support/fixtures.ts";

const KEY = "k1-0123456789abcdef0123456789abcdef";
const OTHER_KEY = "k2-0123456789abcdef0123456789abcdef";

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

  /** Changes members of the first entry whose key has a part, by the ends of their names. */
  async function edit(part: string, change: (find: (end: string) => Buffer) => void) {
    const members = await unpack(await server.read(indexOf(part)));
    change((end) => {
      const member = members.find(({ header }) => header.name.endsWith(end));
      if (member === undefined) {
        throw new Error(`there are ${members.map(({ header }) => header.name).join(" ")}`);
      }
      return member.bytes;
    });
    await server.overwrite(indexOf(part), await repack(members));
  }

  /** Changes code in the entry, and all that this Action compares it with. */
  async function poison(): Promise<void> {
    await edit("cwasm-v1-", (find) => {
      const [artifact, record] = [find("artifact.cwasm"), find("record.json")];
      const before = sha256(artifact);
      // Code begins at the second page.
      artifact[4096] = (artifact[4096] ?? 0) ^ 1;
      record.write(record.toString().replace(before, sha256(artifact)));
    });
  }

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

  describe("signed", () => {
    const signed = (key = KEY) => ({ "signing-key": key });

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
      await edit("cwasm-v1-", (find) => genuine?.copy(find("signature")));
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
      await edit("cwasm-functions-", (find) => {
        const signature = find("signature");
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
