/** The defaults of the inputs, apart from all that reads them: `--help` needs no more. */
/** The value of the input `compiler` that is no program. */
export const EMBEDDED_COMPILER = "embedded";

/** Every input with its default. An input that is empty has its default. */
export const DEFAULTS = {
  files: "**/*.wasm\n!**/node_modules/**\n!**/.git/**",
  targets: "",
  "wasmtime-version": "",
  host: "",
  like: "",
  "host-features": "",
  options: "",
  cpu: "",
  "engine-fingerprint": "",
  compiler: EMBEDDED_COMPILER,
  output: "",
  "directory-mode": "",
  "core-modules": "skip",
  "if-no-files-found": "warn",
  "if-nothing-made": "",
  cache: "auto",
  "cache-suffix": "",
  "lookup-only": "false",
  "fail-on-cache-miss": "false",
  "fail-on-save-error": "false",
  mode: "compile",
  "max-jobs": "20",
  group: "",
  plan: "",
  shard: "",
  upload: "none",
  "artifact-name": "cwasm-{target}",
  "retention-days": "",
  "fail-fast": "false",
  jobs: "",
  "timeout-minutes": "30",
  "function-cache-limit": "256 MB",
} as const satisfies Record<string, string>;
