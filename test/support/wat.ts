/** Components and modules in the text format: one thing each that an engine may have or not. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "@bytecodealliance/jco";
import { root, temporaryDirectory } from "./fixtures.ts";

const folder = join(root, "test", "fixtures", "wat");

/** Their names: what test/fixtures/wat holds. */
export const WAT = readdirSync(folder).map((file) => file.replace(/\.wat$/, ""));

/** A new folder with all of them as `<name>.wasm`. */
export async function parsedWat(): Promise<string> {
  const parsed = temporaryDirectory();
  for (const name of WAT) {
    const wasm = await parse(readFileSync(join(folder, `${name}.wat`), "utf8"));
    writeFileSync(join(parsed, `${name}.wasm`), wasm);
  }
  return parsed;
}
