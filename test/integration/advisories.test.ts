/** Advisories, support and the manifest, through the command line as people run it. */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, test } from "vitest";
import type { Manifest } from "../../src/report/manifest.ts";
import { installCommandLine, runCommandLine } from "../support/command-line.ts";
import { component, root, temporaryDirectory } from "../support/fixtures.ts";
import type { Ended } from "../support/process.ts";

const LINUX = "x86_64-unknown-linux-gnu";
const ARM = "aarch64-unknown-linux-gnu";
const BR_TABLE = "GHSA-mghf-wjfp-p5xm";

const schema = JSON.parse(readFileSync(join(root, "docs", "manifest.schema.json"), "utf8"));
const matches = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
  schema,
);

let commandLine: string;
let cwd: string;

beforeAll(() => {
  commandLine = installCommandLine();
  cwd = temporaryDirectory();
  copyFileSync(component("add"), join(cwd, "add.wasm"));
  copyFileSync(component("greet"), join(cwd, "greet.wasm"));
});

function cli(...args: string[]): Promise<Ended> {
  return runCommandLine(commandLine, args, cwd, join(cwd, "store"));
}

async function manifestOf(...args: string[]): Promise<Manifest> {
  const { stdout, stderr } = await cli("--json", ...args);
  expect(stdout, stderr).not.toBe("");
  const manifest = JSON.parse(stdout) as Manifest;
  expect(matches(manifest), JSON.stringify(matches.errors, null, 2)).toBe(true);
  return manifest;
}

describe("the manifest", () => {
  test("of compiled and restored artifacts is as the schema says, with the exact compiler", async () => {
    const args = ["add.wasm", "--wasmtime-version", "48", "--target", LINUX, "--out", "exact"];
    const [compiled] = (await manifestOf(...args)).artifacts;
    const [restored] = (await manifestOf(...args)).artifacts;
    expect(compiled).toMatchObject({
      status: "compiled",
      compiler: { kind: "embedded", version: "48.0.8", features: "minimal" },
      imports: [],
      uses: [],
      advisories: [],
    });
    expect({ ...restored, status: "", milliseconds: 0 }).toEqual({
      ...compiled,
      status: "",
      milliseconds: 0,
    });
    const { stdout } = await cli("inspect", "exact/add.cwasm");
    const [inspected] = JSON.parse(stdout);
    expect(compiled?.engine_section_sha256).toBe(inspected.engine_section_sha256);
    expect(compiled?.artifact_sha256).toBe(inspected.sha256);
  });

  test("counts functions that were reused", async () => {
    const module = Buffer.from(readFileSync(component("quickjs")));
    writeFileSync(join(cwd, "one.wasm"), module);
    // Another component with the same functions.
    const custom = Buffer.from([0, 3, 1, 0x78, 1]);
    writeFileSync(join(cwd, "two.wasm"), Buffer.concat([module, custom]));
    const args = ["--target", LINUX, "--out", "reused"];
    const [one] = (await manifestOf("one.wasm", ...args)).artifacts;
    const [two] = (await manifestOf("two.wasm", ...args)).artifacts;
    expect(one?.functions?.reused).toBe(0);
    expect(one?.functions?.all).toBeGreaterThan(1000);
    expect(two?.functions?.all).toBe(one?.functions?.all);
    expect(two?.functions?.reused).toBeGreaterThan(0.9 * (one?.functions?.all ?? 0));
    expect(two?.uses).toEqual(["composition"]);
    expect(two?.advisories).toContain("GHSA-394w-hwhg-8vgm");
  });

  test("of plans, look-ups, what is skipped and what fails is as the schema says", async () => {
    writeFileSync(join(cwd, "broken.wasm"), "\0asm\x0d\0\x01\0\xff");
    writeFileSync(join(cwd, "core.wasm"), Buffer.from("0061736d01000000", "hex"));
    const files = ["add.wasm", "greet.wasm", "broken.wasm", "core.wasm", "--target", ARM];
    const planned = await manifestOf(...files, "--mode", "plan", "--out", "planned");
    expect(planned.matrix?.include.length).toBeGreaterThan(0);
    const made = await manifestOf(...files, "--out", "made");
    expect([made.artifacts.length, made.failed.length, made.skipped.length]).toEqual([2, 1, 1]);
    expect((await manifestOf(...files, "--lookup-only", "--out", "made")).present).toHaveLength(2);
  });

  test("the schema refuses what is not as it says", () => {
    expect(matches({ schema: 2 })).toBe(false);
  });
});

