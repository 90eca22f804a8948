/** What scripts/audit-crates.ts makes of what cargo-audit finds, in a database of three advisories. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ADVISORIES } from "../../src/engine/known-advisories.ts";
import { provide, unavailable } from "../support/builds.ts";
import { root, temporaryDirectory } from "../support/fixtures.ts";
import { runOrFail, runProgram } from "../support/process.ts";
import { cargoAudit } from "../support/tools.ts";

function publish(database: string, crate: string, id: string, patched: string): void {
  const folder = join(database, "crates", crate);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, `${id}.md`),
    `\`\`\`toml\n[advisory]\nid = "${id}"\npackage = "${crate}"\ndate = "2026-01-01"\n\n[versions]\npatched = ["${patched}"]\n\`\`\`\n\n# A fault of ${crate}\n`,
  );
}

describe.skipIf(unavailable(cargoAudit()))("audit-crates.ts", () => {
  test("names what the table of advisories has not, and that alone", async () => {
    const program = await provide(cargoAudit());
    const programs = temporaryDirectory();
    symlinkSync(program, join(programs, "cargo-audit"));
    const database = temporaryDirectory();
    const known = ADVISORIES.find(({ rustsec }) => rustsec !== undefined)?.rustsec as string;
    publish(database, "wasmtime", known, ">= 9999.0.0");
    publish(database, "serde", "RUSTSEC-2026-9001", ">= 9999.0.0");
    publish(database, "anyhow", "RUSTSEC-2026-9002", ">= 0.0.1");
    await runOrFail("git", ["init", "-q"], { cwd: database });
    await runOrFail("git", ["add", "-A"], { cwd: database });
    const author = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
    await runOrFail("git", [...author, "commit", "-qm", "a commit"], { cwd: database });
    const { code, stdout, stderr } = await runProgram(
      process.execPath,
      [join(root, "scripts", "audit-crates.ts"), database],
      { env: { ...process.env, PATH: `${programs}:${process.env["PATH"]}` } },
    );
    expect(code, stderr).toBe(1);
    expect(stdout).toMatch(
      /^precompiler\/50\.0\.1\/Cargo\.lock: serde 1\.\d+\.\d+: RUSTSEC-2026-9001, A fault of serde$/m,
    );
    expect(stdout).not.toMatch(/wasmtime|anyhow/);
    const [, locks, unknown] = /(\d+) lock files, (\d+) advisories that/.exec(stdout) ?? [];
    expect(Number(locks)).toBeGreaterThanOrEqual(10);
    expect(unknown).toBe(String(stdout.trim().split("\n").length - 1));
  });
});
