import { expect, test } from "vitest";
import { layOutUpload } from "../../src/upload/layout.ts";

const TARGET = "x86_64-unknown-linux-gnu";

function names(
  paths: readonly string[],
  { cwd = "/w", target = TARGET, platform = "linux" as NodeJS.Platform } = {},
): string[] | undefined {
  const artifacts = paths.map((path) => ({ group: target, target, path }));
  return layOutUpload(artifacts, cwd, platform)
    .get(target)
    ?.map(({ name }) => name)
    .filter((name) => name.endsWith(".cwasm"));
}

test("sidecars lie beside their artifacts", () => {
  expect(
    layOutUpload([{ group: TARGET, target: TARGET, path: "/w/a/x.cwasm" }], "/w", "linux"),
  ).toEqual(
    new Map([
      [
        TARGET,
        [
          { file: "/w/a/x.cwasm", name: "a/x.cwasm" },
          { file: "/w/a/x.cwasm.meta", name: "a/x.cwasm.meta" },
        ],
      ],
    ]),
  );
});

test.each([
  ["below the working directory", ["/w/a/x.cwasm", "/w/a/y.cwasm"], ["a/x.cwasm", "a/y.cwasm"]],
  ["outside", ["/o/a/x.cwasm", "/o/b/x.cwasm"], ["a/x.cwasm", "b/x.cwasm"]],
  ["outside, deep", ["/o/p/a/x.cwasm", "/o/p/b/c/x.cwasm"], ["a/x.cwasm", "b/c/x.cwasm"]],
  ["one outside", ["/o/p/x.cwasm"], ["x.cwasm"]],
  ["one above the other", ["/o/x.cwasm", "/o/a/x.cwasm"], ["x.cwasm", "a/x.cwasm"]],
  ["both", ["/w/a/x.cwasm", "/wider/x.cwasm"], ["w/a/x.cwasm", "wider/x.cwasm"]],
  ["a folder named like the working directory", ["/w2/x.cwasm"], ["x.cwasm"]],
  ["case tells them apart on Linux", ["/w/X.cwasm", "/w/x.cwasm"], ["X.cwasm", "x.cwasm"]],
])("%s", (_, paths, expected) => {
  expect(names(paths)).toEqual(expected);
});

test("the targets of a run have one base", () => {
  const artifacts = ["t1", "t2"].map((target) => ({
    group: target,
    target,
    path: `/o/${target}/x.cwasm`,
  }));
  const named = layOutUpload(artifacts, "/w", "linux");
  expect(named.get("t2")?.map(({ name }) => name)).toEqual(["t2/x.cwasm", "t2/x.cwasm.meta"]);
});

test("on Windows drives are folders", () => {
  const windows = { cwd: "C:\\w", platform: "win32" as const };
  expect(names(["C:\\w\\a\\x.cwasm"], windows)).toEqual(["a/x.cwasm"]);
  expect(names(["C:\\o\\x.cwasm", "D:\\o\\x.cwasm"], windows)).toEqual([
    "C/o/x.cwasm",
    "D/o/x.cwasm",
  ]);
  expect(names(["\\\\server\\share\\a\\x.cwasm", "C:\\x.cwasm"], windows)).toEqual([
    "server/share/a/x.cwasm",
    "C/x.cwasm",
  ]);
});

test.each(['"', ":", "<", ">", "|", "*", "?", "\r", "\n", "\\"])("%j is refused", (character) => {
  expect(() => names([`/w/a${character}b/x.cwasm`])).toThrow(/workflow artifacts refuses/);
  // Above the common folder it is in no name.
  expect(names([`/o${character}/x.cwasm`])).toEqual(["x.cwasm"]);
});

test("two files of one name are an error, where the target's systems take them for one", () => {
  const paths = ["/w/X.cwasm", "/w/x.cwasm"];
  expect(() => names(paths, { target: "aarch64-apple-darwin" })).toThrow(/the same file/);
  expect(() => names(["/w/x.cwasm", "/w/x.cwasm"])).toThrow(/the same file/);
});
