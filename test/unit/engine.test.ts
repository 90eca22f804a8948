import { describe, expect, test } from "vitest";
import { engineConfigHash, REFERENCE_FINGERPRINT } from "../../src/engine/engine.ts";
import { InputError } from "../../src/support/errors.ts";
import { ENGINES, engineOf, LINUX, targetOf } from "../support/engines.ts";

/** What a minimal host on 27 is without, of what the compiler has. */
const LACKING = [
  ["feature-gc_types", "false"],
  ["threads", "false"],
];

test("the reference's engine by default", () => {
  expect(engineOf()).toEqual({
    pinnedVersion: "27",
    pinnedSource: "as given",
    hostFeatures: { name: "minimal", deciding: new Set(["component-model"]) },
    compiler: { kind: "embedded", version: "27.0.0" },
    targets: [
      {
        triple: LINUX,
        options: [["epoch-interruption", "true"], ...LACKING],
        fingerprint: REFERENCE_FINGERPRINT,
        configHash: "fc8a7abfcf581d8392913fef74240805ddf80f8333e0750a60b177eb84a57341",
      },
    ],
  });
});

describe("versions", () => {
  test.each(ENGINES)("$version $hostFeatures by its major, and in full", (embedded) => {
    const { version, hostFeatures } = embedded;
    const major = version.split(".")[0] as string;
    for (const pinned of [major, version]) {
      expect(engineOf({ version: pinned, hostFeatures })).toMatchObject({
        compiler: { version },
        hostFeatures: { name: hostFeatures },
        pinnedVersion: pinned,
      });
    }
  });

  test("any patch of a major from 38 on", () => {
    expect(engineOf({ version: "48.0.1" })).toMatchObject({
      compiler: { version: "48.0.8" },
      pinnedVersion: "48.0.1",
    });
  });

  test.each(["27.0.1", "36.0.19"])("%s is a patch that would be refused", (version) => {
    expect(() => engineOf({ version })).toThrow(
      /Allowed: (27.0.0|36.0.20)\. Up to Wasmtime 37 .* exactly the patch .* Pin wasmtime = "=.*'compiler'/,
    );
  });

  test.each(["28", "1", "41.0.0"])("%s has no compiler", (version) => {
    expect(() => engineOf({ version })).toThrow(/Allowed: 27, 27.0.0, 36, .*'compiler'/);
  });

  test.each(["27.0", "latest", "v27", "27.0.0.0"])("%j is no version", (version) => {
    expect(() => engineOf({ version })).toThrow(
      /Input 'wasmtime-version': .* major version such as/,
    );
  });

  describe("that a Cargo.lock says", () => {
    const registry = 'source = "registry+https://example.org/index"';
    const lock = (version: string, source = registry) =>
      `[[package]]\nname = "wasmtime-environ"\nversion = "9.9.9"\n\n[[package]]\nname = "wasmtime"\nversion = "${version}"\n${source}\n`;
    const read = (files: Record<string, string>) => (path: string) => {
      const text = files[path.replaceAll("\\", "/")];
      if (text === undefined) {
        throw new Error(`${path} is not there`);
      }
      return text;
    };
    const from = (lockFile: string, manifest?: string, version = "host/Cargo.lock") =>
      engineOf({
        version,
        readText: read({
          "host/Cargo.lock": lockFile,
          ...(manifest === undefined ? {} : { "host/Cargo.toml": manifest }),
        }),
      });

    test.each([
      ['[dependencies]\nwasmtime = "27"', "27"],
      ['[dependencies]\nwasmtime = "=27.0.0"', "27.0.0"],
      ['[dependencies]\nwasmtime = { version = "^27.0", default-features = false }', "27.0"],
      ['[dependencies]\nengine = { package = "wasmtime", version = "~27" }', "27"],
      ['[workspace.dependencies]\nwasmtime = "27"', "27"],
      ["[target.'cfg(unix)'.dependencies]\nwasmtime = \"27\"", "27"],
    ])("sidecars say what %j requires", (manifest, pinned) => {
      expect(from(lock("27.0.0"), manifest)).toMatchObject({
        compiler: { version: "27.0.0" },
        pinnedVersion: pinned,
        pinnedSource: expect.stringMatching(/^required in .*Cargo\.toml$/),
      });
    });

    test.each([
      undefined,
      "[[dependencies",
      "[dependencies]\nwasmtime = { workspace = true }",
      '[dependencies]\nwasmtime = ">=27, <28"',
      '[dependencies]\nwasmtime = "36"',
      '[dependencies]\nwasmtime = "27"\n[target.x.dependencies]\nwasmtime = "27.0.0"',
    ])("the locked one beside %j, and how to say otherwise", (manifest) => {
      expect(from(lock("27.0.0"), manifest)).toMatchObject({
        pinnedVersion: "27.0.0",
        pinnedSource: expect.stringContaining("say how: host/Cargo.lock:27"),
      });
    });

    test("or what follows a colon", () => {
      expect(from(lock("27.0.0"), undefined, "host/Cargo.lock:27")).toMatchObject({
        pinnedVersion: "27",
        compiler: { version: "27.0.0" },
      });
      for (const pinned of ["", "28", "27.x", "v27"]) {
        expect(() => from(lock("27.0.0"), undefined, `host/Cargo.lock:${pinned}`)).toThrow(
          "the lock file has Wasmtime 27",
        );
      }
    });

    test.each([
      [lock("36.0.1"), "exactly the patch"],
      [lock("27.0.0").replaceAll('"wasmtime"', '"other"'), "It locks no crate 'wasmtime'"],
      [lock("27.0.0") + lock("36.0.20"), "It locks 27.0.0 and 36.0.20"],
      ["[[package", "It cannot be read"],
      ['package = "x"', "It locks no crate 'wasmtime'"],
      [
        lock("27.0.0", ""),
        /takes wasmtime 27.0.0 from a folder, .* say so with wasmtime-version: 27.0.0/,
      ],
      [
        lock("27.0.0", 'source = "git+https://example.org/wasmtime#abc"'),
        /from git\+https:.*may not be the code/,
      ],
    ])("refuses %j", (lockFile, message) => {
      expect(() => from(lockFile)).toThrow(message);
    });

    test("refuses what is not there", () => {
      expect(() => engineOf({ version: "Cargo.lock" })).toThrow("It cannot be read");
    });
  });
});

