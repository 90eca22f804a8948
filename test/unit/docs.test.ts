/** Links in the README and the docs lead somewhere. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../support/fixtures.ts";
import { rows } from "../support/markdown.ts";

/** Headings as their anchors are written. */
function anchors(text: string): Set<string> {
  return new Set(
    [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

/** Targets of inline links, pictures and reference definitions. */
function links(text: string): string[] {
  const inline = [...text.matchAll(/\]\(([^)\s]+)\)/g)];
  const references = [...text.matchAll(/^\[[^\]]+\]: (\S+)$/gm)];
  return [...inline, ...references].map(([, link]) => link as string);
}

const pages = ["*.md", "docs/*.md", "precompiler/*.md", "examples/*.md"]
  .flatMap((pattern) => globSync(pattern, { cwd: root }))
  .sort();

test("pages are found, and links on them", () => {
  expect(pages).toContain("README.md");
  expect(pages.length).toBeGreaterThan(5);
  expect(links(readFileSync(join(root, "README.md"), "utf8")).length).toBeGreaterThan(10);
});

describe.each(pages)("%s", (page) => {
  const text = readFileSync(join(root, page), "utf8");
  const local = links(text).filter((link) => !/^https?:/.test(link));

  test("has no link that leads nowhere", () => {
    const broken = local.filter((link) => {
      const [path = "", anchor] = link.split("#");
      const file = path === "" ? join(root, page) : join(root, dirname(page), path);
      return (
        !existsSync(file) ||
        relative(root, file).startsWith("..") ||
        (anchor !== undefined && !anchors(readFileSync(file, "utf8")).has(anchor))
      );
    });
    expect(broken).toEqual([]);
  });
});

test("docs/threats.md: each row links the tests that show it", () => {
  const table = rows(readFileSync(join(root, "docs", "threats.md"), "utf8"), "who");
  expect(table).toHaveLength(10);
  for (const cells of table) {
    // That they lead somewhere is tested above.
    expect(cells).toHaveLength(4);
    expect(cells[3]).toMatch(/^(\[[\w-]+\]\(\.\.\/test\/[\w/.-]+\.test\.ts\)(, |$))+$/);
  }
});
