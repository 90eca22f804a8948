/**
 * Core modules and components at random, by wasm-smith, wit-smith and wit-component: the command line makes the bytes
 * that native Wasmtime makes of them, or both refuse.
 */
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generator, unavailable } from "../support/builds.ts";
import { installCommandLine } from "../support/command-line.ts";
import { cases, expectSame, type Generated, generate, NATIVES, SEED } from "../support/fuzzing.ts";
import { Random } from "../support/random.ts";
import { targets } from "../support/recorded.ts";

/** How many of a hundred cases are of each kind. */
const KINDS: Readonly<Record<Generated, number>> = {
  module: 50,
  nested: 20,
  interface: 20,
  component: 10,
};

const done = new Map<string, { made: number; refused: number }>();

let commandLine: string;
beforeAll(() => {
  commandLine = installCommandLine();
});
afterAll(() => {
  const lines = [...done].map(
    ([what, { made, refused }]) => `${made} made, ${refused} refused: ${what}`,
  );
  console.log([`Generated with seed ${SEED}:`, ...lines].join("\n"));
});

const ready = NATIVES.filter(({ program }) => !unavailable(program));

describe.skipIf(unavailable(generator())).each(ready)("$name", ({ name, open }) => {
  test.each([false, true])("the same of what is generated; proposals: %s", async (proposals) => {
    const random = new Random(SEED + name.length + Number(proposals));
    const target = random.pick(targets);
    const native = await open(target, proposals);
    let all = 0;
    for (const [kind, share] of Object.entries(KINDS) as [Generated, number][]) {
      const count = Math.ceil((cases(20) * share) / 100);
      const files = await generate(kind, random.below(2 ** 32), count);
      const { made, refused } = await expectSame(native, commandLine, files);
      done.set(`${kind}, ${name}, ${target}, proposals: ${proposals}`, { made, refused });
      all += made;
      rmSync(dirname(files[0] as string), { recursive: true });
    }
    // Of each kind something is valid.
    expect(all).toBeGreaterThan(0);
  });
});
