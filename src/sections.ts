/** The engine sections that artifacts must have, by target. */
import { readFile } from "node:fs/promises";
import { engineSection } from "./artifact.ts";
import { CompileError, type Compiler } from "./compiler/compiler.ts";
import { compilerFolder } from "./compiler/embedded.ts";
import type { Engine } from "./engine.ts";
import { InputError } from "./errors.ts";

/** In a compiler's folder: sections of the usual engine by target, in base64. Made with the compiler. */
export const SECTIONS_FILE = "sections.json";

/** The options that the shipped sections are of. */
const SHIPPED_OPTIONS = { epochInterruption: true, consumeFuel: false } as const;

/** The smallest component there is: compiling it yields the engine section of an engine. */
const EMPTY_COMPONENT = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00);

/**
 * The section of every target: shipped with the compiler if it is a usual one, otherwise learned from
 * the compiler, which is opened for that alone.
 *
 * @throws InputError for a target that is unknown to the compiler
 */
export async function expectedSections(
  targets: readonly string[],
  engine: Engine,
  compiler: () => Promise<Compiler>,
): Promise<Map<string, Uint8Array>> {
  const shipped = await shippedSections(engine);
  const sections = targets.map(
    async (target): Promise<[string, Uint8Array]> => [
      target,
      shipped.get(target) ?? (await learnSection(target, engine, await compiler())),
    ],
  );
  return new Map(await Promise.all(sections));
}

async function shippedSections(engine: Engine): Promise<Map<string, Uint8Array>> {
  if (
    engine.options.epochInterruption !== SHIPPED_OPTIONS.epochInterruption ||
    engine.options.consumeFuel !== SHIPPED_OPTIONS.consumeFuel
  ) {
    return new Map();
  }
  const file = new URL(SECTIONS_FILE, compilerFolder(engine));
  const table = JSON.parse(await readFile(file, "utf8")) as Record<string, string>;
  return new Map(
    Object.entries(table).map(([target, base64]) => [target, Buffer.from(base64, "base64")]),
  );
}

/** @throws InputError for a target that is unknown to the compiler */
export async function learnSection(
  target: string,
  engine: Engine,
  compiler: Compiler,
): Promise<Uint8Array> {
  try {
    const { artifact } = await compiler.compile({
      read: async () => EMPTY_COMPONENT,
      size: EMPTY_COMPONENT.length,
      options: engine.options,
      target,
    });
    return engineSection(artifact).slice();
  } catch (error) {
    if (error instanceof CompileError && error.kind.endsWith("-target")) {
      throw new InputError(
        "targets",
        target,
        "target triples of x86_64, aarch64, riscv64gc and s390x, such as x86_64-unknown-linux-gnu, aarch64-apple-darwin or x86_64-pc-windows-msvc",
        `Wasmtime ${engine.version} says: ${error.message}.`,
      );
    }
    throw error;
  }
}
