/** The sidecar, `.cwasm.meta`: the cache key as the reference writes it. */
import { parse, stringify } from "smol-toml";
import type { CacheKey } from "./key.ts";

const SCHEMA_VERSION = 1;

/** The fields in the reference's order, with their names in the file. */
const FIELDS = [
  ["wasm_sha256", "wasmSha256"],
  ["wasmtime_version", "wasmtimeVersion"],
  ["target_triple", "targetTriple"],
  ["engine_config_hash", "engineConfigHash"],
] as const satisfies readonly (readonly [string, keyof CacheKey])[];

/** The key with the reference's field names, as in sidecars and manifests. */
export function namedFields(key: CacheKey): Record<string, string> {
  return Object.fromEntries(FIELDS.map(([name, field]) => [name, key[field]]));
}

/** The sidecar's text, byte for byte what the reference writes. */
export function writeSidecar(key: CacheKey): string {
  return sidecarOf(namedFields(key));
}

/** The same of a key in a manifest. */
export function sidecarOf(key: Readonly<Record<string, string>>): string {
  return stringify({ schema: SCHEMA_VERSION, key });
}

/**
 * Why a sidecar is not the one of this key, or undefined if it is, byte for byte.
 * The text is untrusted.
 */
export function sidecarMismatch(text: string, key: CacheKey): string | undefined {
  return text === writeSidecar(key)
    ? undefined
    : (sidecarDifference(text, key) ?? "the sidecar is not written as the reference writes it");
}

/**
 * Why the reference's host takes a sidecar for another one's, or undefined if it does not: it reads
 * the schema and the fields, and ignores whatever else is there.
 *
 * @param key what the fields must be, those that are known
 */
export function sidecarDifference(text: string, key: Partial<CacheKey>): string | undefined {
  let table: Record<string, unknown>;
  try {
    table = parse(text);
  } catch {
    return "the sidecar is not TOML";
  }
  if (table["schema"] !== SCHEMA_VERSION) {
    return `the sidecar's schema is not ${SCHEMA_VERSION}`;
  }
  const found = table["key"];
  for (const [name, field] of FIELDS) {
    const value = Reflect.get(Object(found), name);
    const wanted = key[field] ?? value;
    if (typeof value !== "string" || value !== wanted) {
      return `the sidecar's ${name} is not ${wanted ?? "there"}`;
    }
  }
  return undefined;
}
