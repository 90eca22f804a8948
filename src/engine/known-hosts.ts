/** Hosts by name: what each builds Wasmtime with and sets, confirmed by a test with the host itself. */

export interface KnownHost {
  /** Where it comes from. */
  readonly source: string;
  /** Wasmtime as it pins it, if it is always the same. */
  readonly version?: string;
  /** Wasmtime's major versions for which this has been confirmed. */
  readonly from: number;
  readonly to: number;
  /** Cargo features. */
  readonly features: string;
  /** Compile options; empty for a host that sets nothing. */
  readonly options: string;
}

export const KNOWN_HOSTS: Readonly<Record<string, KnownHost>> = {
  yosh: {
    source: "the crate yosh 0.2",
    version: "27",
    from: 27,
    to: 27,
    features: "component-model",
    options: "-W epoch-interruption",
  },
  "wasmtime-py": {
    source: "the wheels of the package wasmtime",
    from: 38,
    to: 50,
    features: "component-model, component-model-async, gc, gc-drc, gc-null, threads",
    options: "",
  },
  "wasmtime-cli": {
    source: "the crate wasmtime-cli with its default features",
    from: 27,
    to: 50,
    features: "default",
    options: "",
  },
};
