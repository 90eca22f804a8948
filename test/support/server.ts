/** A host's crate as the pages name it: `crates/server`, on Wasmtime 48. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** @param dependency what its manifest requires of Wasmtime */
export function writeServer(folder: string, dependency = '"48"'): void {
  const own = 'name = "server"\nversion = "0.1.0"\n';
  const wasmtime = 'name = "wasmtime"\nversion = "48.0.8"\n';
  const source = 'source = "registry+https://example.org/index"\n';
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "Cargo.toml"),
    `[package]\n${own}\n[dependencies]\nwasmtime = ${dependency}\n`,
  );
  writeFileSync(
    join(folder, "Cargo.lock"),
    `[[package]]\n${own}dependencies = ["wasmtime"]\n\n[[package]]\n${wasmtime}${source}`,
  );
}
