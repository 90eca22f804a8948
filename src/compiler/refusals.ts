/** Wasmtime's refusals for a WebAssembly feature that is off: which input would turn it on, if any. */
import type { Engine, EngineCompiler } from "../engine/engine.ts";
import { type HostFeatures, isEmbeddable } from "../engine/features.ts";
import { KNOWN } from "../engine/known-options.ts";
import type { Option } from "../engine/options.ts";
import { majorOf } from "../engine/version.ts";
import { mention } from "../support/errors.ts";
import { CompileError, type Compiler } from "./compiler.ts";

interface Refusal {
  /** In Wasmtime's words, of any embedded line. */
  readonly says: RegExp;
  /** What it is about, as people call it. */
  readonly feature: string;
  /** The options that turn it on, all of them; none if no Wasmtime can. */
  readonly options: readonly string[];
  /** A Cargo feature of Wasmtime that is needed beside those of the options. */
  readonly needs?: string;
  /** The first major version that can compile it, if its option is older than that. */
  readonly since?: number;
}

/** The first that fits counts. Sources: `wasmparser`, `validator`, and `wasmtime-cranelift`. */
const REFUSALS: readonly Refusal[] = [
  {
    says: /legacy_exceptions feature/,
    feature: "legacy exception handling",
    options: [],
  },
  {
    says: /exceptions proposal not enabled|exception handling feature|exceptions support is not/,
    feature: "exception handling",
    options: ["exceptions"],
    needs: "gc",
    since: 37,
  },
  {
    says: /proposed exception handling operator/,
    feature: "exception handling",
    options: [],
  },
  {
    says: /shared-everything-threads/,
    feature: "shared-everything threads",
    options: ["shared-everything-threads"],
  },
  {
    says: /threads must be enabled|threads support is not enabled/,
    feature: "threads",
    options: ["threads"],
  },
  {
    // Without the Cargo feature even `externref` is refused, which is on where it is there.
    says: /gc types are disallowed/,
    feature: "references to anything but functions",
    options: ["reference-types"],
  },
  {
    says: /without the gc feature|gc types are disabled|gc support is not enabled/,
    feature: "garbage collection",
    options: ["function-references", "gc"],
  },
  {
    // A type that refers to itself.
    says: /because the GC proposal is disabled/,
    feature: "garbage collection",
    options: ["function-references", "gc"],
  },
  {
    says: /component model feature is not enabled/,
    feature: "components",
    options: ["component-model"],
    needs: "component-model",
  },
  {
    says: /function references required|function references support is not/,
    feature: "typed function references",
    options: ["function-references"],
  },
  {
    says: /reference types (?:must be enabled|support is not enabled)/,
    feature: "reference types",
    options: ["reference-types"],
  },
  { says: /memory64 must be enabled/, feature: "64-bit memories", options: ["memory64"] },
  { says: /multiple memories/, feature: "several memories", options: ["multi-memory"] },
  { says: /tail calls support is not enabled/, feature: "tail calls", options: ["tail-call"] },
  {
    says: /relaxed SIMD support is not enabled/,
    feature: "relaxed SIMD",
    options: ["relaxed-simd"],
  },
  { says: /SIMD support is not enabled/, feature: "SIMD", options: ["simd"] },
  {
    says: /bulk memory (?:must be enabled|support is not enabled)/,
    feature: "bulk memory",
    options: ["bulk-memory"],
  },
  {
    says: /custom page sizes proposal must be enabled/,
    feature: "custom page sizes",
    options: ["custom-page-sizes"],
  },
  {
    says: /wide arithmetic support is not enabled/,
    feature: "wide arithmetic",
    options: ["wide-arithmetic"],
  },
  {
    says: /stack switching (?:is disabled|support is not enabled)/,
    feature: "stack switching",
    options: ["stack-switching"],
  },
  {
    says: /component model async feature/,
    feature: "the component model's async",
    options: ["component-model-async"],
  },
  {
    says: /component model `value`s is not enabled/,
    feature: "values in component types",
    options: [],
  },
];

/** What Wasmtime has on wherever its Cargo features are there. */
const ON_BY_DEFAULT = new Set(["component-model", "threads", "reference-types"]);

/** What of an engine is opened. */
export type OpenedEngine = Pick<Engine, "compiler" | "hostFeatures">;

/** The same compiler, whose errors say which input would turn on what it lacks. */
export function explaining(compiler: Compiler, which: OpenedEngine): Compiler {
  return {
    ...compiler,
    compile: async (request) => {
      try {
        return await compiler.compile(request);
      } catch (error) {
        const advice =
          error instanceof CompileError
            ? adviceOn(error.message, which, request.options)
            : undefined;
        throw advice === undefined
          ? error
          : new CompileError((error as CompileError).kind, [
              (error as CompileError).message,
              advice,
            ]);
      }
    },
  };
}

/** What to do about a refusal; undefined if it is of another kind. */
export function adviceOn(
  message: string,
  { compiler, hostFeatures }: OpenedEngine,
  options: readonly Option[],
): string | undefined {
  const refusal = REFUSALS.find(({ says }) => says.test(message));
  if (refusal === undefined) {
    return undefined;
  }
  const { feature } = refusal;
  const wasmtime = `Wasmtime ${majorOf(compiler.version)}`;
  if (refusal.options.length === 0 || !inLine(refusal, compiler)) {
    return `${wasmtime} cannot compile ${feature}, so no host on it can have it: build the component without`;
  }
  const flags = `-W ${refusal.options.join(",")}`;
  const missing = missingFeatures(refusal, hostFeatures);
  if (missing.length > 0) {
    const built = `if the host is built with Wasmtime's Cargo feature ${missing.join(" and ")}`;
    return missing.every(isEmbeddable)
      ? `${built}, name it in ${mention("host-features")}${missing.includes("gc") ? " (with its collectors, such as gc-drc)" : ""}${isOnByDefault(refusal) ? "" : `, and set ${mention("options", flags)} if it turns ${feature} on`}`
      : `${built}, only a native Wasmtime can compile this (${mention("compiler")}); otherwise the host cannot have ${feature}`;
  }
  const off = refusal.options.filter((name) =>
    options.some(([option, value]) => option === name && value === "false"),
  );
  return off.length > 0
    ? `the options turn ${feature} off (-W ${off.map((name) => `${name}=n`).join(",")}): if the host does not, leave that out`
    : `if the host turns ${feature} on, say so with ${mention("options", flags)}`;
}

/** Whether the line has the options. */
function inLine({ options, since = 0 }: Refusal, { version }: EngineCompiler): boolean {
  const major = majorOf(version);
  return (
    major >= since &&
    options.every((name) => {
      const { from = 0, to = Number.POSITIVE_INFINITY } = KNOWN.get(name) ?? {};
      return from <= major && major <= to;
    })
  );
}

/** Cargo features that the host is built without; none where only the compiler knows. */
function missingFeatures({ options, needs }: Refusal, { deciding }: HostFeatures): string[] {
  const needed = [...options.map((name) => KNOWN.get(name)?.needs), needs];
  return [...new Set(needed)].filter(
    (feature): feature is string => feature !== undefined && deciding?.has(feature) === false,
  );
}

function isOnByDefault({ options }: Refusal): boolean {
  return options.every((name) => ON_BY_DEFAULT.has(name));
}
