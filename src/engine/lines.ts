/** The lines of Wasmtime: which compilers are embedded. */

/** The versions whose compilers are in dist/compilers, each with every Cargo feature. */
export const EMBEDDED: readonly string[] = [
  "27.0.0",
  "36.0.20",
  "39.0.2",
  "43.0.2",
  "45.0.3",
  "46.0.3",
  "47.0.4",
  "48.0.8",
  "50.0.1",
];

/** Up to this line an artifact loads on exactly the patch that made it, then on any of its line. */
export const LAST_EXACT = 37;

/** The lines before know Pulley's name, but their code generator for it panics. */
export const PULLEY_SINCE = 36;

/** The reference's version of Wasmtime: the host's where nothing says it. */
export const DEFAULT_VERSION = "27";
