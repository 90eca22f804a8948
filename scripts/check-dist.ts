/** Proves that dist/ is what the sources make: rebuilds the bundles, compares the compilers' digests. */
import { deepStrictEqual } from "node:assert";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { EMBEDDED } from "../src/engine/lines.ts";
import { bundle } from "./bundle.ts";
import { builtDigests, distOf, sourceDigests } from "./compilers.ts";

const committed = fileURLToPath(new URL("../dist/", import.meta.url));

function stale(what: string, command: string): never {
  console.error(`${what} is not what the sources make. Run 'npm run ${command}' and commit it.`);
  process.exit(1);
}

for (const name of EMBEDDED) {
  const record = JSON.parse(readFileSync(join(distOf(name), "build.json"), "utf8"));
  try {
    deepStrictEqual(
      { sources: record.sources, built: record.built },
      { sources: sourceDigests(name), built: builtDigests(name) },
    );
  } catch (error) {
    console.error(String(error));
    stale(`dist/compilers/${name}`, "build:compilers");
  }
}

const fresh = mkdtempSync(join(tmpdir(), "check-dist-"));
try {
  await bundle(fresh);
  const files = (folder: string): string[] =>
    readdirSync(folder)
      .filter((name) => name !== "compilers")
      .sort();
  deepStrictEqual(files(committed), files(fresh));
  for (const file of files(fresh)) {
    deepStrictEqual(
      readFileSync(join(committed, file), "utf8"),
      readFileSync(join(fresh, file), "utf8"),
    );
  }
} catch (error) {
  console.error(String(error).slice(0, 2000));
  stale("dist", "build");
} finally {
  rmSync(fresh, { recursive: true });
}
