/**
 * Compile options by the names of Wasmtime's command line: `-O`, `-C`, `-D` and `-W`, as text or as
 * the file of its `--config`. Many spellings in, one canonical list out.
 *
 * Source: `wasmtime-cli-flags`, `lib.rs` and `opt.rs`, of the embedded lines.
 */
import { parse as parseToml } from "smol-toml";
import { DOCS } from "../support/docs.ts";
import { InputError, mention, messageOf } from "../support/errors.ts";
import { didYouMean } from "../support/nearest.ts";
import { defaultCollector, isEmbeddable } from "./features.ts";
import { type Group, type Kind, KNOWN, type Known, type Option } from "./known-options.ts";

export type { Option } from "./known-options.ts";

/** Tables of the command line's configuration file, see its `--config`. */
const TABLES: Readonly<Record<string, Group>> = {
  optimize: "O",
  codegen: "C",
  debug: "D",
  wasm: "W",
};

const FLAG = /^(?:-([OCDWS])=?|--(optimize|codegen|debug|wasm|wasi)(?:=|$))(.*)$/;

/** `-S`, or `--wasi`: what a host lets a component do, which no artifact knows. */
const WASI = "S";

/** Values that Wasmtime takes for others. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ["opt-level 1", "2"],
  ["inlining inter-module", "gc"],
]);

/** The compiler that options are for. */
export interface CompilerLine {
  /** Wasmtime's major version. */
  readonly major: number;
  /** The host's Cargo features of Wasmtime that decide something. Undefined if only the compiler knows. */
  readonly features: ReadonlySet<string> | undefined;
  /** Whether it is Wasmtime's own command line. */
  readonly native?: boolean;
}

/** One option as it was said. */
interface Said {
  readonly group: Group;
  readonly name: string;
  readonly value: string | undefined;
}

/**
 * The canonical list: sorted by name, each once, without what changes nothing. Undefined if all that is
 * said does not matter to artifacts, such as the size of a stack.
 *
 * @param text flags such as `-O opt-level=2,memory-init-cow=n -W fuel=1`, on any number of lines
 * @throws InputError for an option that the engine does not have or that has no such value
 */
export function parseOptions(text: string, line: CompilerLine): Option[] | undefined {
  return refusing(text, () => ofArtifacts(readFlags(text), line));
}

/**
 * The same of the command line's configuration file.
 *
 * @param path of the file, for messages
 */
export function parseOptionsFile(
  path: string,
  contents: string,
  line: CompilerLine,
): Option[] | undefined {
  return refusing(path, () => ofArtifacts(readConfig(contents), line));
}

/**
 * One option by its name; undefined if it changes nothing.
 *
 * @throws OptionProblem
 */
export function parseOption(name: string, value: string, line: CompilerLine): Option | undefined {
  const group = KNOWN.get(name)?.group ?? "C";
  return canonical([{ group, name, value }], line)[0];
}

/** Options as text, each by itself. */
export function spell(options: readonly Option[]): string[] {
  return options.map(([name, value]) => `${name}=${value}`);
}

/** The order of the canonical list. */
export function byName([a]: Option, [b]: Option): number {
  return a < b ? -1 : 1;
}

