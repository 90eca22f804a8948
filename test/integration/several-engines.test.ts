/** Several versions of Wasmtime in one run, through the command line and the Action. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import type { Manifest } from "../../src/report/manifest.ts";
import { runAction } from "../support/action.ts";
import { component, temporaryDirectory } from "../support/fixtures.ts";
import { ReleasesService, WRITER } from "../support/releases-service.ts";
import { cli, cwd, precompile } from "../support/workspace.ts";

const TARGETS = ["x86_64-unknown-linux-gnu", "aarch64-apple-darwin"] as const;
const VERSIONS = ["27", "36.0.20", "48"] as const;

beforeEach(() => {
  cpSync(component("greet"), join(cwd, "greet.wasm"));
});

const every = TARGETS.flatMap((target) => ["--target", target]);
const make = (...args: string[]) => precompile(...every, ...args, "greet.wasm");

test("each is made as in a run of its own, restored by itself, and passes its host's check", async () => {
  const together = await make("--wasmtime-version", VERSIONS.join(), "--no-store");
  expect(together.engines.map(({ wasmtime }) => wasmtime)).toEqual(VERSIONS);
  expect(together.artifacts).toHaveLength(VERSIONS.length * TARGETS.length);
  for (const version of VERSIONS) {
    const alone = await make("--wasmtime-version", version, "--out", `alone-${version}`);
    const own = together.artifacts.filter(({ wasmtime }) => wasmtime === version);
    const digests = (artifacts: Manifest["artifacts"]) =>
      Object.fromEntries(artifacts.map(({ target, artifact_sha256 }) => [target, artifact_sha256]));
    expect(digests(own)).toEqual(digests(alone.artifacts));
    for (const { artifact, target, key } of own) {
      expect(artifact).toBe(`${version}/${target}/greet.cwasm`);
      expect(key["wasmtime_version"]).toBe(version);
      const check = await cli(
        ...["check", "--wasmtime-version", version, "--target", target, artifact],
      );
      expect(check.code, check.stdout + check.stderr).toBe(0);
    }
  }
  // They have filled the store, one entry for each.
  const again = await make("--wasmtime-version", VERSIONS.join("\n"), "--out", "again");
  expect(again.artifacts.every(({ status }) => status === "restored")).toBe(true);
  expect(existsSync(join(cwd, "again", "36.0.20", TARGETS[0], "greet.cwasm.meta"))).toBe(true);
});

test.each([
  [["--wasmtime-version", "27,27"], /^$/],
  [
    ["--wasmtime-version", "27,Cargo.lock:27"],
    /--wasmtime-version: "27, Cargo.lock:27" is not usable.*Two of them are 27/,
  ],
  [
    ["--wasmtime-version", "27,48", "--output", "{target}/{stem}.cwasm"],
    /--output: .* is not usable.*on Wasmtime 27 and .* on Wasmtime 48 would be written there.*\{wasmtime\}/,
  ],
  [["--wasmtime-version", "27,4x"], /--wasmtime-version: "4x" is not usable/],
] as const)("%j", async (args, message) => {
  writeFileSync(
    join(cwd, "Cargo.lock"),
    '[[package]]\nname = "wasmtime"\nversion = "27.0.0"\nsource = "registry+https://example.org/index"\n',
  );
  const { code, stderr } = await cli(...args, "greet.wasm");
  if (message.source === "^$") {
    expect(code, stderr).toBe(0);
  } else {
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
    expect(existsSync(join(cwd, "27"))).toBe(false);
  }
});

test("a failure names the version", async () => {
  writeFileSync(join(cwd, "greet.wasm"), readFileSync(component("greet")).subarray(0, 300));
  const { code, stderr, stdout } = await cli("--json", "--wasmtime-version", "27,48", "greet.wasm");
  expect(code).toBe(1);
  expect(stderr).toMatch(/on Wasmtime 27: /);
  expect(stderr).toMatch(/on Wasmtime 48: /);
  expect((JSON.parse(stdout) as Manifest).failed.map(({ wasmtime }) => wasmtime)).toEqual([
    "27",
    "48",
  ]);
});

test("in a release, as files and as archives", async () => {
  const service = await ReleasesService.start();
  try {
    const workspace = temporaryDirectory();
    mkdirSync(join(workspace, "plugins"));
    cpSync(component("add"), join(workspace, "plugins", "add.wasm"));
    const inputs = {
      ...{ targets: TARGETS[0], "wasmtime-version": "27, 48", upload: "release" },
      ...{ cache: "false", token: WRITER, "release-draft": "keep" },
    };
    const files = await runAction(workspace, inputs, service.env);
    expect(files.code, files.log).toBe(0);
    const archives = await runAction(workspace, { ...inputs, archive: "tar.gz" }, service.env);
    expect(archives.code, archives.log).toBe(0);
    expect([...service.files.keys()].sort()).toEqual([
      "SHA256SUMS",
      ...["27", "48"].flatMap((version) => [
        `add-${version}-${TARGETS[0]}.cwasm`,
        `add-${version}-${TARGETS[0]}.cwasm.meta`,
      ]),
      ...["27", "48"].map((version) => `cwasm-${version}-${TARGETS[0]}.tar.gz`),
    ]);
  } finally {
    await service.stop();
  }
});
