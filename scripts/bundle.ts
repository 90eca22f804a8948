/** Bundles src/: the Action, the command line, the JavaScript API and their worker; licences and bill of materials. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, version as esbuild, type Metafile } from "esbuild";
import { cacheClient, requireReplaced } from "./cache-client.ts";
import { readCrates } from "./crates.ts";
import { licences } from "./licences.ts";
import { npmPackages } from "./packages.ts";
import { sbom } from "./sbom.ts";
import { startUp } from "./start-up.ts";

/** The @actions packages contain CommonJS parts, which an ES module has no `require` for. */
const requireBanner = {
  js: 'import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);',
};

/** Writes the bundles to a folder, in the place of all it holds but the compilers. */
export async function bundle(folder: string): Promise<void> {
  process.chdir(fileURLToPath(new URL("../", import.meta.url)));
  // Before anything is removed: they may be stale.
  const crates = readCrates();
  for (const name of readdirSync(folder).filter((name) => name !== "compilers")) {
    rmSync(join(folder, name), { recursive: true });
  }
  const common = {
    bundle: true,
    format: "esm",
    platform: "node",
    // The command line runs on Node 20.9, the Action on Node 24.
    target: "node20.9",
    outdir: folder,
    splitting: true,
    // Beside the entries: modules find the compilers by their own address.
    chunkNames: "[name]-[hash]",
    // The cache client compares errors by the names of their classes, and stack traces are for people.
    keepNames: true,
    legalComments: "none",
    minify: true,
    metafile: true,
    logLevel: "warning",
  } satisfies BuildOptions;
  const action = await build({
    ...common,
    entryPoints: ["src/main.ts"],
    banner: requireBanner,
    plugins: [cacheClient, startUp],
    // What packages have for bundlers, of which they leave out what is not used.
    mainFields: ["module", "main"],
  });
  const bundles = [
    action,
    await build({
      ...common,
      entryPoints: ["src/cli.ts", "src/api.ts"],
      // Outside a workflow nobody reads workflow commands, and standard output may carry the manifest.
      alias: { "@actions/core": "./src/report/no-core.ts" },
    }),
    await build({ ...common, entryPoints: { worker: "src/compiler/worker.ts" } }),
  ];
  requireReplaced(action.metafile);
  const packages = npmPackages(bundles.flatMap(({ metafile }) => bundled(metafile)));
  writeFileSync(join(folder, "LICENCES.txt"), licences(packages));
  writeFileSync(join(folder, "api.d.ts"), declarations());
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  writeFileSync(join(folder, "sbom.cdx.json"), sbom(version, esbuild, packages, crates));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify({ type: "module", version })}\n`);
}

/** The files of which something is left in the bundles. */
function bundled({ outputs }: Metafile): string[] {
  return Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? path : [])),
  );
}

/** What the JavaScript API exports, as types. It may name no type of another file: none of those is in dist/. */
function declarations(): string {
  const folder = mkdtempSync(join(tmpdir(), "declarations-"));
  try {
    const tsc = join("node_modules", "typescript", "bin", "tsc");
    const flags = ["--project", "scripts/declarations.json", "--outDir", folder];
    execFileSync(process.execPath, [tsc, ...flags], { stdio: "inherit" });
    const text = readFileSync(join(folder, "api.d.ts"), "utf8");
    if (/^(?:import|export) .*from "|\bimport\("/m.test(text)) {
      throw new Error("the types of src/api.ts name those of another file");
    }
    return text;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
