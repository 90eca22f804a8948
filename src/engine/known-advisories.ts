/**
 * Security advisories of Wasmtime and Cranelift for the lines from 27 on: one row an advisory, in our own words.
 *
 * Sources: the advisory itself, by its id; RustSec's database, of 2026-08-21; after that the release notes of
 * Wasmtime up to 50.0.3, 49.0.7, 48.0.10 and 36.0.20. What a miscompilation needs is read from its fix.
 * docs/support.md says how the table is compared with RustSec's.
 */

/** What of a component an advisory may need, and its sections show. */
export type Use =
  /** Components within it that call or are called: what passes between them goes through adapters. */
  | "composition"
  /** Functions that are lifted or called the asynchronous way. */
  | "async"
  /** Types, tables or globals with garbage-collected references, or exceptions. */
  | "gc"
  /** Exception tags. */
  | "exceptions"
  | "memory64"
  | "table64"
  /** A function with a body of more than 256 kB. */
  | "large-function";

/** What an artifact must be to have a fault: all of it. */
export interface Needs {
  readonly architecture?: "aarch64" | "x86_64";
  /** A Cargo feature of the host. */
  readonly cargo?: string;
  /** One of these of WebAssembly's proposals is on, by the names in engine sections. */
  readonly proposals?: readonly string[];
  /** One of these tunables is on. */
  readonly tunables?: readonly string[];
  /** Flags of the instruction set, with the value that they have. */
  readonly flags?: Readonly<Record<string, boolean>>;
  /** Memory accesses are checked in code, not by guard pages. */
  readonly explicitBounds?: true;
  readonly uses?: Use;
}

export interface Advisory {
  /** GitHub's, under which Wasmtime publishes it. */
  readonly id: string;
  /** RustSec's, where it is known. */
  readonly rustsec?: string;
  readonly what: string;
  /** Where the fault sits: in what was compiled, which stays wrong on a host that is fixed, or in the host. */
  readonly in: "artifact" | "host";
  /**
   * The first version with it. Where that is not published, the first after the last line that was supported
   * and did not get the fix.
   */
  readonly since: string;
  /** The first version of each line that got the fix; all lines after the last of them have it. */
  readonly fixed: readonly string[];
  readonly needs?: Needs;
}

const APRIL_2026 = ["36.0.7", "42.0.2", "43.0.1"];
const SEPTEMBER_2026 = ["36.0.16", "48.0.3", "49.0.1"];
const OCTOBER_2 = ["48.0.4", "49.0.2"];
const OCTOBER_14 = ["48.0.6", "49.0.3"];
const OCTOBER_19 = ["48.0.7", "49.0.4"];
const OCTOBER_29 = ["48.0.8", "49.0.5", "50.0.1"];
const NOVEMBER_16 = ["48.0.9", "49.0.6", "50.0.2"];

const WINCH = ["winch_callable"];

