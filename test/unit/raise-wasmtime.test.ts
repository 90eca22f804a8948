/** What scripts/raise-wasmtime.ts would edit. That it works has been tried: a compiler takes minutes to build. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DEFAULT_VERSION, EMBEDDED } from "../../src/engine/lines.ts";
import { majorOf } from "../../src/engine/version.ts";
import { root } from "../support/fixtures.ts";
import { type Ended, runProgram } from "../support/process.ts";

function raise(...args: string[]): Promise<Ended> {
  return runProgram(process.execPath, [join(root, "scripts", "raise-wasmtime.ts"), ...args]);
}

const raisable = EMBEDDED.filter((version) => majorOf(version) !== majorOf(DEFAULT_VERSION));

test.each(raisable)(
  "from %s on, every place that names the compiler's version is edited",
  async (old) => {
    const next = `${majorOf(old)}.0.99`;
    const { code, stdout, stderr } = await raise(old, next, "--dry-run");
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toContain(`precompiler/${old} -> precompiler/${next}\n`);
    const files = new Set([...stdout.matchAll(/^(\S+):\d+$/gm)].map(([, file]) => file));
    // Those that tests compare with EMBEDDED.
    for (const file of ["src/engine/lines.ts", "docs/engine.md", "README.md"]) {
      expect([...files]).toContain(file);
    }
    // What advisories, other hosts and wheels have is not the compiler's to say.
    expect(
      [...files].filter((file) => /known-advisories|hosts\.md|wheels|real-hosts/.test(file ?? "")),
    ).toEqual([]);
    for (const [, file, line, from, to] of stdout.matchAll(/^(\S+):(\d+)\n- (.*)\n\+ (.*)$/gm)) {
      const text = readFileSync(join(root, file as string), "utf8").split("\n")[Number(line) - 1];
      expect(from).toBe(text);
      expect(to?.replaceAll(next, old)).toBe(from);
      expect(to).not.toBe(from);
    }
  },
);

test.each([
  ["a version that dist/ has not", ["48.0.1", "48.0.99"], "dist/ has no compiler of 48.0.1"],
  ["another line", ["50.0.1", "51.0.0"], "51.0.0 is no other patch of 50"],
  ["what is there", ["50.0.1", "50.0.1"], "50.0.1 is no other patch of 50"],
  ["no version", ["50.0.1", "newest"], "newest is no other patch of 50"],
  ["the reference's own", ["27.0.0", "27.0.1"], "27.0.0 is the reference's own version"],
])("%s is refused, whatever is asked", async (_, args, reason) => {
  const { code, stderr } = await raise(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(reason);
});
