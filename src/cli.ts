/** The command line: the same run over a local folder store. */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { joinOptions, OPTION_FLAGS } from "./commands/options.ts";
import { openCompiler } from "./compiler/open.ts";
import { InputError, messageOf } from "./errors.ts";
import { glob, literalPattern } from "./globs.ts";
import { DEFAULTS, ENGINE_INPUTS, type InputName, readSettings, type Settings } from "./inputs.ts";
import { counts, totals, writeManifest } from "./manifest.ts";
import { oneLine } from "./report/reporter.ts";
import { terminalReporter } from "./report/terminal.ts";
import { run } from "./run.ts";
import { defaultFolder, openFolder } from "./store/folder.ts";
import type { Store } from "./store/store.ts";

const EXIT = { ok: 0, failed: 1, usage: 2, interrupted: 130, terminated: 143 } as const;

const HELP = `Usage: node dist/cli.js [GLOB...] [options]
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

  --json                    print the manifest on standard output
  --verbose                 also tell what went into every key
  --help                    print this

Exit codes: ${EXIT.ok} done, ${EXIT.failed} something could not be compiled or written, ${EXIT.usage} unusable arguments or no files,
${EXIT.interrupted} and ${EXIT.terminated} interrupted.
`;

/** Flags that are inputs of the Action under the same name. */
const INPUT_FLAGS = [
  "output",
  ...ENGINE_INPUTS,
  "core-modules",
  "if-no-files-found",
  "cache",
  "jobs",
  "function-cache-limit",
] as const satisfies readonly InputName[];

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

async function main(args: string[], signal: AbortSignal): Promise<number> {
  switch (args[0]) {
    case "check":
      return await (await import("./commands/check.ts")).check(args.slice(1));
    case "inspect":
      return await (await import("./commands/inspect.ts")).inspect(args.slice(1));
    default:
      return await precompile(args, signal);
  }
}

async function precompile(args: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...(Object.fromEntries(INPUT_FLAGS.map((name) => [name, text])) as Record<
        (typeof INPUT_FLAGS)[number],
        typeof text
      >),
      ...OPTION_FLAGS,
      target: { type: "string", multiple: true },
      out: text,
      "fail-fast": flag,
      store: text,
      "no-store": flag,
      json: flag,
      verbose: flag,
      help: flag,
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return EXIT.ok;
  }
  const inputs: Partial<Record<InputName, string | undefined>> = {
    ...values,
    options: joinOptions(values),
    files: (await Promise.all(positionals.map(patternOf))).join("\n"),
    targets: values.target?.join("\n"),
    "fail-fast": String(values["fail-fast"] ?? false),
    "if-no-files-found": values["if-no-files-found"] ?? "error",
    cache: values["no-store"] ? "false" : values.cache,
  };
  const settings = withOut(
    readSettings((name) => inputs[name] ?? "", process.cwd()),
    values.out,
    values.output,
  );
  const reporter = terminalReporter(process.stderr, values.verbose ?? false);
  const store = await openStore(settings, values.store, reporter.warning);
  const manifest = await run(settings, {
    cwd: process.cwd(),
    reporter,
    glob,
    openCompiler,
    store,
    signal,
  });
  reporter.info(totals(manifest));
  if (values.json) {
    process.stdout.write(writeManifest(manifest));
  }
  return counts(manifest).failed > 0 ? EXIT.failed : EXIT.ok;
}

/** `--out`, which is another way to say `--output`. */
function withOut(
  settings: Settings,
  out: string | undefined,
  output: string | undefined,
): Settings {
  if (out === undefined) {
    return settings;
  }
  if (output !== undefined) {
    throw new InputError("out", out, "only one of --out and --output", "Leave one of them out.");
  }
  const several = settings.engines.size > 1;
  return {
    ...settings,
    output: ({ stem, target }) => join(out, several ? target : "", `${stem}.cwasm`),
  };
}

/** The shell has expanded patterns already: what exists is meant as it is written. */
async function patternOf(argument: string): Promise<string> {
  const exists = await stat(argument).then(
    () => true,
    () => false,
  );
  return exists ? literalPattern(argument) : argument;
}

async function openStore(
  { cache }: Settings,
  folder: string | undefined,
  warn: (message: string) => void,
): Promise<Store | undefined> {
  if (!cache.restore && !cache.save) {
    return undefined;
  }
  try {
    return await openFolder(folder ?? defaultFolder());
  } catch (error) {
    if (folder !== undefined) {
      throw new InputError("store", folder, "a folder of your own", `${messageOf(error)}.`);
    }
    warn(`nothing is restored or saved: ${messageOf(error)}`);
    return undefined;
  }
}

const cancel = new AbortController();
let interrupted: number | undefined;
for (const [signal, code] of [
  ["SIGINT", EXIT.interrupted],
  ["SIGTERM", EXIT.terminated],
] as const) {
  process.once(signal, () => {
    interrupted = code;
    cancel.abort(new Error(`stopped by ${signal}`));
  });
}
try {
  process.exitCode = await main(process.argv.slice(2), cancel.signal);
} catch (error) {
  process.stderr.write(`error: ${oneLine(messageOf(error))}\n`);
  const usage =
    error instanceof InputError ||
    (error as NodeJS.ErrnoException).code?.startsWith("ERR_PARSE_ARGS") === true;
  if (usage) {
    process.stderr.write("Run with --help for all options.\n");
  }
  process.exitCode = interrupted ?? (usage ? EXIT.usage : EXIT.failed);
}
