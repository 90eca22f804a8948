/** What the commands' flags have in common; compile options are flags as they are Wasmtime's. */
import { type ParseArgsConfig, parseArgs } from "node:util";
import { DEFAULT_VERSION } from "../engine/lines.ts";
import { listOptions } from "../engine/options.ts";
import { parseVersion } from "../engine/version.ts";
import { InputError, STORE, type Wording } from "../support/errors.ts";
import { readRegularTextSync } from "../support/files.ts";
import { didYouMean } from "../support/nearest.ts";

const OPTIONS = "-O, -C, -D or -W";

/** The environment variable that the input signing-key comes from: who sees a machine's processes sees their arguments. */
export const SIGNING_KEY = "CWASM_CACHE_SIGNING_KEY";

/** What an argument of `check` and `inspect` is called. */
export const FILE = "FILE.cwasm";

/** Where that is not the input's own name. */
const NAMES: Readonly<Record<string, string>> = {
  files: "GLOB",
  targets: "--target",
  options: OPTIONS,
  "signing-key": SIGNING_KEY,
  "dry-run": "--explain",
  [STORE]: "the store",
};

function flagName(input: string): string {
  return NAMES[input] ?? `--${input}`;
}

function subject(flag: string, value: string): string {
  return value === "true" ? flag : `${flag}: ${JSON.stringify(value)}`;
}

/** What the Action's inputs are called here. */
export const COMMAND_LINE: Wording = {
  subject: (input, value) => subject(flagName(input), value),
  name: flagName,
  // Compile options are flags themselves, and some flags take no value.
  setting: (input, value) =>
    input === "options"
      ? value
      : value === "true"
        ? flagName(input)
        : `${flagName(input)} ${value}`,
};

/** The same in errors about arguments, which may have said an input by another flag. */
export function commandLine(args: readonly string[]): Wording {
  const isGiven = (flag: string): boolean =>
    args.some((arg) => arg === flag || arg.startsWith(`${flag}=`));
  return {
    ...COMMAND_LINE,
    subject(input, value) {
      if (input === "options" && isGiven("--options")) {
        return subject("--options", value);
      }
      if (input === "like" && args[0] === "inspect") {
        return subject(FILE, value);
      }
      return input === "cache" && isGiven("--no-store")
        ? "--no-store"
        : COMMAND_LINE.subject(input, value);
    },
  };
}

/** A flag that cannot be understood. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What people look for here because it is elsewhere. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "--dry-run": "It is --explain here.",
  "--targets": "It is --target here, once for each.",
  "--files": "They are arguments here.",
};

/**
 * Node's `parseArgs` with positionals, and errors that name the flag and what to do.
 *
 * @param lists flags that may be given several times: their values become lines
 * @param elsewhere what to say of flags that another command or the Action has
 * @throws UsageError
 */
export function parseFlags<const T extends NonNullable<ParseArgsConfig["options"]>>(
  args: string[],
  options: T,
  lists: readonly string[],
  elsewhere = ELSEWHERE,
) {
  try {
    const parsed = parseArgs({ args, allowPositionals: true, options, tokens: true });
    const values = parsed.values as Record<string, unknown>;
    for (const [name, { type, multiple }] of Object.entries(options)) {
      const given = parsed.tokens.flatMap((token) =>
        token.kind === "option" && token.name === name ? [token.value ?? ""] : [],
      );
      if (type === "string" && multiple !== true && given.length > 1) {
        values[name] = lists.includes(name) ? given.join("\n") : refuseSeveral(name, given);
      }
    }
    return parsed;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const flag = /'(--?[^\s'<]+)/.exec(message)?.[1] ?? "";
    switch (code) {
      case "ERR_PARSE_ARGS_UNKNOWN_OPTION": {
        const names = Object.keys(options).map((name) =>
          name.length === 1 ? `-${name}` : `--${name}`,
        );
        const meant = elsewhere[flag] ?? (flag.startsWith("--") ? didYouMean(flag, names) : "");
        throw new UsageError(`There is no flag ${flag}. ${meant}`.trimEnd());
      }
      case "ERR_PARSE_ARGS_INVALID_OPTION_VALUE":
        throw new UsageError(
          /does not take an argument/.test(message)
            ? `${flag} takes no value.`
            : `${flag} takes a value. One that begins with a dash is written ${flag}=VALUE.`,
        );
      default:
        throw error;
    }
  }
}

/** Node takes the last one, and says nothing. @throws UsageError */
function refuseSeveral(name: string, given: readonly string[]): never {
  const [times, others] =
    given.length === 2 ? ["twice", "one"] : [`${given.length} times`, "all but one"];
  throw new UsageError(
    `--${name} is given ${times}: ${given.map((value) => JSON.stringify(value)).join(", ")}. Leave ${others} of them out.`,
  );
}

export const text = { type: "string" } as const;

/** Flags with a value, for `parseArgs`. */
export function textFlags<const T extends string>(names: readonly T[]): Record<T, typeof text> {
  return Object.fromEntries(names.map((name) => [name, text])) as Record<T, typeof text>;
}

const many = { type: "string", multiple: true } as const;

/** For `parseArgs`. */
export const OPTION_FLAGS = {
  O: { ...many, short: "O" },
  C: { ...many, short: "C" },
  D: { ...many, short: "D" },
  W: { ...many, short: "W" },
} as const;

type Values = Readonly<Partial<Record<keyof typeof OPTION_FLAGS, string[]>>> & {
  readonly options?: string | undefined;
};

/** What `-O help` and the like print, if that is asked for. */
export function optionsHelp(
  values: Values & { readonly "wasmtime-version"?: string | undefined },
): string {
  const letters = Object.keys(OPTION_FLAGS) as (keyof typeof OPTION_FLAGS)[];
  const version = values["wasmtime-version"] ?? DEFAULT_VERSION;
  return letters
    .filter((letter) => values[letter]?.some((value) => value === "help" || value === "help-long"))
    .flatMap((letter) => listOptions(letter, parseVersion(version, readRegularTextSync).major))
    .map((line) => `${line}\n`)
    .join("");
}

/** The text of the input `options`. @throws InputError if it is given in both ways */
export function joinOptions(values: Values): string | undefined {
  const letters = Object.keys(OPTION_FLAGS) as (keyof typeof OPTION_FLAGS)[];
  const flags = letters.flatMap((letter) =>
    (values[letter] ?? []).map((value) => `-${letter} ${value}`),
  );
  if (flags.length > 0 && values.options !== undefined) {
    throw new InputError(
      "options",
      values.options,
      "only one of --options and the flags -O, -C, -D and -W",
      "Leave one of them out.",
    );
  }
  return flags.length > 0 ? flags.join(" ") : values.options;
}
