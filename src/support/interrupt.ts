/** Cancelling: what SIGINT and SIGTERM do to this process. */
import { exitOnceWritten } from "./exit.ts";

/** Milliseconds from a signal on for an orderly end: what still waits for a server then is given up. */
const GRACE = 1500;

/** Milliseconds for what is still to be printed then. */
const LAST_WORDS = 500;

/**
 * The signal that ends a run. If the process is still there after a moment, it ends all the same: GitHub
 * kills what has not ended after some seconds, and nothing of ours is left half written by then.
 *
 * @param exitCodes by the name of the system's signal
 * @param lastWords called before such an end
 */
export function cancelledBySignals(
  exitCodes: Readonly<Record<"SIGINT" | "SIGTERM", number>>,
  lastWords: (message: string) => void,
): AbortSignal {
  const cancel = new AbortController();
  for (const [signal, code] of Object.entries(exitCodes)) {
    process.once(signal, () => {
      const reason = new Cancelled(`cancelled by ${signal}`, code);
      const late = (): void => {
        lastWords(reason.message);
        exitOnceWritten(code, LAST_WORDS);
      };
      setTimeout(late, GRACE).unref();
      cancel.abort(reason);
    });
  }
  return cancel.signal;
}

/** The reason of that signal. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}
