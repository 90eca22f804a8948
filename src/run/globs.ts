/**
 * Glob patterns to paths, with the rules of `@actions/glob`. Its patterns are used, and not its walk:
 * that ends at the first link or folder it cannot follow, and passes over names that are not UTF-8.
 */
import { type Dirent, lstatSync, type Stats, statSync } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, resolve, sep } from "node:path";
import { create } from "@actions/glob";
import { InputError, messageOf } from "../support/errors.ts";
import { compareText } from "../support/order.ts";

/** A path that matches, or below which something might, and that cannot be looked at. */
export interface Trouble {
  /** Absolute; bytes that are not UTF-8 as `\xff`. */
  readonly path: string;
  /** Where nothing that was asked for is known to be missing. */
  readonly harmless: boolean;
  /** Why, and what to do. */
  readonly reason: string;
}

export interface Found {
  /** Absolute, in a stable order. */
  readonly paths: string[];
  readonly troubles: Trouble[];
}

/** What `@actions/glob` turns a pattern into. It does not export it: a test compares it with its walk. */
interface Pattern {
  readonly negate: boolean;
  readonly segments: readonly string[];
  /** 0 for none, 1 for directories, 2 for files. */
  match(path: string): number;
  /** Whether something below the path may match. */
  partialMatch(path: string): boolean;
}

const DIRECTORY = 1;
const FILE = 2;

/** As the library compares names. */
const WASM = process.platform === "win32" ? /\.wasm$/i : /\.wasm$/;

/** What is looked for, and the paths where that begins. */
interface Search {
  readonly patterns: readonly Pattern[];
  readonly begins: readonly string[];
}

/** What `@actions/glob` returns, with the part that it keeps private. */
interface Globber {
  readonly patterns: readonly Pattern[];
  getSearchPaths(): string[];
}

/**
 * Paths without a wildcard, absolute. A shell expands one to thousands, and a pattern for each would be compared with
 * each.
 */
class Literals implements Pattern {
  readonly negate = false;
  readonly segments = [];
  readonly #paths: ReadonlySet<string>;
  readonly #folders: ReadonlySet<string>;

  /** @param folders those of them that mean the `.wasm` files below */
  constructor(paths: readonly string[], folders: readonly string[]) {
    this.#paths = new Set(paths);
    this.#folders = new Set(folders);
  }

  match(path: string): number {
    const matches = this.#paths.has(path) || (WASM.test(path) && this.#isBelow(path));
    return matches ? DIRECTORY | FILE : 0;
  }

  partialMatch(path: string): boolean {
    return this.#folders.has(path) || this.#isBelow(path);
  }

  #isBelow(path: string): boolean {
    const folder = dirname(path);
    return this.#folders.has(folder) || (folder !== path && this.#isBelow(folder));
  }
}

/**
 * The files and folders that match. Symbolic links are followed, hidden folders are searched. A
 * pattern whose last part has no wildcard and that matches a folder means the `.wasm` files below it,
 * and with `!` everything below it.
 *
 * @param patterns one pattern each; `!` excludes what the patterns before it found
 * @throws InputError for a pattern that cannot be used; never for what is found
 */
export async function glob(patterns: readonly string[]): Promise<Found> {
  const searches: Search[] = [];
  const named: Pattern[] = [];
  for (const { literal, texts } of runsOf(patterns)) {
    const folders = texts.filter(literal ? isFolder : mayNameFolder);
    if (literal) {
      searches.push({ patterns: [new Literals(texts, folders)], begins: texts });
      named.push(new Literals(folders, []));
    } else {
      const all = texts.flatMap((text) => (folders.includes(text) ? [text, below(text)] : [text]));
      searches.push(await searchFor(all, patterns));
      named.push(...(await searchFor(folders, patterns)).patterns);
    }
  }
  const found = await new Walk({
    patterns: searches.flatMap((search) => search.patterns),
    begins: searches.flatMap(({ begins }) => begins),
  }).run();
  return withoutSearched(found, named);
}

