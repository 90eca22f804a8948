/** The linter's rules for imports: each wrong one is found in each room, and no right one. */
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { EDGES, isEdge, LAYERS } from "../../scripts/layers.ts";
import { root, temporaryDirectory } from "../support/fixtures.ts";
import { runProgram } from "../support/process.ts";

interface Diagnostic {
  readonly category: string;
  readonly location: { readonly path: string; readonly start: { readonly line: number } };
}

/** Lints files as if they were this repository's. @returns `path line` of what a rule finds */
async function lint(rule: string, files: ReadonlyMap<string, readonly string[]>) {
  const folder = temporaryDirectory();
  for (const name of ["biome.json", ".gitignore"]) {
    copyFileSync(join(root, name), join(folder, name));
  }
  for (const [path, lines] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${lines.join("\n")}\n`);
  }
  const biome = join(root, "node_modules", ".bin", "biome");
  const { stdout } = await runProgram(
    biome,
    ["lint", "--reporter=json", "--max-diagnostics=none", "."],
    { cwd: folder },
  );
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] };
  return diagnostics
    .filter(({ category }) => category === rule)
    .map(({ location }) => `${location.path} ${location.start.line}`);
}

const rooms: readonly string[] = LAYERS;

test("every room of src/ has its layer", () => {
  const folders = readdirSync(join(root, "src"), { withFileTypes: true });
  const names = (directories: boolean) =>
    folders.filter((entry) => entry.isDirectory() === directories).map(({ name }) => name);
  expect(names(true).sort()).toEqual([...rooms].sort());
  expect(names(false).sort()).toEqual(["api.ts", "cli.ts", "main.ts"]);
});

test("an import upwards, or of @actions away from the edges, is found in every room", async () => {
  const wrong = new Set<string>();
  const files = new Map<string, string[]>();
  const paths = [...rooms.map((room) => `${room}/a.ts`), ...EDGES, "cli.ts", "api.ts"]
    .filter((path) => path.endsWith(".ts"))
    .map((path) => ({ path, room: path.includes("/") ? dirname(path) : undefined }));
  for (const { path, room } of paths) {
    const up = room === undefined ? "./" : "../";
    const lines: string[] = [];
    const add = (line: string, isWrong: boolean) => {
      lines.push(line);
      if (isWrong) {
        wrong.add(`src/${path} ${lines.length}`);
      }
    };
    for (const other of rooms.filter((name) => name !== room)) {
      const upwards = room !== undefined && rooms.indexOf(other) < rooms.indexOf(room);
      add(`export { a } from "${up}${other}/b.ts";`, upwards);
      add(`export type { B } from "${up}${other}/b.ts";`, upwards);
      add(`await import("${up}${other}/c.ts");`, upwards);
    }
    for (const entry of ["main.ts", "cli.ts", "api.ts"].filter((name) => name !== path)) {
      add(`import "${up}${entry}";`, true);
    }
    add('import * as core from "@actions/core";', !isEdge(path));
    add('export type { Glob } from "@actions/glob/lib/glob.js";', !isEdge(path));
    files.set(`src/${path}`, lines);
  }
  const found = await lint("lint/style/noRestrictedImports", files);
  expect(found.sort()).toEqual([...wrong].sort());
  expect(wrong.size).toBeGreaterThan(3 * 45);
});

test("a circle is found, of types as well", async () => {
  const files = new Map([
    ["src/run/a.ts", ['import { b } from "./b.ts";', "export const a = [b];"]],
    ["src/run/b.ts", ['import type { C } from "./c.ts";', "export const b = {} as C;"]],
    ["src/run/c.ts", ['import { type a } from "./a.ts";', "export type C = typeof a;"]],
    ["src/run/d.ts", ['import { a } from "./a.ts";', "export const d = a;"]],
  ]);
  expect((await lint("lint/suspicious/noImportCycles", files)).sort()).toEqual([
    "src/run/a.ts 1",
    "src/run/b.ts 1",
    "src/run/c.ts 1",
  ]);
});
