/** The default command: the Action's run over a local folder store. */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { findCompiler } from "../compiler/find.ts";
import { openCompiler } from "../compiler/open.ts";
import type { InputName } from "../inputs/defaults.ts";
import { ENGINE_INPUTS } from "../inputs/engines.ts";
import { readSettings, type Settings } from "../inputs/inputs.ts";
import { counts, totals, writeManifest } from "../report/manifest.ts";
import { tell } from "../report/reporter.ts";
import { terminalReporter } from "../report/terminal.ts";
import { glob, literalPattern } from "../run/globs.ts";
import { run } from "../run/run.ts";
import { defaultFolder, openFolder } from "../store/folder.ts";
import { forSettings, usesStore } from "../store/modes.ts";
import type { Store } from "../store/store.ts";
import { InputError, mention, messageOf } from "../support/errors.ts";
import { EXIT } from "./exit.ts";
import {
  COMMAND_LINE,
  joinOptions,
  OPTION_FLAGS,
  optionsHelp,
  parseFlags,
  SIGNING_KEY,
  text,
  textFlags,
  UsageError,
} from "./flags.ts";
import { print } from "./print.ts";

/** Flags that are inputs of the Action under the same name. */
const INPUT_FLAGS = [
  "output",
  ...ENGINE_INPUTS,
  "core-modules",
  "directory-mode",
  "if-no-files-found",
  "if-nothing-made",
  "advisories",
  "cache",
  "cache-suffix",
  "trust",
  "mode",
  "max-jobs",
  "group",
  "plan",
  "shard",
  "sample",
  "jobs",
  "timeout-minutes",
  "function-cache-limit",
] as const satisfies readonly InputName[];

/** Flags whose inputs take several values. */
const LISTS = ["wasmtime-version", "like", "host-features", "cpu"] as const satisfies InputName[];

/** Values of the input `mode` that make sense here. */
const MODES = ["compile", "plan", "collect", "audit"];

const flag = { type: "boolean" } as const;

/** @returns the exit code */
export async function precompile(args: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseFlags(
    args,
    {
      ...textFlags(INPUT_FLAGS),
      ...OPTION_FLAGS,
      target: { type: "string", multiple: true },
      out: text,
      "fail-fast": flag,
      "fail-on-save-error": flag,
      "fail-on-cache-miss": flag,
      "lookup-only": flag,
      explain: flag,
      store: text,
      "no-store": flag,
      json: flag,
      verbose: flag,
    },
    LISTS,
  );
  const help = optionsHelp(values);
  if (help !== "") {
    await print(help);
    return EXIT.ok;
  }
  const inputs: Partial<Record<InputName, string | undefined>> = {
    ...values,
    options: joinOptions(values),
    files: (await Promise.all(positionals.map(patternOf))).join("\n"),
    targets: values.target?.join("\n"),
    "fail-fast": String(values["fail-fast"] ?? false),
    "fail-on-save-error": String(values["fail-on-save-error"] ?? false),
    "fail-on-cache-miss": String(values["fail-on-cache-miss"] ?? false),
    "lookup-only": String(values["lookup-only"] ?? false),
    "dry-run": String(values.explain ?? false),
    "if-no-files-found": values["if-no-files-found"] ?? "error",
    cache: values["no-store"] ? "false" : values.cache,
    "signing-key": process.env[SIGNING_KEY],
  };
  if (values.mode !== undefined && !MODES.includes(values.mode)) {
    throw new InputError(
      "mode",
      values.mode,
      MODES.join(", "),
      values.mode === "publish" ? "Only the Action publishes." : "Leave it out for compile.",
    );
  }
  if (values["no-store"] && values.cache !== undefined) {
    throw new UsageError("Only one of --no-store and --cache can be given. Leave one of them out.");
  }
  if (values.explain && (values.mode ?? "compile") !== "compile") {
    throw new InputError(
      "explain",
      "true",
      mention("mode", "compile"),
      "A plan looks up without it; collect and audit do more than explain.",
    );
  }
  const settings = withOut(
    readSettings((name) => inputs[name] ?? ""),
    values.out,
    values.output,
  );
  const reporter = terminalReporter(
    process.stderr,
    values.verbose ?? values.explain ?? false,
    COMMAND_LINE,
  );
  const store = await openStore(settings, values.store, reporter.warning);
  const { manifest, nothingMade } = await run(settings, {
    cwd: process.cwd(),
    reporter,
    glob,
    findCompiler,
    openCompiler,
    store,
    signal,
  });
  reporter.info(totals(manifest, COMMAND_LINE));
  if (values.json) {
    await print(writeManifest(manifest));
  }
  if (nothingMade !== undefined) {
    tell(nothingMade, settings.ifNothingMade, reporter);
    return settings.ifNothingMade === "error" ? EXIT.failed : EXIT.ok;
  }
  const { failed, "not-saved": notSaved } = counts(manifest);
  return failed > 0 || (settings.failOnSaveError && notSaved > 0) ? EXIT.failed : EXIT.ok;
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
  const [engines, targets] = [settings.engines.length > 1, settings.targets.length > 1];
  return {
    ...settings,
    output: ({ stem, target, wasmtime }) =>
      join(out, engines ? wasmtime : "", targets ? target : "", `${stem}.cwasm`),
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
  if (!usesStore(cache)) {
    return undefined;
  }
  try {
    return forSettings(await openFolder(folder ?? defaultFolder()), cache);
  } catch (error) {
    if (folder !== undefined) {
      throw new InputError("store", folder, "a folder of your own", `${messageOf(error)}.`);
    }
    warn(`nothing is restored or saved: ${messageOf(error)}`);
    return undefined;
  }
}
