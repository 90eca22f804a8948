import {
  __name,
  majorOf
} from "./chunk-HORMJAAW.js";

// src/artifact/engine-section.ts
var number = /* @__PURE__ */ __name((reader) => reader.number(), "number");
var bool = /* @__PURE__ */ __name((reader) => reader.bool(), "bool");
function oneOf(...names) {
  return (reader) => {
    const name = names[Number(reader.number())];
    if (name === void 0) {
      throw new Error("an unknown value");
    }
    return name;
  };
}
__name(oneOf, "oneOf");
function optional(read) {
  return (reader) => reader.bool() ? read(reader) : "none";
}
__name(optional, "optional");
var cost = /* @__PURE__ */ __name((reader) => {
  if (reader.number() !== 1n) {
    throw new Error("a cost table");
  }
  return "default";
}, "cost");
var collector = optional(oneOf("drc", "null", "copying"));
var COMMON_TUNABLES = [
  ["guard_before_linear_memory", bool],
  ["table_lazy_init", bool],
  ["generate_address_map", bool],
  ["debug_adapter_modules", bool],
  ["relaxed_simd_deterministic", bool],
  ["winch_callable", bool],
  ["signals_based_traps", bool]
];
var TUNABLES_27 = [
  ["collector", collector],
  ["static_memory_reservation", number],
  ["memory_guard_size", number],
  ["dynamic_memory_growth_reserve", number],
  ["generate_native_debuginfo", bool],
  ["parse_wasm_debuginfo", bool],
  ["consume_fuel", bool],
  ["epoch_interruption", bool],
  ["static_memory_bound_is_maximum", bool],
  ...COMMON_TUNABLES
];
var TUNABLES_36 = [
  ["collector", collector],
  ["memory_reservation", number],
  ["memory_guard_size", number],
  ["memory_reservation_for_growth", number],
  ["generate_native_debuginfo", bool],
  ["parse_wasm_debuginfo", bool],
  ["consume_fuel", bool],
  ["epoch_interruption", bool],
  ["memory_may_move", bool],
  ...COMMON_TUNABLES,
  ["memory_init_cow", bool],
  ["inlining", bool],
  ["inlining_intra_module", oneOf("yes", "no", "when-using-gc")],
  ["inlining_small_callee_size", number],
  ["inlining_sum_size_threshold", number]
];
var TUNABLES_48 = [
  ["collector", collector],
  ["memory_reservation", number],
  ["memory_guard_size", number],
  ["memory_reservation_for_growth", number],
  ["debug_native", bool],
  ["debug_guest", bool],
  ["debug_symbols", bool],
  ["parse_wasm_debuginfo", bool],
  ["consume_fuel", bool],
  ["operator_cost", cost],
  ["epoch_interruption", bool],
  ["memory_may_move", bool],
  ...COMMON_TUNABLES,
  ["memory_init_cow", bool],
  ["inlining", oneOf("yes", "gc", "inter-module", "intrinsics", "no")],
  ["inlining_small_callee_size", number],
  ["inlining_sum_size_threshold", number],
  ["concurrency_support", bool],
  ["recording", bool],
  ["gc_zeal_alloc_counter", optional(number)],
  ["gc_heap_reservation", number],
  ["gc_heap_guard_size", number],
  ["gc_heap_reservation_for_growth", number],
  ["gc_heap_initial_size", number],
  ["gc_heap_may_move", bool],
  ["metadata_for_internal_asserts", bool],
  ["metadata_for_gc_heap_corruption", bool],
  ["branch_hinting", bool]
];
var TUNABLES_50 = TUNABLES_48.flatMap(
  (field) => field[0] === "recording" ? [field, ["asan_stack_switching", bool]] : [field]
);
var FEATURES_27 = [
  "reference_types",
  "multi_value",
  "bulk_memory",
  "component_model",
  "simd",
  "tail_call",
  "threads",
  "multi_memory",
  "exceptions",
  "memory64",
  "relaxed_simd",
  "extended_const",
  "function_references",
  "gc",
  "custom_page_sizes",
  "component_model_more_flags",
  "component_model_multiple_returns",
  "gc_types",
  "wide_arithmetic"
];
var FEATURE_BITS_36 = [
  "mutable_global",
  "saturating_float_to_int",
  "sign_extension",
  "reference_types",
  "multi_value",
  "bulk_memory",
  "simd",
  "relaxed_simd",
  "threads",
  "shared_everything_threads",
  "tail_call",
  "floats",
  "multi_memory",
  "exceptions",
  "memory64",
  "extended_const",
  "component_model",
  "function_references",
  "memory_control",
  "gc",
  "custom_page_sizes",
  "cm_values",
  "cm_nested_names",
  "legacy_exceptions",
  "gc_types",
  "stack_switching",
  "wide_arithmetic",
  "cm_async",
  "cm_async_stackful",
  "cm_async_builtins",
  "cm_error_context",
  "cm_fixed_size_list",
  "cm_gc",
  "call_indirect_overlong",
  "bulk_memory_opt"
];
var FEATURE_BITS_48 = [
  ...FEATURE_BITS_36.slice(0, FEATURE_BITS_36.indexOf("cm_async_builtins")),
  "cm_more_async_builtins",
  "cm_threading",
  "cm_error_context",
  "cm_fixed_length_lists",
  "cm_gc",
  "call_indirect_overlong",
  "bulk_memory_opt",
  "custom_descriptors",
  "compact_imports",
  "cm_map",
  "cm64",
  "cm_implements",
  "cm_canon_names",
  "cm_forward",
  "cm_accessors"
];
function bits(names) {
  return (reader) => {
    const word = reader.number();
    return new Set(names.filter((_, bit) => word >> BigInt(bit) & 1n));
  };
}
__name(bits, "bits");
var LAYOUTS = /* @__PURE__ */ new Map([
  [
    27,
    {
      tunables: TUNABLES_27,
      features: /* @__PURE__ */ __name((reader) => new Set(FEATURES_27.filter(() => reader.bool())), "features")
    }
  ],
  [36, { tunables: TUNABLES_36, features: bits(FEATURE_BITS_36) }],
  [48, { tunables: TUNABLES_48, features: bits(FEATURE_BITS_48) }],
  [50, { tunables: TUNABLES_50, features: bits(FEATURE_BITS_48) }]
]);
var flag = /* @__PURE__ */ __name((reader) => {
  switch (reader.number()) {
    case 0n:
      return reader.text();
    case 1n:
      return BigInt(reader.byte());
    case 2n:
      return reader.bool();
    default:
      throw new Error("an unknown kind of flag");
  }
}, "flag");
function parseEngineSection(section) {
  const reader = new Reader(section);
  const format = reader.byte();
  if (format !== 0) {
    throw new Error(`an engine section of format ${format}`);
  }
  const version = reader.text(reader.byte());
  const head = {
    version,
    target: reader.text(),
    sharedFlags: flags(reader),
    isaFlags: flags(reader)
  };
  const layout = LAYOUTS.get(majorOf(version));
  if (layout === void 0) {
    return { ...head, tunables: void 0, features: void 0 };
  }
  const tunables = new Map(layout.tunables.map(([name, read]) => [name, read(reader)]));
  const features = layout.features(reader);
  if (!reader.atEnd) {
    throw new Error("an engine section of another layout");
  }
  return { ...head, tunables, features };
}
__name(parseEngineSection, "parseEngineSection");
function flags(reader) {
  const count = reader.number();
  const map = /* @__PURE__ */ new Map();
  for (let index = 0n; index < count; index += 1n) {
    const name = reader.text();
    map.set(name, flag(reader));
  }
  return map;
}
__name(flags, "flags");
var Reader = class {
  static {
    __name(this, "Reader");
  }
  #bytes;
  #at = 0;
  constructor(bytes2) {
    this.#bytes = bytes2;
  }
  get atEnd() {
    return this.#at === this.#bytes.length;
  }
  byte() {
    const byte = this.#bytes[this.#at];
    if (byte === void 0) {
      throw new Error("a truncated engine section");
    }
    this.#at += 1;
    return byte;
  }
  bool() {
    const byte = this.byte();
    if (byte > 1) {
      throw new Error("an engine section of another layout");
    }
    return byte === 1;
  }
  /** Seven bits a byte, the lowest first. */
  number() {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) {
        return value;
      }
    }
    throw new Error("an engine section with a number that is too long");
  }
  text(length = Number(this.number())) {
    const end = this.#at + length;
    if (end > this.#bytes.length) {
      throw new Error("a truncated engine section");
    }
    const text = new TextDecoder().decode(this.#bytes.subarray(this.#at, end));
    this.#at = end;
    return text;
  }
};

