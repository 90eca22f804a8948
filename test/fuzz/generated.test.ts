/**
 * Core modules and components at random, by wasm-smith, wit-smith and wit-component: the command line makes the bytes
 * that native Wasmtime makes of them, or both refuse.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generator, unavailable } from "../support/builds.ts";
import { installCommandLine } from "../support/command-line.ts";
import {
  cases,
  expectSame,
  figures,
  type Generated,
  generate,
  NATIVES,
  SEED,
} from "../support/fuzzing.ts";
import { Random } from "../support/random.ts";

/** How many of a hundred cases are of each kind. */
const KINDS: Readonly<Record<Generated, number>> = {
  module: 50,
  nested: 20,
  interface: 20,
  component: 10,
};

const log: string[] = [];

let commandLine: string;
beforeAll(() => {
  commandLine = installCommandLine();
});
afterAll(() => {
  console.log([`Generated with seed ${SEED}:`, ...log].join("\n"));
});

const ready = NATIVES.filter(({ program }) => !unavailable(program));

describe.skipIf(unavailable(generator())).each(ready)("$name", ({ name, targets, open }) => {
  test.each([false, true])("the same of what is generated; proposals: %s", async (proposals) => {
    const random = new Random(SEED + name.length + Number(proposals));
    const target = random.pick(targets);
    const native = await open(target, proposals);
    const files: string[] = [];
    for (const [kind, share] of Object.entries(KINDS) as [Generated, number][]) {
      const count = Math.ceil((cases(20) * share) / 100);
      files.push(...(await generate(kind, random.below(2 ** 32), count)));
    }
    const made = await expectSame(native, commandLine, files);
    for (const kind of Object.keys(KINDS)) {
      const ofKind = made.filter((_, index) => files[index]?.includes(`/${kind}-`));
      log.push(`${kind}: ${figures(ofKind)}; ${name}, ${target}, proposals: ${proposals}`);
    }
    expect(made).toContain(true);
  });
});
