/** What a run asks of its artifact store. Trouble costs a compile, or an entry, and is reported once. */
import type { Saves } from "../report/manifest.ts";
import type { Reporter } from "../report/reporter.ts";
import { type Files, type Put, RefusedEntry, type Slot, type Store } from "../store/store.ts";
import { messageOf } from "../support/errors.ts";
import { shorten } from "../support/shorten.ts";

/** Entries and causes that one warning names. */
const MOST_NAMED = 3;

/** What one place has: what may be used, or why not. */
export type Found<T> = { readonly place: Slot } & (
  | { readonly files: Files; readonly value: T }
  | { readonly trouble: unknown }
);

/** What went wrong: entries by cause. */
type Troubles = Map<string, string[]>;

export class Cache {
  readonly #store: Store | undefined;
  readonly #reporter: Reporter;
  readonly #unread: Troubles = new Map();
  readonly #refused: Troubles = new Map();
  readonly #unsaved: Troubles = new Map();
  readonly #refusedKeys = new Set<string>();
  readonly #later: Promise<Put | undefined>[] = [];
  #saved = 0;

  /** @param store undefined where there is none */
  constructor(store: Store | undefined, reporter: Reporter) {
    this.#store = store;
    this.#reporter = reporter;
  }

  /**
   * What the store has, if it may be used: of several places the first that has such an entry.
   *
   * @param what the entry, for people: component and target
   * @param use takes the untrusted files; throws an Error that says why they may not be used
   */
  async get<T>(what: string, slot: Slot, use: (files: Files) => T): Promise<T | undefined> {
    const missed: Found<T>[] = [];
    for await (const found of this.#find(what, slot, use)) {
      if ("files" in found) {
        this.#store?.keep?.(found.place, found.files);
        return found.value;
      }
      missed.push(found);
    }
    this.#noteUnread(missed, what);
    return undefined;
  }

  /** The same for all places, with what may not be used or could not be read there. */
  async getAll<T>(what: string, slot: Slot, use: (files: Files) => T): Promise<Found<T>[]> {
    const all: Found<T>[] = [];
    for await (const found of this.#find(what, slot, use)) {
      all.push(found);
    }
    this.#noteUnread(all, what);
    return all;
  }

  /** Says that what lies in one place may not be used after all. */
  drop(place: Slot): void {
    this.#store?.drop?.(place);
  }

