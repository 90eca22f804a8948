/**
 * Native hosts of every line with sets of Cargo features, built from Wasmtime's own crates: what the command line
 * makes for a host with such features are its bytes, or both refuse.
 */
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { EMBEDDED } from "../../src/engine/lines.ts";
import { majorOf } from "../../src/engine/version.ts";
import type { Manifest } from "../../src/report/manifest.ts";
import { provide, setHost, unavailable } from "../support/builds.ts";
import { installCommandLine, runCommandLine } from "../support/command-line.ts";
import { component, root, temporaryDirectory } from "../support/fixtures.ts";
import { runOrFail } from "../support/process.ts";
import { REAL_HOSTS } from "../support/real-hosts.ts";
import { targets } from "../support/recorded.ts";
import { parsedWat, WAT } from "../support/wat.ts";

/** As hosts' manifests have them: the least, the usual, and four in between. */
function setsOf(major: number): string[][] {
  return [
    ["component-model"],
    ["defaults"],
    ["component-model", "threads"],
    ["component-model", "gc", "gc-drc"],
    ["gc", "gc-null"],
    major >= 39
      ? ["component-model", "component-model-async", "gc", "gc-null", "threads"]
      : ["component-model", "gc-drc", "gc-null", "threads"],
  ];
}

/** What of the options below a host can have: what it has the Cargo feature for. */
const ON: readonly (readonly [option: string, feature: string, flags: string, since: number])[] = [
  ["gc", "gc", "-W gc,function-references", 27],
  ["exceptions", "gc", "-W exceptions", 39],
  ["component-model-async", "component-model-async", "-W component-model-async", 39],
];

const wanted = process.env["HOSTS"] ?? "";
const versions = EMBEDDED.filter((version) => [version, "all"].some((name) => name === wanted));
const hosts = versions.flatMap((version) =>
  setsOf(majorOf(version)).map((features) => [version, features.join(", "), features] as const),
);

/** Real hosts on these lines, each with the set that its manifest says. */
const realHosts = REAL_HOSTS.flatMap(({ features, ...host }) => {
  const version = versions.find((one) => majorOf(one) === Number.parseInt(host.version ?? "", 10));
  if (version === undefined || features === undefined) {
    return [];
  }
  const set = { minimal: ["component-model"], default: ["defaults"] }[features];
  return [{ ...host, embedded: version, set: set ?? features.split("+") }];
});

let commandLine: string;
let inputs: string;
beforeAll(async () => {
  commandLine = installCommandLine();
  inputs = await parsedWat();
  for (const name of ["greet", "quickjs", "spidermonkey"] as const) {
    copyFileSync(component(name), join(inputs, `${name}.wasm`));
  }
});

const missing = versions.some((version) => unavailable(setHost(version, ["defaults"])));

/** What the command line makes: failures, and where the artifacts lie in a new folder. */
async function make(paths: readonly string[], target: string, ...args: string[]) {
  const folder = temporaryDirectory();
  const { stdout, stderr } = await runCommandLine(
    commandLine,
    [
      ...["--json", "--no-store", "--target", target, "--core-modules", "compile"],
      ...["--output", join(folder, "{stem}.cwasm"), ...args, ...paths],
    ],
    folder,
    "",
  );
  expect(stdout, stderr).not.toBe("");
  return { folder, failed: (JSON.parse(stdout) as Manifest).failed };
}

/** What a native host says of each path: null, or what is wrong. */
async function ask(host: string, paths: readonly string[], ...args: readonly string[]) {
  const [command = "", ...others] = args;
  const list = join(temporaryDirectory(), "list.txt");
  writeFileSync(list, paths.map((path) => `${path}\n`).join(""));
  const answer = await runOrFail(host, [command, list, ...others]);
  return JSON.parse(answer) as Record<string, string | null>;
}

