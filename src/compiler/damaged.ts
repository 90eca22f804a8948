/** What makes of a broken file of a compiler an error that says which one, and what to do. */
import { fileURLToPath } from "node:url";
import { messageOf } from "../support/errors.ts";

export function damaged(file: URL, error: unknown): Error {
  return new Error(
    `the compiler is damaged: ${fileURLToPath(file)}: ${messageOf(error)}: install it again, or build it again if it is one of yours`,
    { cause: error },
  );
}
