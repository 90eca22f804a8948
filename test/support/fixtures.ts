/** The components that tests run on, and what is no component. */
import { mkdirSync, mkdtempSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** Unpacked and built things, kept between runs. */
export const cacheDirectory = join(root, "node_modules", ".cache", "cwasm-cache-tests");

/** Components that export `greet: func(name: string) -> string` and import nothing, by size. */
export const components = ["greet", "quickjs", "spidermonkey"] as const;

export type ComponentName = (typeof components)[number] | "add";

/** The path of a component. */
export function component(name: ComponentName): string {
  if (name === "add" || name === "greet") {
    return join(root, "examples", `${name}.wasm`);
  }
  const packed = join(root, "test", "fixtures", `${name}.wasm.br`);
  const unpacked = join(cacheDirectory, `${name}.wasm`);
  if (!isNewer(unpacked, packed)) {
    mkdirSync(cacheDirectory, { recursive: true });
    const temporary = `${unpacked}.${process.pid}`;
    writeFileSync(temporary, brotliDecompressSync(readFileSync(packed)));
    renameSync(temporary, unpacked);
  }
  return unpacked;
}

function isNewer(file: string, than: string): boolean {
  const made = statSync(file, { throwIfNoEntry: false });
  return made !== undefined && made.mtimeMs > statSync(than).mtimeMs;
}

/** A core module: magic, version 1, nothing else. */
export const coreModule = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** A new folder that nothing else uses. */
export function temporaryDirectory(): string {
  return mkdtempSync(join(tmpdir(), "cwasm-cache-test-"));
}
