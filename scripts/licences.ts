/** The licences of what dist/ contains: crates in the compilers, npm packages in the bundles. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

interface Part {
  name: string;
  licence: string;
  folder: string;
}

/** The licences of every crate that is linked into the compilers of these manifests. */
export function crateLicences(manifests: readonly string[], triple: string): string {
  const crates = manifests.flatMap((manifest) => linkedCrates(manifest, triple));
  return text([...new Map(crates.map((crate) => [crate.name, crate])).values()]);
}

function linkedCrates(manifest: string, triple: string): Part[] {
  const cargo = (...args: string[]) =>
    execFileSync("cargo", [...args, "--manifest-path", manifest, "--locked"], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
  const linked = new Set(
    cargo("tree", "--edges", "normal", "--target", triple, "--prefix", "none", "--format", "{p}")
      .split("\n")
      .map((line) => line.split(" ").slice(0, 2).join(" ")),
  );
  const metadata = JSON.parse(cargo("metadata", "--format-version", "1")) as {
    packages: {
      name: string;
      version: string;
      license: string | null;
      manifest_path: string;
      source: string | null;
    }[];
  };
  return metadata.packages
    .filter((crate) => crate.source !== null && linked.has(`${crate.name} v${crate.version}`))
    .map((crate) => ({
      name: `${crate.name} ${crate.version} (crate)`,
      licence: crate.license ?? "see the text",
      folder: dirname(crate.manifest_path),
    }));
}

/** The licences of the npm packages that these bundled files come from. */
export function npmLicences(inputs: string[]): string {
  const folders = new Set(
    inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []),
  );
  return text(
    [...folders].map((folder) => {
      const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
        name: string;
        version: string;
        license?: string;
      };
      return {
        name: `${manifest.name} ${manifest.version} (npm)`,
        licence: manifest.license ?? "see the text",
        folder,
      };
    }),
  );
}

/** One block per licence text, headed by all that it covers. */
function text(parts: Part[]): string {
  const blocks = new Map<string, { notice: string; covers: Set<string> }>();
  for (const { name, licence, folder } of parts) {
    const notices = licenceTexts(folder);
    if (notices.length === 0) {
      notices.push("(The package names its licence without a text.)");
    }
    for (const notice of notices) {
      // Copies of one text differ in how they are indented and wrapped.
      const identity = notice.replace(/\s+/g, " ");
      const block = blocks.get(identity) ?? { notice, covers: new Set() };
      block.covers.add(`${name}: ${licence}`);
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

function licenceTexts(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice|unlicense)/i.test(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), "utf8").replaceAll("\r\n", "\n").trim());
}
