/**
 * Asks `npm audit` about the packages of which dist/ has something: `node scripts/audit-packages.ts`. Everything is a
 * development dependency here, since what is used is bundled; dist/sbom.cdx.json says what that is. Ends with 1 if an
 * advisory is about a version that is in it.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Of version 2 of npm's audit reports. */
interface Audit {
  readonly vulnerabilities: Readonly<
    Record<
      string,
      {
        readonly nodes: readonly string[];
        readonly via: readonly (string | { readonly title: string; readonly url: string })[];
      }
    >
  >;
}

const root = join(import.meta.dirname, "..");
const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));

const { components } = read("dist/sbom.cdx.json") as { components: { purl?: string }[] };
const bundled = new Set(components.flatMap(({ purl = "" }) => (/^pkg:npm/.test(purl) ? purl : [])));

const { stdout, stderr, error } = spawnSync("npm", ["audit", "--json"], {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 1 << 28,
});
// It ends with 1 if it finds something.
if (error !== undefined || !stdout.includes('"auditReportVersion"')) {
  throw new Error(`npm audit says nothing: ${error ?? stderr}`);
}
let found = 0;
for (const [name, { nodes, via }] of Object.entries(
  (JSON.parse(stdout) as Audit).vulnerabilities,
)) {
  const causes = via.flatMap((cause) => (typeof cause === "string" ? [] : cause));
  for (const node of causes.length > 0 ? nodes : []) {
    const { version } = read(`${node}/package.json`) as { version: string };
    if (bundled.has(`pkg:npm/${name.replace("@", "%40")}@${version}`)) {
      found += 1;
      const titles = causes.map(({ title, url }) => `${title} (${url})`);
      process.stdout.write(`${name} ${version}: ${titles.join(", ")}\n`);
    }
  }
}
process.stdout.write(`${bundled.size} bundled packages, ${found} with advisories\n`);
process.exitCode = found > 0 ? 1 : 0;