function readFlags(text: string): Said[] {
  const said: Said[] = [];
  let open: Group | typeof WASI | undefined;
  for (const word of text.replace(/^\s*#.*$/gm, "").split(/\s+/)) {
    const flag = open === undefined ? FLAG.exec(word) : null;
    if (word === "") {
      continue;
    }
    if (open === undefined && flag === null) {
      throw new OptionProblem(`'${word}' is not a flag that takes options.`);
    }
    const long = flag?.[2];
    const group: Group | typeof WASI =
      open ?? (flag?.[1] as Group | undefined) ?? TABLES[long as string] ?? WASI;
    const list = flag === null ? word : (flag[3] as string);
    open = list === "" ? group : undefined;
    if (group === WASI || list === "") {
      continue;
    }
    for (const item of list.split(",")) {
      const [name = "", ...rest] = item.split("=");
      said.push({ group, name, value: rest.length === 0 ? undefined : rest.join("=") });
    }
  }
  if (open !== undefined) {
    throw new OptionProblem(`'-${open}' at the end has no options.`);
  }
  return said;
}

function readConfig(contents: string): Said[] {
  let config: Record<string, unknown>;
  try {
    config = parseToml(contents);
  } catch (error) {
    throw new OptionProblem(`It is not TOML: ${messageOf(error).split("\n")[0]}.`);
  }
  return Object.entries(config).flatMap(([table, options]) => {
    const group = Object.hasOwn(TABLES, table) ? TABLES[table] : undefined;
    if (group === undefined || typeof options !== "object" || options === null) {
      if (table === "wasi" || table === "record") {
        return [];
      }
      throw new OptionProblem(
        `${didYouMean(table, Object.keys(TABLES))}It has '${table}' beside ${Object.keys(TABLES)
          .map((name) => `[${name}]`)
          .join(", ")}.`,
      );
    }
    return Object.entries(options).flatMap(([name, value]) =>
      table === "codegen" && name === "cranelift"
        ? craneliftPairs(value)
        : [{ group, name, value: scalar(name, value) }],
    );
  });
}

/** `cranelift = [["name", "value"], ["name"]]`. */
function craneliftPairs(pairs: unknown): Said[] {
  if (!Array.isArray(pairs) || !pairs.every(Array.isArray)) {
    throw new OptionProblem("'cranelift' is a list of pairs of a name and a value.");
  }
  return (pairs as unknown[][]).map(([name, value]) => ({
    group: "C",
    name: `cranelift-${String(name)}`,
    value: value === undefined || value === null ? undefined : scalar("cranelift", value),
  }));
}

function scalar(name: string, value: unknown): string {
  if (["string", "number", "bigint", "boolean"].includes(typeof value)) {
    return String(value);
  }
  throw new OptionProblem(`'${name}' has no plain value.`);
}

function ofArtifacts(said: readonly Said[], line: CompilerLine): Option[] | undefined {
  const options = canonical(said, line);
  return said.every(({ name }) => KNOWN.get(name)?.runTime === true) ? undefined : options;
}

function canonical(said: readonly Said[], line: CompilerLine): Option[] {
  const given = new Map<string, { value: string; strength: number }>();
  for (const { group, name, value } of expandAll(said, line)) {
    const [option, plain] = one(group, name, value, line);
    const strength = KNOWN.get(name)?.strength ?? 0;
    if (strength >= (given.get(option)?.strength ?? strength)) {
      given.set(option, { value: plain, strength });
    }
  }
  return [...given]
    .map(([name, { value }]): Option => [name, value])
    .filter(([name, value]) => !changesNothing(name, value, line))
    .sort(byName);
}

/** `-W all-proposals`, which is weaker than any proposal that is named, wherever that stands. */
function expandAll(said: readonly Said[], line: CompilerLine): Said[] {
  const last = said.findLast(({ group, name }) => group === "W" && name === "all-proposals");
  if (last === undefined) {
    return [...said];
  }
  const value = plainValue(last, "bool");
  const lacking: string[] = [];
  const proposals = [...KNOWN].flatMap(([name, known]): Said[] => {
    if (known.proposal !== true || !inLine(known, line.major)) {
      return [];
    }
    if (value === "true" && !available(known, line)) {
      lacking.push(name);
      return [];
    }
    return [{ group: "W", name, value }];
  });
  // A host with these proposals has them on; this compiler could only leave them off.
  if (line.major > 27 && lacking.length > 0) {
    throw new OptionProblem(`all-proposals would need ${lacking.join(", ")}: name those you use.`);
  }
  return [...proposals, ...said.filter(({ name }) => name !== "all-proposals")];
}

/** One option in its canonical spelling. */
function one(group: Group, name: string, value: string | undefined, line: CompilerLine): Option {
  const known = KNOWN.get(name);
  if (group === "C" && name.startsWith("cranelift-") && known === undefined) {
    const setting = name.slice("cranelift-".length).replaceAll("-", "_");
    return [`cranelift-${setting}`, craneliftValue(name, value)];
  }
  if (known === undefined || known.group !== group || !inLine(known, line.major)) {
    return unknown(group, name, value, line);
  }
  const plain = plainValue({ name, value }, known.kind);
  if (known.method === true && line.native === true) {
    throw new OptionProblem(
      `'${name}' is a method of Config that Wasmtime's command line has no flag for: only the embedded compilers have it.`,
    );
  }
  const lacking = plain === "false" ? undefined : lackingFeature(name, plain, known, line);
  if (lacking !== undefined) {
    throw new OptionProblem(
      `'${name}' needs Wasmtime's Cargo feature '${lacking}', which ${
        isEmbeddable(lacking)
          ? `the host does not have by ${mention("host-features")}. If it has it, name it there`
          : `no embedded compiler can have. Name a native Wasmtime with it in ${mention("compiler")}`
      }.`,
    );
  }
  if (name === "compiler" && plain === "winch" && line.features !== undefined) {
    throw new OptionProblem(
      `The embedded compilers are Cranelift. Name a native Wasmtime in ${mention("compiler")}.`,
    );
  }
  return [known.same ?? name, known.opposite === true ? opposite(plain) : plain];
}

/** Native compilers may know options that this table does not: theirs is the last word. */
function unknown(
  group: Group,
  name: string,
  value: string | undefined,
  line: CompilerLine,
): Option {
  if (line.features === undefined && KNOWN.get(name) === undefined) {
    return [`${group}:${name}`, value ?? ""];
  }
  const names = [...KNOWN].filter(([, known]) => inLine(known, line.major));
  const elsewhere = names.find(([other]) => other === name)?.[1].group;
  const inGroup = names.filter(([, known]) => known.group === group).map(([other]) => other);
  throw new OptionProblem(
    elsewhere === undefined
      ? `Wasmtime ${line.major} has no option -${group} ${name}. ${didYouMean(name, inGroup)}`
      : `'${name}' is an option of -${elsewhere}, not of -${group}.`,
  );
}

function changesNothing(name: string, value: string, line: CompilerLine): boolean {
  const known = KNOWN.get(name);
  const { features, major } = line;
  return (
    known?.runTime === true ||
    (name === "collector" &&
      features !== undefined &&
      value === defaultCollector(features, major)) ||
    known?.default === value ||
    (known?.needs !== undefined && value === "false" && !available(known, line))
  );
}

function plainValue({ name, value }: Omit<Said, "group">, kind: Kind): string {
  const wrong = (allowed: string): OptionProblem =>
    new OptionProblem(`'${name}' is ${allowed}, not ${JSON.stringify(value ?? "")}.`);
  if (kind === "bool") {
    return bool(value) ?? raise(wrong("y or n"));
  }
  if (typeof kind !== "string") {
    const plain = kind.includes("true") ? (bool(value) ?? value) : value;
    const found = kind.find((allowed) => allowed === plain);
    if (found === undefined) {
      throw wrong(`one of ${kind.join(", ")}`);
    }
    return SYNONYMS.get(`${name} ${found}`) ?? found;
  }
  if (value === undefined || value === "") {
    throw wrong(`an option with a value (${name}=${kind === "number" ? "1" : "VALUE"})`);
  }
  if (kind === "number") {
    return number(name, value.replaceAll("_", "")) ?? raise(wrong("a whole number"));
  }
  if (kind === "duration" && !/^\d+(\.\d+)?\s*([mun]?s|µs|min|h)?$/.test(value)) {
    throw wrong("a time such as 1s or 100ms");
  }
  return value;
}

function bool(value: string | undefined): string | undefined {
  switch (value) {
    case undefined:
    case "y":
    case "yes":
    case "true":
      return "true";
    case "n":
    case "no":
    case "false":
      return "false";
    default:
      return undefined;
  }
}

/** Any amount of fuel compiles the same; a stack of no bytes is refused, any other is the host's. */
function number(name: string, text: string): string | undefined {
  if (!/^(0x[0-9a-f]+|\d+)$/i.test(text)) {
    return undefined;
  }
  const value = BigInt(text);
  if (value >= 2n ** 64n || (name === "max-wasm-stack" && value === 0n)) {
    return undefined;
  }
  return name === "fuel" ? "true" : String(value);
}

/** Cranelift's own spellings; the rest is passed to it as it is. */
function craneliftValue(name: string, value: string | undefined): string {
  if (value !== undefined && !/^[\w.-]+$/.test(value)) {
    throw new OptionProblem(`'${name}' has no plain value.`);
  }
  return { on: "true", yes: "true", off: "false", no: "false" }[value ?? "on"] ?? (value as string);
}

function opposite(bool: string): string {
  return bool === "true" ? "false" : "true";
}

function inLine({ from = 0, to = Number.POSITIVE_INFINITY }: Known, major: number): boolean {
  return major >= from && major <= to;
}

function available({ needs, needsFrom = 0 }: Known, { features, major }: CompilerLine): boolean {
  return needs === undefined || major < needsFrom || features === undefined || features.has(needs);
}

/** The Cargo feature that an option with a value needs and the host does not have. */
function lackingFeature(
  name: string,
  value: string,
  known: Known,
  line: CompilerLine,
): string | undefined {
  if (!available(known, line)) {
    return known.needs;
  }
  const collector = `gc-${value}`;
  return name !== "collector" || line.features === undefined || line.features.has(collector)
    ? undefined
    : collector;
}

/**
 * Flags that say the canonical list on the command line of a native Wasmtime.
 */
export function toFlags(options: readonly Option[], major: number): string[] {
  return options.flatMap(([name, value]) => {
    const [passed, unknownName] = /^([OCDW]):(.*)$/.exec(name)?.slice(1) ?? [];
    if (passed !== undefined) {
      return [`-${passed}`, value === "" ? `${unknownName}` : `${unknownName}=${value}`];
    }
    if (name === "fuel") {
      return ["-W", "fuel=1"];
    }
    const known = KNOWN.get(name);
    const old = [...KNOWN].find(([, { same }]) => same === name);
    if (known !== undefined && !inLine(known, major) && old !== undefined) {
      const [oldName, { opposite: inverted }] = old;
      return ["-O", `${oldName}=${inverted === true ? opposite(value) : value}`];
    }
    return [`-${known?.group ?? "C"}`, `${name}=${value}`];
  });
}

/** The options of a group that a line has, for people: one line each. */
export function listOptions(group: Group, major: number): string[] {
  const list = [...KNOWN]
    .filter(([, known]) => known.group === group && inLine(known, major))
    .map(([name, { kind, runTime, method, needs, same }]) => {
      const values =
        typeof kind === "string"
          ? { bool: "y|n", number: "N", text: "…", duration: "TIME" }[kind]
          : kind.join("|");
      const notes = [
        ...(runTime === true ? ["decides nothing about an artifact"] : []),
        ...(method === true ? ["a method of Config, not on Wasmtime's own command line"] : []),
        ...(needs === undefined ? [] : [`needs Wasmtime's Cargo feature ${needs}`]),
        ...(same === undefined ? [] : [`an old name of ${same}`]),
      ];
      return `-${group} ${name}=${values}${notes.length === 0 ? "" : `  (${notes.join(", ")})`}`;
    });
  return group === "C" ? [...list, "-C cranelift-NAME=…  any of Cranelift's settings"] : list;
}

/** Whether the command line of a line of Wasmtime has an option by this name. */
export function hasFlag(name: string, major: number): boolean {
  const known = KNOWN.get(name);
  return known !== undefined && inLine(known, major) && known.method !== true;
}

/** Whether a name is a compile option of the line, in the canonical spelling. */
export function isOption(name: string): boolean {
  return KNOWN.has(name) || name.startsWith("cranelift-");
}

/** What is wrong with an option, in a sentence. */
export class OptionProblem extends Error {
  override readonly name = "OptionProblem";
}

function refusing<T>(text: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof OptionProblem ? optionsError(text, error.message) : error;
  }
}

/** The error of the input `options`. */
export function optionsError(text: string, problem: string): InputError {
  return new InputError(
    "options",
    text,
    "options of 'wasmtime compile' (-O, -C, -D, -W), or the path of a .toml file for its --config",
    `See ${DOCS}/engine.md.`,
    problem,
  );
}

function raise(error: Error): never {
  throw error;
}