describe("a native compiler", () => {
  const native = {
    kind: "native",
    path: "/opt/wasmtime",
    sha256: "ab".repeat(32),
    version: "48.0.8",
  } as const;

  test.each(["48", "48.0.8", "48.0.1"])("of the version asked for: %s", (version) => {
    expect(engineOf({ version, own: native })).toMatchObject({
      compiler: native,
      pinnedVersion: version,
      targets: [{ options: [] }],
    });
  });

  test.each([
    ["27", "48.0.8"],
    ["48.0.8", "49.0.0"],
    ["36.0.19", "36.0.20"],
  ])("asked for %s, and it is %s", (version, is) => {
    expect(() => engineOf({ version, own: { ...native, version: is } })).toThrow(
      /Input 'compiler': "\/opt\/wasmtime" .* This one is .*Install that version, or change/,
    );
  });
});

describe("the fingerprint follows the options", () => {
  test.each([
    [{ options: "-W epoch-interruption" }, REFERENCE_FINGERPRINT],
    [
      { options: "-W fuel=7" },
      "v2;component_model=true;async=false;fuel=true;epoch=false;cranelift",
    ],
    [
      { options: "-O opt-level=s -C cranelift-enable_pcc=on" },
      "v2;component_model=true;async=false;fuel=false;epoch=false;cranelift;cranelift-enable_pcc=true;opt-level=s",
    ],
    [
      { version: "48", hostFeatures: "gc-drc" },
      "v2;component_model=false;async=false;fuel=false;epoch=false;cranelift;host=gc+gc-drc",
    ],
    [
      { version: "36", hostFeatures: "default" },
      "v2;component_model=true;async=false;fuel=false;epoch=false;cranelift;host=default",
    ],
  ])("%j", (inputs, fingerprint) => {
    const engine = targetOf(inputs);
    expect(engine.fingerprint).toBe(fingerprint);
    expect(engine.configHash).toBe(engineConfigHash(fingerprint));
    // It says all: read back it is the same engine.
    expect(targetOf({ ...inputs, options: "", cpu: "baseline", fingerprint }).options).toEqual(
      engine.options,
    );
  });

  test.each([
    { cpu: "avx2" },
    { options: "-W async-stack-size=1" },
    { options: "-O pooling-total-memories=3 -S http" },
  ])("%j is of no concern to it", (inputs) => {
    expect(targetOf(inputs).fingerprint).toBe(REFERENCE_FINGERPRINT);
  });

  test("unless one is given, of any form, that does not contradict them", () => {
    const fingerprint = "my-host/3 with speed";
    expect(targetOf({ fingerprint, options: "-O opt-level=s" })).toMatchObject({
      fingerprint,
      options: [...LACKING, ["opt-level", "s"]].sort(),
    });
    expect(
      targetOf({ fingerprint: "x;epoch=true", options: "-W epoch-interruption" }).options,
    ).toEqual([["epoch-interruption", "true"], ...LACKING]);
  });

  test.each([
    ["x;epoch=true", "-O opt-level=2", "it says epoch=true, but 'options' does not"],
    ["x;epoch=false", "-W epoch-interruption", "'options' says epoch-interruption=true"],
    ["x;fuel=false", "-W fuel=1", "'options' says fuel=true"],
    ["x;opt-level=0", "-O opt-level=s", "'options' says opt-level=s"],
    ["x;opt-level=2", "-O opt-level=s", "'options' says opt-level=s"],
    ["x;host=default", "-O opt-level=s", "'host=default' is not possible"],
  ])("%s contradicts %s", (fingerprint, options, message) => {
    expect(() => engineOf({ fingerprint, options })).toThrow(message);
  });
});