// src/artifact/elf.ts
var ELFOSABI_WASMTIME = 200;
var KINDS = { 1: "core-module", 2: "component" };
var KIND_FLAGS = 3;
var ENGINE_SECTION = ".wasmtime.engine";
var HEADER = {
  size: 64,
  osAbi: 7,
  sectionTable: 40,
  flags: 48,
  entrySize: 58,
  count: 60,
  names: 62
};
var SECTION = { size: 64, name: 0, offset: 24, length: 32 };
function parseArtifact(artifact) {
  const view = new DataView(artifact.buffer, artifact.byteOffset, artifact.byteLength);
  if (view.byteLength < HEADER.size || view.getUint32(0) !== 2135247942 || view.getUint8(4) !== 2 || view.getUint8(HEADER.osAbi) !== ELFOSABI_WASMTIME) {
    throw new Error("not an ELF file made by Wasmtime");
  }
  const little = view.getUint8(5) === 1;
  const kind = KINDS[view.getUint32(HEADER.flags, little) & KIND_FLAGS];
  if (kind === void 0) {
    throw new Error("not the artifact of a component or core module");
  }
  const slice = /* @__PURE__ */ __name((offset, length) => {
    if (offset + length > view.byteLength) {
      throw new Error("a truncated artifact");
    }
    return new DataView(artifact.buffer, artifact.byteOffset + offset, length);
  }, "slice");
  const table = u64(view, HEADER.sectionTable, little);
  const entrySize = view.getUint16(HEADER.entrySize, little);
  const headerOf = /* @__PURE__ */ __name((index) => slice(table + index * entrySize, SECTION.size), "headerOf");
  const bodyOf = /* @__PURE__ */ __name((header) => bytes(slice(u64(header, SECTION.offset, little), u64(header, SECTION.length, little))), "bodyOf");
  const names = bodyOf(headerOf(view.getUint16(HEADER.names, little)));
  const sections = [];
  let engineSection;
  for (let index = 1; index < view.getUint16(HEADER.count, little); index += 1) {
    const header = headerOf(index);
    const name = textAt(names, header.getUint32(SECTION.name, little));
    sections.push({ name, size: u64(header, SECTION.length, little) });
    if (name === ENGINE_SECTION) {
      engineSection = bodyOf(header);
    }
  }
  if (engineSection === void 0) {
    throw new Error("an artifact without an engine section");
  }
  return { kind, engineSection, sections };
}
__name(parseArtifact, "parseArtifact");
function textAt(bytes2, start) {
  const text = Buffer.from(bytes2.subarray(start, start + 64)).toString("latin1");
  return text.split("\0")[0];
}
__name(textAt, "textAt");
function u64(view, offset, little) {
  return Number(view.getBigUint64(offset, little));
}
__name(u64, "u64");
function bytes(view) {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
__name(bytes, "bytes");

// src/support/hash.ts
import { createHash } from "node:crypto";
function sha256(data) {
  return createHash("sha256").update(data).digest("hex");
}
__name(sha256, "sha256");

export {
  parseEngineSection,
  parseArtifact,
  sha256
};
