import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { findCompiler } from "../../src/compiler/find.ts";
import { openCompiler } from "../../src/compiler/open.ts";
import { resolveEngine } from "../../src/engine/engine.ts";
import { DEFAULTS, type InputName } from "../../src/inputs/defaults.ts";
import type { EngineSettings } from "../../src/inputs/engines.ts";
import { readSettings } from "../../src/inputs/inputs.ts";
import { fillTemplate } from "../../src/inputs/names.ts";
import { runnerTarget } from "../../src/inputs/runner-target.ts";
import { engineInputs } from "../../src/run/engines.ts";
import { InputError } from "../../src/support/errors.ts";
import { root } from "../support/fixtures.ts";

function read(inputs: Partial<Record<InputName, string>>) {
  return readSettings((name) => inputs[name] ?? "");
}

const names = { dir: "a/b", stem: "plugin", target: "x86_64-unknown-linux-gnu", wasmtime: "27" };

describe("defaults", () => {
  test("of everything", () => {
    const settings = read({});
    expect(settings).toMatchObject({
      files: ["**/*.wasm", "!**/node_modules/**", "!**/.git/**"],
      coreModules: "skip",
      ifNoFilesFound: "warn",
      cache: { restore: true, save: true },
      failOnSaveError: false,
      upload: { artifact: undefined, release: undefined },
      dryRun: false,
      failFast: false,
      jobs: availableParallelism(),
    });
    expect(settings.targets).toEqual([runnerTarget()]);
    expect(settings.output(names)).toBe("a/b/plugin.cwasm");
  });

  test("are those of action.yml, and every input and output is in docs/inputs.md", () => {
    const action = parse(readFileSync(join(root, "action.yml"), "utf8")) as {
      inputs: Record<string, { default: string; description: string }>;
      outputs: Record<string, unknown>;
    };
    const declared = Object.entries(action.inputs).map(([name, input]) => [
      name,
      input.default.trim(),
    ]);
    // The command line has no such context.
    expect(Object.fromEntries(declared)).toEqual({
      ...DEFAULTS,
      token: `${"$"}{{ github.token }}`,
    });
    const page = readFileSync(join(root, "docs", "inputs.md"), "utf8");
    for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)]) {
      expect(page).toMatch(new RegExp(`^\\| \`${name}\` +\\|`, "m"));
    }
  });
});

