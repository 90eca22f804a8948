/** Native hosts of nearly every line: the wheels of the Python package `wasmtime`, which install in seconds. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { provide, wheel } from "./builds.ts";
import { root, temporaryDirectory } from "./fixtures.ts";
import { runOrFail } from "./process.ts";

/**
 * The newest wheel of every embedded line that has one, by major. Up to 37 an artifact loads on its very patch
 * alone, and there is no wheel of 27.0.0 or 36.0.20.
 */
export const WHEELS: ReadonlyMap<number, string> = new Map([
  [39, "39.0.0"],
  [43, "43.0.0"],
  [45, "45.0.0"],
  [46, "46.0.1"],
  [47, "47.0.1"],
  [48, "48.0.0"],
  [50, "50.0.1"],
]);

/** What a wheel says of an artifact. */
export interface WheelVerdict {
  readonly loads: boolean;
  readonly error?: string;
}

/** Properties of the wheel's `Config` by their names, or what Wasmtime's C API sets: `wasmtime_config_<name>_set`. */
export type WheelConfig = Readonly<Record<string, boolean | string>>;

export interface WheelLoad {
  readonly path: string;
  readonly config: WheelConfig;
  /** What it is loaded as; without it what it is. */
  readonly as?: "component" | "module" | undefined;
}

export class Wheel {
  readonly version: string;
  readonly #python: string;

  private constructor(version: string, python: string) {
    this.version = version;
    this.#python = python;
  }

  static async install(version: string): Promise<Wheel> {
    return new Wheel(version, await provide(wheel(version)));
  }

  /** Compiles for a target, for its baseline CPU; without one for the machine and its CPU. */
  async compile(wasm: string, target: string | undefined, config: WheelConfig = {}) {
    const out = join(temporaryDirectory(), "wheel.cwasm");
    await this.#ask("compile", { wasm, out, target: target ?? null, config });
    return readFileSync(out);
  }

  /** In one process. */
  async loadAll(paths: readonly string[], config: WheelConfig = {}): Promise<WheelVerdict[]> {
    return (await this.#ask("load-all", { paths, config })) as WheelVerdict[];
  }

  /** The same with an engine for each. */
  async loadEach(requests: readonly WheelLoad[]): Promise<WheelVerdict[]> {
    return (await this.#ask("load-each", requests)) as WheelVerdict[];
  }

  /** Loads a component or a module and calls one of its exports. */
  async call(
    path: string,
    name: string,
    args: readonly (number | string)[],
    config: WheelConfig = {},
  ): Promise<unknown> {
    return await this.#ask("call", { path, name, args, config });
  }

  async #ask(command: string, request: unknown): Promise<unknown> {
    const file = join(temporaryDirectory(), "request.json");
    writeFileSync(file, JSON.stringify(request));
    const program = join(root, "test", "support", "wheel.py");
    return JSON.parse(await runOrFail(this.#python, [program, command, file]));
  }
}
