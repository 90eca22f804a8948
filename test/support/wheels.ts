/** Native hosts of nearly every line: the wheels of the Python package `wasmtime`, which install in seconds. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { provide } from "./builds.ts";
import { root, temporaryDirectory } from "./fixtures.ts";
import { type Ended, runProgram } from "./process.ts";
import { wheel } from "./tools.ts";

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

/** Lines whose embedded patch makes other code than the wheel's; test:hosts has hosts of that patch. */
export const FIXED_SINCE = new Set([39, 48]);

/** What an answer begins with where there is none, because the native code has ended its process. */
const ENDED = "its process ended";

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

  /** The same for many files: the bytes of each, or why it does not compile. */
  async compileAll(
    wasms: readonly string[],
    target: string | undefined,
    config: WheelConfig = {},
  ): Promise<(Buffer | string)[]> {
    const folder = temporaryDirectory();
    const outs = new Map(wasms.map((path, index) => [path, join(folder, `${index}.cwasm`)]));
    const out = (path: string): string => outs.get(path) as string;
    const answers = await this.#askEach<string | null, string>("compile-all", wasms, (paths) => ({
      paths,
      outs: paths.map(out),
      target: target ?? null,
      config,
    }));
    const made = answers.map(
      (answer, index) => answer ?? readFileSync(out(wasms[index] as string)),
    );
    rmSync(folder, { recursive: true });
    return made;
  }

  /** In one process, or after one that has ended because of a file, in another. */
  async loadAll(paths: readonly string[], config: WheelConfig = {}): Promise<WheelVerdict[]> {
    return await this.#askVerdicts("load-all", paths, (rest) => ({ paths: rest, config }));
  }

  /** The same with an engine for each. */
  async loadEach(requests: readonly WheelLoad[]): Promise<WheelVerdict[]> {
    return await this.#askVerdicts("load-each", requests, (rest) => rest);
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
    const { code, stdout, stderr } = await this.#run(command, request);
    if (code !== 0) {
      throw new Error(`wheel ${this.version}: ${command} ended with ${code}:\n${stderr}`);
    }
    return JSON.parse(stdout);
  }

  async #askVerdicts<Item>(
    command: string,
    items: readonly Item[],
    request: (items: readonly Item[]) => unknown,
  ): Promise<WheelVerdict[]> {
    const answers = await this.#askEach<WheelVerdict, Item>(command, items, request);
    return answers.map((answer) =>
      typeof answer === "string" ? { loads: false, error: answer } : answer,
    );
  }

  /** An answer for each file; a text where the process ended because of it. */
  async #askEach<T, Item>(
    command: string,
    items: readonly Item[],
    request: (items: readonly Item[]) => unknown,
  ): Promise<(T | string)[]> {
    const answers: (T | string)[] = [];
    while (answers.length < items.length) {
      const { code, stdout, stderr } = await this.#run(
        command,
        request(items.slice(answers.length)),
      );
      const lines = stdout.trim().split("\n");
      answers.push(...lines.filter((line) => line !== "").map((line) => JSON.parse(line) as T));
      if (code === 1) {
        throw new Error(`wheel ${this.version}: ${stderr}`);
      }
      if (answers.length < items.length) {
        answers.push(`${ENDED} with ${code}: ${stderr}`);
      }
    }
    return answers;
  }

  #run(command: string, request: unknown): Promise<Ended> {
    const file = join(temporaryDirectory(), "request.json");
    writeFileSync(file, JSON.stringify(request));
    return runProgram(this.#python, [join(root, "test", "support", "wheel.py"), command, file]);
  }
}
