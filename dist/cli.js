import {
  defaultFolder
} from "./chunk-EJI7IHYM.js";
import {
  DEFAULTS,
  oneLine
} from "./chunk-WNHPJT6S.js";
import {
  EXIT,
  InputError,
  __name,
  messageOf
} from "./chunk-HNFUF6P3.js";

// src/cli.ts
var HELP = `Usage: node dist/cli.js [GLOB...] [options]
       node dist/cli.js check FILE.cwasm... [--help for its options]
       node dist/cli.js inspect FILE.cwasm...

Precompiles WebAssembly components for Wasmtime: writes FILE.cwasm and FILE.cwasm.meta.

GLOB is a file or a pattern; !PATTERN takes away from what those before it found.
Default: every .wasm below the working directory, less node_modules and .git.

Where to
  --target TRIPLE           what to compile for; several times for several [this machine]
  --out DIR                 write DIR/{stem}.cwasm, or DIR/{target}/{stem}.cwasm for several targets
  --output TEMPLATE         the same in full [{dir}/{stem}.cwasm, {dir}/{target}/{stem}.cwasm]

The host's engine
  --wasmtime-version V      27, 27.0.0 or the path of a Cargo.lock [${DEFAULTS["wasmtime-version"]}]
  --host-features NAME      minimal or default [${DEFAULTS["host-features"]}]
  -O, -C, -D, -W KEY[=VAL]  compile options as wasmtime takes them
                            [-W epoch-interruption for minimal, none for default]
  --options FILE.toml       the same as wasmtime's --config
  --cpu NAMES               CPUs and features that may be used [${DEFAULTS.cpu}]
  --engine-fingerprint S    what the host hashes [made from the above]
  --compiler PROGRAM        ${DEFAULTS.compiler}, or a native wasmtime [${DEFAULTS.compiler}]

What to do
  --core-modules WHAT       skip, error or compile [${DEFAULTS["core-modules"]}]
  --if-no-files-found WHAT  warn, error or ignore [error]
  --fail-fast               end at the first failure
  --jobs N                  compiles at a time [one per core]

The store of compiled artifacts
  --store DIR               [${defaultFolder()}]
  --function-cache-limit N  size of the compiled functions kept per target [${DEFAULTS["function-cache-limit"]}]
  --no-store                neither restore nor save
  --cache MODE              true, restore-only, save-only or false [${DEFAULTS.cache}]
  --fail-on-save-error      fail if something made could not be saved

  --json                    print the manifest on standard output
  --verbose                 also tell what went into every key
  --help                    print this

Exit codes: ${EXIT.ok} done, ${EXIT.failed} something could not be compiled or written, ${EXIT.usage} unusable arguments or no files,
${EXIT.interrupted} and ${EXIT.terminated} interrupted.
`;
async function main(args, signal) {
  switch (args[0]) {
    case "check":
      return await (await import("./check-PRRYUQOH.js")).check(args.slice(1));
    case "inspect":
      return await (await import("./inspect-JUQ2L2WU.js")).inspect(args.slice(1));
    default:
      if (args.includes("--help")) {
        process.stdout.write(HELP);
        return EXIT.ok;
      }
      return await (await import("./precompile-PHOJWGGA.js")).precompile(args, signal);
  }
}
__name(main, "main");
var cancel = new AbortController();
var interrupted;
for (const [signal, code] of [
  ["SIGINT", EXIT.interrupted],
  ["SIGTERM", EXIT.terminated]
]) {
  process.once(signal, () => {
    interrupted = code;
    cancel.abort(new Error(`stopped by ${signal}`));
  });
}
try {
  process.exitCode = await main(process.argv.slice(2), cancel.signal);
} catch (error) {
  process.stderr.write(`error: ${oneLine(messageOf(error))}
`);
  const usage = error instanceof InputError || error.code?.startsWith("ERR_PARSE_ARGS") === true;
  if (usage) {
    process.stderr.write("Run with --help for all options.\n");
  }
  process.exitCode = interrupted ?? (usage ? EXIT.usage : EXIT.failed);
}
