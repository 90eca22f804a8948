/** The Action's bundle with the genuine clients, version 2 of the cache protocol, and workflow artifacts. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Manifest } from "../../src/report/manifest.ts";
import { runAction } from "../support/action.ts";
import { editOneFunction } from "../support/bodies.ts";
import { component, temporaryDirectory } from "../support/fixtures.ts";
import { runOrFail } from "../support/process.ts";
import { ResultsService } from "../support/results-service.ts";

const TARGET = "aarch64-unknown-linux-gnu";
const inputs = { targets: TARGET };

let service: ResultsService;
let workspace: string;

beforeAll(async () => {
  service = await ResultsService.start();
});

afterAll(() => service.stop());

beforeEach(() => {
  service.fault = undefined;
  service.inAzure = false;
  service.entries.length = 0;
  service.artifacts.length = 0;
  service.calls.length = 0;
  workspace = temporaryDirectory();
  cpSync(component("add"), join(workspace, "add.wasm"));
  cpSync(component("greet"), join(workspace, "greet.wasm"));
});

function manifest(path: string | undefined): Manifest {
  return JSON.parse(readFileSync(path as string, "utf8")) as Manifest;
}

/** One entry as the service holds it, unpacked. */
async function unpack(index: number): Promise<string> {
  const archive = join(temporaryDirectory(), "archive");
  writeFileSync(archive, await service.read(service.entries[index]?.blob as string));
  const folder = temporaryDirectory();
  await runOrFail("tar", ["-xf", archive, "-C", folder]);
  return folder;
}

async function repack(index: number, folder: string): Promise<void> {
  const archive = join(temporaryDirectory(), "archive");
  const zstd =
    (await service.read(service.entries[index]?.blob as string)).readUInt32LE(0) === 0xfd2fb528;
  await runOrFail("tar", [
    "-P",
    zstd ? "--zstd" : "-z",
    "-cf",
    archive,
    "-C",
    folder,
    `.cwasm-cache/${readdirSync(join(folder, ".cwasm-cache"))[0]}`,
  ]);
  await service.overwrite(service.entries[index]?.blob as string, readFileSync(archive));
}

async function entryFolder(unpacked: string): Promise<string> {
  const path = (await runOrFail("find", [unpacked, "-name", "record.json"])).trim();
  return join(path, "..");
}

/** Those of artifacts. */
function entries(): typeof service.entries {
  return service.entries.filter(({ key }) => key.startsWith("cwasm-v1-"));
}

test("compiles and saves, then restores the same bytes without compiling", async () => {
  const cold = await runAction(workspace, inputs, service.env);
  expect(cold.code, cold.log).toBe(0);
  expect(cold.outputs).toMatchObject({
    "cache-hit": "false",
    compiled: "2",
    restored: "0",
    failed: "0",
  });
  expect(entries().map(({ final }) => final)).toEqual([true, true]);
  expect(cold.summary).toContain("0 restored, 2 compiled, 0 skipped, 0 failed");
  expect(cold.summary).toMatch(/^\| <code>add\.wasm<\/code> \| .* \| compiled \| 144&nbsp;B \|/m);
  for (const phase of ["Find components", "Compute cache keys", "Restore", "Compile"]) {
    expect(cold.log).toContain(`::group::${phase}`);
  }
  const artifact = readFileSync(join(workspace, "add.cwasm"));
  const sidecar = readFileSync(join(workspace, "add.cwasm.meta"), "utf8");

  const elsewhere = temporaryDirectory();
  cpSync(component("add"), join(elsewhere, "add.wasm"));
  cpSync(component("greet"), join(elsewhere, "renamed.wasm"));
  const warm = await runAction(elsewhere, inputs, service.env);
  expect(warm.code, warm.log).toBe(0);
  expect(warm.outputs).toMatchObject({ "cache-hit": "true", compiled: "0", restored: "2" });
  expect(readFileSync(join(elsewhere, "add.cwasm")).equals(artifact)).toBe(true);
  expect(readFileSync(join(elsewhere, "add.cwasm.meta"), "utf8")).toBe(sidecar);
  expect(existsSync(join(elsewhere, "renamed.cwasm"))).toBe(true);
  expect(statSync(join(elsewhere, "add.cwasm")).mode & 0o777).toBe(0o600);
  expect(existsSync(join(elsewhere, ".cwasm-cache"))).toBe(false);
  const listed = manifest(warm.outputs["manifest"]);
  expect(listed.artifacts.map(({ component, status }) => [component, status])).toEqual([
    ["add.wasm", "restored"],
    ["renamed.wasm", "restored"],
  ]);
  expect(
    entries()
      .map(({ key }) => key)
      .sort(),
  ).toEqual(listed.artifacts.map(({ entry }) => entry).sort());
});

