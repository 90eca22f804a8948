/**
 * Artifacts describe the engines that made them: of many configurations on every line, what is made like an artifact
 * is that artifact, byte for byte.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Compiler } from "../../src/compiler/compiler.ts";
import { openEmbedded } from "../../src/compiler/embedded.ts";
import { inputsLike } from "../../src/compiler/like.ts";
import type { Engine, EngineTarget } from "../../src/engine/engine.ts";
import { EMBEDDED } from "../../src/engine/lines.ts";
import { majorOf } from "../../src/engine/version.ts";
import type { Manifest } from "../../src/report/manifest.ts";
import { messageOf } from "../../src/support/errors.ts";
import { installCommandLine, runCommandLine } from "../support/command-line.ts";
import { engineOf, LINUX } from "../support/engines.ts";
import { component, temporaryDirectory } from "../support/fixtures.ts";
import { optionSets } from "../support/option-sets.ts";
import { Random } from "../support/random.ts";

/** What `like` has to find out beside the options. */
const FEATURES = [
  "default",
  "component-model",
  "component-model, threads",
  "component-model, gc, gc-null",
  "component-model, gc, gc-drc, threads",
];
const TARGETS = [
  LINUX,
  "aarch64-apple-darwin",
  "s390x-unknown-linux-gnu",
  "x86_64-pc-windows-msvc",
];
const CPUS = ["", "", "x86-64-v3, neoverse-n1", "avx2", "lse"];

/** Configurations that make an engine, of those that are generated. */
const CONFIGURATIONS = 50;

/** What an engine section of that version does not say. */
const UNWRITTEN: Readonly<Record<string, RegExp>> = { "27.0.0": /memory-init-cow/ };

const add = readFileSync(component("add"));
let commandLine: string;
beforeAll(() => {
  commandLine = installCommandLine();
});

describe.each([...EMBEDDED])("Wasmtime %s", (version) => {
  let compiler: Compiler;
  const made: { artifact: Uint8Array; target: string; what: string }[] = [];

  beforeAll(async () => {
    compiler = await openEmbedded({ version }, 1);
    const random = new Random(majorOf(version));
    for (const options of optionSets(majorOf(version), 400)) {
      if (UNWRITTEN[version]?.test(options)) {
        continue;
      }
      const [hostFeatures, target, cpu] = [
        random.pick(FEATURES),
        random.pick(TARGETS),
        random.pick(CPUS),
      ];
      try {
        const inputs = { version, hostFeatures, options, cpu };
        const artifact = await compile(engineOf(inputs, target));
        made.push({ artifact, target, what: JSON.stringify([hostFeatures, target, cpu, options]) });
      } catch {
        // Options that contradict each other, or a CPU of another architecture.
      }
      if (made.length === CONFIGURATIONS) {
        break;
      }
    }
  });
  afterAll(() => compiler.close());

  async function compile({ targets }: Engine): Promise<Uint8Array> {
    const [{ options, triple }] = targets as [EngineTarget];
    const { artifact } = await compiler.compile({
      read: async () => add,
      size: add.length,
      options,
      target: triple,
    });
    return artifact;
  }

  const given = { version, own: undefined, readText: () => "" };
  const open = async (): Promise<Compiler> => ({ ...compiler, close: async () => undefined });

  test(`${CONFIGURATIONS} configurations: the same bytes`, async () => {
    expect(made).toHaveLength(CONFIGURATIONS);
    const wrong: string[] = [];
    for (const { artifact, what, target } of made) {
      try {
        const inputs = await inputsLike("host.cwasm", artifact, given, open);
        const again = await compile(engineOf({ ...inputs, version }, target));
        if (inputs.target !== target || Buffer.compare(again, artifact) !== 0) {
          wrong.push(`${what}: other bytes, from ${JSON.stringify(inputs)}`);
        }
      } catch (error) {
        wrong.push(`${what}: ${messageOf(error)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("through the command line, as it says in words and as it does", async () => {
    const folder = temporaryDirectory();
    for (const [index, { artifact, target, what }] of made.slice(0, 3).entries()) {
      const like = join(folder, `${index}.cwasm`);
      writeFileSync(like, artifact);
      const args = ["--like", like, "--wasmtime-version", version, "--target", target];
      const where = ["--json", "--no-store", "--output", join(folder, "made", "{stem}.cwasm")];
      const { stdout, stderr } = await runCommandLine(
        commandLine,
        [...args, ...where, component("add")],
        folder,
        "",
      );
      expect(stdout, `${what}\n${stderr}`).not.toBe("");
      const { artifacts } = JSON.parse(stdout) as Manifest;
      expect(artifacts, stderr).toHaveLength(1);
      const bytes = readFileSync(join(folder, "made", "add.cwasm"));
      expect(bytes.equals(artifact), what).toBe(true);
    }
  });
});
