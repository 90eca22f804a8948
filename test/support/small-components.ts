/** As many small components as a test needs, each with bytes of its own. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { component } from "./fixtures.ts";

/** The same ones for the same count and edition: `add` with a custom section that tells them apart. */
export function smallComponents(count: number, edition = ""): Record<string, Buffer> {
  const add = readFileSync(component("add"));
  return Object.fromEntries(
    Array.from({ length: count }, (_, number) => {
      const name = Buffer.from(`number${edition}`);
      const contents = Buffer.from([name.length, ...name, ...Buffer.from(String(number))]);
      return [`c${number}.wasm`, Buffer.concat([add, Buffer.from([0, contents.length]), contents])];
    }),
  );
}

export function writeComponents(
  folder: string,
  components: Readonly<Record<string, Buffer>>,
): void {
  for (const [name, bytes] of Object.entries(components)) {
    writeFileSync(join(folder, name), bytes);
  }
}
