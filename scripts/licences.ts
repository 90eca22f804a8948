/** The licences of what dist/ contains: crates in the compilers, npm packages in the bundles. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What somebody else wrote and dist/ contains. */
export interface Part {
  readonly name: string;
  readonly version: string;
  readonly kind: "crate" | "npm" | "Rust";
  /** An SPDX expression; undefined where only the text says it. */
  readonly licence: string | undefined;
  /** As its manifest has it. */
  readonly repository: string | undefined;
  /** Where it lies unpacked; undefined if it does not. */
  readonly folder: string | undefined;
}

const WASMTIME = {
  file: "Apache-2.0-WITH-LLVM-exception.txt",
  source: "bytecodealliance/wasmtime: LICENSE, which most of its crates carry",
};

/** By repository, or by name where the manifest has none: the texts for packages that are published without. */
const TEXTS: Readonly<Record<string, { readonly file: string; readonly source: string }>> = {
  "bytecodealliance/wasmtime": WASMTIME,
  "cranelift-assembler-x64": WASMTIME,
  "wasmtime-internal-core": WASMTIME,
  "bytecodealliance/wasm-tools": {
    file: "Apache-2.0-WITH-LLVM-exception.txt",
    source: "LICENSE-Apache-2.0_WITH_LLVM-exception, which its crates carry from 0.247 on",
  },
  // Of two licences to choose from, the one whose text names no holder: the repository has none.
  "Gankra/sptr": { file: "Apache-2.0.txt", source: "apache.org/licenses/LICENSE-2.0" },
  "rust-lang/rust": { file: "Apache-2.0.txt", source: "LICENSE-APACHE" },
  "juliangruber/isarray": { file: "isarray.txt", source: "LICENSE, since v2.0.5" },
  "nodable/val-parsers": { file: "nodable.txt", source: "LICENSE" },
  "substack/node-binary": { file: "node-binary.txt", source: "LICENSE at 6e30ad7" },
  "substack/node-buffers": { file: "node-binary.txt", source: "LICENSE at b01d017, word for word" },
  "substack/node-chainsaw": { file: "node-chainsaw.txt", source: "LICENSE" },
};

/**
 * One block per licence text, headed by all that it covers.
 *
 * @param ships whether others get what the parts are in: not so for a compiler that a user builds for themselves
 * @throws Error if there is no text for a part of what ships
 */
export function licences(parts: readonly Part[], ships = true): string {
  const without = parts.filter((part) => filesOf(part).length === 0);
  if (ships && without.length > 0) {
    const names = without.map(
      ({ name, version, repository = "" }) => `${name} ${version} ${repository}`,
    );
    throw new Error(
      `no licence text, so give the table of scripts/licences.ts that of the repository: ${names.join(", ")}`,
    );
  }
  const blocks = new Map<string, { notice: string; covers: Set<string> }>();
  for (const part of parts) {
    for (const notice of textsOf(part)) {
      // Copies of one text differ in how they are indented and wrapped.
      const identity = notice.replace(/\s+/g, " ");
      const block = blocks.get(identity) ?? { notice, covers: new Set() };
      const { name, version, kind, licence = "see the text" } = part;
      block.covers.add(`${name} ${version} (${kind}): ${licence}`);
      blocks.set(identity, block);
    }
  }
  const rule = "=".repeat(80);
  return [...blocks.values()]
    .map(({ notice, covers }) => `${[...covers].sort().join("\n")}\n\n${notice}`)
    .sort()
    .map((block) => `${rule}\n${block}\n`)
    .join("\n");
}

function textsOf(part: Part): string[] {
  const texts = filesOf(part).map((file) =>
    readFileSync(file, "utf8").replaceAll("\r\n", "\n").trim(),
  );
  return texts.length > 0 ? texts : ["(The package names its licence without a text.)"];
}

function filesOf({ name, folder, repository = "" }: Part): string[] {
  const entries = folder === undefined ? [] : readdirSync(folder, { withFileTypes: true });
  const own = entries.filter((entry) => entry.isFile() && NAMES.test(entry.name));
  if (own.length > 0) {
    return own.map((entry) => join(entry.parentPath, entry.name));
  }
  const [, place] = /github\.com[/:]([^/]+\/[^/#]+?)(?:\.git)?(?:[/#]|$)/.exec(repository) ?? [];
  const text = TEXTS[place ?? name];
  return text === undefined ? [] : [join(import.meta.dirname, "licence-texts", text.file)];
}

const NAMES = /^(licen[cs]e|copying|notice|unlicense)/i;