test("downloads from Azure's own host, through a proxy", async () => {
  await runAction(workspace, inputs, service.env);
  const artifact = readFileSync(join(workspace, "add.cwasm"));
  rmSync(join(workspace, "add.cwasm"));
  service.inAzure = true;
  const warm = await runAction(workspace, inputs, service.azureEnv);
  expect(warm.code, warm.log).toBe(0);
  expect(warm.outputs).toMatchObject({ "cache-hit": "true", compiled: "0", restored: "2" });
  expect(readFileSync(join(workspace, "add.cwasm")).equals(artifact)).toBe(true);
});

test("keys are readable, short and without commas", async () => {
  await runAction(workspace, inputs, service.env);
  for (const { key } of entries()) {
    expect(key).toMatch(
      /^cwasm-v1-27-27\.0\.0-minimal-aarch64-unknown-linux-gnu(-[0-9a-f]{64}){2}-[0-9a-f]{16}-[0-9a-f]{64}$/,
    );
    expect(key.length).toBeLessThan(512);
  }
});

test("a changed component recompiles alone, another target recompiles alone", async () => {
  await runAction(workspace, inputs, service.env);
  cpSync(component("greet"), join(workspace, "add.wasm"));
  writeFileSync(
    join(workspace, "add.wasm"),
    // A custom section at the end: another digest, the same meaning.
    Buffer.concat([readFileSync(component("add")), Buffer.from([0, 2, 1, 0x78])]),
  );
  const changed = await runAction(workspace, inputs, service.env);
  expect(changed.outputs, changed.log).toMatchObject({
    compiled: "1",
    restored: "1",
    "cache-hit": "false",
  });
  const both = await runAction(
    workspace,
    { targets: `${TARGET},s390x-unknown-linux-gnu` },
    service.env,
  );
  expect(both.outputs, both.log).toMatchObject({ compiled: "2", restored: "2" });
  expect(existsSync(join(workspace, "s390x-unknown-linux-gnu", "greet.cwasm"))).toBe(true);
});

test("identical components are compiled and stored once", async () => {
  mkdirSync(join(workspace, "copies"));
  cpSync(component("add"), join(workspace, "copies", "a.wasm"));
  cpSync(component("add"), join(workspace, "copies", "b.wasm"));
  const { outputs, log } = await runAction(
    workspace,
    { ...inputs, files: "copies/*" },
    service.env,
  );
  expect(outputs, log).toMatchObject({ compiled: "2" });
  expect(entries()).toHaveLength(1);
});

test("restore-only saves nothing, save-only restores nothing, false asks nothing", async () => {
  await runAction(workspace, { ...inputs, cache: "restore-only" }, service.env);
  expect(service.calls.every((call) => call === "GetCacheEntryDownloadURL")).toBe(true);
  service.calls.length = 0;
  await runAction(workspace, { ...inputs, cache: "save-only" }, service.env);
  expect(service.calls).not.toContain("GetCacheEntryDownloadURL");
  expect(entries()).toHaveLength(2);
  service.calls.length = 0;
  const { outputs } = await runAction(workspace, { ...inputs, cache: "false" }, service.env);
  expect(outputs).toMatchObject({ compiled: "2" });
  expect(service.calls).toEqual([]);
});

