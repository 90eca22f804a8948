/** The engine section of a host: what its own engine would put into an artifact. */
import { type EngineSection, parseEngineSection } from "../artifact/engine-section.ts";
import type { Value } from "../artifact/postcard.ts";
import type { EngineCompiler, EngineTarget, Host, NativeCompiler } from "../engine/engine.ts";
import { EMBEDDED } from "../engine/lines.ts";
import { majorOf } from "../engine/version.ts";
import { InputError } from "../support/errors.ts";
import type { Compiler } from "./compiler.ts";
import { lazily } from "./lazy.ts";
import { withSections } from "./sections.ts";

/**
 * What default features add to the section of a host without them, on lines for which only a compiler
 * without them is embedded. Compared with what native hosts write: PyPI's `wasmtime` 48.0.0 and 50.0.1,
 * which are built without the copying collector and say `drc`.
 */
const DEFAULT_FEATURES = {
  tunables: new Map<string, Value>([
    ["collector", "copying"],
    ["concurrency_support", true],
  ]),
  features: ["threads", "exceptions", "gc_types", "cm_async"],
};

/**
 * @param signal closes the compiler
 * @returns undefined if no compiler knows it
 * @throws InputError for a target or an option that the host's compiler refuses
 */
export async function hostSection(
  { version, hostFeatures, options, fingerprint, configHash }: Host,
  triple: string,
  native: NativeCompiler | undefined,
  open: (compiler: EngineCompiler, jobs: number) => Promise<Compiler>,
  signal: AbortSignal,
): Promise<EngineSection | undefined> {
  const embedded = EMBEDDED.filter((each) => majorOf(each.version) === version.major);
  const same = embedded.find((each) => each.hostFeatures === hostFeatures);
  const like = same ?? (hostFeatures === "default" ? embedded[0] : undefined);
  const compiler: EngineCompiler | undefined =
    native ?? (like === undefined ? undefined : { kind: "embedded", ...like });
  if (compiler === undefined) {
    return undefined;
  }
  const isOwn = native !== undefined || same !== undefined;
  const target: EngineTarget = { triple, options, fingerprint, configHash };
  const opened = lazily(() => open(compiler, 1));
  const stop = (): void => void opened.close();
  signal.addEventListener("abort", stop, { once: true });
  try {
    const [keyed] = await withSections(
      { pinnedVersion: version.pinned, pinnedSource: version.source, compiler, targets: [target] },
      opened.get,
    );
    const section = parseEngineSection((keyed as { section: Uint8Array }).section);
    return isOwn ? section : withDefaultFeatures(section);
  } catch (error) {
    if (!isOwn && error instanceof InputError && error.input === "options") {
      return undefined;
    }
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
    await opened.close();
  }
}

function withDefaultFeatures(section: EngineSection): EngineSection {
  const { tunables = [], features = [] } = section;
  return {
    ...section,
    tunables: new Map([...tunables, ...DEFAULT_FEATURES.tunables]),
    features: new Set([...features, ...DEFAULT_FEATURES.features]),
  };
}
