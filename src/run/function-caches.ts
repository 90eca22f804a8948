/** The function caches of a run, one for each target: restored when first needed, saved if worth it. */

import { FunctionCache } from "../compiler/functions.ts";
import { type Reporter, size } from "../report/reporter.ts";
import type { BlobName, Store } from "../store/store.ts";
import { messageOf } from "../support/errors.ts";
import { sha256 } from "../support/hash.ts";

export interface FunctionCachesOptions {
  /** Of the compiler, see `compilerName`. */
  readonly name: string;
  /** Of the compiler, see `Compiler.identity`. */
  readonly compiler: string;
  /** Engine sections by target. */
  readonly sections: ReadonlyMap<string, Uint8Array>;
  /** Bytes that one cache may have between runs. */
  readonly limit: number;
  readonly store: Store | undefined;
  readonly mode: { readonly restore: boolean; readonly save: boolean };
  readonly reporter: Reporter;
}

export class FunctionCaches {
  readonly #options: FunctionCachesOptions;
  readonly #caches = new Map<string, Promise<FunctionCache>>();

  constructor(options: FunctionCachesOptions) {
    this.#options = options;
  }

  /** The cache of a target; the store is asked once. Undefined if there is to be none. */
  of(target: string): Promise<FunctionCache> | undefined {
    if (this.#options.limit === 0) {
      return undefined;
    }
    const cache = this.#caches.get(target) ?? this.#restore(target);
    this.#caches.set(target, cache);
    return cache;
  }

  /** Saves what was learned. Trouble is a warning. */
  async save(): Promise<void> {
    const { store, mode, limit, reporter } = this.#options;
    if (store === undefined || !mode.save) {
      return;
    }
    for (const [target, pending] of this.#caches) {
      const bytes = (await pending).pack(limit);
      if (bytes === undefined) {
        continue;
      }
      try {
        const saved = await store.saveBlob(this.#name(target), bytes);
        const result = saved ? "saved to" : "not kept by";
        reporter.detail(
          `function cache for ${target}: ${size(bytes.length)} ${result} the ${store.description}`,
        );
      } catch (error) {
        reporter.warning(`the function cache for ${target} is not saved: ${messageOf(error)}`);
      }
    }
  }

  async #restore(target: string): Promise<FunctionCache> {
    const { store, mode, reporter } = this.#options;
    const cache = new FunctionCache(this.#identity(target));
    if (store === undefined || !mode.restore) {
      return cache;
    }
    try {
      const bytes = await store.restoreBlob(this.#name(target));
      const fault = bytes === undefined ? undefined : cache.load(bytes);
      if (fault !== undefined) {
        reporter.notice(`the stored function cache for ${target} is not used: ${fault}`);
      } else if (bytes !== undefined) {
        reporter.detail(
          `function cache for ${target}: ${size(bytes.length)} from the ${store.description}`,
        );
      }
    } catch (error) {
      reporter.warning(`the function cache for ${target} is not restored: ${messageOf(error)}`);
    }
    return cache;
  }

  /** Entries are of use to exactly this compiler, engine and target. */
  #identity(target: string): string {
    const section = this.#options.sections.get(target) as Uint8Array;
    return `${this.#options.compiler} ${target} ${sha256(section)}`;
  }

  #name(target: string): BlobName {
    const identity = sha256(this.#identity(target));
    return {
      prefix: `cwasm-functions-v1-${this.#options.name}-${target}-${identity}-`,
      folder: `functions-${identity.slice(0, 32)}`,
    };
  }
}
