/**
 * The JavaScript API, for build tools: `import { precompile } from "cwasm-cache"`. docs/api.md describes it. Nothing that
 * is exported here names a type of another file, so that one file of declarations is all that the package needs.
 */

import { namedFields } from "./artifact/sidecar.ts";
import { findCompiler } from "./compiler/find.ts";
import { openCompiler } from "./compiler/open.ts";
import type { InputName } from "./inputs/defaults.ts";
import { readSettings } from "./inputs/inputs.ts";
import { makeOne } from "./run/one.ts";
import { InputError, inWords, messageFor, type Wording } from "./support/errors.ts";
import { didYouMean } from "./support/nearest.ts";

/** The inputs of the Action that describe one artifact; docs/inputs.md has what each may be. All are optional. */
export interface PrecompileOptions {
  /** The target triple. Default: this machine's. */
  readonly target?: string | undefined;
  /** The host's `Cargo.toml` or its folder, `path#package` in a workspace; or the name of a known host. */
  readonly host?: string | undefined;
  /** The path of an artifact that the host made itself. */
  readonly like?: string | undefined;
  /** `48`, `36.0.20`, or the path of the host's `Cargo.lock`. */
  readonly wasmtimeVersion?: string | undefined;
  /** `minimal`, `default`, or the Cargo features that the host builds Wasmtime with. */
  readonly hostFeatures?: string | undefined;
  /** Compile options as `wasmtime compile` takes them. */
  readonly options?: string | undefined;
  /** What the hosts' CPUs have. */
  readonly cpu?: string | undefined;
  /** The host's own description of its engine. */
  readonly engineFingerprint?: string | undefined;
  /** `embedded`, a native `wasmtime`, or a folder with a compiler that was built. */
  readonly compiler?: string | undefined;
  /** `compile` takes core modules too, which otherwise are an error. */
  readonly coreModules?: "error" | "compile" | undefined;
  /** Compiles at a time, at most. Default: one per core. */
  readonly jobs?: number | undefined;
  /** Minutes that the compile may take. Default: 30. */
  readonly timeoutMinutes?: number | undefined;
  /** Where relative paths begin. Default: the working directory. */
  readonly cwd?: string | undefined;
  /** Ends the compile. */
  readonly signal?: AbortSignal | undefined;
  /** Is told what a person should know. */
  readonly onWarning?: ((message: string) => void) | undefined;
  /** Is called now and then with how many functions are done, and how many there are. */
  readonly onProgress?: ((done: number, all: number) => void) | undefined;
}

/** What a component was compiled to, and what a host needs to trust it. */
export interface Precompiled {
  /** The bytes of the `.cwasm`. */
  readonly artifact: Uint8Array;
  /** The text of the `.cwasm.meta`. */
  readonly sidecar: string;
  /** The sidecar's fields. */
  readonly key: {
    readonly wasm_sha256: string;
    readonly wasmtime_version: string;
    readonly target_triple: string;
    readonly engine_config_hash: string;
  };
  /** A name that says everything which decides the bytes: a key for a cache of your own. */
  readonly entry: string;
  /** The exact Wasmtime that compiled it, and the host's Cargo features. */
  readonly compiler: { readonly version: string; readonly features: string };
  /** The known miscompilations that it has, by the ids of their advisories. */
  readonly advisories: readonly string[];
}

/** An option that cannot be used. The message names it, its value, what is allowed and what to do. */
export class OptionError extends Error {
  override readonly name = "OptionError";
  readonly option: string;

  constructor(option: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.option = option;
  }
}

/**
 * Compiles a component for a host.
 *
 * @throws OptionError for an option that cannot be used; Error with Wasmtime's message if the component cannot be
 *   compiled; the signal's reason
 */
export async function precompile(
  wasm: Uint8Array,
  options: PrecompileOptions = {},
): Promise<Precompiled> {
  if (!(wasm instanceof Uint8Array)) {
    throw new TypeError("wasm: the bytes of a component, as a Uint8Array");
  }
  const { signal, cwd = process.cwd(), onWarning = () => {}, onProgress = () => {} } = options;
  signal?.throwIfAborted();
  const ended = new AbortController();
  try {
    // A copy: whoever has the bytes may change them meanwhile.
    const made = await makeOne(new Uint8Array(wasm), readSettings(reader(options)), {
      cwd,
      findCompiler,
      openCompiler,
      reporter: { info: () => {}, warning: (message) => onWarning(inWords(message, OPTIONS)) },
      signal: AbortSignal.any([ended.signal, ...(signal === undefined ? [] : [signal])]),
      onProgress,
    });
    const { entry, expected, engine, advisories } = made;
    return {
      artifact: entry.artifact,
      sidecar: entry.sidecar,
      key: namedFields(expected.key) as Precompiled["key"],
      entry: expected.name.key,
      compiler: { version: engine.compiler.version, features: engine.hostFeatures.name },
      advisories,
    };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof OptionError) {
      throw error;
    }
    const message = messageFor(error, OPTIONS);
    throw error instanceof InputError
      ? new OptionError(optionOf(error.input), message, error)
      : new Error(message, { cause: error });
  } finally {
    ended.abort();
  }
}

/** What the Action's inputs are called here. */
const INPUTS = {
  target: "targets",
  host: "host",
  like: "like",
  wasmtimeVersion: "wasmtime-version",
  hostFeatures: "host-features",
  options: "options",
  cpu: "cpu",
  engineFingerprint: "engine-fingerprint",
  compiler: "compiler",
  coreModules: "core-modules",
  jobs: "jobs",
  timeoutMinutes: "timeout-minutes",
} as const satisfies Partial<Record<keyof PrecompileOptions, InputName>>;

/** Those that are no input. */
const OTHERS = ["cwd", "signal", "onWarning", "onProgress"] as const satisfies readonly Exclude<
  keyof PrecompileOptions,
  keyof typeof INPUTS
>[];

function optionOf(input: string): string {
  return Object.entries(INPUTS).find(([, name]) => name === input)?.[0] ?? input;
}

const OPTIONS: Wording = {
  subject: (input, value) => `Option '${optionOf(input)}': ${JSON.stringify(value)}`,
  name: (input) => `'${optionOf(input)}'`,
  setting: (input, value) => `${optionOf(input)}: ${JSON.stringify(value)}`,
};

/** Options as the text that inputs are. @throws OptionError */
function reader(options: PrecompileOptions): (name: InputName) => string {
  const known = [...Object.keys(INPUTS), ...OTHERS];
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      throw new OptionError(
        name,
        `There is no option '${name}'. ${didYouMean(name, known)}`.trimEnd(),
      );
    }
  }
  const texts = new Map<InputName, string>();
  for (const [option, input] of Object.entries(INPUTS)) {
    const value = options[option as keyof typeof INPUTS];
    const type = option === "jobs" || option === "timeoutMinutes" ? "number" : "string";
    if (value !== undefined && typeof value !== type) {
      throw new InputError(input, String(value), `a ${type}`, "Leave it out for the default.");
    }
    texts.set(input, value === undefined ? "" : String(value));
  }
  return (name) => texts.get(name) ?? "";
}