test("an edited component takes its functions from the function cache: one restore, one save", async () => {
  cpSync(component("quickjs"), join(workspace, "quickjs.wasm"));
  const only = { ...inputs, files: "quickjs.wasm" };
  const cold = await runAction(workspace, only, service.env);
  expect(cold.outputs, cold.log).toMatchObject({ compiled: "1" });
  const keys = () =>
    service.entries.map(({ key }) => key).filter((key) => key.startsWith("cwasm-functions-"));
  expect(keys()).toHaveLength(1);

  writeFileSync(
    join(workspace, "quickjs.wasm"),
    editOneFunction(readFileSync(component("quickjs"))),
  );
  service.calls.length = 0;
  const edited = await runAction(workspace, only, service.env);
  expect(edited.outputs, edited.log).toMatchObject({ compiled: "1" });
  expect(edited.log).toMatch(/function cache for .* MB restored/);
  // One function is not worth another save.
  expect(keys()).toHaveLength(1);
  // The artifact, the functions, and the history of keys.
  expect(service.calls.filter((call) => call === "GetCacheEntryDownloadURL")).toHaveLength(3);
  expect(service.calls.filter((call) => call === "CreateCacheEntry")).toHaveLength(2);

  const plain = join(temporaryDirectory(), "plain");
  mkdirSync(plain);
  cpSync(join(workspace, "quickjs.wasm"), join(plain, "quickjs.wasm"));
  await runAction(plain, { ...only, cache: "false", "function-cache-limit": "0", jobs: "1" });
  expect(
    readFileSync(join(plain, "quickjs.cwasm")).equals(
      readFileSync(join(workspace, "quickjs.cwasm")),
    ),
  ).toBe(true);

  // Everything restored: the function cache is not asked for.
  service.calls.length = 0;
  await runAction(workspace, only, service.env);
  expect(service.calls).toEqual(["GetCacheEntryDownloadURL"]);
});

test("a damaged function cache is a warning and no more, and replaced", async () => {
  cpSync(component("quickjs"), join(workspace, "quickjs.wasm"));
  const only = { ...inputs, files: "quickjs.wasm" };
  await runAction(workspace, only, service.env);
  const before = readFileSync(join(workspace, "quickjs.cwasm"));
  const index = service.entries.findIndex(({ key }) => key.startsWith("cwasm-functions-"));
  const folder = await unpack(index);
  const blob = (await runOrFail("find", [folder, "-name", "blob"])).trim();
  const bytes = readFileSync(blob);
  bytes.fill(0, 3_000_000, 3_000_100);
  writeFileSync(blob, bytes);
  await repack(index, folder);
  service.entries.splice(1 - index, 1);
  const { code, outputs, log } = await runAction(workspace, only, service.env);
  expect(log).toMatch(/^::warning::1 entry stored but not used: it is damaged/m);
  expect(code).toBe(0);
  expect(outputs).toMatchObject({ compiled: "1", restored: "0" });
  expect(readFileSync(join(workspace, "quickjs.cwasm")).equals(before)).toBe(true);

  // What was compiled anew is saved under another key, the newest, though it is the same.
  const keys = service.entries.map(({ key }) => key).filter((key) => key.includes("functions"));
  expect(keys).toHaveLength(2);
  expect(keys[1]).toMatch(new RegExp(`^${keys[0]}-[0-9a-f]{8}$`));
});

