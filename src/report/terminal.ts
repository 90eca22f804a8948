/** Reports on a terminal, or to whatever standard error is. */
import type { WriteStream } from "node:tty";
import { inWords, type Wording } from "../support/errors.ts";
import { oneLine, type Reporter } from "./reporter.ts";

/** Milliseconds between two states of the line of progress. */
const INTERVAL = 100;

const CLEAR_LINE = "\r\u001b[2K";

/**
 * @param stream a terminal also shows progress, in one line that is rewritten
 * @param verbose whether to show details
 * @param wording what inputs are called there
 */
export function terminalReporter(
  stream: WriteStream,
  verbose: boolean,
  wording: Wording,
): Reporter {
  let shown = false;
  let last = performance.now();
  const clear = (): void => {
    if (shown) {
      stream.write(CLEAR_LINE);
      shown = false;
    }
  };
  const line = (text: string): void => {
    clear();
    stream.write(`${oneLine(inWords(text, wording))}\n`);
  };
  const about = (kind: string) => (message: string, file?: string) =>
    line(file === undefined ? `${kind}: ${message}` : `${kind}: ${file}: ${message}`);
  return {
    async group(_title, work) {
      try {
        return await work();
      } finally {
        clear();
      }
    },
    info: line,
    detail: verbose ? line : () => {},
    words: (message) => inWords(message, wording),
    notice: about("note"),
    warning: about("warning"),
    error: about("error"),
    progress(message) {
      if (stream.isTTY && performance.now() - last > INTERVAL) {
        last = performance.now();
        stream.write(`${CLEAR_LINE}${oneLine(message).slice(0, stream.columns - 1)}`);
        shown = true;
      }
    },
  };
}
