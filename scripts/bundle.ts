/** Bundles src/: the Action, the command line and their worker, with the licences. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, type BuildResult, build, type Metafile } from "esbuild";
import { cacheClient, requireReplaced } from "./cache-client.ts";
import { npmLicences } from "./licences.ts";
import { startUp } from "./start-up.ts";

/** The @actions packages contain CommonJS parts, which an ES module has no `require` for. */
const requireBanner = {
  js: 'import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);',
};

/** Writes the bundles to a folder, in the place of all it holds but the compilers. */
export async function bundle(folder: string): Promise<void> {
  process.chdir(fileURLToPath(new URL("../", import.meta.url)));
  for (const name of readdirSync(folder).filter((name) => name !== "compilers")) {
    rmSync(join(folder, name), { recursive: true });
  }
  const common: BuildOptions = {
    bundle: true,
    format: "esm",
    platform: "node",
    // The command line runs on Node 20.9, the Action on Node 24.
    target: "node20.9",
    outdir: folder,
    splitting: true,
    // Beside the entries: modules find the compilers by their own address.
    chunkNames: "[name]-[hash]",
    // The cache client compares errors by the names of their classes.
    keepNames: true,
    legalComments: "none",
    // Half the size; names stay, for whoever reads it.
    minifyWhitespace: true,
    minifySyntax: true,
    metafile: true,
    logLevel: "warning",
  };
  const bundles = [
    await build({
      ...common,
      entryPoints: ["src/main.ts"],
      banner: requireBanner,
      plugins: [cacheClient, startUp],
      // What packages have for bundlers, of which they leave out what is not used.
      mainFields: ["module", "main"],
    }),
    await build({
      ...common,
      entryPoints: ["src/cli.ts"],
      // Outside a workflow nobody reads workflow commands, and standard output may carry the manifest.
      alias: { "@actions/core": "./src/report/no-core.ts" },
    }),
    await build({ ...common, entryPoints: { worker: "src/compiler/worker.ts" } }),
  ];
  requireReplaced((bundles[0] as BuildResult).metafile as Metafile);
  const inputs = bundles.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
  writeFileSync(join(folder, "LICENCES.txt"), npmLicences(inputs));
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify({ type: "module", version })}\n`);
}
