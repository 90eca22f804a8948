/** The lines of Wasmtime: which compilers are embedded, and what their Cargo features make of options. */
import type { Option } from "./options.ts";

/**
 * What Cargo features a compiler was built with. `minimal`: the reference's trimmed ones. `default`:
 * Wasmtime's own. `native`: those of a compiler of the user's, whatever they are.
 */
export type HostFeatures = "minimal" | "default" | "native";

/** A compiler in dist/compilers. */
export interface Embedded {
  /** All three numbers. */
  readonly version: string;
  readonly hostFeatures: HostFeatures;
}

/** The engines whose compilers are in dist/compilers. */
export const EMBEDDED: readonly Embedded[] = [
  { version: "27.0.0", hostFeatures: "minimal" },
  { version: "27.0.0", hostFeatures: "default" },
  { version: "36.0.20", hostFeatures: "minimal" },
  { version: "36.0.20", hostFeatures: "default" },
  { version: "48.0.8", hostFeatures: "minimal" },
  { version: "50.0.1", hostFeatures: "minimal" },
];

/** Up to this line an artifact loads on exactly the patch that made it, then on any of its line. */
export const LAST_EXACT = 37;

/** The lines before know Pulley's name, but their code generator for it panics. */
export const PULLEY_SINCE = 36;

/** Cargo features of Wasmtime that decide which options may be on; only native compilers know theirs. */
export const CARGO_FEATURES: Readonly<Record<HostFeatures, ReadonlySet<string> | undefined>> = {
  minimal: new Set(),
  default: new Set(["gc", "threads"]),
  native: undefined,
};

/** What options are without any: the reference's for hosts like it, Wasmtime's own for the others. */
export const USUAL_OPTIONS: Readonly<Record<HostFeatures, readonly Option[]>> = {
  minimal: [["epoch-interruption", "true"]],
  default: [],
  native: [],
};
