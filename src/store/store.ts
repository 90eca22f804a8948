/** What the rest of the project knows of an artifact store. */
import type { EntryName } from "../artifact/key.ts";

/** One stored artifact. What a store gives back is untrusted until `entry.ts` has verified it. */
export interface EntryFiles {
  readonly artifact: Uint8Array;
  readonly sidecar: string;
  readonly record: string;
}

/** Where a store keeps a blob that is replaced as a whole from run to run. */
export interface BlobName {
  /** Keys begin with it: the newest entry counts. */
  readonly prefix: string;
  /** A short, safe folder name that follows from `prefix`. */
  readonly folder: string;
}

export interface Store {
  /** What the store is, for the log. */
  readonly description: string;
  /** The entry of exactly this name, or undefined. @throws Error if it cannot be read */
  restore(name: EntryName): Promise<EntryFiles | undefined>;
  /** Keeps an entry; says whether it was kept. @throws Error if it cannot be written */
  save(name: EntryName, files: EntryFiles): Promise<boolean>;
  /** The newest blob of this name, or undefined. Untrusted. @throws Error if it cannot be read */
  restoreBlob(name: BlobName): Promise<Uint8Array | undefined>;
  /** Keeps a blob; says whether it was kept. @throws Error if it cannot be written */
  saveBlob(name: BlobName, bytes: Uint8Array): Promise<boolean>;
  /** Leaves nothing behind that is of no use to a later run. */
  close(): Promise<void>;
}

/** The names of an entry's files within its folder. */
export const ENTRY_FILES = {
  artifact: "artifact.cwasm",
  sidecar: "artifact.cwasm.meta",
  record: "record.json",
} as const satisfies Record<keyof EntryFiles, string>;
