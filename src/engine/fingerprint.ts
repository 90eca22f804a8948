/** The fingerprint: a host's description of its engine, in the reference's form. */

import { InputError, mention } from "../support/errors.ts";
import type { HostFeatures } from "./features.ts";
import {
  byName,
  type CompilerLine,
  isOption,
  type Option,
  OptionProblem,
  parseOption,
} from "./options.ts";

/** Keys of the reference's fingerprint, and Wasmtime's names for them. */
const KEYS: Readonly<Record<string, string>> = {
  component_model: "component-model",
  fuel: "fuel",
  epoch: "epoch-interruption",
};

/** Which engine a fingerprint is compared with. */
export interface FingerprintLine extends CompilerLine {
  readonly hostFeatures: HostFeatures;
}

/** The fingerprint of a host that has none of its own: the reference's, and what differs from it. */
export function describeEngine(options: readonly Option[], hostFeatures: HostFeatures): string {
  const values = new Map(options);
  const hasComponents = hostFeatures.deciding?.has("component-model") !== false;
  const others = options.filter(([name]) => !Object.values(KEYS).includes(name));
  return [
    "v2",
    `component_model=${values.get("component-model") ?? String(hasComponents)}`,
    "async=false",
    `fuel=${values.get("fuel") ?? "false"}`,
    `epoch=${values.get("epoch-interruption") ?? "false"}`,
    "cranelift",
    ...others.map(([name, value]) => `${name}=${value}`),
    ...(hostFeatures.name === "minimal" ? [] : [`host=${hostFeatures.name}`]),
  ].join(";");
}

/** Whether a text begins as the reference's does, so that options can be read from it. */
export function hasReferenceForm(text: string): boolean {
  return /^v\d+(;|$)/.test(text);
}

/**
 * The options that a fingerprint names, each with its canonical value, or undefined for Wasmtime's
 * default. What it does not name has that, too.
 *
 * @throws InputError if not every field is understood
 */
export function readFingerprint(text: string, line: FingerprintLine): Option[] {
  const [, ...fields] = text.split(";");
  if (!hasReferenceForm(text)) {
    throw refusal(text, "It does not begin with a version.");
  }
  const keys = fields.map((field) => field.split("=")[0] as string);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) {
    throw refusal(text, `'${twice}' is named twice.`);
  }
  return fields
    .flatMap((field) => {
      const read = readField(text, field, line);
      if (read === undefined) {
        throw refusal(text, `'${field}' is not known.`);
      }
      return read.option === undefined ? [] : [read.option];
    })
    .sort(byName);
}

/**
 * Compares a fingerprint with options that are given beside it. Fields of the host's own making are
 * its own business.
 *
 * @throws InputError if they contradict each other
 */
export function requireAgreement(
  text: string,
  options: readonly Option[],
  line: FingerprintLine,
): void {
  const given = new Map(options);
  for (const field of text.split(";")) {
    const read = readField(text, field, line);
    const says = read?.name === undefined ? undefined : given.get(read.name);
    if (read?.name !== undefined && read.option?.[1] !== says) {
      throw refusal(
        text,
        `it says ${field}, but ${mention("options")} ${says === undefined ? "does not" : `says ${read.name}=${says}`}`,
      );
    }
  }
}

/** One field; undefined if it is not known. Without a name it decides nothing. */
function readField(
  text: string,
  field: string,
  line: FingerprintLine,
): { name?: string; option?: Option | undefined } | undefined {
  const [key = "", ...rest] = field.split("=");
  const value = rest.join("=");
  const possible = (is: boolean): Record<string, never> => {
    if (!is) {
      throw refusal(text, `'${field}' is not possible here.`);
    }
    return {};
  };
  if (field === "cranelift") {
    return {};
  }
  if (key === "async") {
    // Decides how a host calls, not what is compiled.
    return possible(value === "true" || value === "false");
  }
  if (key === "host") {
    return possible(value === line.hostFeatures.name);
  }
  const isKey = Object.hasOwn(KEYS, key);
  const name = isKey ? (KEYS[key] as string) : key;
  if (!isOption(name)) {
    return undefined;
  }
  if (isKey) {
    possible(value === "true" || value === "false");
  }
  if (name === "fuel") {
    return { name, option: value === "true" ? [name, value] : undefined };
  }
  try {
    return { name, option: parseOption(name, value, line) };
  } catch (error) {
    throw error instanceof OptionProblem ? refusal(text, error.message) : error;
  }
}

function refusal(text: string, problem: string): InputError {
  return new InputError(
    "engine-fingerprint",
    text,
    `fields separated by ';': a version such as v2, the keys ${Object.keys(KEYS).join(", ")} and async with =true or =false, cranelift, and compile options`,
    `Copy the fingerprint from your host, character by character; if it has another form, give its options in ${mention("options")} as well.`,
    problem,
  );
}
