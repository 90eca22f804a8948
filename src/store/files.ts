/** Entries as files in a folder, for both stores. */
import { join } from "node:path";
import { placeFile } from "../artifact/place.ts";
import { readRegular } from "../support/files.ts";
import { ENTRY_FILES, type EntryFiles } from "./store.ts";

/**
 * Reads an entry.
 *
 * @throws Error if a file is missing, or is anything but a regular file: an entry may have been
 * unpacked from an archive that someone else made.
 */
export async function readEntry(folder: string): Promise<EntryFiles> {
  const [artifact, sidecar, record] = await Promise.all([
    readRegular(join(folder, ENTRY_FILES.artifact), "refuse"),
    readRegular(join(folder, ENTRY_FILES.sidecar), "refuse"),
    readRegular(join(folder, ENTRY_FILES.record), "refuse"),
  ]);
  return { artifact, sidecar: sidecar.toString(), record: record.toString() };
}

/**
 * Writes an entry file by file; a mixture of two is one that does not verify.
 *
 * @param staging for the temporary files; by default the folder itself
 */
export async function writeEntry(
  folder: string,
  files: EntryFiles,
  staging?: string,
): Promise<void> {
  await placeFile(join(folder, ENTRY_FILES.artifact), files.artifact, staging);
  await placeFile(join(folder, ENTRY_FILES.sidecar), files.sidecar, staging);
  await placeFile(join(folder, ENTRY_FILES.record), files.record, staging);
}

const BLOB = "blob";

/** Reads a blob. @throws Error as `readEntry` does */
export async function readBlob(folder: string): Promise<Uint8Array> {
  return await readRegular(join(folder, BLOB), "refuse");
}

export async function writeBlob(
  folder: string,
  bytes: Uint8Array,
  staging?: string,
): Promise<void> {
  await placeFile(join(folder, BLOB), bytes, staging);
}
