/** Errors that a user can act on. Everything else that is thrown is a bug or the machine's. */
import { randomUUID } from "node:crypto";

/** How inputs are called where a message is read: in a workflow, or on the command line. */
export interface Wording {
  /** An input with what it was given, as the subject of an error. */
  subject(input: string, value: string): string;
  /** An input within a sentence. */
  name(input: string): string;
  /** An input with a value. */
  setting(input: string, value: string): string;
}

/** Mentioned like an input: the artifact store, by the name that it has where the message is read. */
export const STORE = "the-store";

/** In a workflow. */
export const ACTION: Wording = {
  subject: (input, value) => `Input '${input}': ${JSON.stringify(value)}`,
  name: (input) => (input === STORE ? "the cache" : `'${input}'`),
  setting: (input, value) => `${input}: ${value}`,
};

/** Begins a mention: messages have names of files and words of servers in them, which can say anything else. */
const MARK = randomUUID();

const MENTION = new RegExp(`\\{${MARK} ([a-z-]+)(?:=([^{}]*))?\\}`, "g");

/** An input within a message, which `inWords` then calls as its reader does. */
export function mention(input: string, value?: string): string {
  return value === undefined ? `{${MARK} ${input}}` : `{${MARK} ${input}=${value}}`;
}

/** A message with its mentions in words. */
export function inWords(message: string, wording: Wording): string {
  return message.replace(MENTION, (_, input: string, value?: string) =>
    value === undefined ? wording.name(input) : wording.setting(input, value),
  );
}

/** An input that cannot be used: names it, its value, why not, what is allowed and what to do. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly input: string;
  readonly #parts: readonly [value: string, allowed: string, advice: string, reason: string];

  /** @param reason why not, where that is not plain from what is allowed */
  constructor(input: string, value: string, allowed: string, advice: string, reason = "") {
    super();
    this.input = input;
    this.#parts = [value, allowed, advice, reason];
    this.message = this.inWords(ACTION);
  }

  inWords(wording: Wording): string {
    const [value, allowed, advice, reason] = this.#parts;
    const why = reason === "" ? "" : `: ${reason}`;
    return inWords(
      [`${wording.subject(this.input, value)} is not usable${why}`, `Allowed: ${allowed}`, advice]
        .map(sentence)
        .join(" ")
        .trimEnd(),
      wording,
    );
  }
}

/** With one mark at its end: messages of others, and questions, come with theirs. */
function sentence(text: string): string {
  const whole = text.trimEnd().replace(/([?!]|[^.]\.)\.$/, "$1");
  return whole === "" || /[.?!]$/.test(whole) ? whole : `${whole}.`;
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The same for whoever reads it. */
export function messageFor(error: unknown, wording: Wording): string {
  return error instanceof InputError ? error.inWords(wording) : inWords(messageOf(error), wording);
}
