/** Native hosts, see test/hosts: one for each embedded engine. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Option } from "../../src/engine/options.ts";
import { majorOf } from "../../src/engine/version.ts";
import { nativeHost, provide } from "./builds.ts";
import type { TestedEngine } from "./engines.ts";
import { root, temporaryDirectory } from "./fixtures.ts";
import { runProgram } from "./process.ts";

/** Those that are built from test/hosts. */
export const HOSTS: readonly TestedEngine[] = readdirSync(join(root, "test", "hosts")).flatMap(
  (folder) => {
    const [, version, hostFeatures] = /^([\d.]+)-(minimal|default)$/.exec(folder) ?? [];
    return version === undefined
      ? []
      : [{ version, hostFeatures: hostFeatures as TestedEngine["hostFeatures"] }];
  },
);

/** One, or with HOSTS=all every one, or those that HOSTS names. */
export function hostsToTest(): TestedEngine[] {
  const wanted = process.env["HOSTS"] || "36.0.20-default";
  return HOSTS.filter((engine) => wanted === "all" || wanted.split(",").includes(nameOf(engine)));
}

/** Whether there is time for components that take minutes. */
export const patient = (process.env["HOSTS"] ?? "") !== "";

export function nameOf({ version, hostFeatures }: TestedEngine): string {
  return `${version}-${hostFeatures}`;
}

/** What a native host says: its answer, or why it gives none. */
export type Answer = Record<string, unknown> | { readonly refusal: string };

/** What a native host says of an artifact. */
export interface Verdict {
  readonly loads: boolean;
  readonly error?: string;
}

export class NativeHost {
  readonly engine: TestedEngine;
  readonly #path: string;

  private constructor(engine: TestedEngine, path: string) {
    this.engine = engine;
    this.#path = path;
  }

  static async build(engine: TestedEngine): Promise<NativeHost> {
    return new NativeHost(engine, await provide(nativeHost(nameOf(engine))));
  }

  /** The bytes that the host compiles, or its refusal. */
  async compile(wasm: string, target: string, flags: readonly string[]): Promise<Buffer | string> {
    const path = join(temporaryDirectory(), "native.cwasm");
    const answer = await this.ask("compile", wasm, target, path, ...flags);
    return "refusal" in answer ? String(answer.refusal) : readFileSync(path);
  }

  /** Whether each of these artifacts loads, with the host's own words; in one process. */
  async loadAll(paths: readonly string[], flags: readonly string[]): Promise<Verdict[]> {
    const list = join(temporaryDirectory(), "artifacts.txt");
    writeFileSync(list, paths.map((path) => `${path}\n`).join(""));
    const answer = await this.ask("load-all", list, ...flags);
    return Array.isArray(answer)
      ? (answer as Verdict[])
      : paths.map(() => ({ loads: false, error: JSON.stringify(answer) }));
  }

  async ask(...args: string[]): Promise<Answer> {
    const { code, stdout, stderr } = await runProgram(this.#path, args, {
      env: { PATH: process.env["PATH"] ?? "" },
    });
    return code === 0 ? (JSON.parse(stdout) as Answer) : { refusal: stderr };
  }

  /** Flags as this host takes them: Wasmtime's, but for the one without its command line. */
  flags(text: string, canonical: readonly Option[]): string[] {
    return majorOf(this.engine.version) === 27 && this.engine.hostFeatures === "minimal"
      ? canonical.map(([name, value]) => `${name}=${value}`)
      : text.split(/\s+/).filter((word) => word !== "");
  }
}
