/** The world of a run, for unit tests: real files and a real store, a compiler that only pretends. */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { CompileError, type CompileRequest, type Compiler } from "../../src/compiler/compiler.ts";
import type { InputName } from "../../src/inputs/defaults.ts";
import { readSettings, type Settings } from "../../src/inputs/inputs.ts";
import type { Manifest } from "../../src/report/manifest.ts";
import type { Reporter } from "../../src/report/reporter.ts";
import type { Surroundings } from "../../src/run/context.ts";
import { run } from "../../src/run/run.ts";
import { openFolder } from "../../src/store/folder.ts";
import { forSettings } from "../../src/store/modes.ts";
import type { Store } from "../../src/store/store.ts";
import { ACTION, inWords } from "../../src/support/errors.ts";
import { artifactWith } from "./artifacts.ts";
import { shippedSection } from "./engines.ts";

/** What a compiler is asked for, by the number of the request. */
export type OnCompile = (count: number, request: CompileRequest) => void | Promise<void>;

export interface World extends Surroundings {
  readonly log: string[];
  /** Targets of the compiles that were begun. */
  readonly compiled: string[];
  /** Compilers that are open. */
  readonly open: Set<Compiler>;
  readonly abort: (reason: Error) => void;
}

/** The engine section of the reference's engine for a target. */
export function sectionOf(target: string): Buffer {
  return shippedSection("27.0.0", "minimal", target);
}

/**
 * A run's surroundings below a folder.
 *
 * @param store a folder for the store; none without it
 * @param onCompile called before each compile; what it throws fails that compile
 */
export async function worldIn(
  cwd: string,
  store: string | undefined,
  onCompile: OnCompile = () => undefined,
): Promise<World> {
  const log: string[] = [];
  const compiled: string[] = [];
  const open = new Set<Compiler>();
  const cancel = new AbortController();
  return {
    cwd,
    reporter: reporterTo(log),
    glob: async () => ({ paths: await wasmFiles(cwd), troubles: [] }),
    findCompiler: () => Promise.reject(new Error("there is no native compiler here")),
    openCompiler: async () => {
      const compiler: Compiler = {
        identity: "pretender",
        settings: async () => [],
        compile: async (request) => {
          compiled.push(request.target);
          await onCompile(compiled.length, request);
          const body = await request.read();
          if (!open.has(compiler)) {
            throw new CompileError("crashed", ["the compiler is closed"]);
          }
          return { artifact: artifactWith(sectionOf(request.target), body), milliseconds: 1 };
        },
        close: async () => {
          open.delete(compiler);
        },
      };
      open.add(compiler);
      return compiler;
    },
    store: store === undefined ? undefined : await openFolder(store),
    signal: cancel.signal,
    log,
    compiled,
    open,
    abort: (reason) => cancel.abort(reason),
  };
}

/** A reporter that keeps lines as `kind: file: message`. */
export function reporterTo(log: string[]): Reporter {
  const say = (kind: string) => (message: string, file?: string) =>
    void log.push([kind, ...(file === undefined ? [] : [file]), message].join(": "));
  return {
    group: (_, work) => work(),
    info: say("info"),
    detail: say("detail"),
    notice: say("notice"),
    warning: say("warning"),
    error: say("error"),
    progress: () => undefined,
    words: (message) => inWords(message, ACTION),
  };
}

/** Absolute paths. */
function wasmFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".wasm"))
    .sort()
    .map((path) => join(folder, path));
}

export type Inputs = Partial<Record<InputName, string>>;

export function settingsOf(inputs: Inputs): Settings {
  return readSettings((name) => inputs[name] ?? "");
}

/** Runs with these inputs. */
export async function runIn(world: Surroundings, inputs: Inputs): Promise<Manifest> {
  const settings = settingsOf(inputs);
  const store = world.store && forSettings(world.store, settings.cache);
  const { manifest } = await run(settings, { ...world, store });
  return manifest;
}

/** A store of which every use fails. */
export function failing(store: Store | undefined, message: string): Store {
  return new Proxy(store as Store, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      return typeof member === "function" && name !== "close"
        ? () => Promise.reject(new Error(message))
        : member;
    },
  });
}
