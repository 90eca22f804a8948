/** The servers of both protocols of the cache in one form, and the archives that are their entries. */
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { extract, type Header, pack } from "tar-stream";
import { CacheV1 } from "./cache-v1.ts";
import type { Fault } from "./faulty.ts";
import { ResultsService } from "./results-service.ts";

/** One member of an archive. */
export interface Member {
  readonly header: Partial<Header> & { name: string };
  readonly bytes: Buffer;
}

/** The requests that a restore and a save consist of. */
export type Step = "look-up" | "download" | "reserve" | "upload" | "commit";

const STEPS: Readonly<Record<string, Step>> = {
  "GET cache": "look-up",
  "GET archives/id": "download",
  "POST caches": "reserve",
  "PATCH caches/id": "upload",
  "POST caches/id": "commit",
  GetCacheEntryDownloadURL: "look-up",
  "GET blob": "download",
  CreateCacheEntry: "reserve",
  "PUT blob": "upload",
  FinalizeCacheEntryUpload: "commit",
};

/** What both protocols' servers hold, in one form. */
export interface CacheServer {
  readonly env: Record<string, string>;
  /** Says what goes wrong with each step. */
  inject(fault: ((step: Step) => Fault | undefined) | undefined): void;
  clear(): void;
  keys(): string[];
  read(index: number): Promise<Buffer>;
  overwrite(index: number, bytes: Buffer): Promise<void>;
  /** What brings back all that it holds now. */
  snapshot(): Promise<() => Promise<void>>;
  /** How often it was asked, since it was cleared. */
  requests(step: Step): number;
  stop(): unknown;
}

export async function unpack(archive: Buffer): Promise<Member[]> {
  return await untar(zstdDecompressSync(archive));
}

export async function untar(bytes: Buffer): Promise<Member[]> {
  const members: Member[] = [];
  const stream = extract();
  stream.end(bytes);
  for await (const entry of stream) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) {
      chunks.push(chunk as Buffer);
    }
    const { name, type, mode } = entry.header as Header;
    members.push({ header: { name, type, mode }, bytes: Buffer.concat(chunks) });
  }
  return members;
}

export async function repack(members: readonly Member[]): Promise<Buffer> {
  return zstdCompressSync(await tar(members));
}

export async function tar(members: readonly Member[]): Promise<Buffer> {
  const stream = pack();
  for (const { header, bytes } of members) {
    const plain = header.type === "file" || header.type === undefined || header.type === null;
    stream.entry(header, plain ? bytes : Buffer.alloc(0));
  }
  stream.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

export const PROTOCOLS = ["version 1", "version 2"] as const;

export async function startCacheServer(protocol: (typeof PROTOCOLS)[number]): Promise<CacheServer> {
  if (protocol === "version 1") {
    const service = await CacheV1.start();
    return common(service, service.entries, {
      read: async (index) => service.entries[index]?.bytes as Buffer,
      overwrite: async (index, bytes) => {
        const entry = service.entries[index];
        if (entry !== undefined) {
          entry.bytes = bytes;
        }
      },
    });
  }
  const service = await ResultsService.start();
  const blob = (index: number): string => service.entries[index]?.blob as string;
  return common(service, service.entries, {
    read: (index) => service.read(blob(index)),
    overwrite: (index, bytes) => service.overwrite(blob(index), bytes),
  });
}

/** @param entries of the service; both are about one index */
function common<Entry extends { readonly key: string }>(
  service: CacheV1 | ResultsService,
  entries: Entry[],
  contents: Pick<CacheServer, "read" | "overwrite">,
): CacheServer {
  const clear = (): void => {
    entries.splice(0);
    service.calls.splice(0);
  };
  return {
    ...contents,
    env: service.env,
    inject: (fault) => {
      service.fault = fault && ((call) => fault(STEPS[call] as Step));
    },
    clear,
    keys: () => entries.map(({ key }) => key),
    requests: (step) => service.calls.filter((call) => STEPS[call] === step).length,
    snapshot: async () => {
      const copies = entries.map((entry) => ({ ...entry }));
      const bytes = await Promise.all(copies.map((_, index) => contents.read(index)));
      return async () => {
        clear();
        entries.push(...copies.map((entry) => ({ ...entry })));
        for (const [index, each] of bytes.entries()) {
          await contents.overwrite(index, each);
        }
      };
    },
    stop: () => service.stop(),
  };
}