describe("an entry that is not what it should be is a warning and a recompile", () => {
  beforeEach(async () => {
    await runAction(workspace, { ...inputs, files: "add.wasm" }, service.env);
    expect(entries()).toHaveLength(1);
  });

  async function expectRecompile(message: string): Promise<void> {
    const before = readFileSync(join(workspace, "add.cwasm"));
    const { code, outputs, log } = await runAction(
      workspace,
      { ...inputs, files: "add.wasm" },
      service.env,
    );
    expect(log).toContain(message);
    expect(code).toBe(0);
    expect(outputs).toMatchObject({ compiled: "1", restored: "0", "cache-hit": "false" });
    expect(readFileSync(join(workspace, "add.cwasm")).equals(before)).toBe(true);
  }

  test("a changed byte in the artifact", async () => {
    const folder = await unpack(0);
    const path = join(await entryFolder(folder), "artifact.cwasm");
    const bytes = readFileSync(path);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 100) ^ 1, bytes.length - 100);
    writeFileSync(path, bytes);
    await repack(0, folder);
    await expectRecompile("the artifact's sha256 is not the recorded one");
  });

  test("the sidecar of another component", async () => {
    const folder = await unpack(0);
    const path = join(await entryFolder(folder), "artifact.cwasm.meta");
    writeFileSync(path, readFileSync(path, "utf8").replace(/wasm_sha256 = "./, 'wasm_sha256 = "x'));
    await repack(0, folder);
    await expectRecompile("the sidecar's wasm_sha256 is not");
  });

  test("an artifact made by another engine, with a record that fits", async () => {
    const other = await runAction(
      workspace,
      {
        ...inputs,
        files: "add.wasm",
        "engine-fingerprint": "v2;fuel=true;cranelift",
        output: "other.cwasm",
      },
      service.env,
    );
    expect(other.code, other.log).toBe(0);
    const folder = await unpack(0);
    const entry = await entryFolder(folder);
    const artifact = readFileSync(join(workspace, "other.cwasm"));
    writeFileSync(join(entry, "artifact.cwasm"), artifact);
    const record = JSON.parse(readFileSync(join(entry, "record.json"), "utf8"));
    const { sha256 } = await import("../../src/support/hash.ts");
    writeFileSync(
      join(entry, "record.json"),
      `${JSON.stringify({ ...record, artifact_sha256: sha256(artifact) })}\n`,
    );
    await repack(0, folder);
    await expectRecompile("the artifact was made by another engine");
  });

  test("a link in the place of the artifact", async () => {
    const folder = await unpack(0);
    const path = join(await entryFolder(folder), "artifact.cwasm");
    await runOrFail("rm", [path]);
    symlinkSync(join(workspace, "add.cwasm"), path);
    await repack(0, folder);
    await expectRecompile("is not a regular file");
  });

  test("a cut archive", async () => {
    const blob = service.entries[0]?.blob as string;
    const bytes = await service.read(blob);
    await service.overwrite(blob, bytes.subarray(0, bytes.length / 2));
    await expectRecompile("Failed to restore");
  });

  test("a longer key that begins with the one asked for", async () => {
    const entry = service.entries[0] as { key: string };
    entry.key = `${entry.key}-and-more`;
    await expectRecompile("restored 0 of 1");
  });
});

