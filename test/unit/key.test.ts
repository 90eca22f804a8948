import { describe, expect, test } from "vitest";
import { cacheKey, entryName, keyParts } from "../../src/artifact/key.ts";
import { sidecarMismatch, writeSidecar } from "../../src/artifact/sidecar.ts";
import { engineOf, keyedTargetOf, LINUX } from "../support/engines.ts";

const engine = engineOf();
const target = keyedTargetOf({}, Uint8Array.of(1, 2, 3), LINUX);
const key = cacheKey("ab".repeat(32), engine, target);

describe("entry names", () => {
  const { key: name, folder } = entryName(key, engine, target);

  test("fit the cache service", () => {
    expect(name.length).toBeLessThan(512);
    expect(name).toMatch(/^cwasm-v1-[\w.+-]+$/);
    expect(folder).toMatch(/^[0-9a-f]{32}$/);
  });

  test("carry every part", () => {
    for (const [, value] of keyParts(key, engine, target, "x")) {
      expect(entryName(key, engine, target, "x").key).toContain(value);
    }
  });

  test("differ in anything that differs", () => {
    const others = [
      entryName({ ...key, wasmSha256: "cd".repeat(32) }, engine, target),
      entryName({ ...key, wasmtimeVersion: "27.0.0" }, engine, target),
      entryName({ ...key, targetTriple: "aarch64-apple-darwin" }, engine, target),
      entryName({ ...key, engineConfigHash: "0".repeat(64) }, engine, target),
      entryName(key, { ...engine, compiler: { kind: "embedded", version: "27.0.1" } }, target),
      entryName(key, engineOf({ hostFeatures: "default" }), target),
      entryName(key, engine, keyedTargetOf({}, Uint8Array.of(1, 2, 4))),
    ];
    expect(new Set([name, ...others.map((other) => other.key)]).size).toBe(8);
    expect(new Set([folder, ...others.map((other) => other.folder)]).size).toBe(8);
  });
});

describe("sidecars", () => {
  const text = writeSidecar(key);

  test("are the reference's text", () => {
    expect(text).toBe(`schema = 1

[key]
wasm_sha256 = "${"ab".repeat(32)}"
wasmtime_version = "27"
target_triple = "x86_64-unknown-linux-gnu"
engine_config_hash = "fc8a7abfcf581d8392913fef74240805ddf80f8333e0750a60b177eb84a57341"
`);
  });

  test("equal", () => expect(sidecarMismatch(text, key)).toBeUndefined());

  test.each([
    ["", "schema is not 1"],
    ["schema = [", "not TOML"],
    [text.replace("schema = 1", "schema = 2"), "schema is not 1"],
    [text.replace("[key]", "[keys]"), "wasm_sha256 is not"],
    [text.replace("[key]", "key = 1\n[other]"), "wasm_sha256 is not"],
    [text.replace('"27"', '"28"'), "wasmtime_version is not 27"],
    [text.replace("linux", "freebsd"), "target_triple is not x86_64-unknown-linux-gnu"],
    [text.replace("fc8a", "fc8b"), "engine_config_hash is not"],
    [`${text}\n`, "not written as the reference writes it"],
  ])("mismatch %#", (other, message) => expect(sidecarMismatch(other, key)).toContain(message));
});
