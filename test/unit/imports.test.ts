/** The picture of the imports: of this tree, beside docs/architecture.md, and of one with everything that may be wrong. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { LAYERS } from "../../scripts/layers.ts";
import { root, temporaryDirectory } from "../support/fixtures.ts";
import { blocks } from "../support/markdown.ts";
import { runOrFail } from "../support/process.ts";

function picture(...args: string[]): Promise<string> {
  return runOrFail(process.execPath, [join(root, "scripts", "imports.ts"), ...args]);
}

test("of src/ has no circle and no arrow upwards", async () => {
  const text = await picture();
  expect(text).toMatch(/^level 0 {2}support /m);
  for (const fault of [
    "circles of files",
    "circles of rooms",
    "imports upwards",
    "@actions/* away from the edges",
  ]) {
    expect(text).toContain(`\n${fault}: none\n`);
  }
});

test("of another tree shows what is wrong", async () => {
  const src = temporaryDirectory();
  const files = {
    "main.ts": 'import { run } from "./run/run.ts";\nrun();\n',
    "run/run.ts": 'export { store as run } from "../store/store.ts";\n',
    "run/a.ts": 'import {\n  type B,\n} from "./b.ts";\nexport type A = B;\n',
    "run/b.ts": 'export type B = import("./a.ts").A;\n',
    "store/store.ts": 'import * as core from "@actions/core";\nexport const store = core;\n',
    "engine/engine.ts": [
      'import { info } from "@actions/core";',
      'export const e = await import("../store/store.ts");',
      'export { main } from "../main.ts";',
      "info();",
      "",
    ].join("\n"),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(src, path)), { recursive: true });
    writeFileSync(join(src, path), text);
  }
  const text = await picture(src);
  expect(text.split("\n")[0]).toBe("6 files, 14 lines, 6 imports, 4 rooms");
  expect(text).toMatch(/^level 2 {2}\(loose\) .*\n.*\n {2}→ run 1$/m);
  expect(text).toMatch(/^level 3 {2}engine .*\n.*\n {2}→ \(loose\) 1, store 1$/m);
  expect(text).toContain("circles of files: 1\n  run/a.ts run/b.ts\n");
  expect(text).toContain("circles of rooms: none\n");
  expect(text).toContain(
    "imports upwards: 2\n  engine/engine.ts → main.ts\n  engine/engine.ts → store/store.ts\n",
  );
  expect(text).toContain("edges: 1\n  engine/engine.ts → @actions/core\n");
});

describe("docs/architecture.md", () => {
  const page = readFileSync(join(root, "docs", "architecture.md"), "utf8");
  const [diagram] = blocks(page).filter(({ language }) => language === "mermaid");
  const drawn = [...(diagram?.code ?? "").matchAll(/^ +(\w+) --> (\w+)$/gm)];

  test("draws the imports between the rooms, less those that follow from others", async () => {
    const rooms = new Map<string, Set<string>>();
    for (const [, name = "", list = ""] of (await picture()).matchAll(
      /^level \d+ {2}(\S+) .*\n.*\n {2}→ (.*)$/gm,
    )) {
      const others = [...list.matchAll(/(\w+) \d+/g)].map(([, other]) => other as string);
      rooms.set(
        name.replace("(loose)", "entries"),
        new Set(others.filter((one) => one !== "itself")),
      );
    }
    const reaches = (from: string, to: string): boolean =>
      [...(rooms.get(from) ?? [])].some((next) => next === to || reaches(next, to));
    const arrows = [...rooms].flatMap(([room, others]) =>
      [...others]
        .filter((to) => ![...others].some((other) => other !== to && reaches(other, to)))
        .map((to) => `${room} ${to}`),
    );
    expect(drawn.map(([, from, to]) => `${from} ${to}`).sort()).toEqual(arrows.sort());
    expect(rooms.size).toBe(LAYERS.length + 1);
  });

  test("says of every room what it is, and of every entry where it lies", () => {
    const boxes = [...(diagram?.code ?? "").matchAll(/^ +(\w+)\["(.+)"\]$/gm)];
    expect(boxes.map(([, room]) => room).sort()).toEqual(["entries", ...LAYERS].sort());
    for (const [, room, text = ""] of boxes.slice(1)) {
      expect(text.startsWith(`${room}: `)).toBe(true);
    }
  });

  test("names files that are there", () => {
    const paths = [...page.matchAll(/`((?:src|scripts)\/[\w./-]+)`/g)].map(([, path]) => path);
    expect(paths.length).toBeGreaterThan(15);
    expect(paths.filter((path) => !existsSync(join(root, path as string)))).toEqual([]);
  });
});
