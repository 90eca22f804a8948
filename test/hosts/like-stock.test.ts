/**
 * The stock command line with options that hardly anyone sets: an artifact that it made itself is all that has to be
 * known, with `--like` and in the words of `inspect --as inputs`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { runAction } from "../support/action.ts";
import { provide, unavailable, wasmtime } from "../support/builds.ts";
import { installCommandLine, runCommandLine } from "../support/command-line.ts";
import { LINUX } from "../support/engines.ts";
import { component, coreModule, temporaryDirectory } from "../support/fixtures.ts";
import { patient } from "../support/hosts.ts";
import { MANY_REFERENCES } from "../support/modules.ts";
import { runOrFail } from "../support/process.ts";

/** Sixteen on each line. */
const OPTIONS = [
  {
    version: "27.0.0",
    features: undefined,
    options:
      "-O opt-level=s -O static-memory-maximum-size=268435456 -O static-memory-guard-size=65536 -O dynamic-memory-guard-size=65536 -O dynamic-memory-reserved-for-growth=1048576 -O guard-before-linear-memory=n -O table-lazy-init=n -C collector=null -C native-unwind-info=n -D address-map=n -W nan-canonicalization -W fuel=1 -W epoch-interruption -W relaxed-simd-deterministic -W memory64 -W custom-page-sizes",
  },
  {
    version: "48.0.8",
    features: "default" as const,
    options:
      "-O opt-level=s -O regalloc-algorithm=single-pass -O memory-may-move=n -O memory-reservation=268435456 -O memory-guard-size=65536 -O guard-before-linear-memory=n -O table-lazy-init=n -C collector=null -C native-unwind-info=n -C inlining=y -D address-map=n -W nan-canonicalization -W fuel=1 -W epoch-interruption -W relaxed-simd-deterministic -W custom-page-sizes",
  },
].slice(0, patient ? undefined : 1);

const missing = OPTIONS.some(({ version, features }) => unavailable(wasmtime(version, features)));

describe.skipIf(missing).each(OPTIONS)(
  "the stock command line of Wasmtime $version with sixteen options",
  ({ version, features, options }) => {
    let workspace: string;
    let commandLine: string;
    const native = new Map<string, Buffer>();

    beforeAll(async () => {
      commandLine = installCommandLine();
      workspace = temporaryDirectory();
      const program = await provide(wasmtime(version, features));
      for (const [name, bytes] of Object.entries({
        add: readFileSync(component("add")),
        greet: readFileSync(component("greet")),
        module: coreModule,
        references: MANY_REFERENCES,
      })) {
        const path = join(workspace, `${name}.wasm`);
        writeFileSync(path, bytes);
        const out = join(temporaryDirectory(), `${name}.cwasm`);
        const engine = ["--target", LINUX, ...options.split(" ")];
        await runOrFail(program, ["compile", "-C", "cache=n", ...engine, "-o", out, path]);
        native.set(name, readFileSync(out));
      }
      writeFileSync(join(workspace, "like"), native.get("add") as Buffer);
    });

    function expectNative(path: (name: string) => string): void {
      for (const [name, bytes] of native) {
        expect(readFileSync(path(name)).equals(bytes), basename(path(name))).toBe(true);
      }
    }

    test("--like", async () => {
      const out = temporaryDirectory();
      const { code, stderr } = await runCommandLine(
        commandLine,
        [
          ...["--like", "like", "--out", out, "--core-modules", "compile", "--no-store"],
          ...["--wasmtime-version", version, "*.wasm"],
        ],
        workspace,
        "",
      );
      expect(code, stderr).toBe(0);
      expectNative((name) => join(out, `${name}.cwasm`));
    });

    test("inspect --as inputs, given to the Action", async () => {
      const { stdout, stderr } = await runCommandLine(
        commandLine,
        ["inspect", "like", "--as", "inputs"],
        workspace,
        "",
      );
      expect(stdout, stderr).toContain("with:");
      const { with: inputs } = parse(stdout) as { with: Record<string, string> };
      const { code, log } = await runAction(workspace, {
        ...inputs,
        ...{ files: "*.wasm", "core-modules": "compile", cache: "false", advisories: "ignore" },
      });
      expect(code, log).toBe(0);
      expectNative((name) => join(workspace, `${name}.cwasm`));
    });
  },
);
