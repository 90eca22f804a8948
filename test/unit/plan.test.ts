/** Where artifacts go, and what is compiled once. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Use } from "../../src/engine/known-advisories.ts";
import type { Component } from "../../src/run/components.ts";
import type { RunEngine } from "../../src/run/engines.ts";
import { layOut, planTasks } from "../../src/run/plan.ts";
import { InputError } from "../../src/support/errors.ts";
import { engineOf, keyedTargetOf } from "../support/engines.ts";
import { sectionOf, settingsOf } from "../support/surroundings.ts";

const CWD = join("/", "work");
const TARGETS = ["x86_64-unknown-linux-gnu", "aarch64-apple-darwin"];

const engine: RunEngine = {
  ...engineOf(),
  targets: TARGETS.map((target) => keyedTargetOf({}, sectionOf(target), target)),
  opened: { get: () => Promise.reject(new Error("not needed")), close: async () => undefined },
  compilerDigest: async () => "00",
  isOnly: true,
};

function componentAt(path: string, sha256 = path): Component {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const stem = name.replace(/\.[^.]*$/, "");
  const facts = { imports: [], uses: new Set<Use>() };
  return { kind: "component", path, file: join(CWD, path), stem, size: 100, sha256, facts };
}

function paths(components: readonly Component[], output: string, targets = TARGETS): string[] {
  const settings = settingsOf({ output, targets: targets.join() });
  const some = {
    ...engine,
    targets: engine.targets.filter(({ triple }) => targets.includes(triple)),
  };
  return layOut({ components, others: [] }, [some], settings.output, CWD).map(({ path }) => path);
}

describe("places", () => {
  test("are beside the component for one target", () => {
    expect(
      paths([componentAt("a.wasm"), componentAt("sub/b.wasm")], "", TARGETS.slice(0, 1)),
    ).toEqual([join(CWD, "a.cwasm"), join(CWD, "sub", "b.cwasm")]);
  });

  test("are in a folder for each of several targets", () => {
    expect(paths([componentAt("sub/b.wasm")], "")).toEqual(
      TARGETS.map((target) => join(CWD, "sub", target, "b.cwasm")),
    );
  });

  test.each([
    ["two components of one name", ["a/x.wasm", "b/x.wasm"], "out/{target}/{stem}.cwasm"],
    ["two targets", ["a/x.wasm"], "out/{stem}.cwasm"],
    ["names that differ in their ending", ["x.wasm", "x.component"], "{target}-{stem}.cwasm"],
  ])("that are the same for %s are refused, with both owners named", (_, files, output) => {
    const refusal = () =>
      paths(
        files.map((path) => componentAt(path)),
        output,
      );
    expect(refusal).toThrow(InputError);
    expect(refusal).toThrow(/Both (\S+ for \S+) and (?!\1)\S+ for \S+ would be written there/);
  });

  test("are not made of names that name a folder", () => {
    expect(() =>
      paths([{ ...componentAt("a.wasm"), stem: ".." }], "{stem}/{target}.cwasm"),
    ).toThrow(InputError);
  });
});

describe("tasks", () => {
  const tasksOf = (components: readonly Component[], engines = [engine]) => {
    const { output } = settingsOf({ targets: TARGETS.join() });
    return planTasks(layOut({ components, others: [] }, engines, output, CWD), "");
  };

  test("are one for the same bytes and target, with every place", () => {
    const tasks = tasksOf([componentAt("a.wasm", "1"), componentAt("b/c.wasm", "1")]);
    expect(tasks.map(({ target }) => target.triple)).toEqual(TARGETS);
    for (const { places } of tasks) {
      expect(places.map(({ component }) => component.path)).toEqual(["a.wasm", "b/c.wasm"]);
    }
  });

  test("are two for other bytes, and each expects its own", () => {
    const tasks = tasksOf([componentAt("a.wasm", "1"), componentAt("b.wasm", "2")]);
    expect(tasks).toHaveLength(2 * TARGETS.length);
    expect(new Set(tasks.map(({ expected }) => expected.name.key)).size).toBe(tasks.length);
    for (const { component, target, expected } of tasks) {
      expect(expected.key.wasmSha256).toBe(component.sha256);
      expect(expected.key.targetTriple).toBe(target.triple);
      expect(expected.engineSection).toEqual(sectionOf(target.triple));
    }
  });
});
