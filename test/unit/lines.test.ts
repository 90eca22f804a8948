/** What the pages say of lines and hosts is what the tables have. */
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EMBEDDED, supportedUntil } from "../../src/engine/lines.ts";
import { majorOf } from "../../src/engine/version.ts";
import { root } from "../support/fixtures.ts";
import { rows } from "../support/markdown.ts";
import { REAL_HOSTS } from "../support/real-hosts.ts";

const page = (name: string): string => readFileSync(join(root, "docs", name), "utf8");

test("lines are supported as Wasmtime's release process has it", () => {
  expect(supportedUntil(27)).toBe("2025-01-20");
  expect(supportedUntil(36)).toBe("2027-08-20");
  expect(supportedUntil(48)).toBe("2028-08-20");
  expect(supportedUntil(50)).toBe("2026-12-20");
  expect(rows(page("targets.md"), "Wasmtime")).toEqual(
    EMBEDDED.map((version) => [
      String(majorOf(version)),
      version,
      supportedUntil(majorOf(version)),
    ]),
  );
});

test("docs/hosts.md has every host as its manifest says", () => {
  const hosts = new Map(
    rows(page("hosts.md"), "host").map(([name = "", ...cells]) => [name.toLowerCase(), cells]),
  );
  expect(hosts.size).toBeGreaterThanOrEqual(21);
  for (const { host, commit, version, refused, features, options } of REAL_HOSTS) {
    const [at, wasmtime, named, set, served] = hosts.get(host) ?? [];
    expect(at, host).toContain(commit?.slice(0, 7) ?? "0.2.14");
    expect(wasmtime, host).toBe(version ?? refused);
    expect(served, host).toBe(refused === undefined ? "yes" : "built");
    expect(named, host).toBe(features === undefined ? "" : `\`${features.replaceAll("+", ", ")}\``);
    expect(set, host).toBe(options?.startsWith("-") ? `\`${options}\`` : "");
  }
  const yes = [...hosts.values()].filter((cells) => cells.at(-1) === "yes");
  expect(yes.length).toBeGreaterThanOrEqual(14);
});

test("dist/ stays below 18 MB", () => {
  const files = globSync("dist/**", { cwd: root, withFileTypes: true }).filter((file) =>
    file.isFile(),
  );
  const bytes = files.map(({ parentPath, name }) => statSync(join(parentPath, name)).size);
  expect(bytes.length).toBeGreaterThan(20);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(18e6);
});
