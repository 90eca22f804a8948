/** Standard output, which may be a full disk or a closed pipe. */
import { fstatSync, writeSync } from "node:fs";
import { messageOf } from "../support/errors.ts";

/** Writes all of a text to standard output. @throws Error if that cannot be done */
export async function print(text: string): Promise<void> {
  try {
    await (takesAllAtOnce() ? writeFully(text) : writeToStream(text));
  } catch (error) {
    throw new Error(
      (error as NodeJS.ErrnoException).code === "EPIPE"
        ? "standard output was closed before everything was written"
        : `standard output cannot be written: ${messageOf(error)}`,
    );
  }
}

/** Files and devices such as /dev/full, for which Node's stream does not look at what was left over. */
function takesAllAtOnce(): boolean {
  const stats = fstatSync(process.stdout.fd);
  return stats.isFile() || (stats.isCharacterDevice() && !process.stdout.isTTY);
}

function writeFully(text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(process.stdout.fd, bytes, written);
  }
}

function writeToStream(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
