/** Archives that someone made who may write the cache: a restore writes nothing but what it was asked for. */
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type { Header } from "tar-stream";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ActionRun, runAction } from "../support/action.ts";
import {
  type CacheServer,
  type Member,
  PROTOCOLS,
  repack,
  startCacheServer,
  unpack,
} from "../support/cache-servers.ts";
import { component, root, temporaryDirectory } from "../support/fixtures.ts";

const file = (name: string, mode = 0o600): Member => ({
  header: { name, mode, type: "file" },
  bytes: Buffer.from("planted\n"),
});

describe.each(PROTOCOLS)("%s of the protocol", (protocol) => {
  let server: CacheServer;
  let workspace: string;
  let home: string;

  beforeAll(async () => {
    server = await startCacheServer(protocol);
  });

  afterAll(() => server.stop());

  beforeEach(() => {
    server.clear();
    workspace = temporaryDirectory();
    home = temporaryDirectory();
  });

  function run(inputs: Record<string, string>, env: Record<string, string> = {}) {
    const all = { targets: "aarch64-unknown-linux-gnu", advisories: "ignore", ...inputs };
    return runAction(workspace, all, { ...server.env, HOME: home, ...env });
  }

  /** Everything below a folder, with what would show that it was touched. */
  function list(folder: string): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { mode, size, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? {};
      return `${path} ${entry.isSymbolicLink()} ${mode} ${size} ${mtimeMs}`;
    });
  }

  /** The six kinds of the attack that was seen, and what it was made of. */
  const attacks: Record<string, (outside: string) => Member[]> = {
    "a file into the workspace": () => [file("planted.txt")],
    "a file into the home directory": () => [file(`../${home.split("/").at(-1)}/.profile`)],
    "an absolute path": (outside) => [file(`${outside}/planted.txt`)],
    "through a planted link": (outside) => [
      { header: { name: "link", type: "symlink", linkname: outside }, bytes: Buffer.alloc(0) },
      file("link/planted.txt"),
    ],
    "mode 4755": () => [file("planted.sh", 0o4755)],
    "the Action's own worker.js": () => [file(join(root, "dist", "worker.js"))],
  };

  const more: Record<string, (members: Member[]) => Member[]> = {
    "a hard link to a file of the runner's": (members) =>
      members.map(({ header, bytes }) =>
        header.type === "file"
          ? { header: { ...header, type: "link", linkname: "/etc/hostname" }, bytes }
          : { header, bytes },
      ),
    "a FIFO in a file's place": (members) =>
      members.map(({ header, bytes }) =>
        header.type === "file" ? { header: { ...header, type: "fifo" }, bytes } : { header, bytes },
      ),
    "special bits on the entry's own files": (members) =>
      members.map(({ header, bytes }) => ({ header: { ...header, mode: 0o4600 }, bytes })),
    "a file twice": (members) => [...members, ...members.slice(-1)],
    "a folder outside of the entry's": (members) => [
      { header: { name: "elsewhere/", type: "directory" }, bytes: Buffer.alloc(0) },
      ...members,
    ],
    "an entry without one of its files": (members) =>
      members.filter(({ header }) => !/record\.json|blob/.test(header.name)),
  };

  async function expectRefused(
    what: "artifact" | "function cache",
    attacked: (members: Member[], outside: string) => Promise<Buffer> | Buffer,
  ): Promise<ActionRun> {
    const name = what === "artifact" ? "add" : "quickjs";
    cpSync(component(name), join(workspace, `${name}.wasm`));
    const cold = await run({});
    expect(cold.code, cold.log).toBe(0);
    const expected = readFileSync(join(workspace, `${name}.cwasm`));
    const index = server
      .keys()
      .findIndex((key) => key.includes("functions") === (what !== "artifact"));
    expect(index).toBeGreaterThanOrEqual(0);

    const outside = temporaryDirectory();
    const archive = await attacked(await unpack(await server.read(index)), outside);
    await server.overwrite(index, archive);
    const env = { ...server.env };
    if (what === "function cache") {
      // Another name and target would be other entries: the artifact's own is forgotten.
      await server.overwrite(1 - index, Buffer.from("forgotten"));
    }
    const worker = readFileSync(join(root, "dist", "worker.js"));
    const before = [workspace, home, outside].map(list);
    mkdirSync(join(workspace, "out"));
    const warm = await run({ output: "out/{stem}.cwasm" }, env);
    expect(warm.code, warm.log).toBe(0);
    expect(warm.log.match(/^::(warning|error)/gm), warm.log).toHaveLength(1);
    expect(warm.log).toMatch(/^::warning::.*stored but not used: .*its archive is refused/m);
    expect(warm.outputs).toMatchObject({ compiled: "1", restored: "0", failed: "0" });
    expect(readFileSync(join(workspace, "out", `${name}.cwasm`)).equals(expected)).toBe(true);
    const after = [workspace, home, outside].map(list);
    expect(after.map((lines) => lines.filter((line) => !line.includes("/out")))).toEqual(before);
    expect(readdirSync(join(workspace, "out")).sort()).toEqual([
      `${name}.cwasm`,
      `${name}.cwasm.meta`,
    ]);
    expect(readFileSync(join(root, "dist", "worker.js")).equals(worker)).toBe(true);
    return warm;
  }

  describe.each(["artifact", "function cache"] as const)("an %s's archive with", (what) => {
    test.each(Object.entries(attacks))("%s", async (_, planted) => {
      await expectRefused(what, (members, outside) => repack([...planted(outside), ...members]));
    });
  });

  test.each(Object.entries(more))("an artifact's archive: %s", async (_, change) => {
    cpSync(component("add"), join(workspace, "add.wasm"));
    await run({});
    const expected = readFileSync(join(workspace, "add.cwasm"));
    await server.overwrite(0, await repack(change(await unpack(await server.read(0)))));
    const { code, log, outputs } = await run({});
    expect(code).toBe(0);
    expect(log).toMatch(/^::warning::.*stored but not used: /m);
    expect(outputs).toMatchObject({ compiled: "1", restored: "0" });
    expect(readFileSync(join(workspace, "add.cwasm")).equals(expected)).toBe(true);
  });

  test("an archive that unpacks to much more than the entry can have", async () => {
    await expectRefused("artifact", async (members) => {
      const large = { header: members.at(1)?.header as Header, bytes: Buffer.alloc(600e6) };
      return await repack([large]);
    });
  });

  test("an archive that unpacks to nothing but padding without end", async () => {
    await expectRefused("artifact", async () => zstdCompressSync(Buffer.alloc(300e6)));
  });

  test("gzip is read as well", async () => {
    cpSync(component("add"), join(workspace, "add.wasm"));
    await run({});
    await server.overwrite(0, gzipSync(zstdDecompressSync(await server.read(0))));
    const { outputs, log } = await run({});
    expect(outputs, log).toMatchObject({ restored: "1", "cache-hit": "true" });
  });

  test("a runner with neither tar nor zstd restores and saves", async () => {
    cpSync(component("add"), join(workspace, "add.wasm"));
    const empty = temporaryDirectory();
    const cold = await run({}, { PATH: empty });
    expect(cold.outputs, cold.log).toMatchObject({ compiled: "1", saved: "1", "not-saved": "0" });
    const warm = await run({}, { PATH: empty });
    expect(warm.outputs, warm.log).toMatchObject({ restored: "1", "cache-hit": "true" });
    const elsewhere = await run({});
    expect(elsewhere.outputs, elsewhere.log).toMatchObject({ restored: "1", "cache-hit": "true" });
    writeFileSync(join(workspace, "archive.tzst"), await server.read(0));
  });
});
