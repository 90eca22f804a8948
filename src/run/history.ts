/** Why something is compiled: the keys that components had in earlier runs, and what of them has changed since. */
import { COMPONENT_PART, cacheKey, keyParts, OPTIONS_PART, SUFFIX_PART } from "../artifact/key.ts";
import { spell } from "../engine/options.ts";
import type { Slot } from "../store/store.ts";
import { sha256 } from "../support/hash.ts";
import { shorten } from "../support/shorten.ts";
import type { Context } from "./context.ts";
import { describeTarget, type Task } from "./plan.ts";

/** What decided an artifact, in words. */
type Parts = Readonly<Record<string, string>>;

/** A key that a component had. */
interface Seen {
  readonly component: string;
  /** All parts. */
  readonly parts: Parts;
}

/** The name of the one file of an entry, and the bytes that it may have. */
const FILE = "keys.json";
const MOST_BYTES = 16 * 1024 * 1024;

/** Keys that are kept in all, and of one component for one target. */
const MOST_KEPT = 20_000;
const MOST_OF_ONE = 4;

/** Lines that a log has of it, and tasks that a line names. */
const MOST_LINES = 20;
const MOST_NAMED = 3;

/** The part that says the options themselves; `OPTIONS_PART` is only their digest. */
const OPTIONS = "options";

/** Parts that follow from others: they explain nothing unless they alone differ. */
const FOLLOWING = ["engine config hash", OPTIONS_PART, "engine section sha256"];

/** Finds out and says why tasks are missing; keeps the keys of all that this run was about for the next one. */
export class History {
  readonly #context: Pick<Context, "settings" | "cache" | "reporter" | "outcome">;
  readonly #tasks: readonly Task[];
  readonly #slot: Slot;
  #seen: Promise<readonly Seen[]> | undefined;

  constructor(tasks: readonly Task[], context: Context) {
    this.#context = context;
    this.#tasks = tasks;
    // Jobs for other targets, at the same time, have histories of their own.
    const triples = [...new Set(tasks.map(({ target }) => target.triple))].sort();
    const digest = sha256(triples.join()).slice(0, 32);
    this.#slot = {
      key: `cwasm-history-v1-${digest}-`,
      match: "prefix",
      folder: `history-${digest}`,
      limits: { [FILE]: MOST_BYTES },
    };
  }

  /** Says what has changed in the keys of what the store lacks. */
  async explain(missing: readonly Task[]): Promise<void> {
    const { cache, reporter, outcome } = this.#context;
    if (missing.length === 0 || cache.hasTrouble) {
      return;
    }
    const seenOf = new Map<string, Parts[]>();
    for (const { component, parts } of await this.#read()) {
      seenOf.set(component, [...(seenOf.get(component) ?? []), parts]);
    }
    const told = new Map<string, string[]>();
    for (const task of missing) {
      const parts = this.#partsOf(task);
      const nearest = nearestOf(parts, seenOf.get(task.component.path) ?? []);
      if (nearest !== undefined) {
        const changed = changedParts(nearest, parts);
        outcome.explain(task.places, changed);
        const [what, where] = [task.component.path, describeTarget(task)];
        const own = changed.includes(COMPONENT_PART);
        const line = `${own ? what : where}: ${describeChange(changed, nearest, parts)}`;
        told.set(line, [...(told.get(line) ?? []), own ? where : what]);
      }
    }
    const lines = [...told].map(([line, tasks]) => `${line} (${shorten(tasks, MOST_NAMED)})`);
    for (const line of lines.slice(0, MOST_LINES)) {
      reporter.detail(line);
    }
    if (lines.length > MOST_LINES) {
      reporter.detail(`and ${lines.length - MOST_LINES} more such changes`);
    }
  }

  /** Keeps the keys; nothing depends on whether that works. */
  async save(): Promise<void> {
    if (this.#context.cache.hasTrouble) {
      return;
    }
    const own = this.#tasks.flatMap((task) =>
      task.places.map(({ component }) => ({
        component: component.path,
        parts: this.#partsOf(task),
      })),
    );
    const text = write([...own, ...(await this.#read())]);
    await this.#context.cache.note(this.#slot, { [FILE]: Buffer.from(text) });
  }

  #read(): Promise<readonly Seen[]> {
    const { cache } = this.#context;
    this.#seen ??= cache
      .get("history of keys", this.#slot, (files) =>
        parse(Buffer.from(files[FILE] ?? []).toString()),
      )
      .then((seen) => seen ?? []);
    return this.#seen;
  }

  #partsOf({ component, engine, target }: Task): Parts {
    const { suffix } = this.#context.settings.cache;
    const key = cacheKey(component.sha256, engine, target);
    return {
      ...Object.fromEntries(keyParts(key, engine, target, suffix)),
      [OPTIONS]: spell(target.options).join(" "),
    };
  }
}

