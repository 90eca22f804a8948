/** Archives whose bytes follow from their files alone: for releases. */
import { createWriteStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { dirname, posix } from "node:path";
import { pipeline } from "node:stream/promises";
import { constants, createGzip, createZstdCompress } from "node:zlib";
import tar from "tar-stream";
import { compareText } from "../support/order.ts";
import type { Named } from "./layout.ts";
import type { MadeFiles } from "./made.ts";

export type ArchiveKind = "tar.gz" | "tar.zst";

/** A file whose contents are not on the disk. */
export interface Written {
  readonly name: string;
  readonly text: string;
}

/** Of files that are made for the archive. */
const FILE_MODE = 0o644;

const EPOCH = new Date(0);

/** gzip's byte for the operating system, which says nothing about the contents, and its value for unknown. */
const GZIP_SYSTEM = { offset: 9, unknown: 255 };

/**
 * Writes one: in the order of names, with the modes of files and folders, without owners and times.
 *
 * @param path of the archive
 * @throws Error for a file that somebody has changed
 */
export async function writeArchive(
  path: string,
  kind: ArchiveKind,
  files: readonly Named[],
  made: MadeFiles,
  written: readonly Written[],
): Promise<void> {
  const pack = tar.pack();
  const compress =
    kind === "tar.gz"
      ? createGzip({ level: constants.Z_BEST_COMPRESSION })
      : createZstdCompress({
          params: {
            [constants.ZSTD_c_compressionLevel]: 19,
            [constants.ZSTD_c_checksumFlag]: 1,
          },
        });
  const done = pipeline(pack, compress, createWriteStream(path, { mode: FILE_MODE }));
  await Promise.all([done, fill(pack, files, made, written)]);
  if (kind === "tar.gz") {
    const handle = await open(path, "r+");
    await handle.write(Uint8Array.of(GZIP_SYSTEM.unknown), 0, 1, GZIP_SYSTEM.offset);
    await handle.close();
  }
}

async function fill(
  pack: tar.Pack,
  files: readonly Named[],
  made: MadeFiles,
  written: readonly Written[],
): Promise<void> {
  const folders = new Map(files.flatMap(foldersOf));
  const names = [
    ...[...folders].map(([name, file]) => ({ name, folder: file })),
    ...files.map(({ name, file }) => ({ name, file })),
    ...written,
  ].sort((a, b) => compareText(a.name, b.name));
  const common = { mtime: EPOCH, uid: 0, gid: 0 };
  for (const each of names) {
    if ("folder" in each) {
      const { mode } = await stat(each.folder);
      await add(pack, { ...common, name: `${each.name}/`, type: "directory", mode: mode & 0o777 });
    } else if ("text" in each) {
      await add(pack, { ...common, name: each.name, mode: FILE_MODE }, Buffer.from(each.text));
    } else {
      const { mode } = await stat(each.file);
      const bytes = await made.read(each.file);
      await add(pack, { ...common, name: each.name, mode: mode & 0o777 }, bytes);
    }
  }
  pack.finalize();
}

/** The folders above a file, within the archive and on the disk. */
function foldersOf({ name, file }: Named): [string, string][] {
  const folders: [string, string][] = [];
  let [inside, outside] = [posix.dirname(name), dirname(file)];
  while (inside !== ".") {
    folders.push([inside, outside]);
    [inside, outside] = [posix.dirname(inside), dirname(outside)];
  }
  return folders;
}

async function add(
  pack: tar.Pack,
  header: Partial<tar.Header> & { name: string },
  contents: Uint8Array = new Uint8Array(),
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    pack.entry({ ...header, size: contents.length }, contents, (error) =>
      error ? reject(error) : resolve(),
    );
  });
}
