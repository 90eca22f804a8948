/** The cache key, the reference's four fields, and the names of cache entries made from it. */
import type { Engine, EngineTarget } from "../engine/engine.ts";
import { sha256 } from "../support/hash.ts";

export interface CacheKey {
  /** Hex SHA-256 of the `.wasm` bytes. */
  readonly wasmSha256: string;
  /** As the host pins it. */
  readonly wasmtimeVersion: string;
  readonly targetTriple: string;
  /** Hex SHA-256 of the engine's fingerprint. */
  readonly engineConfigHash: string;
}

/** Where an artifact store keeps one artifact. */
export interface EntryName {
  /** Unique and readable; under 512 characters, without commas. */
  readonly key: string;
  /** A short, safe folder name that follows from `key`. */
  readonly folder: string;
}

export function cacheKey(wasmSha256: string, engine: Engine, target: EngineTarget): CacheKey {
  return {
    wasmSha256,
    wasmtimeVersion: engine.pinnedVersion,
    targetTriple: target.triple,
    engineConfigHash: target.configHash,
  };
}

/** An engine's target with what its artifacts carry, and the digests that entries are named by. */
export interface KeyedTarget extends EngineTarget {
  readonly section: Uint8Array;
  /** Hex SHA-256. */
  readonly sectionDigest: string;
  /** Of the options, shortened. */
  readonly optionsDigest: string;
}

/** @param section the engine section that the target's artifacts have */
export function keyedTarget(target: EngineTarget, section: Uint8Array): KeyedTarget {
  return {
    ...target,
    section,
    sectionDigest: sha256(section),
    optionsDigest: sha256(JSON.stringify(target.options)).slice(0, 16),
  };
}

/** The part of a key that is the component's own: all others are the same for a target's. */
export const COMPONENT_PART = "wasm sha256";

export const OPTIONS_PART = "options sha256";

/** The last part; absent without a suffix. */
export const SUFFIX_PART = "suffix";

/** What the keys of a target's entries have in common, in words; that of a component is its digest. */
export function commonParts(engine: Engine, target: KeyedTarget, suffix: string): string {
  return keyParts(cacheKey("", engine, target), engine, target, suffix)
    .filter(([part]) => part !== COMPONENT_PART)
    .map(([part, value]) => `${part} ${value}`)
    .join(", ");
}

/**
 * What goes into an entry's key, by name: a miss is explained by the part that differs.
 *
 * @param suffix the user's own; empty for none
 */
export function keyParts(
  key: CacheKey,
  engine: NamedEngine,
  target: KeyedTarget,
  suffix: string,
): [string, string][] {
  return [
    ["format", "cwasm-v1"],
    ["wasmtime", `${key.wasmtimeVersion}-${engineName(engine)}`],
    ["target", key.targetTriple],
    [COMPONENT_PART, key.wasmSha256],
    ["engine config hash", key.engineConfigHash],
    // Two engines can never share an entry, whatever they call themselves. Options first, since a few
    // change artifacts and leave no trace in the section.
    [OPTIONS_PART, target.optionsDigest],
    ["engine section sha256", target.sectionDigest],
    ...(suffix === "" ? [] : [[SUFFIX_PART, suffix] as [string, string]]),
  ];
}

/** What names an engine among others of one pinned version. */
type NamedEngine = Pick<Engine, "compiler" | "hostFeatures">;

/** Which compiler an engine's artifacts come from and what host they are for, in letters that keys may have. */
export function engineName({ compiler, hostFeatures }: NamedEngine): string {
  const own = compiler.kind !== "embedded" ? `-${compiler.sha256.slice(0, 16)}` : "";
  return `${compiler.version}-${hostFeatures.name}${own}`;
}

export function entryName(
  key: CacheKey,
  engine: NamedEngine,
  target: KeyedTarget,
  suffix = "",
): EntryName {
  const text = keyParts(key, engine, target, suffix)
    .map(([, value]) => value)
    .join("-");
  return { key: text, folder: sha256(text).slice(0, 32) };
}

/** An entry's name as it is without the user's own suffix. */
export function withoutSuffix(name: string, suffix: string): string {
  return suffix === "" ? name : name.slice(0, -`-${suffix}`.length);
}