describe("options from a fingerprint alone", () => {
  test.each([
    ["v1;cranelift", []],
    ["v2;epoch=true", [["epoch-interruption", "true"]]],
    ["v2;fuel=true;epoch=false;cranelift", [["fuel", "true"]]],
    [
      "v10;cranelift;async=true;component_model=true;epoch=true;fuel=true;opt-level=2;tail-call=true",
      [
        ["epoch-interruption", "true"],
        ["fuel", "true"],
        ["tail-call", "true"],
      ],
    ],
  ])("%s", (fingerprint, options) => {
    const engine = targetOf({ fingerprint });
    expect(engine.options).toEqual([...options, ...LACKING].sort());
    expect(engine.configHash).toBe(engineConfigHash(fingerprint));
  });

  test.each([
    ["epoch=true;cranelift", "does not begin with a version"],
    ["v2;", "'' is not known"],
    ["v2;winch", "'winch' is not known"],
    ["v2; epoch=true", "' epoch=true' is not known"],
    ["v2;epoch", "'epoch' is not possible"],
    ["v2;epoch=yes", "'epoch=yes' is not possible"],
    ["v2;epoch=true=false", "'epoch=true=false' is not possible"],
    ["v2;component_model=no", "'component_model=no' is not possible"],
    ["v2;fuel=true;fuel=true", "'fuel' is named twice"],
    ["v2;cranelift;cranelift", "'cranelift' is named twice"],
    ["v2;constructor=true", "'constructor=true' is not known"],
    ["v2;gc=true", "'gc' needs Wasmtime's Cargo feature 'gc'"],
    ["v2;opt-level=9", "'opt-level' is one of 0, 1, 2, s"],
  ])("%j is refused", (fingerprint, message) => {
    const resolve = () => engineOf({ fingerprint });
    expect(resolve).toThrow(InputError);
    expect(resolve).toThrow(message);
    expect(resolve).toThrow("Input 'engine-fingerprint'");
  });
});