/** The key of the same target with the fewest differences, the newest of several. */
function nearestOf(parts: Parts, seen: readonly Parts[]): Parts | undefined {
  const [nearest] = seen
    .filter(({ target }) => target === parts["target"])
    .map((each) => ({ each, count: changedParts(each, parts).length }))
    .sort((a, b) => a.count - b.count);
  return nearest?.each;
}

/** The names are those of own keys alone: whoever wrote the history may have made up others. */
function changedParts(before: Parts, after: Parts): string[] {
  const names = [...new Set([...Object.keys(after), SUFFIX_PART])];
  const changed = names.filter((name) => before[name] !== after[name]);
  const causes = changed.filter((name) => !FOLLOWING.includes(name));
  return causes.length > 0 ? causes : changed;
}

function describeChange(changed: readonly string[], before: Parts, after: Parts): string {
  if (changed.length === 0) {
    return "this key was seen before: its entry is gone, or belongs to another branch";
  }
  return changed.map((name) => describePart(name, before[name], after[name])).join("; ");
}

function describePart(name: string, before = "", after = ""): string {
  if (name === OPTIONS) {
    const [were, are] = [before.split(" "), after.split(" ")];
    const gone = were.filter((option) => !are.includes(option)).join(" ");
    const come = are.filter((option) => !were.includes(option)).join(" ");
    return gone === ""
      ? `options now have ${come}`
      : come === ""
        ? `options no longer have ${gone}`
        : `options had ${gone}, now ${come}`;
  }
  return `${name} was ${show(before)}, is ${show(after)}`;
}

function show(value: string): string {
  return /^[0-9a-f]{64}$/.test(value) ? `${value.slice(0, 12)}…` : value || "none";
}

/** As a file: parts that many have in common stand there once. */
function write(all: readonly Seen[]): string {
  const engines: string[] = [];
  const counts = new Map<string, number>();
  const rows = new Map<string, [component: string, sha256: string, engine: number]>();
  for (const { component, parts } of all) {
    const { [COMPONENT_PART]: digest = "", ...engine } = parts;
    const text = JSON.stringify(engine);
    const [row, one] = [`${component} ${digest} ${text}`, `${component} ${engine["target"]}`];
    const count = counts.get(one) ?? 0;
    if (rows.has(row) || count >= MOST_OF_ONE || rows.size >= MOST_KEPT) {
      continue;
    }
    counts.set(one, count + 1);
    if (!engines.includes(text)) {
      engines.push(text);
    }
    rows.set(row, [component, digest, engines.indexOf(text)]);
  }
  return `${JSON.stringify({ engines: engines.map((text) => JSON.parse(text)), keys: [...rows.values()] })}\n`;
}

/** @throws Error if it is not what `write` gives: whoever can write to the cache may have written it */
function parse(text: string): Seen[] {
  const wrong = new Error("it is no history of keys");
  const { engines, keys } = JSON.parse(text) as { engines?: unknown; keys?: unknown };
  if (!Array.isArray(engines) || !Array.isArray(keys)) {
    throw wrong;
  }
  return keys.map((key: unknown) => {
    const [component, digest, index] = Array.isArray(key) ? key : [];
    const engine: unknown = engines[index];
    const parts = { ...(engine as Parts), [COMPONENT_PART]: digest };
    if (typeof component !== "string" || !Object.values(parts).every(isText)) {
      throw wrong;
    }
    return { component, parts };
  });
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}
