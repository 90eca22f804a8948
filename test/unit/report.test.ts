import { describe, expect, test } from "vitest";
import { type Artifact, counts, isCacheHit, makeManifest } from "../../src/report/manifest.ts";
import { duration, oneLine, size } from "../../src/report/reporter.ts";
import { summaryMarkdown } from "../../src/report/summary.ts";
import { engineOf } from "../support/engines.ts";

const engines = [engineOf()];
const artifact: Artifact = {
  component: "a.wasm",
  target: "x86_64-unknown-linux-gnu",
  wasmtime: "27",
  status: "restored",
  artifact: "a.cwasm",
  sidecar: "a.cwasm.meta",
  key: {},
  entry: "cwasm-v1-…",
  component_size: 1_600_000,
  artifact_size: 7_345_328,
  artifact_sha256: "00",
  compiler: { kind: "embedded", version: "27.0.0", features: "minimal", sha256: "00" },
  engine_section_sha256: "00",
  imports: [],
  uses: [],
  advisories: [],
  milliseconds: 1234,
};

test.each([
  ["a\nb", "a\\nb"],
  ["\u001b[31m", "\\u{1b}[31m"],
  ["##[add-mask]x", "##\\u{5b}add-mask]x"],
  ["\u202egnp.wasm", "\\u{202e}gnp.wasm"],
  ["ünï cödé", "ünï cödé"],
])("%j is one harmless line", (text, line) => expect(oneLine(text)).toBe(line));

test("sizes and durations for people", () => {
  expect([144, 13_600, 7_345_328, 2e9].map(size)).toEqual(["144 B", "13.6 kB", "7.3 MB", "2.0 GB"]);
  expect([0.4, 999, 1234].map(duration)).toEqual(["0 ms", "999 ms", "1.2 s"]);
});

describe("the summary", () => {
  test("has a row for everything", () => {
    const compiled = {
      ...artifact,
      component: "b.wasm",
      artifact: "b.cwasm",
      status: "compiled" as const,
    };
    const text = summaryMarkdown(
      makeManifest(
        engines,
        [compiled, artifact],
        [{ component: "core.wasm", reason: "a core module" }],
        [
          { component: "bad.wasm", target: "t", reason: "no" },
          { component: "bad.wasm", target: "u", reason: "no" },
        ],
        { milliseconds: 41_234 },
      ),
    );
    expect(text).toContain(
      "1 restored, 1 compiled, 1 skipped, 2 failed, in 41.2 s · Wasmtime 27.0.0",
    );
    expect(text).toContain(
      "| <code>a.wasm</code> | <code>x86&#95;64-unknown-linux-gnu</code> | restored | 1.6&nbsp;MB | 7.3&nbsp;MB | 1.2&nbsp;s |",
    );
    expect(text).toContain(
      "\n\n- ❌ <code>bad.wasm</code>: no (<code>t</code>, <code>u</code>)\n\n| component |",
    );
    expect(text).toContain("|\n\n- skipped <code>core.wasm</code>: a core module\n");
  });

  test("shows hostile names as text", () => {
    const hostile = {
      ...artifact,
      component: "a|b\n<img src=x onerror=alert(1)>[l](http://x)`*_.wasm",
    };
    const text = summaryMarkdown(makeManifest(engines, [hostile], [], []));
    expect(text).not.toContain("<img");
    expect(text).not.toContain("](");
    expect(text.split("\n").filter((line) => line.startsWith("| <code>"))).toHaveLength(1);
    expect(text.split("\n").at(-2)?.match(/\|/g)).toHaveLength(7);
  });

  test("of long and hostile words stays within what a summary may have, and has something of every list", () => {
    const [name, reason] = ["*".repeat(4000), "€".repeat(20_000)];
    const absent = (at: number) => ({ component: `${at}${name}`, reason });
    const rows = Array.from({ length: 500 }, (_, at) => ({
      ...artifact,
      component: `${at}${name}`,
    }));
    const absents = rows.map((_, at) => absent(at));
    const saves = { saved: 0, not_saved: 9, reasons: ["a", "b", "c"].map((at) => at + reason) };
    const text = summaryMarkdown(makeManifest(engines, rows, absents, absents, { saves }));
    expect(Buffer.byteLength(text)).toBeLessThan(2 ** 20);
    expect(text.match(/^and \d{3} more, in the manifest$/gm)).toHaveLength(3);
    for (const kind of [/^- ❌ <code>0/m, /^- skipped <code>0/m, /^\| <code>0/m, /not saved: a/]) {
      expect(text).toMatch(kind);
    }
  });

  test("of very many stays within what a summary may have", () => {
    const many = Array.from({ length: 5000 }, () => artifact);
    const text = summaryMarkdown(makeManifest(engines, many, [], []));
    expect(text.length).toBeLessThan(2 ** 20);
    expect(text).toContain("and 4500 more, in the manifest");
  });
});

describe("cache-hit", () => {
  const hit = (artifacts: Artifact[], failed: { component: string; reason: string }[] = []) =>
    isCacheHit(makeManifest(engines, artifacts, [], failed));

  test("only if every artifact was restored", () => {
    expect(hit([artifact])).toBe(true);
    expect(hit([])).toBe(false);
    expect(hit([artifact, { ...artifact, status: "compiled" }])).toBe(false);
    expect(hit([artifact], [{ component: "x", reason: "no" }])).toBe(false);
  });

  test("counts", () => {
    expect(counts(makeManifest(engines, [artifact, artifact], [], []))).toEqual({
      restored: 2,
      compiled: 0,
      verified: 0,
      skipped: 0,
      failed: 0,
      saved: 0,
      "not-saved": 0,
      missing: 0,
    });
  });
});
