/** The function caches of a run, one for each target: restored when first needed, saved if worth it. */

import { compilerName, type KeyedTarget } from "../artifact/key.ts";
import { FunctionCache } from "../compiler/functions.ts";
import type { EngineCompiler } from "../engine/engine.ts";
import { size } from "../report/reporter.ts";
import type { BlobName } from "../store/store.ts";
import { messageOf } from "../support/errors.ts";
import { sha256 } from "../support/hash.ts";
import type { Context } from "./context.ts";

interface Opened {
  /** In the words of messages. */
  readonly what: string;
  readonly name: BlobName;
  readonly cache: FunctionCache;
}

export class FunctionCaches {
  readonly #context: Pick<Context, "settings" | "store" | "reporter">;
  readonly #opened = new Map<KeyedTarget, Promise<Opened>>();

  constructor(context: Pick<Context, "settings" | "store" | "reporter">) {
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
    if (this.#context.settings.functionCacheLimit === 0) {
      return undefined;
    }
    const opened = this.#opened.get(target) ?? this.#restore(compiler, identity, target);
    this.#opened.set(target, opened);
    return (await opened).cache;
  }

  /** Saves what was learned. Trouble is a warning. */
  async save(): Promise<void> {
    const { settings, store, reporter } = this.#context;
    if (store === undefined || !settings.cache.save) {
      return;
    }
    for (const { what, name, cache } of await Promise.all(this.#opened.values())) {
      const bytes = cache.pack(settings.functionCacheLimit);
      if (bytes === undefined) {
        continue;
      }
      try {
        const saved = await store.saveBlob(name, bytes);
        const result = saved ? "saved to" : "not kept by";
        reporter.detail(`${what}: ${size(bytes.length)} ${result} the ${store.description}`);
      } catch (error) {
        reporter.warning(`the ${what} is not saved: ${messageOf(error)}`);
      }
    }
  }

  async #restore(
    compiler: EngineCompiler,
    identity: string,
    { triple, sectionDigest }: KeyedTarget,
  ): Promise<Opened> {
    const { settings, store, reporter } = this.#context;
    const what = `function cache for ${triple}`;
    // Entries are of use to exactly this compiler, engine and target.
    const owner = `${identity} ${triple} ${sectionDigest}`;
    const digest = sha256(owner);
    const name = {
      prefix: `cwasm-functions-v1-${compilerName(compiler)}-${triple}-${digest}-`,
      folder: `functions-${digest.slice(0, 32)}`,
    };
    const cache = new FunctionCache(owner, (reason) =>
      reporter.warning(
        `the stored ${what} is wrong, although its digest is right: ${reason}. Everything is compiled without it, and it is replaced where this run may save.`,
      ),
    );
    const opened = { what, name, cache };
    if (store === undefined || !settings.cache.restore) {
      return opened;
    }
    try {
      const bytes = await store.restoreBlob(name);
      const fault = bytes === undefined ? undefined : opened.cache.load(bytes);
      if (fault !== undefined) {
        reporter.notice(`the stored ${what} is not used: ${fault}`);
      } else if (bytes !== undefined) {
        reporter.detail(`${what}: ${size(bytes.length)} from the ${store.description}`);
      }
    } catch (error) {
      reporter.warning(`the ${what} is not restored: ${messageOf(error)}`);
    }
    return opened;
  }
}
