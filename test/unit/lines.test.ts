/** What the pages say of lines and hosts is what the tables have. */
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { supportedUntil } from "../../src/engine/lines.ts";
import { root } from "../support/fixtures.ts";
import { examples, rows } from "../support/markdown.ts";
import { REAL_HOSTS } from "../support/real-hosts.ts";

const page = (name: string): string => readFileSync(join(root, "docs", name), "utf8");

test("lines are supported as Wasmtime's release process has it", () => {
  expect(supportedUntil(27)).toBe("2025-01-20");
  expect(supportedUntil(36)).toBe("2027-08-20");
  expect(supportedUntil(48)).toBe("2028-08-20");
  expect(supportedUntil(50)).toBe("2026-12-20");
});

describe("docs/hosts.md", () => {
  const hosts = new Map(
    rows(page("hosts.md"), "host").map(([name = "", ...cells]) => [name.toLowerCase(), cells]),
  );
  const inputs = new Map(
    [...examples(page("hosts.md"))].map(([name, step]) => [
      name.toLowerCase(),
      (step as { with: Readonly<Record<string, string>> }).with,
    ]),
  );

  test.each(REAL_HOSTS)("has $host as its manifest says", (real) => {
    const { host, commit, version, refused, features } = real;
    const [at, wasmtime, named, , served] =
      hosts.get(host) ?? hosts.get(host.split(" ")[0] as string) ?? [];
    expect(at).toContain(commit?.slice(0, 7) ?? "0.2.14");
    expect(wasmtime).toBe(version ?? refused);
    expect(served).toBe(refused === undefined ? "yes" : "built");
    if (refused !== undefined) {
      return;
    }
    expect(named).toBe(`\`${(features as string).replaceAll("+", ", ")}\``);
    const { told, named: more, target, manifest, options = "" } = real;
    const block = inputs.get(host);
    expect(block?.["options"]?.trim().split(/\s+/) ?? []).toEqual(
      options.startsWith("-") && host !== "yosh" ? options.split(" ") : [],
    );
    const path = block?.["host"]?.replace(/Cargo\.toml$/, "") ?? "";
    expect(join(manifest.split("/")[0] as string, path.replace(/^yosh$/, ""))).toMatch(
      new RegExp(`^${manifest}/?$`),
    );
    expect([block?.["wasmtime-version"], block?.["host-features"], block?.["targets"]]).toEqual([
      told,
      more,
      target,
    ]);
  });

  test("has twenty-one hosts, fourteen of them served, each with its inputs", () => {
    expect(hosts.size).toBe(21);
    const served = [...hosts].filter(([, cells]) => cells.at(-2) === "yes");
    expect(served.length).toBeGreaterThanOrEqual(14);
    for (const [name] of served) {
      expect(inputs.has(name), name).toBe(true);
    }
  });
});

test("dist/ stays below 18 MB", () => {
  const files = globSync("dist/**", { cwd: root, withFileTypes: true }).filter((file) =>
    file.isFile(),
  );
  const bytes = files.map(({ parentPath, name }) => statSync(join(parentPath, name)).size);
  expect(bytes.length).toBeGreaterThan(20);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(18e6);
});
