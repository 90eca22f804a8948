/** A process that places pairs as it is told on standard input: a path and a word to fill them with. */
import { createInterface } from "node:readline";
import { placePair } from "../../src/artifact/place.ts";

/** The artifact that goes with a sidecar. */
export function artifactOf(sidecar: string): string {
  return `${sidecar} `.repeat(5000);
}

if (process.argv[1] === import.meta.filename) {
  for await (const line of createInterface(process.stdin)) {
    const [path, word] = JSON.parse(line) as [string, string];
    await placePair(path, Buffer.from(artifactOf(word)), word);
    process.stdout.write("placed\n");
  }
}