describe("trouble with the cache never fails the run", () => {
  async function expectCompiled(env = service.env): Promise<string> {
    const quiet = { ...inputs, advisories: "ignore" };
    const { code, outputs, log } = await runAction(workspace, quiet, env);
    expect(code, log).toBe(0);
    expect(outputs, log).toMatchObject({ compiled: "2", failed: "0", "cache-hit": "false" });
    return log;
  }

  test("no service", async () => {
    expect(await expectCompiled({})).toContain("not available here");
  });

  test("a service that fails", async () => {
    service.fault = () => ({ status: 501, body: { code: "unimplemented", msg: "no" } });
    await expectCompiled();
  });

  test("a token that may only read", async () => {
    service.fault = (method) =>
      method === "CreateCacheEntry"
        ? { body: { ok: false, message: "cache write denied: read-only token" } }
        : undefined;
    expect(await expectCompiled()).toContain("cache write denied");
  });

  test("a mode of the workflow that allows nothing", async () => {
    expect(await expectCompiled({ ...service.env, ACTIONS_CACHE_MODE: "none" })).toContain(
      "does not permit reads",
    );
    expect(service.calls).toEqual([]);
  });

  test("somebody else saves the same entry first", async () => {
    service.fault = (method) =>
      method === "CreateCacheEntry"
        ? { status: 409, body: { code: "already_exists", msg: "cache entry already exists" } }
        : undefined;
    const log = await expectCompiled();
    expect(log).toContain("another job has saved it to the Actions cache already");
    // No annotation: a lost race is normal.
    expect(log).not.toMatch(/^::(warning|error)/m);
  });

  test("a service that does not answer is waited for once", async () => {
    service.fault = () => "hang";
    Object.assign(process.env, service.env);
    const { openActions } = await import("../../src/store/actions.ts");
    const store = openActions(500);
    const slot = { key: "cwasm-v1-test", match: "exact", folder: "test", limits: {} } as const;
    await expect(store?.get(slot)).rejects.toThrow("did not answer within 0.5 s");
    await expect(store?.get(slot)).rejects.toThrow("not asked again");
    expect(service.calls).toHaveLength(1);
  });

  test("a planted link of the folder that archives name does not matter", async () => {
    const outside = temporaryDirectory();
    symlinkSync(outside, join(workspace, ".cwasm-cache"));
    await expectCompiled();
    const { outputs } = await runAction(workspace, inputs, service.env);
    expect(outputs).toMatchObject({ restored: "2", "cache-hit": "true" });
    expect(await runOrFail("find", [outside, "-mindepth", "1"])).toBe("");
  });
});

describe("workflow artifacts", () => {
  test("one per target, with the pairs under their relative paths and the manifest", async () => {
    const { code, outputs, log } = await runAction(
      workspace,
      { targets: `${TARGET},x86_64-unknown-linux-gnu`, upload: "artifact", "retention-days": "3" },
      service.env,
    );
    expect(code, log).toBe(0);
    expect(service.artifacts.map(({ name }) => name)).toEqual([
      `cwasm-${TARGET}`,
      "cwasm-x86_64-unknown-linux-gnu",
    ]);
    expect(outputs["artifact-id"]).toBe("1\n2");
    expect(outputs["artifact-url"]).toContain(
      "https://github.com/example/project/actions/runs/1/artifacts/2",
    );
    const archive = join(temporaryDirectory(), "artifact.zip");
    writeFileSync(archive, await service.read(service.artifacts[0]?.blob as string));
    const folder = temporaryDirectory();
    await runOrFail("python3", ["-m", "zipfile", "-e", archive, folder]);
    for (const name of ["add.cwasm", "add.cwasm.meta", "greet.cwasm", "greet.cwasm.meta"]) {
      const uploaded = readFileSync(join(folder, TARGET, name));
      expect(uploaded.equals(readFileSync(join(workspace, TARGET, name)))).toBe(true);
    }
    expect(manifest(join(folder, "cwasm-manifest.json"))).toEqual(manifest(outputs["manifest"]));
  });

  test("nothing is uploaded if something failed", async () => {
    writeFileSync(join(workspace, "broken.wasm"), "no");
    const { code, outputs, log } = await runAction(
      workspace,
      { ...inputs, upload: "artifact" },
      service.env,
    );
    expect(code).toBe(1);
    expect(log).toContain("Nothing is uploaded");
    expect(log).toMatch(/^::error file=broken\.wasm::not WebAssembly/m);
    expect(service.artifacts).toEqual([]);
    expect(outputs).toMatchObject({ compiled: "2", failed: "1" });
  });

  test("a service that refuses fails the run, and the artifacts stay", async () => {
    service.fault = (method) =>
      method === "CreateArtifact"
        ? { status: 403, body: { code: "permission_denied", msg: "no" } }
        : undefined;
    const { code, log } = await runAction(
      workspace,
      { ...inputs, upload: "artifact" },
      service.env,
    );
    expect(code).toBe(1);
    expect(log).toContain("::error::");
    expect(existsSync(join(workspace, "add.cwasm"))).toBe(true);
  });
});
