/**
 * Runs that are killed at random moments, as a runner does that is shut down. CWASM_KILLS says how
 * many: `CWASM_KILLS=300 npx vitest run --project integration test/integration/kills.test.ts`.
 */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Manifest } from "../../src/report/manifest.ts";
import { sha256 } from "../../src/support/hash.ts";
import { installCommandLine, node, runCommandLine } from "../support/command-line.ts";
import { component, temporaryDirectory } from "../support/fixtures.ts";

const KILLS = Number(process.env["CWASM_KILLS"] ?? 50);

/** Many, so that a run writes for most of its time. */
const components = Array.from({ length: 24 }, (_, index) => `c${String(index).padStart(2, "0")}`);

/** Two engines, so that every run has other pairs to put in place of those that are there. */
const engines = [[], ["-W", "fuel=1"]];

test(
  `${KILLS} kills: no half pair, nothing lost, nothing left`,
  async () => {
    const commandLine = installCommandLine();
    const cwd = temporaryDirectory();
    const base = temporaryDirectory();
    const store = join(base, "cwasm-cache");
    const out = join(cwd, "out");
    const args = (engine: number): string[] => [
      ...["--target", "x86_64-unknown-linux-gnu", "--out", "out", "--json"],
      ...(engines[engine] as string[]),
    ];
    const add = readFileSync(component("add"));
    for (const [index, name] of components.entries()) {
      // A custom section tells them apart: its kind, its size, a name of one letter, one byte.
      const section = Buffer.of(0, 3, 1, 0x6e, index);
      writeFileSync(join(cwd, `${name}.wasm`), Buffer.concat([add, section]));
    }

    async function whole(engine: number): Promise<Manifest> {
      const { code, stdout, stderr } = await runCommandLine(commandLine, args(engine), cwd, base);
      expect(code, stderr).toBe(0);
      return JSON.parse(stdout) as Manifest;
    }

    // What belongs together: a sidecar's text and its artifact's digest.
    const artifactOf = new Map<string, string>();
    const durations: number[] = [];
    for (const engine of engines.keys()) {
      const begun = performance.now();
      const { artifacts } = await whole(engine);
      durations.push(performance.now() - begun);
      for (const { sidecar, artifact_sha256 } of artifacts) {
        artifactOf.set(readFileSync(join(cwd, sidecar), "utf8"), artifact_sha256);
      }
    }
    expect(artifactOf.size).toBe(components.length * engines.length);

    /** Ends with whether it was killed before its own end. */
    function kill(engine: number, after: number): Promise<boolean> {
      return new Promise((resolve) => {
        const child = spawn(node, [commandLine, ...args(engine)], {
          cwd,
          env: { PATH: process.env["PATH"], HOME: cwd, XDG_CACHE_HOME: base },
          stdio: "ignore",
        });
        setTimeout(() => child.kill("SIGKILL"), after);
        child.on("close", (_, signal) => resolve(signal === "SIGKILL"));
      });
    }

    const temporary = (): string[] =>
      [cwd, base].flatMap((folder) =>
        readdirSync(folder, { recursive: true })
          .map(String)
          .filter((name) => /\.(tmp|lock)$/.test(name)),
      );

    let killed = 0;
    let withTemporary = 0;
    for (let round = 0; killed < KILLS; round += 1) {
      const engine = round % 2;
      // Every other pair of rounds has to compile and to write the store; the others restore, and so
      // spend most of their time writing.
      const fresh = round % 4 < 2;
      if (fresh) {
        for (const name of readdirSync(store).filter((each) => !each.startsWith("."))) {
          rmSync(join(store, name), { recursive: true });
        }
      }
      const longest = (durations[engine] as number) * (fresh ? 1 : 0.8);
      killed += (await kill(engine, Math.random() * longest)) ? 1 : 0;
      withTemporary += temporary().length > 0 ? 1 : 0;

      for (const name of components) {
        const artifact = join(out, `${name}.cwasm`);
        if (existsSync(`${artifact}.meta`)) {
          const sidecar = readFileSync(`${artifact}.meta`, "utf8");
          expect(sha256(readFileSync(artifact)), `round ${round}`).toBe(artifactOf.get(sidecar));
        }
      }
      if (round % 10 === 9) {
        const { artifacts } = await whole(engine);
        expect(temporary()).toEqual([]);
        expect(artifacts.map(({ artifact_sha256 }) => artifact_sha256).sort()).toEqual(
          artifacts
            .map(({ sidecar }) => artifactOf.get(readFileSync(join(cwd, sidecar), "utf8")))
            .sort(),
        );
      }
    }
    console.log(`${killed} kills, ${withTemporary} of the runs left temporary files`);
    for (const engine of engines.keys()) {
      // What the last killed run has left is gone after one run, and nothing of the store is unusable.
      const { artifacts, failed } = await whole(engine);
      expect(temporary()).toEqual([]);
      expect(artifacts).toHaveLength(components.length);
      expect(failed).toEqual([]);
      const again = await whole(engine);
      expect(again.artifacts.filter(({ status }) => status !== "restored")).toEqual([]);
    }
    expect(readdirSync(out).sort()).toEqual(
      components.flatMap((name) => [`${name}.cwasm`, `${name}.cwasm.meta`]),
    );
  },
  KILLS * 15_000,
);
