/** The function caches of a run, one for each target: restored when first needed, saved if worth it. */

import type { KeyedTarget } from "../artifact/key.ts";
import { FunctionCache } from "../compiler/functions.ts";
import type { EngineCompiler } from "../engine/engine.ts";
import { size } from "../report/reporter.ts";
import type { Slot } from "../store/store.ts";
import { sha256 } from "../support/hash.ts";
import type { Context } from "./context.ts";

interface Opened {
  /** In the words of messages. */
  readonly what: string;
  readonly slot: Slot;
  readonly functions: FunctionCache;
}

/** The name of the one file of an entry. */
const BLOB = "blob";

/** Bytes that a blob has beside what `function-cache-limit` counts. */
const OVERHEAD = 64 * 1024;

export class FunctionCaches {
  readonly #context: Pick<Context, "settings" | "cache" | "reporter">;
  readonly #opened = new Map<KeyedTarget, Promise<Opened>>();

  constructor(context: Pick<Context, "settings" | "cache" | "reporter">) {
    this.#context = context;
  }

  /**
   * The cache of a target; the store is asked once. Undefined if there is to be none.
   *
   * @param identity see `Compiler.identity`
   */
  async get(
    compiler: EngineCompiler,
    identity: string,
    target: KeyedTarget,
  ): Promise<FunctionCache | undefined> {
    const { cache, functionCacheLimit } = this.#context.settings;
    if (functionCacheLimit === 0 || cache.compare) {
      return undefined;
    }
    const opened = this.#opened.get(target) ?? this.#restore(compiler, identity, target);
    this.#opened.set(target, opened);
    return (await opened).functions;
  }

  /** Saves what was learned. */
  async save(): Promise<void> {
    const { settings, cache } = this.#context;
    for (const { what, slot, functions } of await Promise.all(this.#opened.values())) {
      const bytes = functions.pack(settings.functionCacheLimit, cache.isRefused(slot));
      if (bytes !== undefined) {
        await cache.put(what, slot, { [BLOB]: bytes });
      }
    }
  }

  async #restore(
    compiler: EngineCompiler,
    identity: string,
    { triple, sectionDigest }: KeyedTarget,
  ): Promise<Opened> {
    const { settings, cache, reporter } = this.#context;
    const what = `function cache for ${triple}`;
    // Entries are of use to exactly this compiler, engine and target.
    const { suffix } = settings.cache;
    const owner = [identity, triple, sectionDigest, ...(suffix === "" ? [] : [suffix])].join(" ");
    const digest = sha256(owner);
    const slot: Slot = {
      match: "prefix",
      key: `cwasm-functions-v1-${compiler.version}-${triple}-${digest}-`,
      folder: `functions-${digest.slice(0, 32)}`,
      limits: { [BLOB]: settings.functionCacheLimit + OVERHEAD },
    };
    const functions = new FunctionCache(owner, (reason) =>
      reporter.warning(
        `the stored ${what} is wrong, although its digest is right: ${reason}. Everything is compiled without it, and it is replaced where this run may save.`,
      ),
    );
    await cache.get(what, slot, (files) => {
      const bytes = files[BLOB] ?? new Uint8Array();
      const fault = functions.load(bytes);
      if (fault !== undefined) {
        throw new Error(fault);
      }
      reporter.detail(`${what}: ${size(bytes.length)} restored`);
    });
    return { what, slot, functions };
  }
}
