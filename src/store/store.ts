/** What the rest of the project knows of an artifact store. */
import type { EntryName } from "../key.ts";

/** One stored artifact. What a store gives back is untrusted until `entry.ts` has verified it. */
export interface EntryFiles {
  readonly artifact: Uint8Array;
  readonly sidecar: string;
  readonly record: string;
}

export interface Store {
  /** What the store is, for the log. */
  readonly description: string;
  /** The entry of exactly this name, or undefined. @throws Error if it cannot be read */
  restore(name: EntryName): Promise<EntryFiles | undefined>;
  /** Keeps an entry; says whether it was kept. @throws Error if it cannot be written */
  save(name: EntryName, files: EntryFiles): Promise<boolean>;
  /** Leaves nothing behind that is of no use to a later run. */
  close(): Promise<void>;
}

/** The names of an entry's files within its folder. */
export const ENTRY_FILES = {
  artifact: "artifact.cwasm",
  sidecar: "artifact.cwasm.meta",
  record: "record.json",
} as const satisfies Record<keyof EntryFiles, string>;
