/** The reference itself, and native Wasmtime with its features: what we make must be what they make. */
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cacheKey } from "../../src/artifact/key.ts";
import { placePair } from "../../src/artifact/place.ts";
import { namedFields, writeSidecar } from "../../src/artifact/sidecar.ts";
import type { Compiler } from "../../src/compiler/compiler.ts";
import { openEmbedded } from "../../src/compiler/embedded.ts";
import { REFERENCE_FINGERPRINT } from "../../src/engine/engine.ts";
import { runnerTarget } from "../../src/inputs/runner-target.ts";
import { sha256 } from "../../src/support/hash.ts";
import { oracle, provide, unavailable } from "../support/builds.ts";
import { installCommandLine, runCommandLine } from "../support/command-line.ts";
import { engineOf, targetOf } from "../support/engines.ts";
import {
  type ComponentName,
  component,
  components,
  temporaryDirectory,
} from "../support/fixtures.ts";
import { runOrFail } from "../support/process.ts";
import { type Recorded, recorded, recordedPath, targetsOf } from "../support/recorded.ts";

const engine = engineOf();
const reference = targetOf();
const all: readonly ComponentName[] = ["add", ...components];

describe.skipIf(unavailable(oracle()))("the oracle", () => {
  let compiler: Compiler;
  let program: string;
  beforeAll(async () => {
    program = await provide(oracle());
    compiler = await openEmbedded({ version: "27.0.0" }, 2);
  });
  afterAll(() => compiler.close());

  async function ask(...args: string[]): Promise<Record<string, unknown>> {
    return JSON.parse(await runOrFail(program, args)) as Record<string, unknown>;
  }

  async function ours(name: ComponentName, target: string): Promise<Uint8Array> {
    const path = component(name);
    const { artifact } = await compiler.compile({
      read: async () => readFileSync(path),
      size: statSync(path).size,
      options: reference.options,
      target,
    });
    return artifact;
  }

  async function native(
    name: ComponentName,
    target: string,
    options = reference.options,
  ): Promise<Buffer> {
    const path = join(temporaryDirectory(), "native.cwasm");
    const flags = new Map(options);
    await ask(
      "native",
      component(name),
      target,
      flags.get("epoch-interruption") ?? "false",
      flags.get("fuel") ?? "false",
      path,
    );
    return readFileSync(path);
  }

  test("has the constants that are ours by default", async () => {
    expect(await ask("constants")).toEqual({
      wasmtime_version: engine.pinnedVersion,
      fingerprint: REFERENCE_FINGERPRINT,
      engine_config_hash: reference.configHash,
      target_triple: runnerTarget(),
    });
  });

  test("writes the sidecar, key, names and modes that we write", async () => {
    const theirs = temporaryDirectory();
    const reference = await ask("precompile", component("greet"), join(theirs, "plugins"));
    const key = cacheKey(
      sha256(readFileSync(component("greet"))),
      engine,
      targetOf({}, runnerTarget()),
    );
    expect(reference["key"]).toEqual(namedFields(key));
    expect(readFileSync(reference["sidecar"] as string, "utf8")).toBe(writeSidecar(key));

    const path = join(temporaryDirectory(), "plugins", "greet.cwasm");
    await placePair(path, await ours("greet", runnerTarget() as string), writeSidecar(key));
    for (const [our, their] of [
      [path, reference["cwasm"]],
      [`${path}.meta`, reference["sidecar"]],
      [join(path, ".."), join(theirs, "plugins")],
    ] as [string, string][]) {
      expect(statSync(our).mode).toBe(statSync(their).mode);
    }
    expect(reference["sidecar"]).toBe(`${reference["cwasm"]}.meta`);
    expect(reference["cwasm"]).toBe(join(theirs, "plugins", "greet.cwasm"));
  });

  test("its own artifact describes it: the pair that is made --like it is the same", async () => {
    const [theirs, out] = [temporaryDirectory(), temporaryDirectory()];
    const reference = await ask("precompile", component("greet"), join(theirs, "plugins"));
    const { code, stderr } = await runCommandLine(
      installCommandLine(),
      [
        ...[component("greet"), "--like", String(reference["cwasm"]), "--out", out, "--no-store"],
        // As the host writes it, which no artifact says.
        ...["--wasmtime-version", "27"],
      ],
      theirs,
      "",
    );
    expect(code, stderr).toBe(0);
    for (const [name, path] of [
      ["greet.cwasm", reference["cwasm"]],
      ["greet.cwasm.meta", reference["sidecar"]],
    ] as [string, string][]) {
      expect(readFileSync(join(out, name)).equals(readFileSync(path)), name).toBe(true);
    }
  });

  const digests: Recorded = {};
  afterAll(() => {
    if (process.env["UPDATE_RECORDED"]) {
      writeFileSync(recordedPath, `${JSON.stringify(digests, null, 2)}\n`);
    }
  });

  // What is recorded here is what precompiler.test.ts compares our artifacts with, on every machine.
  describe.each(all)("native Wasmtime makes the recorded artifacts of %s", (name) => {
    test.each(targetsOf(name))("for %s", async (target) => {
      const digest = sha256(await native(name, target));
      digests[name] = { ...digests[name], [target]: digest };
      if (!process.env["UPDATE_RECORDED"]) {
        expect(digest).toBe(recorded[name]?.[target]);
      }
    });
  });

  test.each(["-W epoch-interruption=n", "-W fuel=1", "-W epoch-interruption,fuel=1"])(
    "native Wasmtime makes our artifact with %s",
    async (flags) => {
      const { options } = targetOf({ options: flags });
      const path = component("quickjs");
      const { artifact } = await compiler.compile({
        read: async () => readFileSync(path),
        size: statSync(path).size,
        options,
        target: "x86_64-unknown-linux-gnu",
      });
      expect(sha256(artifact)).toBe(
        sha256(await native("quickjs", "x86_64-unknown-linux-gnu", options)),
      );
    },
  );

  test.each(components)(
    "an engine of the reference loads and runs our artifact of %s",
    async (name) => {
      const path = join(temporaryDirectory(), "ours.cwasm");
      writeFileSync(path, await ours(name, runnerTarget() as string));
      expect(await ask("greet", path, "world")).toEqual({ greeting: "Hello, world!" });
    },
  );

  test("an engine of the reference refuses an artifact of another engine", async () => {
    const path = join(temporaryDirectory(), "other.cwasm");
    const { artifact } = await compiler.compile({
      read: async () => readFileSync(component("add")),
      size: 0,
      options: targetOf({ options: "-O opt-level=2" }).options,
      target: runnerTarget() as string,
    });
    writeFileSync(path, artifact);
    await expect(ask("load", path)).rejects.toThrow("epoch interruption");
  });
});
