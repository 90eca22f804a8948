/** The engine sections that artifacts must have, by target. */
import { readFile } from "node:fs/promises";
import { parseArtifact } from "../artifact/elf.ts";
import { anyOf, type Engine, USUAL_OPTIONS } from "../engine/engine.ts";
import { optionsError } from "../engine/options.ts";
import { InputError } from "../support/errors.ts";
import { didYouMean } from "../support/nearest.ts";
import { CompileError, type Compiler } from "./compiler.ts";
import { compilerFolder } from "./embedded.ts";

/** In a compiler's folder: sections of the usual engine by target, in base64. Made with the compiler. */
export const SECTIONS_FILE = "sections.json";

/**
 * Compiling a component yields the engine section of an engine, whatever is in it. This one has one
 * module with one function that does nothing: with `-D debug-info` Wasmtime panics if there is none.
 */
const SMALL_COMPONENT = Buffer.from(
  [
    "0061736d 0d000100",
    "01 18 0061736d01000000 01 04 01600000 03 02 0100 0a 04 0102000b",
    "02 04 01000000",
  ]
    .join("")
    .replaceAll(" ", ""),
  "hex",
);

/**
 * The section of every target: shipped with the compiler if it is a usual one, otherwise learned from
 * the compiler, which is opened for that alone.
 *
 * @throws InputError for a target or an option that is unknown to the compiler
 */
export async function expectedSections(
  engines: ReadonlyMap<string, Engine>,
  compiler: () => Promise<Compiler>,
): Promise<Map<string, Uint8Array>> {
  const shipped = await shippedSections(anyOf(engines));
  const sections = [...engines].map(
    async ([target, engine]): Promise<[string, Uint8Array]> => [
      target,
      (isUsual(engine) ? shipped.get(target) : undefined) ??
        (await learnSection(target, engine, await compiler())),
    ],
  );
  return new Map(await Promise.all(sections));
}

/** Those of the engines with the usual options. */
async function shippedSections(engine: Engine): Promise<Map<string, Uint8Array>> {
  if (engine.native !== undefined) {
    return new Map();
  }
  const file = new URL(SECTIONS_FILE, compilerFolder(engine));
  const table = JSON.parse(await readFile(file, "utf8")) as Record<string, string>;
  return new Map(
    Object.entries(table).map(([target, base64]) => [target, Buffer.from(base64, "base64")]),
  );
}

function isUsual({ hostFeatures, options }: Engine): boolean {
  return JSON.stringify(options) === JSON.stringify(USUAL_OPTIONS[hostFeatures]);
}

/** @throws InputError for a target or an option that is unknown to the compiler */
export async function learnSection(
  target: string,
  engine: Engine,
  compiler: Compiler,
): Promise<Uint8Array> {
  try {
    const { artifact } = await compiler.compile({
      read: async () => SMALL_COMPONENT,
      size: SMALL_COMPONENT.length,
      options: engine.options,
      target,
    });
    return parseArtifact(artifact).engineSection.slice();
  } catch (error) {
    throw error instanceof CompileError
      ? await inputAtFault(error, target, engine, compiler)
      : error;
  }
}

async function inputAtFault(
  error: CompileError,
  target: string,
  { version, options, native }: Engine,
  compiler: Compiler,
): Promise<Error> {
  const says = `Wasmtime ${version} says: ${error.message}.`;
  if (native !== undefined) {
    return new InputError(
      "compiler",
      native.path,
      "a wasmtime that can compile for the targets with the options that are asked for",
      `It fails even at a component that does nothing, for ${target}. ${says}`,
    );
  }
  switch (error.kind) {
    case "unknown-target":
    case "unsupported-target":
      return new InputError(
        "targets",
        target,
        "target triples of x86_64, aarch64, riscv64gc, s390x and pulley64, such as x86_64-unknown-linux-gnu, aarch64-apple-darwin or x86_64-pc-windows-msvc",
        says,
      );
    case "unsupported-option": {
      const settings = await compiler.settings(target);
      const [unknown] = options
        .filter(([name]) => name.startsWith("cranelift-"))
        .map(([name]) => name.slice("cranelift-".length))
        .filter((name) => settings.length > 0 && !settings.includes(name));
      const meant = unknown === undefined ? "" : didYouMean(unknown, settings);
      return optionsError(
        options.map(([name, value]) => `${name}=${value}`).join(" "),
        `Not for ${target}. ${says} ${meant}`,
      );
    }
    default:
      return error;
  }
}
