/** Native Wasmtimes of every line in one form, and the command line beside each: the same bytes, or two refusals. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, parse } from "node:path";
import { majorOf } from "../../src/engine/version.ts";
import type { Manifest } from "../../src/report/manifest.ts";
import { nativeHost, type Program, provide, setHost, wasmtime } from "./builds.ts";
import { runCommandLine } from "./command-line.ts";
import { component, temporaryDirectory } from "./fixtures.ts";
import { NativeHost } from "./hosts.ts";
import { runProgram } from "./process.ts";
import { targets } from "./recorded.ts";
import { wheel } from "./tools.ts";
import { FIXED_SINCE, WHEELS, Wheel } from "./wheels.ts";

/** An artifact's bytes, or why there is none. */
export type Made = Buffer | string;

export interface Native {
  /** Whether the embedded compiler makes the same code: not of another patch with other fixes. */
  readonly sameCode: boolean;
  /** What tells the command line to make the same. */
  readonly flags: readonly string[];
  /** In the files' order. */
  compile(wasms: readonly string[]): Promise<Made[]>;
}

export interface NativeKind {
  readonly name: string;
  /** Of Wasmtime. */
  readonly major: number;
  readonly program: Program;
  /** What it can compile for. */
  readonly targets: readonly string[];
  /** @param proposals whether those are on that engines have off unless they are asked for */
  open(target: string, proposals: boolean): Promise<Native>;
}

/** A wheel. It compiles for the machine it is on alone. */
export function wheelNative(major: number): NativeKind {
  const version = WHEELS.get(major) as string;
  // As the C API has them.
  const proposals = [
    ...["function_references", "gc", "exceptions", "wide_arithmetic", "custom_page_sizes"],
    ...(major < 45
      ? []
      : ["async", "async_stackful", "more_async_builtins", "map"].map(
          (name) => `component_model_${name}`,
        )),
    ...(major < 50
      ? []
      : ["component_model_implements", "component_model_accessors", "compact_imports"]),
  ];
  return {
    name: `the wheel of ${version}`,
    major,
    program: wheel(version),
    targets: OWN.slice(0, 1),
    open: async (target, on) => {
      const native = await Wheel.install(version);
      const config = on ? Object.fromEntries(proposals.map((name) => [`wasm_${name}`, true])) : {};
      const told = major < 45 ? undefined : target;
      // Its own artifact says all of it.
      const like = join(temporaryDirectory(), "like.cwasm");
      writeFileSync(like, await native.compile(component("add"), told, config));
      return {
        sameCode: !FIXED_SINCE.has(major),
        flags: ["--like", like, "--target", target],
        compile: (wasms) => native.compileAll(wasms, told, config),
      };
    },
  };
}

/** As Wasmtime's command line has them. */
const PROPOSALS = "-W gc,function-references,wide-arithmetic,custom-page-sizes";

/** What hosts can compile for that have Cranelift for their own architecture alone. */
const OWN = ["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc", "x86_64-apple-darwin"];

/** The command line of Wasmtime 27, with its default features. */
export const stockNative: NativeKind = {
  name: "the stock wasmtime 27.0.0",
  major: 27,
  program: wasmtime("27.0.0"),
  targets: OWN,
  open: async (target, on) => {
    const program = await provide(stockNative.program);
    const options = on ? PROPOSALS : "";
    const folder = temporaryDirectory();
    const out = join(folder, "native.cwasm");
    return {
      sameCode: true,
      flags: engineFlags("27.0.0", target, options),
      compile: (wasms) =>
        oneByOne(wasms, async (wasm) => {
          rmSync(out, { force: true });
          const { code, stderr } = await runProgram(
            program,
            ["compile", "--target", target, ...words(options), "-o", out, wasm],
            { env: { PATH: process.env["PATH"], HOME: folder } },
          );
          return code === 0 ? readFileSync(out) : stderr;
        }),
    };
  },
};

/** The host of test/hosts on 36 with default features. */
export const hostNative: NativeKind = {
  name: "a host on 36.0.20",
  major: 36,
  program: nativeHost("36.0.20-default"),
  targets,
  open: async (target, on) => {
    const host = await NativeHost.build({ version: "36.0.20", hostFeatures: "default" });
    const options = on ? PROPOSALS : "";
    return {
      sameCode: true,
      flags: engineFlags("36.0.20", target, options),
      compile: (wasms) => oneByOne(wasms, (wasm) => host.compile(wasm, target, words(options))),
    };
  },
};

