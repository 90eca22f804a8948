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

/** The embedded version of a line; undefined if there is none. */
export function embeddedVersion(major: number): string | undefined {
  return EMBEDDED.find((version) => version.startsWith(`${major}.`));
}

/** Up to this line an artifact loads on exactly the patch that made it, then on any of its line. */
export const LAST_EXACT = 37;

/** Majors whose compilers can be built from this source, see precompiler/README.md. */
export const BUILDABLE = { from: 27, to: 50 } as const;

/** The lines before know Pulley's name, but their code generator for it panics. */
export const PULLEY_SINCE = 36;

/** The reference's version of Wasmtime: the host's where nothing says it. */
export const DEFAULT_VERSION = "27";

/** Every twelfth line is supported for two years, the others for two months. */
const LONG_TERM = 12;

/**
 * Until when a line gets fixes of security faults, as `2028-08-20`. One line is released each month, on the 20th.
 *
 * Source: Wasmtime's `docs/stability-release.md`, and the script of its table.
 */
export function supportedUntil(major: number): string {
  const months = major % LONG_TERM === 0 ? 24 : 2;
  // Wasmtime 20 came in April 2024.
  return new Date(Date.UTC(2024, 3 + major - 20 + months, 20)).toISOString().slice(0, 10);
}
