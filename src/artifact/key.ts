/** The cache key, the reference's four fields, and the names of cache entries made from it. */
import type { Engine } from "../engine/engine.ts";
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

export function cacheKey(wasmSha256: string, engine: Engine, target: string): CacheKey {
  return {
    wasmSha256,
    wasmtimeVersion: engine.pinnedVersion,
    targetTriple: target,
    engineConfigHash: engine.configHash,
  };
}

/** What goes into an entry's key, by name: a miss is explained by the part that differs. */
export function keyParts(
  key: CacheKey,
  engine: Engine,
  engineSection: Uint8Array,
): [string, string][] {
  return [
    ["format", "cwasm-v1"],
    ["wasmtime", `${key.wasmtimeVersion}-${compilerName(engine)}`],
    ["target", key.targetTriple],
    ["wasm sha256", key.wasmSha256],
    ["engine config hash", key.engineConfigHash],
    // Two engines can never share an entry, whatever they call themselves. Options first, since a few
    // change artifacts and leave no trace in the section.
    ["options sha256", sha256(JSON.stringify(engine.options)).slice(0, 16)],
    ["engine section sha256", sha256(engineSection)],
  ];
}

/** Which compiler an engine's artifacts come from, in letters that keys may have. */
export function compilerName({ version, hostFeatures, native }: Engine): string {
  const own = native === undefined ? "" : `-${native.sha256.slice(0, 16)}`;
  return `${version}-${hostFeatures}${own}`;
}

export function entryName(key: CacheKey, engine: Engine, engineSection: Uint8Array): EntryName {
  const text = keyParts(key, engine, engineSection)
    .map(([, value]) => value)
    .join("-");
  return { key: text, folder: sha256(text).slice(0, 32) };
}
