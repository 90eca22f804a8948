/** What Wasmtime refuses for a feature that is off, through the command line: the advice is followed. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Manifest } from "../../src/report/manifest.ts";
import { installCommandLine, runCommandLine } from "../support/command-line.ts";
import { ENGINES } from "../support/engines.ts";
import { temporaryDirectory } from "../support/fixtures.ts";
import { WITH_FEATURE } from "../support/modules.ts";

let commandLine: string;
let cwd: string;

beforeAll(() => {
  commandLine = installCommandLine();
  cwd = temporaryDirectory();
  for (const [name, hex] of Object.entries(WITH_FEATURE)) {
    writeFileSync(join(cwd, `${name}.wasm`), Buffer.from(hex, "hex"));
  }
});

/** Why each of the files was refused; undefined for those that were compiled. */
async function refusals(
  names: readonly string[],
  ...args: string[]
): Promise<Map<string, string | undefined>> {
  const { stdout, stderr } = await runCommandLine(
    commandLine,
    [
      ...["--json", "--no-store", "--core-modules", "compile", "--out", "out"],
      ...["--target", "x86_64-unknown-linux-gnu", ...args],
      ...names.map((name) => `${name}.wasm`),
    ],
    cwd,
    "",
  );
  expect(stdout, stderr).not.toBe("");
  const { artifacts, failed } = JSON.parse(stdout) as Manifest;
  const stem = (component: string): string => component.replace(/\.wasm$/, "");
  const all = new Map<string, string | undefined>(
    failed.map(({ component, reason }) => [stem(component), reason]),
  );
  for (const { component } of artifacts) {
    all.set(stem(component), undefined);
  }
  expect(all.size).toBe(names.length);
  return all;
}

describe.each(ENGINES)("Wasmtime $version $hostFeatures", ({ version, hostFeatures }) => {
  const engine = (features: string) => ["--wasmtime-version", version, "--host-features", features];

  test("every refusal has an advice; those that name inputs lead to an artifact", async () => {
    const refused = await refusals(Object.keys(WITH_FEATURE), ...engine(hostFeatures));
    for (const [name, reason] of refused) {
      if (reason === undefined || /invalid leading byte|out of bounds \(/.test(reason)) {
        // What a line has never heard of is no feature of its; and 27 says no more of a recursive type than of one
        // that is not there.
        continue;
      }
      expect(reason, name).toMatch(
        /say so with -W|name it in --host-features|only a native Wasmtime can compile|no host on it can have it/,
      );
      let features: string = hostFeatures;
      let last: string | undefined = reason;
      let options: string[] = [];
      // Host features may be one step, options the next.
      for (let step = 0; step < 3 && last !== undefined; step += 1) {
        const missing = /Cargo feature (\S+), name it/.exec(last)?.[1];
        // With it the others that a host has by default, such as its collectors.
        features = missing === undefined ? features : `default, ${missing}`;
        const flags = /(?:with|and set) -W (\S+)/.exec(last)?.[1];
        if (missing === undefined && flags === undefined) {
          break;
        }
        options = flags === undefined ? [] : ["-W", flags];
        last = (await refusals([name], ...engine(features), ...options)).get(name);
      }
      if (/with -W|--host-features/.test(reason)) {
        // What comes to light behind it may be what no host has.
        expect(last ?? "no host on it can have it", `${name}: ${reason}`).toContain(
          "no host on it can have it",
        );
      }
    }
  });
});

test("what the options turn off is said to be off by them", async () => {
  const off = ["--wasmtime-version", "36", "--host-features", "default", "-W"];
  const reasons = await refusals(["a tail call"], ...off, "tail-call=n");
  expect(reasons.get("a tail call")).toMatch(/the options turn tail calls off \(-W tail-call=n\)/);
});

test.each([
  ["a shared memory", "minimal", /feature threads, name it in --host-features$/],
  [
    "a struct",
    "minimal",
    /feature gc, name it in --host-features \(with its collectors, such as gc-drc\), and set -W function-references,gc/,
  ],
  ["a 64-bit memory", "default", /64-bit memories on, say so with -W memory64/],
  [
    "exnref",
    "default",
    /Wasmtime 27 cannot compile exception handling, so no host on it can have it/,
  ],
])("%s on 27 %s", async (name, features, advice) => {
  const reasons = await refusals([name], "--host-features", features);
  expect(reasons.get(name)).toMatch(advice);
});

test("a component, for a host without the component model", async () => {
  writeFileSync(join(cwd, "small.wasm"), Buffer.from("0061736d0d000100", "hex"));
  const host = ["--wasmtime-version", "48", "--host-features", "gc, gc-null"];
  const [reason] = [...(await refusals(["small"], ...host)).values()];
  expect(reason).toContain("Cargo feature component-model, name it in --host-features");
  const [made] = [
    ...(await refusals(["small"], ...host.slice(0, 3), "component-model, gc, gc-null")).values(),
  ];
  expect(made).toBeUndefined();
});
