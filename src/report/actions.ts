/** Reports in a workflow run: log groups and annotations. */
import * as core from "@actions/core";
import { ACTION, inWords } from "../support/errors.ts";
import { oneLine, type Reporter } from "./reporter.ts";

const words = (message: string): string => inWords(message, ACTION);

// The runner trims white space of any kind before it looks for a command, so each line begins with a
// character of our own: what follows may be a file's name, or a server's words.
const line = (message: string): void => core.info(`- ${oneLine(words(message))}`);

/** A log keeps every line, so there is one now and then. */
const INTERVAL = 10_000;
let shown = performance.now();

function progress(message: string): void {
  if (performance.now() - shown > INTERVAL) {
    shown = performance.now();
    line(message);
  }
}

export const actionsReporter: Reporter = {
  group: (title, work) => core.group(oneLine(title), work),
  info: line,
  detail: line,
  notice: (message, file) => core.notice(oneLine(words(message)), place(file)),
  warning: (message, file) => core.warning(oneLine(words(message)), place(file)),
  error: (message, file) => core.error(oneLine(words(message)), place(file)),
  progress,
  words,
};

function place(file: string | undefined): core.AnnotationProperties {
  return file === undefined ? {} : { file: oneLine(file) };
}
