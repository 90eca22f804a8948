/** The CPU of this machine: which features its programs may use. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { InputError, messageOf } from "../support/errors.ts";

/** The value of `cpu` for the machine that one is on; for verdicts, never for compiling. */
export const THIS_MACHINE = "this-machine";

/** Rust's names of features by those of Linux and macOS, where they differ. */
const NAMES: Readonly<Record<string, string>> = {
  // x86-64, Linux
  pni: "sse3",
  cx16: "cmpxchg16b",
  sse4_1: "sse4.1",
  sse4_2: "sse4.2",
  abm: "lzcnt",
  avx_vnni: "avxvnni",
  avx512_bitalg: "avx512bitalg",
  avx512_vnni: "avx512vnni",
  // x86-64, macOS
  "avx1.0": "avx",
  // aarch64, Linux
  atomics: "lse",
  fphp: "fp16",
  asimddp: "dotprod",
  // aarch64, macOS
  feat_lse: "lse",
  feat_pauth: "paca",
  feat_fp16: "fp16",
  feat_dotprod: "dotprod",
  feat_i8mm: "i8mm",
};

/**
 * Rust's names of what a system says about its CPU; other words are left as they are.
 *
 * @param text Linux's /proc/cpuinfo, or what macOS's `sysctl` prints of `machdep.cpu` and `hw.optional`
 */
export function featuresIn(text: string): Set<string> {
  const linux = /^(?:flags|Features)\s*:(.*)$/m.exec(text)?.[1];
  const words =
    linux !== undefined
      ? linux.split(/\s+/)
      : [
          ...[...text.matchAll(/^machdep\.cpu\.(?:\w+_)?features: (.*)$/gm)].flatMap(
            ([, list = ""]) => list.split(/\s+/),
          ),
          ...[...text.matchAll(/^hw\.optional\.(?:arm\.)?(\w+): 1$/gm)].map(
            ([, name = ""]) => name,
          ),
        ];
  return new Set(
    words
      .filter((word) => word !== "")
      .map((word) => word.toLowerCase())
      .map((word) => NAMES[word] ?? word),
  );
}

/** @throws InputError where it cannot be found out */
export function machineCpu(): Set<string> {
  try {
    switch (process.platform) {
      case "linux":
        return featuresIn(readFileSync("/proc/cpuinfo", "utf8"));
      case "darwin":
        return featuresIn(
          execFileSync("/usr/sbin/sysctl", ["machdep.cpu", "hw.optional"], {
            encoding: "utf8",
            env: {},
          }),
        );
      default:
        throw new Error(`${process.platform} does not say`);
    }
  } catch (error) {
    throw new InputError(
      "cpu",
      THIS_MACHINE,
      "the names of CPUs and features where the system does not say what it has",
      `The features of this machine's CPU cannot be found out: ${messageOf(error)}.`,
    );
  }
}
