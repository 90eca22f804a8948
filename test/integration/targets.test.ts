/** Every target of docs/targets.md with every embedded engine, through the command line. */
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { EMBEDDED, PULLEY_SINCE } from "../../src/engine/lines.ts";
import { majorOf } from "../../src/engine/version.ts";
import type { Manifest } from "../../src/report/manifest.ts";
import { installCommandLine, runCommandLine } from "../support/command-line.ts";
import { ENGINES } from "../support/engines.ts";
import { component, root, temporaryDirectory } from "../support/fixtures.ts";
import { rows } from "../support/markdown.ts";
import type { Ended } from "../support/process.ts";

interface Row {
  readonly targets: readonly string[];
  /** The first major version of Wasmtime that has them. */
  readonly since: number;
}

const page = readFileSync(join(root, "docs", "targets.md"), "utf8");
const table: Row[] = rows(page, "target").map(([cell = ""]) => ({
  targets: [...cell.matchAll(/`([^`]+)`/g)].map(([, target]) => target as string),
  since: Number(/from Wasmtime (\d+) on/.exec(cell)?.[1] ?? 0),
}));

function targetsOf(major: number, having: boolean): string[] {
  return table.filter(({ since }) => major >= since === having).flatMap(({ targets }) => targets);
}

const having = EMBEDDED.map(majorOf).filter((major) => major >= PULLEY_SINCE);

let commandLine: string;
beforeAll(() => {
  commandLine = installCommandLine();
});

test("the table is read", () => {
  const all = table.flatMap(({ targets }) => targets);
  expect(all.length).toBeGreaterThanOrEqual(22);
  expect(new Set(all).size).toBe(all.length);
  expect(all).toContain("pulley32be");
  expect(targetsOf(27, false)).toEqual(["pulley64", "pulley32", "pulley64be", "pulley32be"]);
});

describe.each(ENGINES)("Wasmtime $version $hostFeatures", ({ version, hostFeatures }) => {
  const engine = ["--wasmtime-version", version, "--host-features", hostFeatures];

  function cli(cwd: string, ...args: string[]): Promise<Ended> {
    return runCommandLine(commandLine, args, cwd, join(cwd, "store"));
  }

  function folderOf(...names: ("add" | "greet")[]): string {
    const cwd = temporaryDirectory();
    for (const name of names) {
      cpSync(component(name), join(cwd, `${name}.wasm`));
    }
    return cwd;
  }

  test("makes an artifact that inspect reads, for every target", async () => {
    const cwd = folderOf("add", "greet");
    const targets = targetsOf(majorOf(version), true);
    const run = () =>
      cli(cwd, "--json", ...engine, ...targets.flatMap((target) => ["--target", target]));
    const cold = await run();
    expect(cold.code, cold.stderr).toBe(0);
    const { artifacts } = JSON.parse(cold.stdout) as Manifest;
    expect(artifacts.map(({ component, target }) => `${component} ${target}`).sort()).toEqual(
      targets.flatMap((target) => [`add.wasm ${target}`, `greet.wasm ${target}`]).sort(),
    );

    const files = artifacts.map(({ artifact }) => artifact);
    const { code, stdout, stderr } = await cli(cwd, "inspect", ...files);
    expect(code, stderr).toBe(0);
    const reports = JSON.parse(stdout) as { kind: string; target: string; file: string }[];
    expect(reports).toHaveLength(2 * targets.length);
    for (const [index, { kind, target }] of reports.entries()) {
      expect(kind).toBe("component");
      const asked = artifacts[index]?.target as string;
      // Wasmtime spells out what a triple leaves away, and has its own names for a few.
      expect(target.split("-")[0]).toBe(asked.split("-")[0]);
    }

    const warm = await run();
    const restored = (JSON.parse(warm.stdout) as Manifest).artifacts;
    expect(restored.map(({ status }) => status)).toEqual(files.map(() => "restored"));
  });

  test.each(targetsOf(majorOf(version), false))(
    "refuses %s and says who has it",
    async (target) => {
      const cwd = folderOf("add");
      const { code, stderr } = await cli(cwd, ...engine, "--target", target);
      expect(code).toBe(2);
      expect(stderr).toContain(JSON.stringify(target));
      expect(stderr).toContain(`with Wasmtime ${having.join(", ")}`);
      expect(stderr).not.toContain("panicked");
      expect(readdirSync(cwd).filter((name) => name.includes(".cwasm"))).toEqual([]);
    },
  );
});
