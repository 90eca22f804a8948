import { expect, test } from "vitest";
import { engineConfigHash, REFERENCE_FINGERPRINT, resolveEngine } from "../../src/engine.ts";
import { InputError } from "../../src/errors.ts";

test("the reference's engine by default", () => {
  expect(resolveEngine("27", "minimal", REFERENCE_FINGERPRINT)).toEqual({
    pinnedVersion: "27",
    version: "27.0.0",
    hostFeatures: "minimal",
    options: { epochInterruption: true, consumeFuel: false },
    fingerprint: REFERENCE_FINGERPRINT,
    configHash: "fc8a7abfcf581d8392913fef74240805ddf80f8333e0750a60b177eb84a57341",
  });
});

test("a full version is kept as it is pinned", () => {
  expect(resolveEngine("27.0.0", "minimal", REFERENCE_FINGERPRINT).pinnedVersion).toBe("27.0.0");
});

test.each([
  ["v1;cranelift", false, false],
  ["v2;epoch=true", true, false],
  ["v2;fuel=true;epoch=false;cranelift", false, true],
  ["v10;cranelift;async=true;component_model=true;epoch=true;fuel=true", true, true],
])("fingerprint %s", (fingerprint, epochInterruption, consumeFuel) => {
  const engine = resolveEngine("27", "minimal", fingerprint);
  expect(engine.options).toEqual({ epochInterruption, consumeFuel });
  expect(engine.configHash).toBe(engineConfigHash(fingerprint));
});

test.each([
  ["", "does not begin with a version"],
  ["epoch=true;cranelift", "does not begin with a version"],
  ["v2;", "'' is not known"],
  ["v2;winch", "'winch' is not known"],
  ["v2; epoch=true", "' epoch=true' is not known"],
  ["v2;epoch", "'epoch' is not possible"],
  ["v2;epoch=yes", "'epoch=yes' is not possible"],
  ["v2;epoch=true=false", "'epoch=true=false' is not possible"],
  ["v2;component_model=false", "'component_model=false' is not possible"],
  ["v2;fuel=true;fuel=true", "'fuel' is named twice"],
  ["v2;cranelift;cranelift", "'cranelift' is named twice"],
  ["v2;constructor=true", "'constructor=true' is not known"],
])("fingerprint %j is refused", (fingerprint, message) => {
  const resolve = () => resolveEngine("27", "minimal", fingerprint);
  expect(resolve).toThrow(InputError);
  expect(resolve).toThrow(message);
  expect(resolve).toThrow("Input 'engine-fingerprint'");
});

test.each(["28", "27.0", "27.0.1", "", "latest"])("version %j is refused", (version) => {
  expect(() => resolveEngine(version, "minimal", REFERENCE_FINGERPRINT)).toThrow(
    "Allowed: 27, 27.0.0",
  );
});
