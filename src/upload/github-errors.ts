/** What GitHub's refusals mean, by their HTTP status and body. */
import { mention, messageOf } from "../support/errors.ts";

/** Seconds that a server is waited for, at most. */
const LONGEST_WAIT = 300;

/** Says what a token lacks, where the server only says no. */
export async function permitted<T>(tag: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const status = statusOf(error);
    if (status === 401 || status === 403 || status === 404) {
      throw new Error(
        `the release ${tag} cannot be written (${saidBy(error)}): give the job 'permissions: contents: write', without which it does not even see drafts, or another token in ${mention("token")}`,
        { cause: error },
      );
    }
    const refused = isRefusal(error) || (error instanceof Error && isRefusal(error.cause));
    throw refused
      ? new Error(`the release ${tag} is not finished: ${saidBy(error)}`, { cause: error })
      : error;
  }
}

/** Whether this is a request that failed, as Octokit throws it. */
function isRefusal(error: unknown): error is Error {
  return error instanceof Error && error.name === "HttpError";
}

/** What a server answered, or that it did not; for anything else its message. */
export function saidBy(error: unknown): string {
  const message = messageOf(error);
  if (!isRefusal(error)) {
    return message;
  }
  return "response" in error && error.response !== undefined
    ? `GitHub answered ${statusOf(error)}: ${message}`
    : `GitHub did not answer: ${message}`;
}

/** The HTTP status of a server's refusal; 0 for anything else. */
export function statusOf(error: unknown): number {
  const status = error instanceof Error && "status" in error ? error.status : 0;
  return typeof status === "number" ? status : 0;
}

/** Whether the same request may succeed later: the server is busy, the connection was cut, or the name is taken. */
export function mayPass(error: unknown): boolean {
  const status = statusOf(error);
  const { errors } = responseOf(error).data ?? {};
  const taken = errors?.some(({ code }) => code === "already_exists") === true;
  return status >= 500 || status === 408 || status === 429 || (status === 422 && taken);
}

/** The seconds that a server asks to wait. */
export function retryAfter(error: unknown): number | undefined {
  const seconds = Number(responseOf(error).headers?.["retry-after"] ?? Number.NaN);
  return seconds >= 0 ? Math.min(seconds, LONGEST_WAIT) : undefined;
}

interface Refusal {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly data?: { readonly errors?: readonly { readonly code?: string }[] };
}

function responseOf(error: unknown): Refusal {
  return (error as { response?: Refusal }).response ?? {};
}