/** How many of the artifacts are the native ones; where one side refuses, the other must as well. */
async function expectSame(
  host: string,
  paths: readonly string[],
  target: string,
  options: readonly string[],
  ...args: readonly string[]
): Promise<number> {
  const { folder, failed } = await make(paths, target, ...args);
  const theirs = temporaryDirectory();
  const answers = await ask(host, paths, "compile-all", target, theirs, ...options);
  const made = paths.filter((path) => answers[path] === null);
  for (const path of paths) {
    const name = `${basename(path, ".wasm")}.cwasm`;
    const what = `${name} ${target}: theirs ${answers[path] ?? "is made"}, ours ${JSON.stringify(failed)}`;
    expect(existsSync(join(folder, name)), what).toBe(made.includes(path));
    if (made.includes(path)) {
      const bytes = readFileSync(join(theirs, name));
      expect(readFileSync(join(folder, name)).equals(bytes), what).toBe(true);
    }
  }
  return made.length;
}

test.each(EMBEDDED)("there are four sets between the least and the usual on %s", (version) => {
  const sets = setsOf(majorOf(version)).map((features) => features.join());
  expect(new Set(sets).size).toBeGreaterThanOrEqual(6);
});

describe.skipIf(missing || hosts.length === 0).each(hosts)(
  "Wasmtime %s with %s",
  (version, _, features) => {
    let host: string;
    beforeAll(async () => {
      host = await provide(setHost(version, features));
    });

    const has = (feature: string): boolean =>
      ["defaults", feature].some((name) => features.includes(name));
    const on = ON.filter(([, feature, , since]) => majorOf(version) >= since && has(feature));

    const cases: [string, readonly string[], typeof ON, readonly string[]][] = [
      ["small files", [...WAT, "greet"], [], targets],
      ["small files, with all on that it can have", [...WAT, "greet"], on, targets],
      ["1.6 MB", ["quickjs"], [], targets.slice(0, 2)],
    ];
    if (features.includes("defaults")) {
      cases.push(["12 MB", ["spidermonkey"], [], targets.slice(0, 1)]);
    }

    test.each(cases)("%s: the same bytes or two refusals", async (_name, files, options, list) => {
      const flags = options.map(([, , words]) => words).join("\n") || "# Wasmtime's own";
      const names = options.flatMap(([, , words]) => words.slice("-W ".length).split(","));
      let same = 0;
      for (const target of list) {
        same += await expectSame(
          host,
          files.map((name) => join(inputs, `${name}.wasm`)),
          target,
          names,
          ...["--wasmtime-version", version, `--options=${flags}`],
          ...["--host-features", features.includes("defaults") ? "default" : features.join(",")],
        );
      }
      // Of one file alone there may be two refusals: Wasmtime's own faults.
      expect(same).toBeGreaterThanOrEqual(files.length > 1 ? list.length : 0);
    });
  },
);

describe.skipIf(missing || realHosts.length === 0).each(realHosts)(
  "$host",
  ({ embedded, set, manifest, told, named, options = "", target = "x86_64-unknown-linux-gnu" }) => {
    test("what is made by its manifest is what such a host makes itself, and loads there", async () => {
      const host = await provide(setHost(embedded, set));
      const paths = [...WAT, "greet"].map((name) => join(inputs, `${name}.wasm`));
      const flags = [
        ...["--host", join(root, "test", "real-manifests", manifest), `--options=${options}`],
        ...(told === undefined ? [] : ["--wasmtime-version", told]),
        ...(named === undefined ? [] : ["--host-features", named]),
      ];
      const names = options
        .split(/\s+/)
        .filter((word) => options.startsWith("-") && !/^-.$/.test(word));
      expect(await expectSame(host, paths, target, names, ...flags)).toBeGreaterThan(0);
      if (target === "x86_64-unknown-linux-gnu") {
        const { folder } = await make(paths, target, ...flags);
        const made = readdirSync(folder)
          .filter((name) => name.endsWith(".cwasm"))
          .map((name) => join(folder, name));
        const loaded = await ask(host, made, "load-all", ...names);
        expect(Object.values(loaded)).toEqual(made.map(() => null));
      }
    });
  },
);