describe("values", () => {
  test("targets by line and comma, each once", () => {
    const targets = "x86_64-unknown-linux-gnu, aarch64-apple-darwin\n\nx86_64-unknown-linux-gnu";
    expect(read({ targets }).targets).toEqual(["x86_64-unknown-linux-gnu", "aarch64-apple-darwin"]);
  });

  test("a directory mode is octal", () => {
    expect(
      ["", "0700", "700", "0o750"].map((text) => read({ "directory-mode": text }).directoryMode),
    ).toEqual([undefined, 0o700, 0o700, 0o750]);
  });

  test("nothing made is as loud as nothing found, unless it says so itself", () => {
    expect(read({}).ifNothingMade).toBe("warn");
    expect(read({ "if-no-files-found": "error" }).ifNothingMade).toBe("error");
    const own = read({ "if-no-files-found": "error", "if-nothing-made": "ignore" });
    expect(own.ifNothingMade).toBe("ignore");
  });

  test.each([
    ["{dir}/{stem}.cwasm", "linux", "/x/y", "/x/y/p.cwasm"],
    ["out/{dir}/{stem}.cwasm", "linux", "/x/y", "out/x/y/p.cwasm"],
    ["out/{dir}/{stem}.cwasm", "linux", "C:/x", "out/C:/x/p.cwasm"],
    ["{dir}/{stem}.cwasm", "win32", "D:/x", "D:/x/p.cwasm"],
    ["out/{dir}/{stem}.cwasm", "win32", "D:/x", "out/D/x/p.cwasm"],
    ["out/{dir}/{stem}.cwasm", "win32", "//server/share/x", "out/server/share/x/p.cwasm"],
    ["out/{dir}/{stem}.cwasm", "win32", "a/b", "out/a/b/p.cwasm"],
  ] as const)("%s on %s with %s", (template, platform, dir, expected) => {
    expect(fillTemplate(template, { dir, stem: "p", target: "t", wasmtime: "27" }, platform)).toBe(
      expected,
    );
  });

  test("files by line, without comments", () => {
    expect(read({ files: "a/*.wasm\r\n# no\n\n !a/x.wasm" }).files).toEqual([
      "a/*.wasm",
      "!a/x.wasm",
    ]);
  });

  test("output", () => {
    const output = "out/{target}/{dir}/{stem}-{stem}.cwasm";
    expect(read({ output }).output(names)).toBe(
      "out/x86_64-unknown-linux-gnu/a/b/plugin-plugin.cwasm",
    );
    const several = "x86_64-unknown-linux-gnu,aarch64-apple-darwin";
    expect(read({ targets: several }).output(names)).toBe(
      "a/b/x86_64-unknown-linux-gnu/plugin.cwasm",
    );
    const dollar = { ...names, stem: "$&" };
    expect(read({ output: "{stem}.cwasm" }).output(dollar)).toBe("$&.cwasm");
  });

  test.each([
    ["true", true, true],
    ["FALSE", false, false],
    ["restore-only", true, false],
    ["save-only", false, true],
  ])("cache %s", (cache, restore, save) =>
    expect(read({ cache }).cache).toMatchObject({ restore, save }),
  );

  test.each([
    ["", undefined, undefined],
    ["push", undefined, undefined],
    ["push", "v1", "the tag v1 was pushed"],
    ["release", undefined, "a release is made"],
    ["pull_request_target", undefined, "this run belongs to a pull request"],
    ["workflow_run", undefined, "this run belongs to another workflow's"],
  ])("cache auto on %j, tag %j", (name, tag, reason) => {
    const { cache } = readSettings(() => "", { name, tag });
    expect(cache).toMatchObject({
      restore: reason === undefined,
      compare: reason !== undefined,
      save: true,
      suffix: "",
    });
    expect(cache.reason ?? "").toContain(reason ?? "");
    expect(readSettings((input) => (input === "cache" ? "true" : ""), { name, tag }).cache).toEqual(
      {
        ...{ restore: true, compare: false, save: true, reason: undefined },
        ...{ signingKeys: undefined, suffix: "" },
      },
    );
  });

  test.each([
    ["auto", undefined, "", true, false],
    ["auto", "v1", "", false, true],
    ["cache", "v1", "", false, false],
    ["rebuild", undefined, "", false, true],
    ["auto", undefined, "k".repeat(32), true, false],
    ["signed", "v1", "k".repeat(32), false, false],
  ])("trust %s with tag %j and key %j", (trust, tag, key, restore, compare) => {
    const inputs: Partial<Record<InputName, string>> = { trust, "signing-key": key };
    const { cache } = readSettings((name) => inputs[name] ?? "", { name: "push", tag });
    expect(cache).toMatchObject({ restore, compare });
    expect(cache.signingKeys).toEqual(key === "" ? undefined : [key]);
  });

  test.each([
    ["0", 0],
    ["1000", 1000],
    ["10 MB", 10_000_000],
    ["2gb", 2_000_000_000],
  ])("function-cache-limit %s", (limit, bytes) => {
    expect(read({ "function-cache-limit": limit }).functionCacheLimit).toBe(bytes);
  });

  test("several versions are an engine each, and names tell them apart", () => {
    const settings = read({ "wasmtime-version": "27, 36\n48", upload: "artifact" });
    expect(settings.engines.map((engine) => engine["wasmtime-version"])).toEqual([
      "27",
      "36",
      "48",
    ]);
    expect(settings.output(names)).toBe("a/b/27/plugin.cwasm");
    const released = readSettings(
      (name) =>
        ({ "wasmtime-version": "27,48", upload: "release", token: "t" })[name as "token"] ?? "",
      { name: "push", tag: "v1" },
    ).upload.release;
    expect(released?.assetName(names)).toBe("plugin-27-x86_64-unknown-linux-gnu.cwasm");
  });

  test("upload", () => {
    const { upload } = read({
      upload: "artifact",
      "artifact-name": "x-{target}-{target}",
      "retention-days": "7",
    });
    expect(upload.artifact?.name({ target: "t", wasmtime: "27" })).toBe("x-t-t");
    expect(upload.artifact?.retentionDays).toBe(7);
  });
});

test("upload to a release", () => {
  const tag = { name: "push", tag: "release/v1" };
  const names = { dir: "a/b", stem: "s", target: "t", wasmtime: "27" };
  const released = (inputs: Partial<Record<InputName, string>>) =>
    readSettings((name) => ({ upload: "release", token: "secret", ...inputs })[name] ?? "", tag)
      .upload.release;
  expect(released({})).toMatchObject({ tag: "release/v1", draft: "publish", overwrite: "never" });
  expect(released({})?.assetName(names)).toBe("s-t.cwasm");
  expect(released({ archive: "tar.zst" })?.assetName(names)).toBe("cwasm-t.tar.zst");
  expect(released({ "release-tag": "v2", "asset-name": "{dir}/{stem}.cwasm" })).toMatchObject({
    tag: "v2",
  });
  expect(
    readSettings(
      (name) => ({ upload: "artifact\nrelease", token: "t" })[name as "token"] ?? "",
      tag,
    ).upload,
  ).toMatchObject({ artifact: expect.anything(), release: expect.anything() });
});

