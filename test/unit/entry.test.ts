/** What of a stored entry may be used. */
import { describe, expect, test } from "vitest";
import { cacheKey, entryName } from "../../src/artifact/key.ts";
import { writeSidecar } from "../../src/artifact/sidecar.ts";
import { type Expected, entryFiles, makeEntry, verifyEntry } from "../../src/store/entry.ts";
import { sha256 } from "../../src/support/hash.ts";
import { artifactWith } from "../support/artifacts.ts";
import { engineOf, keyedTargetOf } from "../support/engines.ts";
import { sectionOf } from "../support/surroundings.ts";

const TARGET = "x86_64-unknown-linux-gnu";
const OTHER = "aarch64-unknown-linux-gnu";

function expectedOf(wasm: string, target = TARGET): Expected {
  const engine = engineOf({}, target);
  const keyed = keyedTargetOf({}, sectionOf(target), target);
  const key = cacheKey(sha256(Buffer.from(wasm)), engine, keyed);
  const name = entryName(key, engine, keyed);
  return { name, key, kind: "component", engineSection: keyed.section };
}

const expected = expectedOf("a");
const artifact = artifactWith(sectionOf(TARGET), Buffer.from("code"));
const entry = makeEntry(artifact, expected);

/** The entry as a store gives it back, with a change. */
function stored(change: Partial<typeof entry> = {}) {
  return entryFiles({ ...entry, ...change });
}

test("what is made for a task may be used for it", () => {
  expect(verifyEntry(stored(), expected)).toEqual(entry);
  expect(entry.artifactSha256).toBe(sha256(artifact));
  expect(entry.sidecar).toBe(writeSidecar(expected.key));
});

describe("no entry is made of", () => {
  test.each([
    ["another engine's artifact", artifactWith(sectionOf(OTHER), Buffer.from("code")), /engine/],
    ["what is no artifact", Buffer.from("half"), /the artifact is damaged/],
    ["a cut artifact", artifact.subarray(0, artifact.length - 1), /the artifact is damaged/],
  ])("%s", (_, bytes, reason) => {
    expect(() => makeEntry(bytes, expected)).toThrow(reason);
  });

  test("a core module's artifact for a component", () => {
    expect(() => makeEntry(artifact, { ...expected, kind: "core-module" })).toThrow(
      /of a component, not of a core-module/,
    );
  });
});

describe("an entry is refused", () => {
  const other = makeEntry(artifact, expectedOf("b"));
  const flipped = Buffer.from(artifact);
  flipped[flipped.indexOf("code")] = 0;
  const foreign = artifactWith(sectionOf(OTHER), Buffer.from("code"));
  const record = (bytes: Uint8Array) =>
    `${JSON.stringify({ key: expected.name.key, artifact_sha256: sha256(bytes) })}\n`;

  test.each([
    ["with other bytes", { artifact: flipped }, /sha256/],
    ["with another component's sidecar", { sidecar: other.sidecar }, /wasm_sha256/],
    ["with no sidecar", { sidecar: "" }, /sidecar/],
    ["with another component's record", { record: other.record }, /belongs to another key/],
    ["with a record that is no JSON", { record: "{" }, /not JSON/],
    ["with a record of nothing", { record: "null" }, /belongs to another key/],
    ["with a record that says the same in other bytes", { record: ` ${entry.record}` }, /written/],
    ["with another engine's artifact", { artifact: foreign, record: record(foreign) }, /engine/],
  ])("%s", (_, change, reason) => {
    expect(() => verifyEntry(stored(change), expected)).toThrow(reason);
  });

  test.each([
    ["another component", expectedOf("b")],
    ["another target", expectedOf("a", OTHER)],
  ])("for %s", (_, task) => {
    expect(() => verifyEntry(stored(), task)).toThrow();
  });

  test("with any one bit of the artifact changed", () => {
    for (let at = 0; at < artifact.length; at += 7) {
      const changed = Buffer.from(artifact);
      changed[at] = (changed[at] as number) ^ (1 << (at % 8));
      expect(() => verifyEntry(stored({ artifact: changed }), expected)).toThrow(/sha256/);
    }
  });
});
