/** The npm packages that bundled files come from. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Part } from "./licences.ts";

export interface Package extends Part {
  /** As the lock file has it, such as `sha512-…`. */
  readonly integrity: string;
}

/** @param inputs the paths of files, below the folder of package-lock.json */
export function npmPackages(inputs: readonly string[]): readonly Package[] {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
    packages: Record<string, { version: string; integrity: string }>;
  };
  const folders = new Set(
    inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []),
  );
  const packages = [...folders].map((folder): Package => {
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
      name: string;
      version: string;
      license?: string;
      repository?: string | { url: string };
    };
    const { name, version, license, repository } = manifest;
    const locked = lock.packages[folder];
    if (locked?.version !== version) {
      throw new Error(`${folder} is not what package-lock.json has: run npm ci`);
    }
    return {
      name,
      version,
      kind: "npm",
      licence: license,
      repository: typeof repository === "object" ? repository.url : repository,
      folder,
      integrity: locked.integrity,
    };
  });
  // A package may lie in several folders.
  const unique = new Map(packages.map((one) => [`${one.name} ${one.version}`, one]));
  return [...unique.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
