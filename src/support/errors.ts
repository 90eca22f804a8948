/** Errors that a user can act on. Everything else that is thrown is a bug or the machine's. */

/** An input that cannot be used: names it, its value, what is allowed and what to do. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly input: string;

  constructor(input: string, value: string, allowed: string, advice: string) {
    super(
      `Input '${input}': ${JSON.stringify(value)} is not usable. Allowed: ${allowed}. ${advice}`,
    );
    this.input = input;
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
