/** What a run asks of its artifact store. Trouble costs a compile, or an entry, and is reported once. */
import type { Saves } from "../report/manifest.ts";
import type { Reporter } from "../report/reporter.ts";
import { type Files, type Put, RefusedEntry, type Slot, type Store } from "../store/store.ts";
import { messageOf } from "../support/errors.ts";
import { shorten } from "../support/shorten.ts";

/** Entries and causes that one warning names. */
const MOST_NAMED = 3;

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
   * What the store has, if it may be used.
   *
   * @param what the entry, for people: component and target
   * @param use takes the untrusted files; throws an Error that says why they may not be used
   */
  async get<T>(what: string, slot: Slot, use: (files: Files) => T): Promise<T | undefined> {
    if (this.#store === undefined) {
      return undefined;
    }
    const { description } = this.#store;
    let found: Awaited<ReturnType<Store["get"]>>;
    try {
      found = await this.#store.get(slot);
    } catch (error) {
      if (error instanceof RefusedEntry) {
        this.#refuse(what, slot, error);
      } else {
        this.#note(this.#unread, what, error, `not read from the ${description}`);
      }
      return undefined;
    }
    if (found === "off" || found === "miss") {
      return undefined;
    }
    try {
      return use(found);
    } catch (error) {
      this.#refuse(what, slot, error);
      return undefined;
    }
  }

  /** Whether the store has such an entry, as far as can be known. */
  async has(what: string, slot: Slot): Promise<boolean> {
    try {
      return (await this.#store?.has(slot)) === true;
    } catch (error) {
      this.#note(this.#unread, what, error, `not looked up in the ${this.#store?.description}`);
      return false;
    }
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

  #refuse(what: string, { key }: Slot, error: unknown): void {
    this.#refusedKeys.add(key);
    this.#note(this.#refused, what, error, `what is stored under ${key} is not used`);
  }

  #note(troubles: Troubles, what: string, error: unknown, told: string): void {
    const reason = messageOf(error);
    troubles.set(reason, [...(troubles.get(reason) ?? []), what]);
    this.#reporter.detail(`${what}: ${told}: ${reason}`);
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