describe("check", () => {
  /** Artifacts of 48, and a manifest that says another patch made them. */
  async function madeBy(version: string, out: string): Promise<string> {
    const manifest = await manifestOf(
      ...["add.wasm", "--wasmtime-version", "48", "--out", out, "--target", LINUX, "--target", ARM],
    );
    const path = join(cwd, `${out}.json`);
    const artifacts = manifest.artifacts.map((artifact) => ({
      ...artifact,
      compiler: { ...artifact.compiler, version },
    }));
    writeFileSync(path, JSON.stringify({ ...manifest, artifacts }));
    return path;
  }

  function check(out: string, target: string, ...args: string[]): Promise<Ended> {
    const host = ["--wasmtime-version", "48", "--target", target];
    return cli("check", `${out}/${target}/add.cwasm`, ...host, ...args);
  }

  test("names the advisory of an aarch64 artifact that 48.0.6 made, and none of an x86-64 one", async () => {
    const manifest = await madeBy("48.0.6", "old");
    const arm = await check("old", ARM, "--manifest", manifest);
    expect(arm.stdout).toContain(": loads");
    expect(arm.stdout).toMatch(
      new RegExp(`^ {2}${BR_TABLE}: .*Wasmtime 48\\.0\\.7 or a later 48`, "m"),
    );
    expect(arm.code).toBe(0);
    const linux = await check("old", LINUX, "--manifest", manifest);
    expect(linux.stdout).toMatch(/^old\/.*: loads \(host: .*\)\n$/);

    const [verdict] = JSON.parse(
      (await check("old", ARM, "--manifest", manifest, "--json")).stdout,
    );
    expect(verdict).toMatchObject({
      verdict: "loads",
      compiler: "48.0.6",
      advisories: [{ id: BR_TABLE, fixed: ["36.0.19", "48.0.7", "49.0.4"] }],
      possible: [],
    });
    expect((await check("old", ARM, "--manifest", manifest, "--advisories", "error")).code).toBe(1);
    expect((await check("old", LINUX, "--manifest", manifest, "--advisories", "error")).code).toBe(
      0,
    );
    const ignored = await check("old", ARM, "--manifest", manifest, "--advisories", "ignore");
    expect(ignored.stdout).not.toContain("GHSA");
  });

  test("has nothing to say of what 48.0.8 made", async () => {
    const manifest = await madeBy("48.0.8", "new");
    expect((await check("new", ARM, "--manifest", manifest)).stdout).not.toContain("GHSA");
  });

  test("without a manifest says what is not known", async () => {
    await madeBy("48.0.6", "unknown");
    const { stdout, code } = await check("unknown", ARM);
    expect(stdout).toMatch(
      new RegExp(`not known: which patch compiled it.*${BR_TABLE}.*--manifest`),
    );
    expect(code).toBe(0);
    expect((await check("unknown", LINUX)).stdout).not.toContain("not known");
  });

  test("refuses what is no manifest", async () => {
    writeFileSync(join(cwd, "no.json"), '{"artifacts":[{"artifact":"x"}]}');
    await madeBy("48.0.6", "refused");
    const { code, stderr } = await check("refused", ARM, "--manifest", "no.json");
    expect(stderr).toContain("--manifest");
    expect(code).toBe(2);
  });

  test("warns of a line that is no longer supported, with the date", async () => {
    await manifestOf("add.wasm", "--target", LINUX, "--out", "ended");
    const ended = await cli("check", "ended/add.cwasm", "--target", LINUX);
    expect(ended.stderr).toMatch(
      /^warning: Wasmtime 27 is no longer supported \(since 2025-01-20\)/m,
    );
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(/not known: what its component uses.*GHSA-897f.*--wasm tells/);
    const known = await cli("check", "ended/add.cwasm", "--target", LINUX, "--wasm", "add.wasm");
    expect(known.stdout).not.toContain("GHSA");
    const quiet = await cli(
      "check",
      "ended/add.cwasm",
      "--target",
      LINUX,
      "--advisories",
      "ignore",
    );
    expect(quiet.stderr).toBe("");
  });
});

describe("a run", () => {
  const arm = ["add.wasm", "greet.wasm", "--target", ARM];

  test("warns once for each advisory, and of the line", async () => {
    const { stderr, code } = await cli(...arm, "--out", "run");
    expect(stderr.match(/warning: /g)).toHaveLength(2);
    expect(stderr).toMatch(
      new RegExp(
        `warning: ${BR_TABLE}: .* It concerns 2 artifacts, such as add\\.wasm for ${ARM}\\. Fixed in .*\\. It was never fixed in Wasmtime 27: `,
      ),
    );
    expect(stderr).toContain(
      "warning: Wasmtime 27 is no longer supported (since 2025-01-20): faults found in it are not fixed. Supported lines: https://github.com/cwasm-cache/cwasm-cache/blob/main/docs/support.md\n",
    );
    expect(code).toBe(0);
  });

  test("with error makes nothing, and with ignore says nothing", async () => {
    const refused = await cli(...arm, "--out", "refused", "--advisories", "error");
    expect(refused.code).toBe(1);
    expect(existsSync(join(cwd, "refused", "add.cwasm"))).toBe(false);
    expect(refused.stderr).toMatch(
      new RegExp(
        `^error: ${BR_TABLE}: .*\\nerror: nothing was made, because of --advisories error`,
        "m",
      ),
    );
    expect((await cli(...arm, "--out", "run", "--advisories", "ignore")).stderr).not.toContain(
      "warning",
    );
    const intel = await cli("add.wasm", "--target", LINUX, "--out", "x", "--advisories", "error");
    expect(intel.stderr).not.toContain("GHSA");
    expect(intel.code).toBe(0);
  });
});
