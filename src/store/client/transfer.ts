/**
 * One transfer of the cache client. The client tells its caller neither why it failed nor whether
 * it did; what the modules in this folder see on its behalf is noted here.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Files, Slot } from "../store.ts";

/** A request that failed. */
export interface Failure {
  /** Of the answer; undefined if there was none. */
  readonly status: number | undefined;
  /** What happened, as the end of a sentence about the service. */
  readonly reason: string;
}

export class Transfer {
  readonly slot: Slot;
  /** What is saved. */
  readonly files: Files | undefined;
  /** Where the archive lies, once there is one. */
  folder: string | undefined;
  /** What was restored. */
  unpacked: Files | undefined;
  /** Why an archive was refused. */
  refusal: Error | undefined;
  /** The last request, if it failed. */
  failure: Failure | undefined;
  /** What the client said of its failure. */
  readonly warnings: string[] = [];
  /** Why the client did not even ask. */
  skipped: string | undefined;
  /** Milliseconds that the service has had this wait, of its own accord. */
  held = 0;

  constructor(slot: Slot, files?: Files) {
    this.slot = slot;
    this.files = files;
  }
}

export const transfers = new AsyncLocalStorage<Transfer>();

/** The transfer that this is part of. */
export function currentTransfer(): Transfer {
  const transfer = transfers.getStore();
  if (transfer === undefined) {
    throw new Error("the cache client was used outside of a transfer");
  }
  return transfer;
}
