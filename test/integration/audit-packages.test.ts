/** What scripts/audit-packages.ts makes of what npm finds. The registry that knows is not asked: a stand-in answers. */
import { chmodSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { root, temporaryDirectory } from "../support/fixtures.ts";
import { runProgram } from "../support/process.ts";

/** @param answer what `npm audit --json` prints */
async function audit(answer: unknown) {
  const folder = temporaryDirectory();
  const npm = join(folder, "npm");
  writeFileSync(npm, `#!/bin/sh\ncat <<'END'\n${JSON.stringify(answer)}\nEND\nexit 1\n`);
  chmodSync(npm, 0o755);
  return await runProgram(process.execPath, [join(root, "scripts", "audit-packages.ts")], {
    env: { ...process.env, PATH: [folder, process.env["PATH"]].join(delimiter) },
  });
}

const cause = {
  title: "it reads too far",
  url: "https://github.com/advisories/GHSA-aaaa-bbbb-cccc",
};

test("what is bundled counts", async () => {
  const { code, stdout } = await audit({
    auditReportVersion: 2,
    vulnerabilities: {
      "tar-stream": { nodes: ["node_modules/tar-stream"], via: [cause] },
      "@actions/cache": { nodes: ["node_modules/@actions/cache"], via: ["tar-stream"] },
      "@actions/core": { nodes: ["node_modules/@actions/core"], via: [cause] },
    },
  });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^tar-stream 3\.[\d.]+: it reads too far \(.*GHSA-aaaa-bbbb-cccc\)$/m);
  expect(stdout).toMatch(/^@actions\/core [\d.]+: it reads too far/m);
  expect(stdout).not.toMatch(/^@actions\/cache/m);
  expect(stdout).toMatch(/^\d{3} bundled packages, 2 with advisories$/m);
});

test("what only the tests use does not", async () => {
  const { code, stdout } = await audit({
    auditReportVersion: 2,
    vulnerabilities: { vitest: { nodes: ["node_modules/vitest"], via: [cause] } },
  });
  expect(code).toBe(0);
  expect(stdout).toMatch(/ 0 with advisories$/m);
});

test("a registry that does not answer is an error", async () => {
  const { code, stderr } = await audit({ error: { code: "ENOAUDIT" } });
  expect(code).not.toBe(0);
  expect(stderr).toContain("npm audit says nothing");
});
