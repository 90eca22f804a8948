/**
 * Components and core modules that something has damaged: the command line makes of each what native Wasmtime makes of
 * it, or both refuse, and what is whole beside it is made.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unavailable } from "../support/builds.ts";
import { installCommandLine } from "../support/command-line.ts";
import { DAMAGES_OF_WASM } from "../support/damage.ts";
import { component, temporaryDirectory } from "../support/fixtures.ts";
import { cases, expectSame, figures, NATIVES, SEED } from "../support/fuzzing.ts";
import { ADD, MANY_REFERENCES, WITH_FEATURE } from "../support/modules.ts";
import { Random } from "../support/random.ts";
import { parsedWat, WAT } from "../support/wat.ts";

const log: string[] = [];
let commandLine: string;
let sources: Buffer[];
/** Dear ones: one case in a hundred. */
let large: Buffer[];
beforeAll(async () => {
  commandLine = installCommandLine();
  const parsed = await parsedWat();
  sources = [
    ...WAT.map((name) => readFileSync(join(parsed, `${name}.wasm`))),
    ...[component("add"), component("greet")].map((path) => readFileSync(path)),
    ...Object.values(WITH_FEATURE).map((hex) => Buffer.from(hex, "hex")),
    ...[ADD, MANY_REFERENCES],
  ];
  large = [readFileSync(component("quickjs"))];
});
afterAll(() => {
  console.log([`Damaged with seed ${SEED}:`, ...log].join("\n"));
});

const ready = NATIVES.filter(({ program }) => !unavailable(program));

describe.each(ready)("$name", ({ name, targets, open }) => {
  test("damaged WebAssembly: the same bytes or two refusals", async () => {
    const random = new Random(SEED + name.length);
    const target = random.pick(targets);
    const folder = temporaryDirectory();
    const damages = Object.entries(DAMAGES_OF_WASM);
    const damaged = Array.from({ length: cases(44) }, (_, index) => {
      const [kind, damage] = damages[index % damages.length] as (typeof damages)[0];
      const bytes = damage(random.pick(index % 100 === 99 ? large : sources), random);
      const path = join(folder, `${index} ${kind}.wasm`);
      writeFileSync(path, bytes);
      return path;
    });
    const native = await open(target, true);
    const made = await expectSame(native, commandLine, damaged);
    log.push(`${figures(made)}: ${name}, ${target}`);
    expect(made).toContain(true);
    expect(made).toContain(false);
  });
});
