import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { create } from "@actions/glob";
import { beforeAll, describe, expect, test } from "vitest";
import { glob, resolveDots } from "../../src/run/globs.ts";

let folder: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "cwasm-cache-globs-")));
  for (const name of ["a/b/c", "a/.hidden", "x.wasm", "node_modules/p", "empty", "l", "p[q]"]) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  for (const name of [
    "top.wasm",
    "a/one.wasm",
    "a/b/two.wasm",
    "a/b/c/three.wasm",
    "a/b/c/three.txt",
    "a/.hidden/four.wasm",
    "x.wasm/inner.wasm",
    "node_modules/p/five.wasm",
    "p[q]/six.wasm",
  ]) {
    writeFileSync(join(folder, name), "");
  }
  symlinkSync(join(folder, "a", "b"), join(folder, "l", "link"));
  symlinkSync(folder, join(folder, "l", "up"));
  symlinkSync("../top.wasm", join(folder, "l", "linked.wasm"));
});

function inside(patterns: readonly string[]): string[] {
  return patterns.map((pattern) =>
    pattern.startsWith("!") ? `!${folder}/${pattern.slice(1)}` : `${folder}/${pattern}`,
  );
}

describe("what @actions/glob finds, and nothing else", () => {
  test.each([
    [["**/*.wasm"]],
    [["**/*.wasm", "!**/node_modules/**", "!**/.hidden/**"]],
    [["**/*.wasm", "!a/**", "a/b/*.wasm"]],
    [["**/*.wasm", "!**/b/**", "**/three.*"]],
    [["*/*"]],
    [["*"]],
    [["**"]],
    [["a/?/*.wasm"]],
    [["[ax]*/**/*.wasm"]],
    [["**/*.txt", "!**/c/*"]],
    [["l/**/*.wasm"]],
    [["a/*/", "**/*.wasm"]],
    [["p[[]q]/*.wasm"]],
    [["nowhere/*.wasm"]],
  ])("%j", async (patterns) => {
    const globber = await create(inside(patterns).join("\n"), { implicitDescendants: false });
    const theirs = [...new Set(await globber.glob())].sort();
    expect(await glob(inside(patterns))).toEqual({ paths: theirs, troubles: [] });
  });
});

async function found(...patterns: string[]): Promise<string[]> {
  const { paths, troubles } = await glob(inside(patterns));
  expect(troubles).toEqual([]);
  return paths.map((path) => path.slice(folder.length + 1));
}

describe("a pattern that names a folder means the .wasm files below it", () => {
  test.each([
    [["a"], ["a/.hidden/four.wasm", "a/b/c/three.wasm", "a/b/two.wasm", "a/one.wasm"]],
    [["a/b/"], ["a/b/c/three.wasm", "a/b/two.wasm"]],
    [["x.wasm"], ["x.wasm/inner.wasm"]],
    [["p[[]q]"], ["p[q]/six.wasm"]],
    [
      ["*/b", "a"],
      ["a/.hidden/four.wasm", "a/b/c/three.wasm", "a/b/two.wasm", "a/one.wasm"],
    ],
    [
      ["a", "!a/b"],
      ["a/.hidden/four.wasm", "a/one.wasm"],
    ],
    [["a", "!**/b/", "!**/.hidden"], ["a/one.wasm"]],
    [["a/one.wasm"], ["a/one.wasm"]],
  ])("%j", async (patterns, expected) => {
    expect(await found(...patterns)).toEqual(expected);
  });

  test("one with none is reported", async () => {
    expect(await glob([join(folder, "empty"), join(folder, "a/one.wasm")])).toEqual({
      paths: [join(folder, "a/one.wasm")],
      troubles: [
        {
          path: join(folder, "empty"),
          harmless: true,
          reason: "a directory with no .wasm file below it",
        },
      ],
    });
  });
});

test("names are as many as a shell gives, and each is looked at once", async () => {
  const names = Array.from({ length: 20_000 }, (_, at) => join(folder, `${at}.wasm`));
  const rest = ["**/*.wasm", "!**/inner.*"] as const;
  const given = names.map((path) => path.slice(folder.length + 1));
  expect(await found(...given, ...rest)).toEqual(await found(...rest));
});

describe("dots", () => {
  test.each([
    ["../p/*.wasm", "/w/p/*.wasm"],
    ["!../p/**", "!/w/p/**"],
    ["./a/*.wasm", "./a/*.wasm"],
    ["a/./b/../*.wasm", "/w/[[]x]/a/*.wasm"],
    ["/a/../../b.wasm", "/b.wasm"],
    ["../../../..", "/"],
    ["~/../x/*.wasm", join(homedir(), "..", "x/*.wasm")],
    ["**/*.wasm", "**/*.wasm"],
    ["..a/*.wasm", "..a/*.wasm"],
    ["../dir/", "/w/dir/"],
  ])("%s", (pattern, expected) => {
    expect(resolveDots(pattern, "/w/[x]", "linux")).toBe(expected);
  });

  test.each([
    ["..\\p\\*.wasm", "C:\\w\\p\\*.wasm"],
    ["../p/*.wasm", "C:\\w\\p\\*.wasm"],
    ["\\\\?\\C:\\p\\*.wasm", "C:\\p\\*.wasm"],
    ["!\\\\?\\C:\\p\\..\\q\\*.wasm", "!C:\\q\\*.wasm"],
    ["\\\\?\\UNC\\server\\share\\*.wasm", "\\\\server\\share\\*.wasm"],
    ["\\\\server\\share\\a\\..\\*.wasm", "\\\\server\\share\\*.wasm"],
    ["D:\\p\\*.wasm", "D:\\p\\*.wasm"],
  ])("on Windows %s", (pattern, expected) => {
    expect(resolveDots(pattern, "C:\\w\\x", "win32")).toBe(expected);
  });

  test("after a wildcard they are no one folder", () => {
    expect(() => resolveDots("*/../x.wasm", "/w")).toThrow(/'files'.*"\*\/\.\.\/x\.wasm"/);
  });
});