describe("what can't be used is named, with its value, what is allowed and what to do", () => {
  const several = "x86_64-unknown-linux-gnu,aarch64-apple-darwin";
  test.each([
    ["files", { files: "!a" }],
    ["targets", { targets: "x86_64" }],
    ["targets", { targets: "a-b-c-d-e" }],
    ["targets", { targets: "x86_64-unknown-linux-gnu;rm" }],
    ["targets", { targets: `${"x".repeat(33)}-unknown-linux` }],
    ["output", { output: "a.wasm" }],
    ["output", { output: "{stem.cwasm" }],
    ["output", { output: "{}.cwasm" }],
    ["core-modules", { "core-modules": "yes" }],
    ["if-no-files-found", { "if-no-files-found": "no" }],
    ["cache", { cache: "yes" }],
    ["cache", { cache: "save-only", "lookup-only": "true" }],
    ["cache", { cache: "false", mode: "collect" }],
    ["cache", { cache: "false", "fail-on-cache-miss": "true" }],
    ["trust", { trust: "signed" }],
    ["trust", { trust: "rebuild", "lookup-only": "true" }],
    ["signing-key", { "signing-key": "k".repeat(31) }],
    ["cache-suffix", { "cache-suffix": "a/b" }],
    ["cache-suffix", { "cache-suffix": "x".repeat(65) }],
    ["mode", { mode: "make" }],
    ["max-jobs", { "max-jobs": "257" }],
    ["shard", { shard: "0/2" }],
    ["shard", { shard: "3/2" }],
    ["shard", { shard: "1/2", group: "1/1:0123456789abcdef" }],
    ["shard", { shard: "1/2", mode: "plan" }],
    ["group", { group: "1/1:0123456789abcdef", mode: "collect" }],
    ["plan", { plan: "{}" }],
    ["lookup-only", { "lookup-only": "yes" }],
    ["upload", { upload: "releases" }],
    ["upload", { upload: "none, release" }],
    ["release-tag", { upload: "release", token: "t" }],
    ["release-tag", { "release-tag": "a b" }],
    ["release-tag", { "release-tag": "../v1" }],
    ["release-tag", { "release-tag": "v1.lock" }],
    ["token", { upload: "release", "release-tag": "v1" }],
    ["release-draft", { "release-draft": "yes" }],
    ["asset-name", { "asset-name": "{stem}.zip" }],
    ["asset-name", { "asset-name": "{name}.cwasm" }],
    ["asset-name", { archive: "tar.gz", "asset-name": "{stem}.tar.gz" }],
    ["asset-name", { archive: "tar.gz", "asset-name": "x.tar.gz", targets: several }],
    ["archive", { archive: "zip" }],
    ["overwrite", { overwrite: "yes" }],
    ["dry-run", { "dry-run": "maybe" }],
    ["artifact-name", { "artifact-name": "a/b" }],
    ["artifact-name", { "artifact-name": "{stem}" }],
    ["artifact-name", { "artifact-name": "same", targets: several }],
    ["retention-days", { "retention-days": "0" }],
    ["retention-days", { "retention-days": "1.5" }],
    ["fail-fast", { "fail-fast": "1" }],
    ["function-cache-limit", { "function-cache-limit": "3 GB" }],
    ["function-cache-limit", { "function-cache-limit": "1.5 MB" }],
    ["function-cache-limit", { "function-cache-limit": "5 XB" }],
    ["jobs", { jobs: "-1" }],
    ["jobs", { jobs: "0x10" }],
  ] as [string, Partial<Record<InputName, string>>][])("%s: %j", (name, inputs) => {
    expect(() => read(inputs)).toThrow(InputError);
    expect(() => read(inputs)).toThrow(
      new RegExp(`^Input '${name}': ".*" is not usable(: .+)?\\. Allowed: .+\\. .+\\.$`, "s"),
    );
  });
});

describe("what the engine's inputs mean is found out by the run", () => {
  test.each([
    ["wasmtime-version", { "wasmtime-version": "1" }],
    ["host-features", { "host-features": "all" }],
    ["engine-fingerprint", { "engine-fingerprint": "?" }],
    ["options", { options: "opt-level=2" }],
    ["options", { options: "missing.toml" }],
    ["cpu", { cpu: "pentium" }],
    ["compiler", { compiler: "no-such-wasmtime" }],
    ["compiler", { compiler: "./no-such-wasmtime" }],
    ["wasmtime-version", { "wasmtime-version": "missing/Cargo.lock" }],
  ] as [string, Partial<Record<InputName, string>>][])("%s: %j", async (name, inputs) => {
    const {
      engines: [engine],
      targets,
    } = read(inputs);
    const { signal } = new AbortController();
    const surroundings = { cwd: process.cwd(), findCompiler, openCompiler, signal };
    const resolve = async () =>
      resolveEngine(await engineInputs(engine as EngineSettings, targets, surroundings));
    await expect(resolve).rejects.toThrow(InputError);
    await expect(resolve).rejects.toThrow(
      new RegExp(`^Input '${name}': ".*" is not usable(: .+)?\\. Allowed: .+\\. .+\\.$`, "s"),
    );
  });
});
