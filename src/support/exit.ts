/** Ending this process. */

/** Milliseconds that whoever reads what this process prints has to take it. */
const PATIENCE = 10_000;

/**
 * Ends the process when what it has printed is on its way: a pipe that is full takes the rest later, and
 * `process.exit` does not wait for that.
 *
 * @param code undefined for the one that is set
 */
export function exitOnceWritten(code?: number, patience = PATIENCE): void {
  const exit = (): never => process.exit(code ?? process.exitCode);
  setTimeout(exit, patience);
  // What cannot be written any more has been given up.
  process.stdout.write("", () => process.stderr.write("", exit));
}
