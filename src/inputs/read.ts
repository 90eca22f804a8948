/** What all readers of inputs share. */
import { InputError } from "../support/errors.ts";
import type { InputName } from "./defaults.ts";

/** The text of an input: its default where it is not given. */
export type Text = (name: InputName) => string;

/** What a workflow run is about. */
export interface WorkflowEvent {
  /** As in `GITHUB_EVENT_NAME`; empty outside of workflows. */
  readonly name: string;
  /** The tag that was pushed. */
  readonly tag: string | undefined;
}

/** @param choices what to say is allowed */
export function oneOf<const T extends string>(
  name: InputName,
  value: string,
  allowed: readonly T[],
  choices = allowed.join(", "),
): T {
  const found = allowed.find((choice) => choice === value);
  if (found === undefined) {
    throw new InputError(name, value, choices, "Leave it out for the default.");
  }
  return found;
}

export function wholeNumber(
  name: InputName,
  value: string,
  least: number,
  most: number,
  advice: string,
): number {
  const number = Number(value);
  if (!/^\d{1,6}$/.test(value) || number < least || number > most) {
    throw new InputError(name, value, `a whole number from ${least} to ${most}`, advice);
  }
  return number;
}
