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

/** Events whose runs have the repository's rights, while code of others may be in the workspace. */
const CODE_OF_OTHERS: Readonly<Record<string, string>> = {
  workflow_run: "this run belongs to another workflow's",
  pull_request_target: "this run belongs to a pull request, with the rights of the repository",
};

/** Why the code in the workspace may be of others, who have fewer rights; undefined if it is not. */
export function codeOfOthers({ name }: WorkflowEvent): string | undefined {
  return CODE_OF_OTHERS[name];
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
