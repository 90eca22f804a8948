/** The engine: all that decides the bytes of an artifact besides the component and the target. */
import { createHash } from "node:crypto";
import { InputError } from "./errors.ts";

/** `minimal`: the reference's trimmed Cargo features. `default`: Wasmtime's own. */
export type HostFeatures = "minimal" | "default";

/** The settings of `wasmtime::Config` that change an artifact. */
export interface EngineOptions {
  readonly epochInterruption: boolean;
  readonly consumeFuel: boolean;
}

export interface Engine {
  /** Wasmtime's version as the host pins it (`27`): what sidecars and cache keys say. */
  readonly pinnedVersion: string;
  /** The exact version whose compiler is used (`27.0.0`). */
  readonly version: string;
  readonly hostFeatures: HostFeatures;
  readonly options: EngineOptions;
  /** The host's description of its engine, verbatim. */
  readonly fingerprint: string;
  /** Hex SHA-256 of the fingerprint. */
  readonly configHash: string;
}

/** The reference's `ENGINE_FINGERPRINT`. */
export const REFERENCE_FINGERPRINT =
  "v2;component_model=true;async=false;fuel=false;epoch=true;cranelift";

/** The engines whose compilers are in dist/compilers. */
const EMBEDDED: readonly Pick<Engine, "version" | "hostFeatures">[] = [
  { version: "27.0.0", hostFeatures: "minimal" },
];

/**
 * The engine that the inputs describe.
 *
 * @throws InputError for a version or features without a compiler, or a fingerprint that is not
 * understood or contradicts itself.
 */
export function resolveEngine(
  pinnedVersion: string,
  hostFeatures: string,
  fingerprint: string,
): Engine {
  const ofVersion = EMBEDDED.filter(
    ({ version }) => version === pinnedVersion || version.split(".")[0] === pinnedVersion,
  );
  if (ofVersion.length === 0) {
    throw new InputError(
      "wasmtime-version",
      pinnedVersion,
      unique(EMBEDDED.flatMap(({ version }) => [version.split(".")[0] as string, version])),
      "An artifact loads only in the Wasmtime version that made it: pin your host to one of these.",
    );
  }
  const embedded = ofVersion.find((engine) => engine.hostFeatures === hostFeatures);
  if (embedded === undefined) {
    throw new InputError(
      "host-features",
      hostFeatures,
      unique(ofVersion.map((engine) => engine.hostFeatures)),
      `These are the Cargo features that compilers of Wasmtime ${pinnedVersion} are built for.`,
    );
  }
  return {
    ...embedded,
    pinnedVersion,
    options: parseFingerprint(fingerprint),
    fingerprint,
    configHash: engineConfigHash(fingerprint),
  };
}

/** The reference's `engine_config_hash`. */
export function engineConfigHash(fingerprint: string): string {
  return createHash("sha256").update(fingerprint, "utf8").digest("hex");
}

/** What a fingerprint's keys may say: the values with a meaning, and those that contradict the engine. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  component_model: ["true"],
  // Decides how a host calls, not what is compiled: Wasmtime 27 records and compiles the same.
  async: ["true", "false"],
  fuel: ["true", "false"],
  epoch: ["true", "false"],
};

/**
 * The options that a fingerprint names; what it does not name is off, as in `wasmtime::Config`.
 * The first field is the fingerprint's own version, the compiler's name stands alone.
 */
function parseFingerprint(fingerprint: string): EngineOptions {
  const refuse = (problem: string): InputError =>
    new InputError(
      "engine-fingerprint",
      fingerprint,
      `fields separated by ';': a version such as v2, the keys ${Object.keys(KEYS).join(", ")} with =true or =false (component_model only =true), and cranelift`,
      `${problem} Copy the fingerprint from your host, character by character.`,
    );
  const fields = fingerprint.split(";");
  if (!/^v\d+$/.test(fields[0] as string)) {
    throw refuse("It does not begin with a version.");
  }
  const named = new Map<string, string>();
  for (const field of fields.slice(1)) {
    const [key = "", ...rest] = field.split("=");
    const value = rest.join("=");
    if (named.has(key)) {
      throw refuse(`'${key}' is named twice.`);
    }
    if (field !== "cranelift") {
      const allowed = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
      if (allowed === undefined) {
        throw refuse(`'${field}' is not known.`);
      }
      if (!allowed.includes(value)) {
        throw refuse(`'${field}' is not possible here.`);
      }
    }
    named.set(key, value);
  }
  return {
    epochInterruption: named.get("epoch") === "true",
    consumeFuel: named.get("fuel") === "true",
  };
}

function unique(values: readonly string[]): string {
  return [...new Set(values)].join(", ");
}
