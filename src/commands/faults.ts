/** The known miscompilations of artifacts that are there: what `check` says of them. */
import type { EngineSection } from "../artifact/engine-section.ts";
import type { WasmFacts } from "../artifact/wasm.ts";
import { miscompilations, possibleMiscompilations, remedy } from "../engine/advisories.ts";
import type { Advisory, Use } from "../engine/known-advisories.ts";
import { majorOf, needsExactPatch } from "../engine/version.ts";
import type { Artifact } from "../report/manifest.ts";
import { InputError, messageOf } from "../support/errors.ts";
import { readRegular } from "../support/files.ts";
import { table, tables } from "../support/tables.ts";

/** An advisory, and what to do about it. */
export interface Finding {
  readonly id: string;
  readonly what: string;
  readonly fixed: readonly string[];
  readonly remedy: string;
}

export interface Faults {
  /** Which Wasmtime compiled it, in full if that is known. */
  readonly compiler?: string;
  /** The miscompilations that it has. */
  readonly advisories: readonly Finding[];
  /** Those that it may have, as far as it is known what compiled it, and what of. */
  readonly possible: readonly Finding[];
}

/** What is known of artifacts beside what they say themselves. */
export interface Known {
  /** By the artifact's sha256. */
  readonly made: ReadonlyMap<string, Pick<Artifact, "compiler" | "uses">>;
  /** What the component uses, where it is there. */
  readonly uses: WasmFacts["uses"];
}

/** Up to 37 an artifact says itself which patch compiled it. */
export function faults(section: EngineSection, digest: string, known: Known): Faults {
  const made = known.made.get(digest);
  const told =
    made !== undefined && majorOf(made.compiler.version) === majorOf(section.version)
      ? made.compiler.version
      : undefined;
  const version = needsExactPatch(section.version) ? section.version : told;
  const facts = {
    version: version ?? section.version,
    target: section.target,
    cargoFeatures: undefined,
    proposals: section.features,
    tunables: section.tunables ?? new Map(),
    flags: section.isaFlags,
    uses: known.uses ?? (made?.uses ? new Set(made.uses as Use[]) : undefined),
  };
  const found = (advisories: Advisory[]): Finding[] =>
    advisories.map((advisory) => {
      const { id, what, fixed } = advisory;
      return { id, what, fixed, remedy: remedy(advisory, facts.version) };
    });
  if (version === undefined) {
    return { advisories: [], possible: found(possibleMiscompilations(facts)) };
  }
  const all = miscompilations(facts);
  const isCertain = ({ needs }: Advisory): boolean =>
    facts.uses !== undefined || needs?.uses === undefined;
  return {
    compiler: version,
    advisories: found(all.filter(isCertain)),
    possible: found(all.filter((advisory) => !isCertain(advisory))),
  };
}

/** @throws InputError if it is no manifest of ours */
export async function readManifest(path: string): Promise<Known["made"]> {
  try {
    const { artifacts } = table(JSON.parse(String(await readRegular(path))));
    return new Map(
      tables(artifacts).map((artifact) => {
        const { artifact_sha256: digest, compiler, uses } = artifact;
        const { version } = table(compiler);
        if (typeof digest !== "string" || !/^\d+\.\d+\.\d+/.test(String(version))) {
          throw new Error("an artifact without its sha256 and the exact version of its compiler");
        }
        const made = { compiler, uses: Array.isArray(uses) ? uses : null };
        return [digest, made as Pick<Artifact, "compiler" | "uses">];
      }),
    );
  } catch (error) {
    throw new InputError(
      "manifest",
      path,
      "a manifest of this version: what --json prints, or the Action's output manifest",
      "",
      messageOf(error),
    );
  }
}
