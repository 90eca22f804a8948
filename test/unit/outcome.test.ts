/** What becomes of everything: each place ends once, and what is still due is in the manifest. */
import { beforeEach, expect, test } from "vitest";
import type { Artifact } from "../../src/report/manifest.ts";
import type { Other } from "../../src/run/components.ts";
import { Outcome } from "../../src/run/outcome.ts";
import type { Place, Task } from "../../src/run/plan.ts";
import { engineOf } from "../support/engines.ts";
import { reporterTo } from "../support/surroundings.ts";

const TARGET = "x86_64-unknown-linux-gnu";

let log: string[];
let failures: number;
let outcome: Outcome;

beforeEach(() => {
  log = [];
  failures = 0;
  outcome = new Outcome(reporterTo(log), () => {
    failures += 1;
  });
});

const ENGINE = { pinnedVersion: "27", isOnly: true };
const WHERE = { target: TARGET, wasmtime: "27" };

function placeOf(path: string): Place {
  return { component: { path }, target: { triple: TARGET }, engine: ENGINE } as Place;
}

function artifactOf(component: string): Artifact {
  return {
    component,
    target: TARGET,
    wasmtime: "27",
    status: "compiled",
    artifact: component.replace(".wasm", ".cwasm"),
    sidecar: component.replace(".wasm", ".cwasm.meta"),
    key: {},
    entry: "",
    component_size: 1,
    artifact_size: 1,
    artifact_sha256: "",
    compiler: { kind: "embedded", version: "27.0.0", features: "minimal", sha256: "00" },
    engine_section_sha256: "00",
    imports: [],
    uses: [],
    advisories: [],
    milliseconds: 1,
  };
}

test.each<[Other["kind"], "skip" | "error" | "compile", "skipped" | "failed"]>([
  ["directory", "error", "skipped"],
  ["core-module", "skip", "skipped"],
  ["core-module", "error", "failed"],
  ["unusable", "skip", "failed"],
  ["unusable", "compile", "failed"],
])("a %s with core-modules %s is %s", (kind, coreModules, list) => {
  const others = [{ path: "x.wasm", kind, reason: "what it is" }];
  outcome.exclude({ components: [], others }, coreModules);
  const manifest = outcome.manifest([engineOf()]);
  expect(manifest[list]).toEqual([{ component: "x.wasm", reason: "what it is" }]);
  expect(manifest.skipped.length + manifest.failed.length).toBe(1);
  expect(failures).toBe(manifest.failed.length);
  expect(outcome.nothingMade === undefined).toBe(list === "failed");
  expect(log).toEqual([expect.stringMatching(list === "failed" ? /^error: x/ : /^notice: x/)]);
});

test("each place ends as an artifact or a failure, or as what is still due", () => {
  const places = ["a.wasm", "b.wasm", "c.wasm"].map(placeOf) as [Place, Place, Place];
  outcome.expect([{ places } as unknown as Task]);
  outcome.place(places[0], artifactOf("a.wasm"));
  outcome.fail([places[1]], "no memory");
  const manifest = outcome.manifest([engineOf()]);
  expect(manifest.artifacts.map(({ component }) => component)).toEqual(["a.wasm"]);
  expect(manifest.failed).toEqual([{ component: "b.wasm", ...WHERE, reason: "no memory" }]);
  expect(manifest.skipped).toEqual([
    { component: "c.wasm", ...WHERE, reason: expect.stringContaining("fail-fast") },
  ]);
  expect(failures).toBe(1);
});

test("what failed is in the order of paths, and of targets for each, whatever failed first", () => {
  const targets = ["x86_64-unknown-linux-gnu", "aarch64-apple-darwin"] as const;
  const engine = engineOf({}, ...targets);
  const places = ["b.wasm", "a.wasm"].flatMap((path) =>
    targets.map((triple) => ({ component: { path }, target: { triple }, engine: ENGINE }) as Place),
  );
  for (const place of places.reverse()) {
    outcome.fail([place], "no memory");
  }
  const others: Other[] = [{ path: "aa.wasm", kind: "unusable", reason: "what it is" }];
  outcome.exclude({ components: [], others }, "skip");
  const { failed, saves } = outcome.manifest([engine], {
    saved: 0,
    not_saved: 2,
    reasons: ["the service is gone", "it is full"],
  });
  expect(failed.map(({ component, target }) => [component, target])).toEqual([
    ...targets.map((target) => ["a.wasm", target]),
    ["aa.wasm", undefined],
    ...targets.map((target) => ["b.wasm", target]),
  ]);
  expect(saves.reasons).toEqual(["it is full", "the service is gone"]);
});

test("the artifacts are in the order of their paths, whatever was done first", () => {
  const names = ["c.wasm", "a.wasm", "b.wasm"];
  for (const name of names) {
    outcome.place(placeOf(name), artifactOf(name));
  }
  const { artifacts } = outcome.manifest([engineOf()]);
  expect(artifacts.map(({ component }) => component)).toEqual([...names].sort());
});
