/** A host's Cargo features: as manifests list them, and what of them an artifact knows. */
import { describe, expect, test } from "vitest";
import { lackingOptions, parseFeatures } from "../../src/engine/features.ts";
import { BY_DEFAULT, DECIDING, IMPLYING, INDIFFERENT } from "../../src/engine/known-features.ts";
import { engineOf, targetOf } from "../support/engines.ts";

describe("lists are read as manifests have them", () => {
  test.each([
    ["minimal", 48, "minimal"],
    ["component-model, cranelift, runtime", 48, "minimal"],
    ["default", 48, "default"],
    ['["default", "pooling-allocator"]', 48, "default"],
    ["default\n# ours\nincremental-cache", 27, "default"],
    ["component-model\ngc\ngc-null\nthreads", 48, "component-model+gc+gc-null+threads"],
    ["component-model, gc-drc", 48, "component-model+gc+gc-drc"],
    ["component-model-async, threads", 48, "component-model+component-model-async+threads"],
    ["cranelift, runtime", 45, "none"],
    ["gc-drc, cranelift", 45, "gc+gc-drc"],
    ["rr", 48, "minimal"],
    // The same features as the default ones of that line.
    ["component-model, gc-drc, gc-null, threads, async", 36, "default"],
    ["component-model, gc-drc, gc-null, threads", 48, "component-model+gc+gc-drc+gc-null+threads"],
  ])("%j on %i is %s", (text, major, name) => {
    expect(parseFeatures(text, major).name).toBe(name);
  });

  test.each([
    [
      "componnet-model",
      48,
      "Wasmtime has no Cargo feature 'componnet-model'. Did you mean 'component-model'?",
    ],
    ["gc-copying", 27, "Wasmtime 27 has no Cargo feature 'gc-copying': it is there from 45 on"],
    [
      "component-model, gc",
      48,
      "name the collectors that it is built with, gc-copying, gc-drc, gc-null",
    ],
    ["component-model, gc", 36, "name the collectors that it is built with, gc-drc, gc-null."],
    [", ,", 48, "It names none."],
  ])("%j on %i is refused", (text, major, message) => {
    expect(() => parseFeatures(text, major)).toThrow(message);
    expect(() => parseFeatures(text, major)).toThrow(/^Input 'host-features': /);
  });

  test("every feature is in one table, and every default is one that decides something", () => {
    const names = [...Object.keys(DECIDING), ...Object.keys(IMPLYING), ...INDIFFERENT];
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(BY_DEFAULT).sort()).toEqual(Object.keys(DECIDING).sort());
  });
});

describe("what a host lacks is switched off", () => {
  const off = (text: string, major: number): string =>
    lackingOptions(parseFeatures(text, major), major)
      .map((option) => option.join("="))
      .sort()
      .join(" ");

  test.each([27, 36, 39, 43, 45, 46, 47, 48, 50])("nothing of default hosts, on %i", (major) => {
    expect(off("default", major)).toBe("");
  });

  test.each([
    ["minimal", 27, "feature-gc_types=false threads=false"],
    ["minimal", 36, "feature-gc_types=false threads=false"],
    ["minimal", 39, "exceptions=false gc-support=false threads=false"],
    ["minimal", 48, "concurrency-support=false exceptions=false gc-support=false threads=false"],
    ["default", 50, ""],
    ["gc-drc, threads, component-model-async", 50, "collector=drc"],
    ["gc-null, threads, component-model-async", 48, "collector=null"],
    ["gc-null, threads, component-model", 36, "collector=null"],
    // On 45 no host takes the copying collector by itself.
    ["gc-copying, gc-drc, threads, component-model-async", 45, ""],
    ["gc-drc", 45, "component-model=false concurrency-support=false threads=false"],
  ])("of %j on %i: %s", (text, major, options) => {
    expect(off(text, major)).toBe(options);
  });

  test("unless the host says something else itself", () => {
    const inputs = { version: "48", hostFeatures: "component-model, gc-null, gc-drc" };
    const collector = (options: string): string | undefined =>
      new Map(targetOf({ ...inputs, options }).options).get("collector");
    expect(collector("")).toBe("drc");
    expect(collector("-C collector=drc")).toBe("drc");
    expect(collector("-C collector=null")).toBe("null");
    expect(() => collector("-C collector=copying")).toThrow("Cargo feature 'gc-copying'");
  });
});

describe("a native compiler", () => {
  const native = (version: string) =>
    ({ kind: "native", path: "/opt/wasmtime", sha256: "ab".repeat(32), version }) as const;

  test("has its own without a word", () => {
    expect(engineOf({ version: "48", own: native("48.0.8") })).toMatchObject({
      hostFeatures: { name: "native" },
      targets: [{ options: [] }],
    });
  });

  test("is made like a host with fewer by its flags", () => {
    const inputs = { version: "48", own: native("48.0.8"), hostFeatures: "minimal" };
    const { targets } = engineOf({ ...inputs, options: "-W fuel=1" });
    expect(targets[0]?.options.map((option) => option.join("="))).toEqual([
      "concurrency-support=false",
      "exceptions=false",
      "fuel=true",
      "gc-support=false",
      "threads=false",
    ]);
  });

  test("up to 36 has no flag for what minimal hosts lack", () => {
    const inputs = { version: "36", own: native("36.0.20"), hostFeatures: "minimal" };
    expect(() => engineOf(inputs)).toThrow(
      /'host-features': "minimal" .* no flag for feature-gc_types/,
    );
  });
});
