/**
 * Native hosts of every line with sets of Cargo features, built from Wasmtime's own crates: what the command line
 * makes for a host with such features are its bytes, or both refuse.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { EMBEDDED } from "../../src/engine/lines.ts";
import { majorOf } from "../../src/engine/version.ts";
import type { Manifest } from "../../src/report/manifest.ts";
import { provide, setHost, unavailable } from "../support/builds.ts";
import { installCommandLine, runCommandLine } from "../support/command-line.ts";
import { component, temporaryDirectory } from "../support/fixtures.ts";
import { runOrFail } from "../support/process.ts";
import { targets } from "../support/recorded.ts";
import { parsedWat, WAT } from "../support/wat.ts";

/** As hosts' manifests have them; each with the line from which on there are such. */
const SETS: readonly (readonly [features: readonly string[], since: number])[] = [
  [["component-model"], 27],
  [["defaults"], 27],
  [["component-model", "threads"], 27],
  [["component-model", "gc", "gc-drc"], 27],
  [["gc", "gc-null"], 27],
  [["component-model", "gc-drc", "gc-null", "threads"], 27],
  [["component-model", "component-model-async"], 39],
  [["component-model", "component-model-async", "gc", "gc-null", "threads"], 39],
];

/** What of the options below a host can have: what it has the Cargo feature for. */
const ON: readonly (readonly [option: string, feature: string, flags: string, since: number])[] = [
  ["gc", "gc", "-W gc,function-references", 27],
  ["exceptions", "gc", "-W exceptions", 39],
  ["component-model-async", "component-model-async", "-W component-model-async", 39],
];

const wanted = process.env["HOSTS"] ?? "";
const versions = EMBEDDED.filter((version) => [version, "all"].some((name) => name === wanted));
const hosts = versions.flatMap((version) =>
  SETS.filter(([, since]) => majorOf(version) >= since).map(
    ([features]) => [version, features.join(", "), features] as const,
  ),
);

let commandLine: string;
let inputs: string;
beforeAll(async () => {
  commandLine = installCommandLine();
  inputs = await parsedWat();
  for (const name of ["greet", "quickjs", "spidermonkey"] as const) {
    copyFileSync(component(name), join(inputs, `${name}.wasm`));
  }
});

const missing = hosts.some(([version, , features]) => unavailable(setHost(version, features)));

describe.skipIf(missing || hosts.length === 0).each(hosts)(
  "Wasmtime %s with %s",
  (version, _, features) => {
    let host: string;
    beforeAll(async () => {
      host = await provide(setHost(version, features));
    });

    const has = (feature: string): boolean =>
      features.some((name) => name === "defaults" || name.startsWith(feature));
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
      const paths = files.map((name) => join(inputs, `${name}.wasm`));
      const folder = temporaryDirectory();
      const flags = options.map(([, , words]) => words).join("\n") || "# Wasmtime's own";
      const { stdout, stderr } = await runCommandLine(
        commandLine,
        [
          ...["--wasmtime-version", version, "--options", flags, "--json", "--no-store"],
          ...["--host-features", features.includes("defaults") ? "default" : features.join(",")],
          ...["--targets", list.join(","), "--core-modules", "compile"],
          ...["--output", join(folder, "ours-{target}", "{stem}.cwasm"), ...paths],
        ],
        folder,
        "",
      );
      expect(stdout, stderr).not.toBe("");
      const { failed } = JSON.parse(stdout) as Manifest;
      let same = 0;
      for (const target of list) {
        const theirs = join(folder, `theirs-${target}`);
        mkdirSync(theirs);
        const names = join(folder, "list.txt");
        writeFileSync(names, paths.map((path) => `${path}\n`).join(""));
        const answers = JSON.parse(
          await runOrFail(host, [
            ...["compile-all", names, target, theirs],
            ...options.map(([option]) => option),
          ]),
        ) as Record<string, string | null>;
        for (const name of files) {
          const answer = answers[join(inputs, `${name}.wasm`)];
          const ours = join(folder, `ours-${target}`, `${name}.cwasm`);
          const what = `${name} ${target}: theirs ${answer ?? "is made"}, ours ${JSON.stringify(failed)}`;
          expect(existsSync(ours), what).toBe(answer === null);
          if (answer === null) {
            const bytes = readFileSync(join(theirs, `${name}.cwasm`));
            expect(readFileSync(ours).equals(bytes), what).toBe(true);
            same += 1;
          }
        }
      }
      // A core module at least; or in some lines only refusals, by Wasmtime's own fault in adapters.
      expect(same + failed.length).toBe(files.length * list.length);
      expect(same).toBeGreaterThan(files.length > 1 ? 0 : -1);
    });
  },
);
