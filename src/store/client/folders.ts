/**
 * In the bundle, in the place of `@actions/io` where the cache client asks for it: notes the folder that an archive is
 * put in, since the client removes the archive alone, and not even that when it has to be given up.
 */
import { mkdir } from "node:fs/promises";
import { currentTransfer } from "./transfer.ts";

export async function mkdirP(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  currentTransfer().folder = folder;
}

/** For the programs that it does not run here. */
export async function which(): Promise<string> {
  return "";
}
