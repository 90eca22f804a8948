/** The compiler that an engine names. */
import type { EngineCompiler } from "../engine/engine.ts";
import type { Compiler } from "./compiler.ts";
import { openEmbedded } from "./embedded.ts";
import { openNative } from "./native.ts";
import { explaining } from "./refusals.ts";

/**
 * @param jobs workers or programs at the most
 */
export async function openCompiler(compiler: EngineCompiler, jobs: number): Promise<Compiler> {
  const opened =
    compiler.kind === "embedded" ? await openEmbedded(compiler, jobs) : openNative(compiler, jobs);
  return explaining(opened, compiler);
}
