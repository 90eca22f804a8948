/**
 * Archives of entries as the genuine cache client makes and reads them: tar, compressed with zstd
 * or gzip. Nothing of an archive is ever written to a disk.
 */
import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createGunzip, createZstdCompress, createZstdDecompress } from "node:zlib";
import { type Extract, extract, type Header, pack } from "tar-stream";
import { type Files, requireWithinLimit, type Slot } from "./store.ts";

/** Where members lie. The text is part of an entry's identity in the cache service. */
const PARENT = ".cwasm-cache";

/** The folder of an entry, relative to the workspace. There is none; archives name it. */
export function archiveFolder({ folder }: Slot): string {
  return `${PARENT}/${folder}`;
}

const ZSTD = "28b52ffd";
const GZIP = "1f8b";

/** Bytes of headers and padding in an archive. */
const MOST_OVERHEAD = 1024 * 1024;

/** Writes the archive of an entry to a new file. */
export async function writeArchive(path: string, slot: Slot, files: Files): Promise<void> {
  const folder = archiveFolder(slot);
  const mtime = new Date();
  const archive = pack();
  const written = pipeline(
    archive,
    createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } }),
    createWriteStream(path, { flags: "wx", mode: 0o600 }),
  );
  archive.entry({ name: `${folder}/`, type: "directory", mode: 0o700, mtime });
  for (const [name, bytes] of Object.entries(files)) {
    const contents = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    archive.entry({ name: `${folder}/${name}`, mode: 0o600, mtime, size: bytes.length }, contents);
  }
  archive.finalize();
  await written;
}

/**
 * The files in the archive of an entry.
 *
 * @throws Error if there is anything in it that does not belong to the entry, or if it is damaged
 */
export async function readArchive(path: string, slot: Slot): Promise<Files> {
  const { archive, found } = collectFiles((header) => fileName(header, slot));
  const limit = Object.values(slot.limits).reduce((sum, each) => sum + each, MOST_OVERHEAD);
  await pipeline(createReadStream(path), await decompressor(path), atMost(limit), archive);
  if (found.size === 0) {
    throw new Error("it is empty");
  }
  return Object.fromEntries(found);
}

/**
 * Takes the files out of a tar that is written to `archive`.
 *
 * @param nameOf the name to find a member by, undefined to pass over it; it bounds the member's size, and throws an
 *   Error for one that may not be there
 */
export function collectFiles(nameOf: (header: Header) => string | undefined): {
  archive: Extract;
  found: ReadonlyMap<string, Buffer>;
} {
  const found = new Map<string, Buffer>();
  const archive = extract();
  archive.on("entry", (header, stream, next) => {
    // The archive's own error says the same; one that nobody listens to would end the process.
    stream.on("error", () => {});
    try {
      const name = nameOf(header);
      if (name === undefined) {
        stream.resume();
        next();
        return;
      }
      if (found.has(name)) {
        throw new Error(`it has ${show(header.name)} twice`);
      }
      const bytes = Buffer.allocUnsafeSlow(header.size ?? 0);
      found.set(name, bytes);
      let at = 0;
      stream.on("data", (chunk) => {
        at += (chunk as Buffer).copy(bytes, at);
      });
      stream.on("end", () => next());
    } catch (error) {
      archive.destroy(error as Error);
    }
  });
  return { archive, found };
}

/**
 * Which of the entry's files a member is; undefined for the entry's own folder.
 *
 * @throws Error for every other member
 */
function fileName(header: Header, slot: Slot): string | undefined {
  const { name, type, size } = header;
  const folder = archiveFolder(slot);
  requireNoSpecialBits(header);
  if (type === "directory" && (name === folder || name === `${folder}/`)) {
    return undefined;
  }
  const file = name.startsWith(`${folder}/`) ? name.slice(folder.length + 1) : "";
  if (!Object.hasOwn(slot.limits, file)) {
    throw new Error(`it has ${show(name)}, which is not one of the entry's files`);
  }
  requireRegular(header);
  requireWithinLimit(file, size ?? 0, slot.limits[file] as number);
  return file;
}

/** @throws Error for a member whose file would be more than its bytes */
function requireNoSpecialBits({ name, mode }: Header): void {
  if (((mode ?? 0) & 0o7000) !== 0) {
    throw new Error(`${show(name)} has special bits in its mode`);
  }
}

/** @throws Error for a member that is no file */
export function requireRegular(header: Header): void {
  requireNoSpecialBits(header);
  if (header.type !== "file") {
    throw new Error(`${show(header.name)} is not a regular file`);
  }
}

export function show(name: string): string {
  return JSON.stringify(name.length > 200 ? `${name.slice(0, 200)}…` : name);
}

async function decompressor(path: string): Promise<Transform> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    const magic = buffer.toString("hex", 0, bytesRead);
    if (magic === ZSTD) {
      return createZstdDecompress();
    }
    if (magic.startsWith(GZIP)) {
      return createGunzip();
    }
  } finally {
    await handle.close();
  }
  throw new Error("it is compressed neither with zstd nor with gzip");
}

/** Passes bytes on, and fails when there are more than so many. */
function atMost(limit: number): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > limit) {
        done(new Error(`it unpacks to more than the ${limit} bytes that the entry may have`));
      } else {
        done(null, chunk);
      }
    },
  });
}
