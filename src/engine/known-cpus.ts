/**
 * The CPU features that Cranelift has flags for, and what named CPUs have of them.
 *
 * Source: `cranelift-codegen-meta`, `isa/`, of the embedded lines; the names are Rust's.
 */

/** First parts of target triples. */
export type Architecture = "x86_64" | "aarch64" | "riscv64" | "s390x";

/** Cranelift's flags by the names that Rust has for CPU features, and the first and last line with each. */
export const FEATURES: Readonly<
  Record<Architecture, Readonly<Record<string, [string, number?, number?]>>>
> = {
  x86_64: {
    sse3: ["has_sse3"],
    ssse3: ["has_ssse3"],
    cmpxchg16b: ["has_cmpxchg16b"],
    "sse4.1": ["has_sse41"],
    "sse4.2": ["has_sse42"],
    popcnt: ["has_popcnt"],
    avx: ["has_avx"],
    avx2: ["has_avx2"],
    fma: ["has_fma"],
    bmi1: ["has_bmi1"],
    bmi2: ["has_bmi2"],
    lzcnt: ["has_lzcnt"],
    avx512f: ["has_avx512f"],
    avx512dq: ["has_avx512dq"],
    avx512vl: ["has_avx512vl"],
    avx512bitalg: ["has_avx512bitalg"],
    avx512vbmi: ["has_avx512vbmi"],
    avx512vnni: ["has_avx512vnni", 48],
    avxvnni: ["has_avx_vnni", 48],
  },
  aarch64: {
    lse: ["has_lse"],
    paca: ["has_pauth"],
    fp16: ["has_fp16"],
    dotprod: ["has_dotprod", 48],
    i8mm: ["has_i8mm", 48],
  },
  riscv64: Object.fromEntries(
    "m a f d v zfa zfh zca zcd zcb zbkb zba zbb zbc zbs zicond zicsr zifencei"
      .split(" ")
      .map((name) => [name, [`has_${name}`] as [string]]),
  ),
  s390x: {
    "vxrs-ext2": ["has_vxrs_ext2"],
    mie2: ["has_mie2", 0, 27],
    mie3: ["has_mie3", 36],
    mie4: ["has_mie4", 36],
    "vxrs-ext3": ["has_vxrs_ext3", 36],
  },
};

const X86_64_V2 = ["sse3", "ssse3", "cmpxchg16b", "sse4.1", "sse4.2", "popcnt"];
const X86_64_V3 = [...X86_64_V2, "avx", "avx2", "fma", "bmi1", "bmi2", "lzcnt"];

/** What each CPU has of the features above. */
export const CPUS: Readonly<
  Record<string, { architecture: Architecture; features: readonly string[] }>
> = {
  "x86-64-v2": { architecture: "x86_64", features: X86_64_V2 },
  "x86-64-v3": { architecture: "x86_64", features: X86_64_V3 },
  "x86-64-v4": {
    architecture: "x86_64",
    features: [...X86_64_V3, "avx512f", "avx512dq", "avx512vl"],
  },
  "neoverse-n1": { architecture: "aarch64", features: ["lse", "fp16", "dotprod"] },
  "apple-m1": { architecture: "aarch64", features: ["lse", "paca", "fp16", "dotprod"] },
};