  async *#find<T>(what: string, slot: Slot, use: (files: Files) => T): AsyncGenerator<Found<T>> {
    for (const place of this.#places(slot)) {
      try {
        const files = await this.#store?.get(place);
        if (files === undefined || files === "off") {
          return;
        }
        if (files !== "miss") {
          yield { place, files, value: accept(files, use) };
        }
      } catch (trouble) {
        if (trouble instanceof RefusedEntry) {
          this.#refuse(what, place, trouble);
        }
        yield { place, trouble };
      }
    }
  }

  /** Whether the store has such an entry, as far as can be known. */
  async has(what: string, slot: Slot): Promise<boolean> {
    const troubles: unknown[] = [];
    for (const place of this.#places(slot)) {
      try {
        const has = (await this.#store?.has(place)) ?? "off";
        if (has !== false) {
          return has === true;
        }
      } catch (error) {
        troubles.push(error);
      }
    }
    this.#noteFirst(troubles, what, "looked up in");
    return false;
  }

  /** Saves an entry; one that is saved with others, only after `flush`. */
  async put(what: string, slot: Slot, files: Files): Promise<void> {
    if (this.#store === undefined) {
      return;
    }
    const replacing = this.isRefused(slot);
    const put = this.#store.put(slot, files, replacing);
    const answer = await put.catch(() => undefined);
    if (typeof answer === "object") {
      this.#later.push(this.#answered(what, answer.later, replacing));
    } else if ((await this.#answered(what, put as Promise<Put>, replacing)) === "saved") {
      this.#reporter.detail(`${what}: saved to the ${this.#store.description}`);
    }
  }

  /** Keeps what nothing depends on: trouble with it is not counted. */
  async note(slot: Slot, files: Files): Promise<void> {
    try {
      await this.#store?.put(slot, files, this.isRefused(slot));
    } catch (error) {
      this.#reporter.detail(`${slot.key}: not saved: ${messageOf(error)}`);
    }
  }

  /** Whether anything could not be read or saved so far. */
  get hasTrouble(): boolean {
    return this.#unread.size + this.#unsaved.size > 0;
  }

  /** Saves what is saved with others: nothing more is put after it. */
  async flush(): Promise<void> {
    await this.#store?.flush?.();
    const answers = await Promise.all(this.#later);
    const saved = answers.filter((answer) => answer === "saved").length;
    if (saved > 0) {
      this.#reporter.detail(`${saved} small entries saved to the ${this.#store?.description}`);
    }
  }

  /** What became of an entry; trouble is noted, and is undefined. */
  async #answered(what: string, put: Promise<Put>, replacing: boolean): Promise<Put | undefined> {
    const description = this.#store?.description;
    try {
      const answer = await put;
      if (answer === "present" && replacing) {
        throw new Error("the refused entry stays in its place until it is deleted there");
      }
      if (answer === "present") {
        this.#reporter.detail(`${what}: another job has saved it to the ${description} already`);
      }
      this.#saved += answer === "saved" ? 1 : 0;
      return answer;
    } catch (error) {
      this.#note(this.#unsaved, what, error, `not saved to the ${description}`);
      return undefined;
    }
  }

  /** Whether something was stored there that may not be used. */
  isRefused({ key }: Slot): boolean {
    return this.#refusedKeys.has(key);
  }

  /** What was saved so far, for the manifest. */
  get saves(): Saves {
    return {
      saved: this.#saved,
      not_saved: count(this.#unsaved),
      reasons: [...this.#unsaved.keys()],
    };
  }

  /** The one warning, if anything went wrong. */
  report(): void {
    const where = this.#store?.description;
    const sentences = [
      [this.#unread, `not read from the ${where}`],
      [this.#refused, "stored but not used"],
      [this.#unsaved, `not saved to the ${where}`],
    ] as const;
    const told = sentences
      .filter(([troubles]) => troubles.size > 0)
      .map(
        ([troubles, what]) =>
          `${plural(count(troubles), "entry", "entries")} ${what}: ${list(troubles)}`,
      );
    if (told.length > 0) {
      this.#reporter.warning(`${told.join(". ")}.`);
    }
  }

  #refuse(what: string, place: Slot, error: unknown): void {
    const { key } = place;
    this.#refusedKeys.add(key);
    this.drop(place);
    this.#note(this.#refused, what, error, `what is stored under ${key} is not used`);
  }

  #places(slot: Slot): readonly Slot[] {
    return this.#store?.places?.(slot) ?? [slot];
  }

  /** What was refused is noted already. */
  #noteUnread(found: readonly Found<unknown>[], what: string): void {
    const troubles = found.flatMap((one) => ("trouble" in one ? [one.trouble] : []));
    const unread = troubles.filter((trouble) => !(trouble instanceof RefusedEntry));
    this.#noteFirst(unread, what, "read from");
  }

  /** One entry counts once, whatever went wrong in how many places. */
  #noteFirst(troubles: readonly unknown[], what: string, done: string): void {
    for (const error of troubles.slice(0, 1)) {
      this.#note(this.#unread, what, error, `not ${done} the ${this.#store?.description}`);
    }
  }

  #note(troubles: Troubles, what: string, error: unknown, told: string): void {
    const reason = messageOf(error);
    troubles.set(reason, [...(troubles.get(reason) ?? []), what]);
    this.#reporter.detail(`${what}: ${told}: ${reason}`);
  }
}

/** @throws RefusedEntry */
function accept<T>(files: Files, use: (files: Files) => T): T {
  try {
    return use(files);
  } catch (error) {
    throw new RefusedEntry(messageOf(error));
  }
}

function count(troubles: Troubles): number {
  return [...troubles.values()].reduce((sum, { length }) => sum + length, 0);
}

/** The causes, the commonest first, with the entries of each. */
function list(troubles: Troubles): string {
  const causes = [...troubles]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([reason, entries]) => `${reason} (${shorten(entries, MOST_NAMED)})`);
  return shorten(causes, MOST_NAMED, "; ");
}

function plural(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
