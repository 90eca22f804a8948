/** The shell blocks of the README and the docs: what has to be there before, and what they say. */

/** A block that is run, as a user would, in a folder where its files are. */
export interface ShellRun {
  /** Commands that make what it is about, in a checkout with `plugin.wasm`, `crates/server` and `host`. */
  readonly before?: readonly string[];
  /** What it prints, on either stream. */
  readonly says: RegExp;
}

/** Why a block is not run there, and what runs it. */
type Reason = string;

const cli = "node dist/cli.js";
/** `crates/server` is for Wasmtime 48 with default features. */
const server = `${cli} plugin.wasm --host crates/server`;

/** By page and first line. */
export const SHELL_BLOCKS: Readonly<Record<string, ShellRun | Reason>> = {
  "README.md: node dist/cli.js 'examples/*.wasm'": { says: /0 restored, 2 compiled/ },
  "README.md: npm cit":
    "it runs this test; .ci/run does the same, and unit/docs.test.ts holds that",
  "README.md: node dist/cli.js check plugin.cwasm --host crates/server": {
    before: [server],
    says: /^plugin\.cwasm: loads /m,
  },
  "docs/api.md: node dist/cli.js plugin.wasm --wasmtime-version 48 --host-features default --target x86_64-unknown-linux-gnu":
    { says: /ed plugin\.cwasm \(/ },
  "docs/command-line.md: node dist/cli.js 'plugins/*.wasm' --target x86_64-unknown-linux-gnu --out dist/plugins":
    {
      before: ["mkdir -p plugins", "cp examples/*.wasm plugins"],
      says: /ed dist\/plugins\/greet\.cwasm \(/,
    },
  "docs/command-line.md: node dist/cli.js --explain examples/add.wasm --host crates/server": {
    says: /host features: default, of crates\/server/,
  },
  "docs/engine.md: node dist/cli.js inspect made-by-the-host.cwasm --as inputs": {
    before: [`${server} --output made-by-the-host.cwasm`],
    says: /host-features: default/,
  },
  "docs/engine.md: npm ci":
    "it takes minutes of Rust: examples/other-version.yml has the same lines, integration/precompiler.test.ts the compilers",
  "docs/host.md: find cwasm -type d -exec chmod 700 {} + && find cwasm -type f -exec chmod 600 {} +":
    {
      before: [`${server} --out cwasm`, "chmod 755 cwasm", "chmod 644 cwasm/*"],
      says: /^$/,
    },
  "docs/host.md: node dist/cli.js examples/greet.wasm --out plugins --host examples/host -W epoch-interruption":
    { before: ["rm -rf plugins"], says: /Hello, world!/ },
  "docs/moving.md: node dist/cli.js check plugins/*.cwasm --wasmtime-version 48.0.8 --host-features default -W epoch-interruption=y":
    {
      before: [
        "rm -rf plugins",
        `${server} --out plugins -W epoch-interruption`,
        // As the old ones, which had none.
        "rm plugins/*.meta",
      ],
      says: /^plugins\/plugin\.cwasm: loads /m,
    },
  "docs/refused.md: node dist/cli.js check plugin.cwasm --wasmtime-version host/Cargo.lock -W fuel=1 --cpu x86-64-v3":
    {
      before: [
        `${cli} plugin.wasm --wasmtime-version host/Cargo.lock -W fuel=1 --cpu x86-64-v3`,
        "cp plugin.cwasm made-by-the-host.cwasm",
      ],
      says: /: loads .*: loads .*"epoch_interruption": false/s,
    },
  "docs/support.md: node dist/cli.js check plugin.cwasm --host crates/server --manifest cwasm-manifest.json":
    { before: [`${server} --json > cwasm-manifest.json`], says: /^plugin\.cwasm: loads /m },
  "docs/support.md: npx node scripts/compare-advisories.ts ../advisory-db":
    "it takes RustSec's database: unit/compare-advisories.test.ts runs it on a part, a job of CI on all",
  "docs/trust.md: node dist/cli.js audit 'components/*.wasm' --target aarch64-apple-darwin --output 'assets/{stem}-{target}.cwasm'":
    {
      before: [
        "mkdir components",
        "cp examples/*.wasm components",
        `${cli} 'components/*.wasm' --target aarch64-apple-darwin --output 'assets/{stem}-{target}.cwasm'`,
      ],
      says: /2 verified/,
    },
};
