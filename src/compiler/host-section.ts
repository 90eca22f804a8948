/** The engine section of a host: what its own engine would put into an artifact. */
import { type EngineSection, parseEngineSection } from "../artifact/engine-section.ts";
import type { Engine, EngineCompiler, Host, OwnCompiler } from "../engine/engine.ts";
import { embeddedVersion } from "../engine/lines.ts";
import type { Compiler } from "./compiler.ts";
import { lazily } from "./lazy.ts";
import { withSections } from "./sections.ts";

/**
 * @param signal closes the compiler
 * @returns undefined if no compiler knows it
 * @throws InputError for a target or an option that the host's compiler refuses
 */
export async function hostSection(
  { version, hostFeatures, options, fingerprint, configHash }: Host,
  triple: string,
  own: OwnCompiler | undefined,
  open: (engine: Engine, jobs: number) => Promise<Compiler>,
  signal: AbortSignal,
): Promise<EngineSection | undefined> {
  const embedded = embeddedVersion(version.major);
  const compiler: EngineCompiler | undefined =
    own ?? (embedded === undefined ? undefined : { kind: "embedded", version: embedded });
  if (compiler === undefined) {
    return undefined;
  }
  const engine = {
    pinnedVersion: version.pinned,
    pinnedSource: version.source,
    hostFeatures,
    compiler,
    targets: [{ triple, options, fingerprint, configHash }],
  };
  const opened = lazily(() => open(engine, 1));
  const stop = (): void => void opened.close();
  signal.addEventListener("abort", stop, { once: true });
  try {
    const [keyed] = await withSections(engine, opened.get);
    return parseEngineSection((keyed as { section: Uint8Array }).section);
  } finally {
    signal.removeEventListener("abort", stop);
    await opened.close();
  }
}
