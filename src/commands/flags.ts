/** What the commands' flags have in common; compile options are flags as they are Wasmtime's. */
import { InputError } from "../support/errors.ts";

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
