/**
 * Puts the digest of a release wherever users copy this Action's name from: `node scripts/pin-release.ts vX.Y.Z` in the
 * repository, once the tag is there. A commit cannot hold its own digest, so this is the commit after.
 */
import { execFileSync } from "node:child_process";
import { globSync, readFileSync, writeFileSync } from "node:fs";

/** What users copy from. */
export const COPIED = ["examples/*.yml", "*.md", "docs/*.md"];

/** As in `uses: cwasm-cache/cwasm-cache@DIGEST # vX.Y.Z`, or alone where it is checked out. */
const PINNED = /((?:cwasm-cache\/cwasm-cache@|\bref: "))[0-9a-f]{40}("?) # v\d+\.\d+\.\d+$/gm;

if (import.meta.main) {
  const [tag = ""] = process.argv.slice(2);
  const commit = ["rev-parse", "--verify", "--end-of-options", `refs/tags/${tag}^{commit}`];
  const digest = execFileSync("git", commit, { encoding: "utf8" }).trim();
  for (const file of COPIED.flatMap((pattern) => globSync(pattern))) {
    const text = readFileSync(file, "utf8");
    const pinned = text.replace(PINNED, `$1${digest}$2 # ${tag}`);
    if (pinned !== text) {
      writeFileSync(file, pinned);
      process.stdout.write(`${file}\n`);
    }
  }
}
