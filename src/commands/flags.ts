/** What the commands' flags have in common; compile options are flags as they are Wasmtime's. */
import { type ParseArgsConfig, parseArgs } from "node:util";
import { DEFAULT_VERSION } from "../engine/lines.ts";
import { listOptions } from "../engine/options.ts";
import { parseVersion } from "../engine/version.ts";
import { InputError, type Wording } from "../support/errors.ts";
import { readRegularTextSync } from "../support/files.ts";
import { didYouMean } from "../support/nearest.ts";

const OPTIONS = "-O, -C, -D or -W";

function flagName(input: string): string {
  return { files: "GLOB", targets: "--target", options: OPTIONS }[input] ?? `--${input}`;
}

/** What the Action's inputs are called here. */
export const COMMAND_LINE: Wording = {
  subject: flagName,
  name: flagName,
  // Compile options are flags themselves, and some flags take no value.
  setting: (input, value) =>
    input === "options"
      ? value
      : value === "true"
        ? flagName(input)
        : `${flagName(input)} ${value}`,
};

/** A flag that cannot be understood. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Node's `parseArgs` with positionals, and errors that name the flag and what to do. @throws UsageError */
export function parseFlags<const T extends NonNullable<ParseArgsConfig["options"]>>(
  args: string[],
  options: T,
) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const flag = /'(--?[^\s'<]+)/.exec(message)?.[1] ?? "";
    switch (code) {
      case "ERR_PARSE_ARGS_UNKNOWN_OPTION": {
        const names = Object.keys(options).map((name) =>
          name.length === 1 ? `-${name}` : `--${name}`,
        );
        const meant = flag.startsWith("--") ? didYouMean(flag, names) : "";
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