/** The newest first. */
export const ADVISORIES: readonly Advisory[] = [
  // What is compiled wrongly.
  {
    id: "GHSA-43j2-gcp4-m22g",
    what: "code keeps an old address of the heap of garbage-collected objects, and the guest can abort the host",
    in: "artifact",
    since: "37.0.0",
    fixed: NOVEMBER_16,
    needs: { cargo: "gc", proposals: ["gc_types"], uses: "gc" },
  },
  {
    id: "GHSA-mghf-wjfp-p5xm",
    what: "a very large br_table jumps to the wrong place",
    in: "artifact",
    since: "27.0.0",
    fixed: ["36.0.19", ...OCTOBER_19],
    needs: { architecture: "aarch64" },
  },
  {
    id: "GHSA-897f-g5gm-fmxm",
    what: "values of a function with some sixteen million of them are mixed up",
    in: "artifact",
    since: "27.0.0",
    fixed: ["36.0.19", "43.0.0"],
    needs: { uses: "large-function" },
  },
  {
    id: "GHSA-p79w-pv2r-29qp",
    what: "exception tags leave the data after them unaligned",
    in: "artifact",
    since: "37.0.0",
    fixed: OCTOBER_14,
    needs: { cargo: "gc", proposals: ["exceptions"], uses: "exceptions" },
  },
  {
    id: "GHSA-hw8m-q44c-ggrf",
    what: "references that live across a call with handlers may be collected",
    in: "artifact",
    since: "37.0.0",
    fixed: OCTOBER_2,
    needs: { cargo: "gc", proposals: ["exceptions"], uses: "gc" },
  },
  {
    id: "GHSA-cfhf-m2cr-62wj",
    what: "a component may import exception tags of the wrong type",
    in: "artifact",
    since: "37.0.0",
    fixed: OCTOBER_2,
    needs: { cargo: "gc", proposals: ["exceptions"], uses: "exceptions" },
  },
  {
    id: "GHSA-32h6-97mm-8q3c",
    what: "a callback of the wrong type is accepted, and overwrites the host's stack",
    in: "artifact",
    since: "39.0.0",
    fixed: OCTOBER_2,
    needs: { cargo: "component-model-async", proposals: ["cm_async"], uses: "async" },
  },
  {
    id: "GHSA-m63x-6p34-q65x",
    what: "fuel that is spent behind call_ref, or before an exception, is not counted",
    in: "artifact",
    since: "27.0.0",
    fixed: ["48.0.3", "49.0.1"],
    needs: { proposals: ["function_references", "exceptions"], tunables: ["consume_fuel"] },
  },
  {
    id: "GHSA-2hw9-mc66-jc2q",
    rustsec: "RUSTSEC-2026-0223",
    what: "an interruption within a bulk operation shows and breaks what is half done",
    in: "artifact",
    since: "46.0.0",
    fixed: ["46.0.2", "47.0.3"],
    needs: { tunables: ["consume_fuel", "epoch_interruption"] },
  },
  {
    id: "GHSA-jhxm-h53p-jm7w",
    rustsec: "RUSTSEC-2026-0096",
    what: "accesses to 64-bit memories miss their checked address: a way out of the sandbox",
    in: "artifact",
    since: "32.0.0",
    fixed: APRIL_2026,
    needs: { architecture: "aarch64", proposals: ["memory64"], uses: "memory64" },
  },
  {
    id: "GHSA-394w-hwhg-8vgm",
    rustsec: "RUSTSEC-2026-0091",
    what: "strings that pass between components are written out of bounds",
    in: "artifact",
    since: "27.0.0",
    fixed: APRIL_2026,
    needs: { cargo: "component-model", uses: "composition" },
  },
  {
    id: "GHSA-hx6p-xpx3-jvvv",
    rustsec: "RUSTSEC-2026-0093",
    what: "UTF-16 strings that pass between components are read out of bounds",
    in: "artifact",
    since: "27.0.0",
    fixed: APRIL_2026,
    needs: { cargo: "component-model", uses: "composition" },
  },
  {
    id: "GHSA-jxhv-7h78-9775",
    rustsec: "RUSTSEC-2026-0092",
    what: "misaligned UTF-16 strings that pass between components make the host panic",
    in: "artifact",
    since: "27.0.0",
    fixed: APRIL_2026,
    needs: { cargo: "component-model", uses: "composition" },
  },
  {
    id: "GHSA-qqfj-4vcm-26hv",
    rustsec: "RUSTSEC-2026-0087",
    what: "f64x2.splat loads eight bytes too many",
    in: "artifact",
    since: "27.0.0",
    fixed: APRIL_2026,
    needs: { architecture: "x86_64", flags: { has_sse3: false }, explicitBounds: true },
  },
  {
    id: "GHSA-xx5w-cvp6-jv83",
    rustsec: "RUSTSEC-2026-0095",
    what: "Winch does not extend addresses: a way out of the sandbox",
    in: "artifact",
    since: "27.0.0",
    fixed: APRIL_2026,
    needs: { architecture: "aarch64", tunables: WINCH },
  },
  {
    id: "GHSA-f984-pcp8-v2p7",
    rustsec: "RUSTSEC-2026-0094",
    what: "Winch does not narrow the result of table.grow",
    in: "artifact",
    since: "27.0.0",
    fixed: APRIL_2026,
    needs: { tunables: WINCH },
  },
  {
    id: "GHSA-m9w2-8782-2946",
    rustsec: "RUSTSEC-2026-0086",
    what: "Winch shows the guest data of the host in the size of 64-bit tables",
    in: "artifact",
    since: "27.0.0",
    fixed: APRIL_2026,
    needs: { tunables: WINCH, uses: "table64" },
  },
  {
    id: "GHSA-q49f-xg75-m9xw",
    rustsec: "RUSTSEC-2026-0089",
    what: "Winch calls table.fill with the wrong index, and the host panics",
    in: "artifact",
    since: "27.0.0",
    fixed: APRIL_2026,
    needs: { tunables: WINCH },
  },
  {
    id: "GHSA-vc8c-j3xm-xj73",
    rustsec: "RUSTSEC-2026-0006",
    what: "f64.copysign loads eight bytes too many",
    in: "artifact",
    since: "29.0.0",
    fixed: ["36.0.5", "40.0.3", "41.0.1"],
    needs: { architecture: "x86_64", flags: { has_avx: true }, explicitBounds: true },
  },
  {
    id: "GHSA-4h67-722j-5pmc",
    rustsec: "RUSTSEC-2025-0112",
    what: "the host may crash where it calls what a component defines by an intrinsic",
    in: "artifact",
    since: "38.0.0",
    fixed: ["38.0.3"],
    needs: { cargo: "component-model" },
  },
  // What only a newer host fixes.
  host("GHSA-f2pq-268w-886c", "filesystem escape on Windows by drive prefixes", "37.0.0", [
    "48.0.10",
    "49.0.7",
    "50.0.3",
  ]),
  host("GHSA-5m8g-xhq4-4h93", "memory by empty writes to a stream", "37.0.0", NOVEMBER_16),
  host("GHSA-xrvr-8678-5wp8", "panic: a copy cancelled at its other end", "37.0.0", NOVEMBER_16),
  host("GHSA-hj27-mpw9-ff4c", "panic: exports of a caller that is none", "37.0.0", NOVEMBER_16),
  host(
    "GHSA-wvgq-g5hf-6gm6",
    "abort: reservations of odd sizes for objects",
    "37.0.0",
    NOVEMBER_16,
  ),
  host(
    "GHSA-rc4p-x33f-vpr2",
    "abort of hosts without gc",
    "47.0.0",
    NOVEMBER_16,
    "RUSTSEC-2026-0570",
  ),
  host("GHSA-2674-w29h-wqvj", "abort of hosts without threads", "37.0.0", NOVEMBER_16),
  host("GHSA-f8mm-ggr3-89wh", "memory by empty HTTP/2 bodies", "37.0.0", NOVEMBER_16),
  host("GHSA-hmmr-87qq-258j", "UDP to addresses that are denied", "37.0.0", OCTOBER_29),
  host("GHSA-qw58-7h65-crq2", "types mixed up between engines", "37.0.0", OCTOBER_29),
  host("GHSA-3982-jqvv-277m", "panic: typed functions with i31", "37.0.0", OCTOBER_29),
  host("GHSA-6fr9-xmw9-5352", "memory by borrowed resources", "27.0.0", ["36.0.20", ...OCTOBER_29]),
  host("GHSA-h4wp-g4x3-7398", "wrong content-length", "27.0.0", ["36.0.20", ...OCTOBER_29]),
  host("GHSA-r8xh-cgf7-392j", "conflicting content-lengths", "27.0.0", ["36.0.19", ...OCTOBER_19]),
  host("GHSA-jxcf-8qw5-5c33", "HTTP trailers go unchecked", "37.0.0", OCTOBER_19),
  host("GHSA-9prg-84vf-g5fc", "wrong content-length of spliced bodies", "37.0.0", OCTOBER_19),
  host("GHSA-9pvw-hwfg-92h5", "panic: a host's stream of another type", "37.0.0", OCTOBER_19),
  host("GHSA-93g3-36p8-x2gc", "panic: empty writes out of bounds", "37.0.0", OCTOBER_14),
  host("GHSA-3r89-v5mq-j5xf", "panic: a call that is cancelled", "37.0.0", OCTOBER_14),
  host("GHSA-7v24-42x9-pxf7", "panic: realloc that calls the host", "37.0.0", OCTOBER_14),
  host("GHSA-5hhx-4wrr-3j9g", "panic: a start function that yields", "37.0.0", OCTOBER_14),
  host(
    "GHSA-m6w2-jwq2-cv2c",
    "panic: call of what is asynchronous",
    "46.0.0",
    OCTOBER_14,
    "RUSTSEC-2026-0353",
  ),
  host("GHSA-hmwq-g22x-qjw5", "panic: calls that wait for one that traps", "37.0.0", OCTOBER_14),
  host(
    "GHSA-wjc8-633q-pwxr",
    "overflow: long chains of types",
    "42.0.0",
    OCTOBER_14,
    "RUSTSEC-2026-0359",
  ),
  host("GHSA-vcg5-q8m5-8379", "asynchronous entry not enforced", "37.0.0", OCTOBER_14),
  host("GHSA-63h4-6cx9-pjfj", "panic: a stream taken for another type", "37.0.0", OCTOBER_14),
  host("GHSA-q554-3cjc-rx7p", "memory by handles", "27.0.0", ["36.0.18", ...OCTOBER_14]),
  host("GHSA-m9f7-9w4p-gv38", "filesystem escape by renames", "27.0.0", ["36.0.18", ...OCTOBER_14]),
  host("GHSA-54p9-vhhq-8f7q", "panic: strings that overlap", "49.0.0", ["49.0.3"]),
  host("GHSA-5qpp-g3j2-8frx", "HTTP requests to other hosts", "27.0.0", ["36.0.18", ...OCTOBER_14]),
  host("GHSA-w36r-2hch-9xp9", "crash: long URLs", "37.0.0", OCTOBER_14),
  host("GHSA-j366-h8gg-77pm", "poll_oneoff costs no fuel", "27.0.0", ["36.0.17", ...OCTOBER_2]),
  host("GHSA-gqmc-89g8-p25r", "memory where there is no stdio", "27.0.0", [
    "36.0.17",
    ...OCTOBER_2,
  ]),
  host("GHSA-96f6-r43r-8c24", "fd_readdir shows bytes of the host", "27.0.0", [
    "36.0.17",
    ...OCTOBER_2,
  ]),
  host("GHSA-mr2v-56j5-cmfc", "panic: timestamps before 1970", "37.0.0", OCTOBER_2),
  host("GHSA-w4qr-p94g-mjhv", "panic: HTTP timeouts of zero", "37.0.0", OCTOBER_2),
  host("GHSA-jqpg-j7w6-42pr", "records cost no fuel", "27.0.0", SEPTEMBER_2026),
  host("GHSA-c9gc-w9vx-w86p", "memory by HTTP bodies", "27.0.0", SEPTEMBER_2026),
  host("GHSA-j2g9-4prp-pf6h", "panic: dates out of range", "27.0.0", SEPTEMBER_2026),
  host("GHSA-x84v-gj2h-g759", "memory by streams", "37.0.0", ["46.0.3", "47.0.4"]),
  host("GHSA-vqjp-4c8c-hfgg", "filesystem escape by trailing slashes", "27.0.0", [
    "36.0.14",
    "46.0.3",
    "47.0.4",
  ]),
  host(
    "GHSA-hgjw-h833-99q9",
    "type indices mixed up between engines",
    "27.0.0",
    ["36.0.13", "46.0.2", "47.0.3"],
    "RUSTSEC-2026-0222",
  ),
  host(
    "GHSA-4ch3-9j33-3pmj",
    "links and renames into what is read-only",
    "27.0.0",
    ["36.0.12", "45.0.3", "46.0.1"],
    "RUSTSEC-2026-0188",
  ),
  host(
    "GHSA-3p27-qvp9-27qf",
    "memory by fd_renumber",
    "27.0.0",
    ["36.0.11", "44.0.3", "45.0.2"],
    "RUSTSEC-2026-0182",
  ),
  host(
    "GHSA-2r75-cxrj-cmph",
    "path_open truncates what is read-only",
    "27.0.0",
    ["36.0.10", "44.0.2", "45.0.0"],
    "RUSTSEC-2026-0149",
  ),
  host(
    "GHSA-p8xm-42r7-89xg",
    "panic: tables larger than the address space",
    "30.0.0",
    ["36.0.8", "43.0.2", "44.0.1"],
    "RUSTSEC-2026-0114",
  ),
  host(
    "GHSA-m758-wjhj-p3jq",
    "panic: flags out of bounds",
    "27.0.0",
    APRIL_2026,
    "RUSTSEC-2026-0085",
  ),
  host(
    "GHSA-6wgr-89rj-399p",
    "data of an earlier instance",
    "28.0.0",
    APRIL_2026,
    "RUSTSEC-2026-0088",
  ),
  host("GHSA-hfr4-7c6c-48w2", "linkers that are cloned", "43.0.0", ["43.0.1"], "RUSTSEC-2026-0090"),
  host(
    "GHSA-852m-cvvp-9p4w",
    "guests use up what the host has",
    "27.0.0",
    ["36.0.6", "40.0.4", "41.0.4"],
    "RUSTSEC-2026-0020",
  ),
  host(
    "GHSA-243v-98vx-264h",
    "panic: too many HTTP fields",
    "27.0.0",
    ["36.0.6", "40.0.4", "41.0.4"],
    "RUSTSEC-2026-0021",
  ),
  host(
    "GHSA-xjhv-v822-pf94",
    "panic: a call that is dropped",
    "39.0.0",
    ["40.0.4", "41.0.4"],
    "RUSTSEC-2026-0022",
  ),
  host(
    "GHSA-hc7m-r6v8-hg9q",
    "shared memories taken for others",
    "27.0.0",
    ["36.0.3", "37.0.3", "38.0.4"],
    "RUSTSEC-2025-0118",
  ),
  host("GHSA-vvp9-h8p2-xwfc", "memory lost by the C API", "37.0.0", ["37.0.2"]),
  host(
    "GHSA-fm79-3f68-h2fc",
    "panic: fd_renumber",
    "27.0.0",
    ["33.0.2", "34.0.2"],
    "RUSTSEC-2025-0046",
  ),
];

function host(
  id: string,
  what: string,
  since: string,
  fixed: readonly string[],
  rustsec?: string,
): Advisory {
  return { id, ...(rustsec === undefined ? {} : { rustsec }), what, in: "host", since, fixed };
}
