/**
 * In the bundle, in the place of the cache client's own module of this name, which runs `tar -P`:
 * that writes wherever an archive says, before anything can be checked.
 */
import { join } from "node:path";
import { messageOf } from "../../support/errors.ts";
import { readArchive, writeArchive } from "../archive.ts";
import { RefusedEntry } from "../store.ts";
import { currentTransfer } from "./transfer.ts";

export async function extractTar(archive: string): Promise<void> {
  const transfer = currentTransfer();
  try {
    transfer.unpacked = await readArchive(archive, transfer.slot);
  } catch (error) {
    transfer.refusal = new RefusedEntry(`its archive is refused: ${messageOf(error)}`);
    throw transfer.refusal;
  }
}

export async function createTar(folder: string): Promise<void> {
  const { slot, files } = currentTransfer();
  // The client's name for what it says is compressed with zstd.
  await writeArchive(join(folder, "cache.tzst"), slot, files ?? {});
}

export async function listTar(): Promise<void> {}
