/** What fuzzers have in common: seeds, how much is done, generated files, and what is said of a finding. */
import { join } from "node:path";
import { expect } from "vitest";
import { EMBEDDED } from "../../src/engine/lines.ts";
import { majorOf } from "../../src/engine/version.ts";
import { generator, provide } from "./builds.ts";
import { temporaryDirectory } from "./fixtures.ts";
import {
  compareWith,
  hostNative,
  type Native,
  type NativeKind,
  setNative,
  stockNative,
  wheelNative,
} from "./natives.ts";
import { runOrFail } from "./process.ts";

/** Decides everything that is random. */
export const SEED = Number(process.env["CWASM_SEED"] ?? 1);

/** How many a test tries: a few in CI, or CWASM_CASES of them. */
export function cases(few: number): number {
  return Number(process.env["CWASM_CASES"] ?? few);
}

/** Files that are compiled in one run, so that neither lists of arguments nor memory have no end. */
const AT_A_TIME = 100;

/**
 * Natives of exactly the patch that is embedded, so that bytes can be compared: those that are there in CI, or with
 * HOSTS=all one for every line.
 */
export const NATIVES: readonly NativeKind[] = [
  stockNative,
  hostNative,
  ...(process.env["HOSTS"] === "all"
    ? EMBEDDED.filter((version) => [39, 43, 45, 46, 47, 48].includes(majorOf(version))).map(
        setNative,
      )
    : []),
  wheelNative(50),
];

/** What the generator makes, by what it calls them. */
export type Generated = "module" | "nested" | "interface" | "component";

/** The paths of new files. */
export async function generate(kind: Generated, seed: number, count: number): Promise<string[]> {
  const folder = temporaryDirectory();
  const program = await provide(generator());
  const names = await runOrFail(program, ["generate", kind, `${seed}`, `${count}`, folder]);
  return (JSON.parse(names) as string[]).map((name) => join(folder, name));
}

/** Fails with the files of which the two make different things. @returns whether each is made */
export async function expectSame(
  native: Native,
  commandLine: string,
  wasms: readonly string[],
): Promise<boolean[]> {
  const made: boolean[] = [];
  for (let at = 0; at < wasms.length; at += AT_A_TIME) {
    const compared = await compareWith(native, commandLine, wasms.slice(at, at + AT_A_TIME));
    made.push(...compared.made);
    expect(compared.findings, again()).toEqual([]);
  }
  return made;
}

/** For people. */
export function figures(made: readonly boolean[]): string {
  const count = made.filter((one) => one).length;
  return `${made.length} files, ${count} made, ${made.length - count} refused`;
}

/** How what has failed is run again. */
export function again(): string {
  const name = expect.getState().testPath?.split("/").at(-1) ?? "";
  const cases = process.env["CWASM_CASES"];
  const given = [`CWASM_SEED=${SEED}`, ...(cases === undefined ? [] : [`CWASM_CASES=${cases}`])];
  return `again with: ${given.join(" ")} npm run fuzz -- ${name}`;
}
