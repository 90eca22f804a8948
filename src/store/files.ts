/** Entries as files in a folder, for both stores. */
import { constants, open } from "node:fs/promises";
import { join } from "node:path";
import { placeFile } from "../artifact/place.ts";
import { ENTRY_FILES, type EntryFiles } from "./store.ts";

/**
 * Reads an entry.
 *
 * @throws Error if a file is missing, or is anything but a regular file: an entry may have been
 * unpacked from an archive that someone else made.
 */
export async function readEntry(folder: string): Promise<EntryFiles> {
  const [artifact, sidecar, record] = await Promise.all([
    readRegular(join(folder, ENTRY_FILES.artifact)),
    readRegular(join(folder, ENTRY_FILES.sidecar)),
    readRegular(join(folder, ENTRY_FILES.record)),
  ]);
  return { artifact, sidecar: sidecar.toString(), record: record.toString() };
}

/** Writes an entry file by file; a mixture of two is one that does not verify. */
export async function writeEntry(folder: string, files: EntryFiles): Promise<void> {
  await placeFile(join(folder, ENTRY_FILES.artifact), files.artifact);
  await placeFile(join(folder, ENTRY_FILES.sidecar), files.sidecar);
  await placeFile(join(folder, ENTRY_FILES.record), files.record);
}

const BLOB = "blob";

/** Reads a blob. @throws Error as `readEntry` does */
export async function readBlob(folder: string): Promise<Uint8Array> {
  return await readRegular(join(folder, BLOB));
}

export async function writeBlob(folder: string, bytes: Uint8Array): Promise<void> {
  await placeFile(join(folder, BLOB), bytes);
}

async function readRegular(path: string): Promise<Buffer> {
  // No link is followed, and a pipe does not wait for a writer. Windows has neither flag.
  const flags = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const handle = await open(path, constants.O_RDONLY | flags);
  try {
    if (!(await handle.stat()).isFile()) {
      throw new Error(`'${path}' is not a regular file`);
    }
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