/** A host that is built from Wasmtime's crates, of exactly the embedded patch, with default features. */
export function setNative(version: string): NativeKind {
  const program = setHost(version, ["defaults"]);
  const options = [
    ...["gc", "function-references"],
    ...(majorOf(version) >= 39 ? ["exceptions", "component-model-async"] : []),
  ];
  return {
    name: program.name,
    major: majorOf(version),
    program,
    targets,
    open: async (target, on) => {
      const host = await provide(program);
      const names = on ? options : [];
      const batch = async (wasms: readonly string[]): Promise<Made[]> => {
        const folder = temporaryDirectory();
        const list = join(folder, "list.txt");
        writeFileSync(list, wasms.map((path) => `${path}\n`).join(""));
        const args = ["compile-all", list, target, folder, ...names];
        const { code, stdout, stderr } = await runProgram(host, args);
        if (code !== 0) {
          // One of the files has ended the process.
          const half = Math.floor(wasms.length / 2);
          return half === 0
            ? [stderr]
            : [...(await batch(wasms.slice(0, half))), ...(await batch(wasms.slice(half)))];
        }
        const answers = JSON.parse(stdout) as Record<string, string | null>;
        const made = wasms.map(
          (wasm) => answers[wasm] ?? readFileSync(join(folder, `${parse(wasm).name}.cwasm`)),
        );
        rmSync(folder, { recursive: true });
        return made;
      };
      return {
        sameCode: true,
        flags: engineFlags(version, target, on ? `-W ${names.join(",")}` : ""),
        compile: batch,
      };
    },
  };
}

function engineFlags(version: string, target: string, options: string): string[] {
  const engine = ["--wasmtime-version", version, "--host-features", "default"];
  return [...engine, "--target", target, ...words(options)];
}

function words(text: string): string[] {
  return text === "" ? [] : text.split(" ");
}

async function oneByOne(
  wasms: readonly string[],
  compile: (wasm: string) => Promise<Made>,
): Promise<Made[]> {
  const made: Made[] = [];
  for (const wasm of wasms) {
    made.push(await compile(wasm));
  }
  return made;
}

/** What the command line makes of files in one run: of each its bytes, or why there are none. */
export async function compileOurs(
  commandLine: string,
  wasms: readonly string[],
  flags: readonly string[],
): Promise<Made[]> {
  const cwd = temporaryDirectory();
  const { code, stdout, stderr } = await runCommandLine(
    commandLine,
    [
      ...["--json", "--no-store", "--core-modules", "compile", "--advisories", "ignore"],
      ...["--output", join(cwd, "{stem}.cwasm"), ...flags, ...wasms],
    ],
    cwd,
    "",
  );
  const trouble = troubleIn(stderr);
  if (trouble !== undefined || (code !== 0 && code !== 1) || stdout === "") {
    throw new Error(`the command line ended with ${code}, ${trouble}:\n${stderr}`);
  }
  const { failed } = JSON.parse(stdout) as Manifest;
  const reasons = new Map(failed.map(({ component: path, reason }) => [path, reason]));
  const made = wasms.map((wasm) => {
    const path = join(cwd, `${parse(wasm).name}.cwasm`);
    return reasons.get(wasm) ?? readFileSync(path);
  });
  rmSync(cwd, { recursive: true });
  return made;
}

/** What no output may have: the first line that an error of JavaScript's own has left. */
export function troubleIn(output: string): string | undefined {
  return /^.*(\n\s+at .+:\d+:\d+\)?$|\b(Type|Range|Reference|Syntax)Error\b|node:internal).*$/m.exec(
    output,
  )?.[0];
}

/** A file of which the two make different things. */
export interface Finding {
  readonly wasm: string;
  readonly what: string;
}

export interface Comparison {
  readonly findings: readonly Finding[];
  /** Whether each is made, in the files' order. */
  readonly made: readonly boolean[];
}

/** @param wasms with different names */
export async function compareWith(
  native: Native,
  commandLine: string,
  wasms: readonly string[],
): Promise<Comparison> {
  const [ours, theirs] = await Promise.all([
    compileOurs(commandLine, wasms, native.flags),
    native.compile(wasms),
  ]);
  const findings: Finding[] = [];
  for (const [index, wasm] of wasms.entries()) {
    const own = ours[index] as Made;
    const what = difference(own, theirs[index] as Made, native.sameCode);
    const both = [own, theirs[index]].every((made) => typeof made !== "string");
    if (what !== undefined && !(both && (await isMadeNowAndThen(native, wasm, own as Buffer)))) {
      findings.push({ wasm, what });
    }
  }
  return { findings, made: theirs.map((made) => typeof made !== "string") };
}

/** How often a native is asked: it misses one of two results with a chance of one in a million. */
const ASKED = 20;

/**
 * Whether the native makes this now and then. Wasmtime goes through what a component passes to one within it in the
 * order of a hash table with a random seed, so where that is several resources its own bytes differ from run to run.
 */
async function isMadeNowAndThen(native: Native, wasm: string, ours: Buffer): Promise<boolean> {
  for (let time = 0; time < ASKED; time++) {
    const [theirs] = await native.compile([wasm]);
    if (typeof theirs !== "string" && theirs?.equals(ours)) {
      return true;
    }
  }
  return false;
}

function difference(ours: Made, theirs: Made, sameCode: boolean): string | undefined {
  if (typeof ours === "string" && typeof theirs === "string") {
    return undefined;
  }
  if (typeof ours !== "string" && typeof theirs !== "string") {
    return !sameCode || ours.equals(theirs) ? undefined : "the bytes differ";
  }
  const say = (made: Made): string => (typeof made === "string" ? made : `${made.length} bytes`);
  return `native: ${say(theirs)}; ours: ${say(ours)}`;
}
