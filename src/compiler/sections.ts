/** The engine sections that artifacts must have, learned from the compilers. */
import { readFile } from "node:fs/promises";
import { parseArtifact } from "../artifact/elf.ts";
import { type KeyedTarget, keyedTarget } from "../artifact/key.ts";
import type { Engine, EngineCompiler, EngineTarget } from "../engine/engine.ts";
import { EMBEDDED, PULLEY_SINCE } from "../engine/lines.ts";
import { optionsError, spell } from "../engine/options.ts";
import { majorOf } from "../engine/version.ts";
import { InputError, mention } from "../support/errors.ts";
import { didYouMean } from "../support/nearest.ts";
import { CompileError, type Compiler } from "./compiler.ts";
import { damaged } from "./damaged.ts";
import { compilerFolder } from "./embedded.ts";

/** In a compiler's folder: sections of usual engines, in base64. Made with the compiler. */
export const SECTIONS_FILE = "sections.json";

/**
 * Compiling anything yields the engine section of an engine, whatever it is. This module has one function that
 * does nothing: with `-D debug-info` Wasmtime panics if there is none.
 */
const SMALL_MODULE = Buffer.from("0061736d01000000010401600000030201000a040102000b", "hex");

/** The module with what makes it a component: an instance of it. */
const SMALL_COMPONENT = Buffer.concat([
  Buffer.from("0061736d0d000100", "hex"),
  Buffer.of(1, SMALL_MODULE.length),
  SMALL_MODULE,
  Buffer.from("020401000000", "hex"),
]);

/** Milliseconds that a component which does nothing may take: a native compiler may hang. */
const TIMEOUT = 5 * 60_000;

/**
 * The targets of an engine with their sections: shipped with the compiler if the options are the usual
 * ones, otherwise learned from the compiler, which is opened for that alone.
 *
 * @throws InputError for a target or an option that is unknown to the compiler
 */
export async function withSections(
  { compiler, targets }: Engine,
  open: () => Promise<Compiler>,
): Promise<KeyedTarget[]> {
  const shipped = await shippedSections(compiler);
  return await Promise.all(
    targets.map(async (target) => {
      const section =
        shipped.get(sectionKey(target)) ?? (await learnSection(target, compiler, await open()));
      return keyedTarget(target, section);
    }),
  );
}

/** Those of usual targets and options. */
async function shippedSections(compiler: EngineCompiler): Promise<Map<string, Uint8Array>> {
  if (compiler.kind === "native") {
    return new Map();
  }
  const file = new URL(SECTIONS_FILE, compilerFolder(compiler));
  try {
    const table = JSON.parse(await readFile(file, "utf8")) as Record<string, string>;
    return new Map(
      Object.entries(table).map(([key, base64]) => [key, Buffer.from(base64, "base64")]),
    );
  } catch (error) {
    throw damaged(file, error);
  }
}

/** What an engine section follows from, beside the compiler. */
export function sectionKey({ triple, options }: EngineTarget): string {
  return [triple, ...spell(options)].join(" ");
}

/** @throws InputError for a target or an option that is unknown to the compiler */
export async function learnSection(
  target: EngineTarget,
  which: EngineCompiler,
  compiler: Compiler,
): Promise<Uint8Array> {
  requirePulley(target, which);
  const hasComponents = !target.options.some(
    ([name, value]) => name === "component-model" && value === "false",
  );
  const wasm = hasComponents ? SMALL_COMPONENT : SMALL_MODULE;
  try {
    const { artifact } = await compiler.compile({
      read: async () => wasm,
      size: wasm.length,
      options: target.options,
      target: target.triple,
      timeout: TIMEOUT,
    });
    return parseArtifact(artifact).engineSection.slice();
  } catch (error) {
    throw error instanceof CompileError
      ? await inputAtFault(error, target, which, compiler)
      : error;
  }
}

function requirePulley({ triple }: EngineTarget, { kind, version }: EngineCompiler): void {
  if (
    kind !== "native" &&
    triple.toLowerCase().startsWith("pulley") &&
    majorOf(version) < PULLEY_SINCE
  ) {
    const majors = new Set(EMBEDDED.map(majorOf));
    const having = [...majors].filter((major) => major >= PULLEY_SINCE);
    throw new InputError(
      "targets",
      triple,
      `pulley32, pulley64, pulley32be and pulley64be with Wasmtime ${having.join(", ")}`,
      `Wasmtime ${version} cannot compile for Pulley yet: take the target out, or set ${mention("wasmtime-version")} if your host has one of these.`,
    );
  }
}

async function inputAtFault(
  error: CompileError,
  { triple, options }: EngineTarget,
  which: EngineCompiler,
  compiler: Compiler,
): Promise<Error> {
  const says = `Wasmtime ${which.version} says: ${error.message}.`;
  if (which.kind === "native") {
    return new InputError(
      "compiler",
      which.path,
      "a wasmtime that can compile for the targets with the options that are asked for",
      `It fails even for a component that does nothing, for ${triple}. ${says}`,
    );
  }
  switch (error.kind) {
    case "unknown-target":
    case "unsupported-target":
      return new InputError(
        "targets",
        triple,
        "target triples of x86_64, aarch64, riscv64gc, s390x and pulley64, such as x86_64-unknown-linux-gnu, aarch64-apple-darwin or x86_64-pc-windows-msvc",
        says,
      );
    case "unsupported-option": {
      const settings = await compiler.settings(triple);
      const [unknown] = options
        .filter(([name]) => name.startsWith("cranelift-"))
        .map(([name]) => name.slice("cranelift-".length))
        .filter((name) => settings.length > 0 && !settings.includes(name));
      const meant = unknown === undefined ? "" : didYouMean(unknown, settings);
      return optionsError(spell(options).join(" "), `Not for ${triple}. ${says} ${meant}`);
    }
    default:
      return error;
  }
}
