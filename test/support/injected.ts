/** The Action's log as the runner reads it. */

/** The runner trims as .NET does: all of Unicode's white space, and here what else prints nothing. */
const WHITE = "\\t \\u0085\\u00a0\\u1680\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff";
const INJECTED = new RegExp(`^[${WHITE}]*(::[^:]*::|##\\[[^\\]]*\\])injected`, "u");

/** Lines that the runner would take for commands with the word "injected": somebody else's. */
export function injected(log: string): string[] {
  return log
    .split(/\r?\n|\r/)
    .filter((line) => INJECTED.test(line) || line.includes("##[error]injected"));
}
