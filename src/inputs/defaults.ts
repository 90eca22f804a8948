/** The defaults of the inputs, apart from all that reads them: `--help` needs no more. */

/** The value of the input `cpu` that adds nothing. */
export const BASELINE = "baseline";

/** The value of the input `compiler` that is no program. */
export const EMBEDDED_COMPILER = "embedded";

/** Every input with its default. An input that is empty has its default. */
export const DEFAULTS = {
  files: "**/*.wasm\n!**/node_modules/**\n!**/.git/**",
  targets: "",
  "wasmtime-version": "27",
  "host-features": "minimal",
  options: "",
  cpu: BASELINE,
  "engine-fingerprint": "",
  compiler: EMBEDDED_COMPILER,
  output: "",
  "core-modules": "skip",
  "if-no-files-found": "warn",
  cache: "true",
  "fail-on-save-error": "false",
  upload: "none",
  "artifact-name": "cwasm-{target}",
  "retention-days": "",
  "fail-fast": "false",
  jobs: "",
  "function-cache-limit": "256 MB",
} as const satisfies Record<string, string>;
