/** Sets of compile options, generated: the same ones every time. */
import { KNOWN, type Known } from "../../src/engine/known-options.ts";
import { Random } from "./random.ts";

/** Run-time options that every host takes. */
const RUN_TIME = [
  "-W max-memory-size=65536",
  "-W max-wasm-stack=1048576",
  "-W timeout=1s",
  "-C parallel-compilation=n",
  "-W unknown-imports-trap",
];

const CRANELIFT = [
  "enable_verifier=on",
  "regalloc_checker",
  "opt_level=none",
  "opt_level=speed_and_size",
  "enable_alias_analysis=false",
  "enable_pcc",
  "has_avx2",
  "has_sse41=true",
  "has_lzcnt=yes",
  "probestack_size_log2=13",
  "enable_heap_access_spectre_mitigation=no",
  "enable-jump-tables=off",
  "no_such_setting",
  "opt_level=fastest",
];

/** `count` sets of one to five options that Wasmtime's `line` has names for. */
export function optionSets(line: number, count: number): string[] {
  const random = new Random(line);
  const names = [...KNOWN]
    .filter(([, { from = 0, to = 99, runTime }]) => line >= from && line <= to && !runTime)
    // Their own command line does not have these.
    .filter(([, { method }]) => method !== true)
    // Only hosts with Wasmtime's `runtime` can have these on.
    .filter(([, { needs }]) => needs === undefined || needs === "gc" || needs === "threads");
  const one = (): string => {
    const kind = random.fraction();
    if (kind < 0.1) {
      return random.pick(RUN_TIME);
    }
    if (kind < 0.25) {
      return `-C cranelift-${random.pick(CRANELIFT)}`;
    }
    const [name, known] = random.pick(names);
    return `-${known.group} ${name}${value(known, random)}`;
  };
  const sets = new Set<string>();
  while (sets.size < count) {
    sets.add(Array.from({ length: 1 + random.below(5) }, one).join(" "));
  }
  return [...sets];
}

function value({ kind }: Known, random: Random): string {
  if (kind === "bool") {
    return random.pick(["", "=y", "=n", "=no", "=true", "=false"]);
  }
  if (kind === "number") {
    return `=${random.pick(["0", "1", "65536", "0x10_0000", "10485760", "4294967296", "8589934592"])}`;
  }
  return typeof kind === "string" ? "=x" : `=${random.pick(kind)}`;
}
