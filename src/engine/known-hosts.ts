/** Hosts by name: what each builds Wasmtime with and sets, confirmed by a test with the host itself. */

export interface KnownHost {
  /** Where it comes from. */
  readonly source: string;
  /** Wasmtime as it pins it, if it is always the same. */
  readonly version?: string;
  /** What it is built with, by Wasmtime's major versions for which that has been confirmed. */
  readonly builds: readonly Build[];
  /** Compile options, of a host that always sets the same. */
  readonly options?: string;
}

interface Build {
  readonly from: number;
  readonly to: number;
  /** Cargo features. */
  readonly features: string;
}

export const KNOWN_HOSTS: Readonly<Record<string, KnownHost>> = {
  yosh: {
    source: "the crate yosh 0.2",
    version: "27",
    builds: [{ from: 27, to: 27, features: "component-model" }],
    options: "-W epoch-interruption",
  },
  "wasmtime-py": {
    source: "the wheels of the package wasmtime",
    builds: [
      { from: 38, to: 44, features: "component-model, gc, gc-drc, gc-null, threads" },
      {
        from: 45,
        to: 50,
        features: "component-model, component-model-async, gc, gc-drc, gc-null, threads",
      },
    ],
  },
  "wasmtime-cli": {
    source: "the crate wasmtime-cli with its default features",
    builds: [{ from: 27, to: 50, features: "default" }],
  },
};