/** Paths and patterns that stand together, in their order: one with `!` excludes what those before it found. */
function runsOf(patterns: readonly string[]): { literal: boolean; texts: string[] }[] {
  const runs: { literal: boolean; texts: string[] }[] = [];
  for (const pattern of patterns.map((each) => resolveDots(each))) {
    const path = literalPath(pattern);
    const literal = path !== undefined;
    const last = runs.at(-1);
    if (last?.literal === literal) {
      last.texts.push(path ?? pattern);
    } else {
      runs.push({ literal, texts: [path ?? pattern] });
    }
  }
  return runs;
}

/** Patterns are lines, so that a line break needs a notation: this is in no path. */
const LINE_BREAK = "\0";

/** A pattern that matches this path alone, whatever its name contains. */
export function literalPattern(path: string): string {
  // Absolute, so that a leading `!`, `#` or `~` is only a name. The end of a line is trimmed.
  return escaped(resolve(path)).replaceAll("\n", LINE_BREAK).replace(/\s$/, "[$&]");
}

/** On Windows a backslash separates, elsewhere it escapes. */
function escaped(path: string): string {
  return (process.platform === "win32" ? path : path.replaceAll("\\", "\\\\")).replace(
    /[[?*]/g,
    "[$&]",
  );
}

/** The absolute path that a pattern without a wildcard means; undefined for any other. */
function literalPath(pattern: string): string | undefined {
  if (/^\s*[!#~]/.test(pattern) || hasWildcard(pattern)) {
    return undefined;
  }
  const escapes = process.platform === "win32" ? /\[(.)\]/gs : /\\(.)|\[(.)\]/gs;
  const text = pattern
    .replace(escapes, (_, ...groups: (string | undefined)[]) => groups[0] ?? groups[1] ?? "")
    .replaceAll(LINE_BREAK, "\n");
  // With a separator at its end it means a folder alone.
  return withoutEnd(text) !== text && !isFolder(text) ? undefined : resolve(text);
}

async function searchFor(patterns: readonly string[], given: readonly string[]): Promise<Search> {
  if (patterns.length === 0) {
    return { patterns: [], begins: [] };
  }
  try {
    const created: unknown = await create(patterns.join("\n"), { implicitDescendants: false });
    const globber = created as Globber;
    return { patterns: globber.patterns, begins: globber.getSearchPaths() };
  } catch (error) {
    throw new InputError(
      "files",
      given.join("\n"),
      "glob patterns with *, **, ? and [a-z], absolute or relative to the working directory",
      `${messageOf(error)}.`,
    );
  }
}

/**
 * Takes `.` and `..` out of a pattern, which the library does not allow: they are resolved as in
 * paths. On Windows also the prefix `\\?\`, whose `?` is no wildcard.
 *
 * @throws InputError where `..` comes after a wildcard, and so is no one folder
 */
export function resolveDots(
  pattern: string,
  cwd = process.cwd(),
  platform: NodeJS.Platform = process.platform,
): string {
  const [, marks = "", body = ""] = /^((?:!\s*)*)(.*)$/s.exec(pattern) ?? [];
  const windows = platform === "win32";
  const path = windows
    ? body.replace(/^[\\/]{2}\?[\\/](?:UNC(?=[\\/]))?/i, (prefix) =>
        prefix.length > 4 ? "\\" : "",
      )
    : body;
  const parts = path.split(windows ? /[\\/]/ : "/");
  if (!parts.some((part, index) => part === ".." || (part === "." && index > 0))) {
    return marks + path;
  }
  const separator = windows ? "\\" : "/";
  const rooted = /^[\\/]/.test(path) || (windows && /^[a-z]:/i.test(path));
  const base = parts[0] === "~" ? homedir() : rooted ? undefined : cwd;
  const whole =
    base === undefined
      ? parts
      : [...escaped(base).split(separator), ...parts.slice(parts[0] === "~" ? 1 : 0)];
  const kept: string[] = [];
  for (const [index, part] of whole.entries()) {
    if (part === "..") {
      if (hasWildcard(kept.at(-1) ?? "")) {
        throw new InputError(
          "files",
          pattern,
          "patterns in which '..' comes before every wildcard",
          "Write the folder that is meant, or one pattern for each.",
        );
      }
      // The root is its own parent.
      if (kept.length > 1) {
        kept.pop();
      }
    } else if (part !== "." && (part !== "" || index === 0 || index === whole.length - 1)) {
      kept.push(part);
    }
  }
  // A share begins with two, of which one has been dropped.
  const share = windows && /^[\\/]{2}/.test(path) ? separator : "";
  return marks + share + (kept.length === 1 ? `${kept[0]}${separator}` : kept.join(separator));
}

/** Whether the last part of a pattern stands for one name, and that may be a folder's. */
function mayNameFolder(pattern: string): boolean {
  const last =
    withoutEnd(pattern)
      .split(process.platform === "win32" ? /[\\/]/ : "/")
      .at(-1) ?? "";
  return !hasWildcard(last) && !/^\s*#/.test(pattern);
}

function withoutEnd(pattern: string): string {
  return pattern.replace(process.platform === "win32" ? /[\\/]+$/ : /\/+$/, "");
}

function hasWildcard(part: string): boolean {
  const escapes = process.platform === "win32" ? /\[.\]/gs : /\\.|\[.\]/gs;
  return /[*?]|\[.+\]/s.test(part.replace(escapes, ""));
}

function below(pattern: string): string {
  return `${withoutEnd(pattern)}${sep}${pattern.startsWith("!") ? "**" : `**${sep}*.wasm`}`;
}

/** A folder that was named to be searched is itself no match, unless nothing was found in it. */
function withoutSearched({ paths, troubles }: Found, named: readonly Pattern[]): Found {
  const isNamed = (path: string): boolean =>
    named.some((pattern) => !pattern.negate && (pattern.match(path) & DIRECTORY) !== 0);
  const folders = paths.filter((path) => isNamed(path) && isFolder(path));
  const empty = folders.filter(
    (folder) => !paths.some((path) => path.startsWith(folder === sep ? sep : folder + sep)),
  );
  return {
    paths: paths.filter((path) => !folders.includes(path)),
    troubles: [
      ...troubles,
      ...empty.map((path) => ({
        path,
        harmless: true,
        reason: "a directory with no .wasm file below it",
      })),
    ],
  };
}

/** A path on the way, and the real paths of the folders above it. */
interface Step {
  readonly path: string;
  /** The path's bytes, where they are not UTF-8. */
  readonly bytes: Buffer | undefined;
  /** What the folder above says it is; undefined where a search begins. */
  readonly entry: Dirent<Buffer> | undefined;
  readonly above: readonly string[];
}

/** The walk through the folders. */
class Walk {
  readonly #search: Search;
  readonly #paths = new Set<string>();
  readonly #troubles = new Map<string, Trouble>();

  constructor(search: Search) {
    this.#search = search;
  }

  async run(): Promise<Found> {
    const steps: Step[] = this.#search.begins.map((path) => ({
      path,
      bytes: undefined,
      entry: undefined,
      above: [],
    }));
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      for (const next of await this.#take(step)) {
        steps.push(next);
      }
    }
    const troubles = [...this.#troubles.values()];
    return {
      paths: [...this.#paths].sort(),
      troubles: troubles.sort((a, b) => compareText(a.path, b.path)),
    };
  }

  /** Notes a path if it matches. Returns what lies in it, if that is to be looked at. */
  async #take(step: Step): Promise<Step[]> {
    const { path, bytes, entry } = step;
    const kind = this.#match(path);
    const descend = this.#mayMatchBelow(path);
    if (kind === 0 && !descend) {
      return [];
    }
    if (entry?.isFile() === true) {
      this.#note(step, kind & FILE);
      return [];
    }
    let stats: Stats;
    try {
      stats = await stat(bytes ?? path);
    } catch (error) {
      this.#cannotFollow(step, kind, error as NodeJS.ErrnoException);
      return [];
    }
    if (!stats.isDirectory()) {
      this.#note(step, kind & FILE);
      return [];
    }
    return await this.#enter(step, kind & DIRECTORY, descend);
  }

  async #enter(step: Step, matches: number, descend: boolean): Promise<Step[]> {
    const { path, bytes, entry, above } = step;
    try {
      const parent = above.at(-1);
      const real =
        parent !== undefined && bytes === undefined && entry?.isSymbolicLink() === false
          ? resolve(parent, basename(path))
          : await realpath(bytes ?? path);
      // A link to a folder above.
      if (above.includes(real)) {
        return [];
      }
      this.#note(step, matches);
      if (!descend) {
        return [];
      }
      const entries = await readdir(bytes ?? path, { encoding: "buffer", withFileTypes: true });
      return entries.map((child) => {
        const name = child.name.toString();
        const faithful = bytes === undefined && Buffer.from(name).equals(child.name);
        return {
          path: path.endsWith(sep) ? path + name : `${path}${sep}${name}`,
          bytes: faithful
            ? undefined
            : Buffer.concat([bytes ?? Buffer.from(path), Buffer.from(sep), child.name]),
          entry: child,
          above: [...above, real],
        };
      });
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      if (code !== "ENOENT") {
        this.#trouble(
          path,
          bytes,
          false,
          `cannot be searched: ${messageOf(error)}. Make it readable, or leave it out with the pattern '!**/${basename(path)}/**'`,
        );
      }
      return [];
    }
  }

  #note({ path, bytes }: Step, matches: number): void {
    if (matches === 0) {
      return;
    }
    if (bytes === undefined) {
      this.#paths.add(path);
    } else {
      this.#trouble(path, bytes, false, "its name is not UTF-8: rename it, or a folder above it");
    }
  }

  /** A link in a circle, to nothing, or to where one may not go. */
  #cannotFollow({ path, bytes }: Step, kind: number, error: NodeJS.ErrnoException): void {
    // It may be gone by now; links to nothing are not.
    const link = error.code !== "ENOENT" || lstatQuietly(bytes ?? path)?.isSymbolicLink() === true;
    if (link) {
      const reason =
        error.code === "ENOENT"
          ? "a link to nothing"
          : error.code === "ELOOP"
            ? "a link in a circle, or in a chain of too many"
            : `cannot be looked at: ${messageOf(error)}`;
      // Without a match of its own, only something below it could have been asked for.
      const harmless = (kind & FILE) === 0 && ["ENOENT", "ELOOP"].includes(error.code ?? "");
      if (!harmless || error.code !== "ENOENT") {
        this.#trouble(path, bytes, harmless, reason);
      }
    }
  }

  #trouble(path: string, bytes: Buffer | undefined, harmless: boolean, reason: string): void {
    const shown = bytes === undefined ? path : showBytes(bytes);
    this.#troubles.set(shown, { path: shown, harmless, reason });
  }

  #match(path: string): number {
    let kind = 0;
    for (const pattern of this.#search.patterns) {
      kind = pattern.negate ? kind & ~pattern.match(path) : kind | pattern.match(path);
    }
    return kind;
  }

  /** False also where a pattern with `!` excludes all that could be found below. */
  #mayMatchBelow(path: string): boolean {
    const { patterns } = this.#search;
    const cut = patterns.findLastIndex(
      (pattern) => pattern.negate && pattern.segments.at(-1) === "**" && pattern.match(path) !== 0,
    );
    return patterns.slice(cut + 1).some((pattern) => !pattern.negate && pattern.partialMatch(path));
  }
}

/** Bytes as text, with what is not UTF-8 as `\xff`. */
function showBytes(bytes: Buffer): string {
  let shown = "";
  for (let at = 0; at < bytes.length; ) {
    const length = [1, 2, 3, 4].find((count) => {
      const piece = bytes.subarray(at, at + count);
      return piece.length === count && Buffer.from(piece.toString()).equals(piece);
    });
    shown +=
      length === undefined
        ? `\\x${bytes.subarray(at, at + 1).toString("hex")}`
        : bytes.subarray(at, at + length).toString();
    at += length ?? 1;
  }
  return shown;
}

function lstatQuietly(path: string | Buffer): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
