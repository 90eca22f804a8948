/** Small entries lie together in the cache, and are read, verified and replaced one by one: both protocols. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ActionRun, runAction } from "../support/action.ts";
import {
  type CacheServer,
  type Member,
  PROTOCOLS,
  repack,
  startCacheServer,
  tar,
  unpack,
  untar,
} from "../support/cache-servers.ts";
import { temporaryDirectory } from "../support/fixtures.ts";
import { forge, memberAt, poisonCode } from "../support/forged.ts";
import { smallComponents, writeComponents } from "../support/small-components.ts";

const TARGETS = ["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"];
const COUNT = 12;

describe.each(PROTOCOLS)("%s of the protocol", (protocol) => {
  let server: CacheServer;
  let workspace: string;
  /** The artifacts as they are made without a cache. */
  let right: Record<string, Buffer>;
  let cold: ActionRun;
  let saves: number;
  /** Brings back what the cache held after the first job. */
  let fill: () => Promise<void>;

  beforeAll(async () => {
    server = await startCacheServer(protocol);
    cold = await job();
    right = made();
    saves = server.requests("reserve");
    fill = await server.snapshot();
  });

  afterAll(() => server.stop());

  beforeEach(() => {
    server.inject(undefined);
    server.clear();
  });

  /** A job of its own. @param components all but a few, or others */
  async function job(
    inputs: Record<string, string> = {},
    components: Record<string, Buffer> = smallComponents(COUNT),
    env: Record<string, string> = {},
  ): Promise<ActionRun> {
    workspace = temporaryDirectory();
    writeComponents(workspace, components);
    return await runAction(
      workspace,
      { files: "*.wasm", targets: TARGETS.join(), advisories: "ignore", ...inputs },
      { ...server.env, ...env },
    );
  }

  const made = (): Record<string, Buffer> =>
    Object.fromEntries(
      readdirSync(workspace)
        .filter((name) => name.endsWith(".cwasm"))
        .map((name) => [name, readFileSync(join(workspace, name))]),
    );

  /** Everything was made, and is right. */
  function expectAll(run: ActionRun, counts: { compiled: number }): void {
    const restored = COUNT * TARGETS.length - counts.compiled;
    expect(run, run.log).toMatchObject({
      code: 0,
      outputs: { compiled: String(counts.compiled), restored: String(restored), failed: "0" },
    });
    expect(made()).toEqual(right);
  }

  const packs = (): string[] => server.keys().filter((key) => key.includes("cwasm-pack-v1-"));

  /** Changes the files of an entry in the newest pack of a target. */
  async function edit(target: string, change: (members: Member[]) => Member[]): Promise<void> {
    const index = server.keys().findLastIndex((key) => key.includes(`-${target}-`));
    const archive = await unpack(await server.read(index));
    const pack = archive.find(({ header }) => header.name.endsWith("/pack.tar"));
    const changed = archive.map(async (member) =>
      member === pack ? { ...member, bytes: await tar(change(await untar(member.bytes))) } : member,
    );
    await server.overwrite(index, await repack(await Promise.all(changed)));
  }

  test("one entry for each target, and one request to read it", async () => {
    await fill();
    expectAll(cold, { compiled: COUNT * TARGETS.length });
    expect(cold.outputs["saved"]).toBe(String(COUNT * TARGETS.length));
    expect(packs()).toHaveLength(TARGETS.length);
    // They, and the history of keys.
    expect(server.keys()).toHaveLength(TARGETS.length + 1);
    expect(saves).toBe(TARGETS.length + 1);
    const warm = await job();
    expectAll(warm, { compiled: 0 });
    expect(warm.outputs["cache-hit"]).toBe("true");
    expect(server.requests("look-up")).toBe(TARGETS.length);
    expect(server.requests("reserve")).toBe(0);
  });

  test("what has changed is compiled, and what others use stays", async () => {
    await fill();
    const { "c0.wasm": _, ...others } = smallComponents(COUNT);
    const changed = { ...others, "c0.wasm": smallComponents(1, "edited")["c0.wasm"] as Buffer };
    const run = await job({}, changed);
    expect(run.outputs, run.log).toMatchObject({ compiled: "2", restored: "22", saved: "2" });
    expect(packs()).toHaveLength(2 * TARGETS.length);
    // Another branch still has the former one.
    expectAll(await job(), { compiled: 0 });
    expect(packs()).toHaveLength(2 * TARGETS.length);
  });

  test("a pack that cannot be saved is told once, with the number of what is lost", async () => {
    const refused = { status: 403, body: { msg: "read only", message: "read only" } };
    server.inject((step) => (step === "reserve" ? refused : undefined));
    const run = await job();
    expectAll(run, { compiled: COUNT * TARGETS.length });
    expect(run.outputs).toMatchObject({ saved: "0", "not-saved": "24" });
    expect(run.log.match(/^::warning::.*/gm)).toHaveLength(1);
    expect(run.log).toContain("::warning::24 entries not saved to the Actions cache: the service");
  });

  // What follows happens above the protocols.
  if (protocol !== "version 1") {
    return;
  }

  test("few are saved by themselves; a run of many finds them, and packs them", async () => {
    const few = await job({}, smallComponents(3));
    expect(few.outputs, few.log).toMatchObject({ compiled: "6", saved: "6" });
    expect(packs()).toEqual([]);
    const singles = server.keys().filter((key) => key.startsWith("cwasm-v1-"));
    expect(singles).toHaveLength(3 * TARGETS.length);
    expectAll(await job(), { compiled: (COUNT - 3) * TARGETS.length });
    const lookUps = server.requests("look-up");
    expectAll(await job(), { compiled: 0 });
    expect(server.requests("look-up")).toBe(lookUps + TARGETS.length);
  });

  test("a run of few finds what lies in packs, and a look-up too", async () => {
    await fill();
    const only = { cache: "restore-only", "fail-on-cache-miss": "true" };
    const run = await job(only, smallComponents(2));
    expect(run.outputs, run.log).toMatchObject({ restored: "4", failed: "0", "cache-hit": "true" });
    const looked = await job({ "lookup-only": "true" }, smallComponents(2));
    expect(looked.outputs, looked.log).toMatchObject({ missing: "0", "cache-hit": "true" });
  });

  test("a shard's are found by whoever makes all", async () => {
    for (const shard of ["1/2", "2/2"]) {
      expect((await job({ shard })).outputs["failed"]).toBe("0");
    }
    expect(packs()).toEqual([]);
    expectAll(await job(), { compiled: 0 });
  });

  test("a poisoned artifact is compiled anew and replaced; the others of its pack are used", async () => {
    await fill();
    await edit(TARGETS[0] as string, (members) => {
      poisonCode(memberAt(members, ".cwasm").bytes);
      return members;
    });
    const run = await job();
    expectAll(run, { compiled: 1 });
    expect(run.log).toContain("::warning::1 entry stored but not used: the artifact's sha256");
    expectAll(await job(), { compiled: 0 });
  });

  test("an artifact with a record to match is found by trust: rebuild, which names the pack", async () => {
    await fill();
    const [target] = TARGETS as [string];
    await edit(target, (members) => {
      forge(members);
      return members;
    });
    const run = await job({ trust: "rebuild" });
    expect(run, run.log).toMatchObject({ code: 1, outputs: { restored: "0", failed: "1" } });
    const [, named = "none"] =
      /another artifact under cwasm-v1-\S+, in a pack, whose key begins with (\S+) \(/.exec(
        run.log,
      ) ?? [];
    expect(packs().filter((key) => key.includes(named))).toHaveLength(1);
    expect(named).toContain(target);
    expect(made()).toEqual(right);
  });

  test("what trust: rebuild has found to be forged is not saved again with the others", async () => {
    await fill();
    await edit(TARGETS[0] as string, (members) => {
      forge(members);
      return members;
    });
    const more = { ...smallComponents(COUNT), ...renamed(smallComponents(1, "new"), "more") };
    const release = await job({ trust: "rebuild" }, more);
    expect(release.outputs, release.log).toMatchObject({ failed: "1" });
    expect(packs()).toHaveLength(2 * TARGETS.length);
    // It is in the older version of the pack alone.
    expectAll(await job(), { compiled: 1 });
  });

  test("what is forged where another place has the genuine entry is found as well", async () => {
    // By itself, and then in a pack as well.
    await job({}, smallComponents(1));
    expectAll(await job(), { compiled: (COUNT - 1) * TARGETS.length });
    const index = server.keys().findIndex((key) => key.startsWith("cwasm-v1-"));
    const members = await unpack(await server.read(index));
    forge(members);
    await server.overwrite(index, await repack(members));
    const run = await job({ trust: "rebuild" });
    expect(run, run.log).toMatchObject({ code: 1, outputs: { failed: "1" } });
    expect(run.log).toMatch(/another artifact under cwasm-v1-\S+ \(sha256/);
  });

  test("an entry that is moved to another's place is not used", async () => {
    await fill();
    await edit(TARGETS[0] as string, (members) => {
      const [first, second] = [
        ...new Set(members.map(({ header }) => header.name.split("/")[0] as string)),
      ] as [string, string];
      const swap = (name: string): string =>
        name.startsWith(first) ? name.replace(first, second) : name.replace(second, first);
      return members.map((member) => ({
        ...member,
        header: { ...member.header, name: swap(member.header.name) },
      }));
    });
    const run = await job();
    expectAll(run, { compiled: 2 });
    expect(run.log).toContain(
      "2 entries stored but not used: the entry's record belongs to another",
    );
  });

  test.each<[string, (members: Member[]) => Member[], string]>([
    [
      "a name that no entry has",
      (members) => [
        { header: { name: "../../worker.js", type: "file" }, bytes: Buffer.from("x") },
        ...members,
      ],
      'the pack that it lies in is damaged: it has "../../worker.js", which is no file of an entry',
    ],
    [
      "a link",
      (members) => [
        { header: { name: "a/b", type: "symlink", linkname: "/" }, bytes: Buffer.alloc(0) },
        ...members,
      ],
      'the pack that it lies in is damaged: "a/b" is not a regular file',
    ],
    [
      "a file twice",
      (members) => [members[0] as Member, ...members],
      "the pack that it lies in is damaged: it has",
    ],
  ])("a pack with %s is refused whole, and replaced", async (_, change, message) => {
    await fill();
    await edit(TARGETS[0] as string, change);
    const run = await job();
    expectAll(run, { compiled: COUNT });
    expect(run.log).toContain(`::warning::${COUNT} entries stored but not used: ${message}`);
    expectAll(await job(), { compiled: 0 });
  });

  test("signed entries lie in packs of their own", async () => {
    const signed = { "signing-key": "k1-0123456789abcdef0123456789abcdef" };
    await fill();
    expectAll(await job(signed), { compiled: COUNT * TARGETS.length });
    expectAll(await job(signed), { compiled: 0 });
    await edit(TARGETS[0] as string, (members) => {
      for (const { header, bytes } of members) {
        if (header.name.endsWith("/signature")) {
          bytes.fill(0);
        }
      }
      return members;
    });
    const run = await job(signed);
    expectAll(run, { compiled: COUNT });
    expect(run.log).toContain(`${COUNT} entries stored but not used: its signature is not of this`);
    expectAll(await job(), { compiled: 0 });
  });

  test("where a tag is pushed all is compiled and compared with what lies in packs", async () => {
    await fill();
    const tag = { GITHUB_EVENT_NAME: "push", GITHUB_REF_TYPE: "tag", GITHUB_REF_NAME: "v1" };
    const run = await job({}, smallComponents(COUNT), tag);
    expectAll(run, { compiled: COUNT * TARGETS.length });
    expect(packs()).toHaveLength(TARGETS.length);
  });

  test("groups of a plan have packs of their own; whoever collects makes one of them", async () => {
    const components = smallComponents(100);
    const plan = await job({ mode: "plan" }, components);
    const matrix = plan.outputs["matrix"] as string;
    const groups = (JSON.parse(matrix) as { include: { group: string }[] }).include;
    expect(groups).toHaveLength(3);
    for (const { group } of groups) {
      const run = await job({ group, "fail-on-save-error": "true" }, components);
      expect(run.code, run.log).toBe(0);
    }
    expect(packs()).toHaveLength(groups.length * TARGETS.length);
    const collect = await job({ mode: "collect", plan: matrix }, components);
    expect(collect.outputs, collect.log).toMatchObject({ restored: "200", failed: "0" });
    expect(packs()).toHaveLength((groups.length + 1) * TARGETS.length);

    const lookUps = server.requests("look-up");
    const again = await job({ mode: "plan" }, components);
    expect(again.outputs, again.log).toMatchObject({ missing: "0" });
    expect(server.requests("look-up")).toBe(lookUps + TARGETS.length);
  });

  test("a pack that is refused hides nothing that lies elsewhere, and is replaced by whoever collects", async () => {
    await fill();
    const components = smallComponents(100);
    const plan = await job({ mode: "plan" }, components);
    const matrix = plan.outputs["matrix"] as string;
    const groups = (JSON.parse(matrix) as { include: { group: string }[] }).include;
    for (const { group } of groups) {
      await job({ group }, components);
    }
    // The pack of those without a group, which everyone reads first.
    const whole = server.keys().findIndex((key) => key.includes(`-${TARGETS[0]}-`));
    await server.overwrite(whole, await repack([]));
    const collect = await job({ mode: "collect", plan: matrix }, components);
    const few = COUNT;
    expect(collect.outputs, collect.log).toMatchObject({
      restored: String(200 - few),
      failed: String(few),
    });
    expectAll(await job(), { compiled: few });
    expectAll(await job(), { compiled: 0 });
  });
});

/** The same components under other names. */
function renamed(components: Record<string, Buffer>, prefix: string): Record<string, Buffer> {
  return Object.fromEntries(
    Object.entries(components).map(([name, bytes]) => [`${prefix}-${name}`, bytes]),
  );
}
