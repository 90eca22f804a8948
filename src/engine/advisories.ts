/** Which advisories concern an artifact, and whether its host's line is still supported. */

import { DOCS } from "../support/docs.ts";
import { architectureOf } from "./cpu.ts";
import { ADVISORIES, type Advisory, type Needs, type Use } from "./known-advisories.ts";
import { supportedUntil } from "./lines.ts";
import { majorOf } from "./version.ts";

/** What is known of an artifact; what is not known may be anything. */
export interface Made {
  /** By which Wasmtime: all three numbers. */
  readonly version: string;
  readonly target: string;
  /** Of the host. */
  readonly cargoFeatures: ReadonlySet<string> | undefined;
  /** As its engine section has them. */
  readonly proposals: ReadonlySet<string> | undefined;
  /** Those that are not there have Wasmtime's defaults. */
  readonly tunables: ReadonlyMap<string, string | bigint | boolean>;
  readonly flags: ReadonlyMap<string, string | bigint | boolean>;
  /** Of the component. */
  readonly uses: ReadonlySet<Use> | undefined;
}

/** The miscompilations that an artifact has, in the table's order. */
export function miscompilations(made: Made): Advisory[] {
  return ADVISORIES.filter(
    (advisory) =>
      advisory.in === "artifact" && affects(advisory, made.version) && meets(made, advisory.needs),
  );
}

/** Those that it has if some patch of its line made it; for artifacts that name only their line. */
export function possibleMiscompilations(made: Made): Advisory[] {
  const line = `${majorOf(made.version)}.0.0`;
  return ADVISORIES.filter(
    ({ in: where, since, fixed, needs }) =>
      where === "artifact" &&
      majorOf(since) <= majorOf(line) &&
      (affects({ since: line, fixed }, line) || fixed.some((fix) => isPatchOf(line, fix))) &&
      meets(made, needs),
  );
}

function isPatchOf(line: string, version: string): boolean {
  return majorOf(version) === majorOf(line) && compareVersions(version, line) > 0;
}

/** Whether a version has the fault. */
export function affects(
  { since, fixed }: Pick<Advisory, "since" | "fixed">,
  version: string,
): boolean {
  const last = fixed.at(-1);
  return (
    compareVersions(version, since) >= 0 &&
    (last === undefined || compareVersions(version, last) < 0) &&
    !fixed.some((fix) => majorOf(fix) === majorOf(version) && compareVersions(version, fix) >= 0)
  );
}

/** The first fixed version of a line; undefined where it never got the fix. */
export function fixedIn({ fixed }: Pick<Advisory, "fixed">, major: number): string | undefined {
  return fixed.find((version) => majorOf(version) === major);
}

function meets(made: Made, needs: Needs = {}): boolean {
  const { architecture, cargo, proposals, tunables, flags, explicitBounds, uses } = needs;
  return (
    (architecture === undefined || architectureOf(made.target) === architecture) &&
    (cargo === undefined || made.cargoFeatures?.has(cargo) !== false) &&
    (proposals === undefined ||
      made.proposals === undefined ||
      proposals.some((name) => made.proposals?.has(name))) &&
    (tunables === undefined || tunables.some((name) => made.tunables.get(name) === true)) &&
    Object.entries(flags ?? {}).every(
      ([name, value]) => (made.flags.get(name) ?? false) === value,
    ) &&
    (explicitBounds === undefined ||
      made.tunables.get("signals_based_traps") === false ||
      made.tunables.get("memory_guard_size") === 0n) &&
    (uses === undefined || made.uses?.has(uses) !== false)
  );
}

/** What to do about a miscompilation in artifacts of a version, as the end of a sentence. */
export function remedy(advisory: Advisory, version: string): string {
  const major = majorOf(version);
  const fix = fixedIn(advisory, major);
  const others = `Fixed in ${advisory.fixed.join(", ")}`;
  return fix === undefined
    ? `${others}. It was never fixed in Wasmtime ${major}: the host has to move to a line in which it was`
    : `${others}: compile with Wasmtime ${fix} or a later ${major}, see ${DOCS}/support.md`;
}

/** In words, that a line no longer gets fixes; undefined while it does. @param day as `2026-11-25` */
export function outOfSupport(
  major: number,
  day = new Date().toISOString().slice(0, 10),
): string | undefined {
  const until = supportedUntil(major);
  return day <= until
    ? undefined
    : `Wasmtime ${major} is no longer supported (since ${until}): faults found in it are not fixed. Supported lines: ${DOCS}/support.md`;
}

/** By their numbers; what is added to them, such as -rc.1, comes before. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [numbers(a), numbers(b)];
  return (
    one
      .map((number, index) => number - (other[index] ?? 0))
      .find((difference) => difference !== 0) ?? Number(b.includes("-")) - Number(a.includes("-"))
  );
}

function numbers(version: string): number[] {
  return (version.split("-")[0] as string).split(".").map(Number);
}
