/** The compiler of an engine. */
import type { Engine } from "../engine/engine.ts";
import type { Compiler } from "./compiler.ts";
import { openEmbedded } from "./embedded.ts";
import { openNative } from "./native.ts";

/**
 * @param jobs workers or programs at the most
 */
export async function openCompiler(engine: Engine, jobs: number): Promise<Compiler> {
  return engine.native === undefined
    ? await openEmbedded(engine, jobs)
    : openNative(engine.native, jobs);
}
