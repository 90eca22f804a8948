/** The compiler that an engine names. */
import type { Compiler } from "./compiler.ts";
import { openEmbedded } from "./embedded.ts";
import { openNative } from "./native.ts";
import { explaining, type OpenedEngine } from "./refusals.ts";

/**
 * @param jobs workers or programs at most
 */
export async function openCompiler(engine: OpenedEngine, jobs: number): Promise<Compiler> {
  const { compiler } = engine;
  const opened =
    compiler.kind === "native" ? openNative(compiler, jobs) : await openEmbedded(compiler, jobs);
  return explaining(opened, engine);
}
