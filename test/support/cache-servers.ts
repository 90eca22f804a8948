/** The servers of both protocols of the cache in one form, and the archives that are their entries. */
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { extract, type Header, pack } from "tar-stream";
import { CacheV1 } from "./cache-v1.ts";
import { type Answer, ResultsService } from "./results-service.ts";

/** One member of an archive. */
export interface Member {
  readonly header: Partial<Header> & { name: string };
  readonly bytes: Buffer;
}

/** What both protocols' servers hold, in one form. */
export interface CacheServer {
  readonly env: Record<string, string>;
  clear(): void;
  keys(): string[];
  read(index: number): Promise<Buffer>;
  overwrite(index: number, bytes: Buffer): Promise<void>;
  /** What brings back all that it holds now. */
  snapshot(): Promise<() => Promise<void>>;
  /** How often something was asked for, or was to be saved, since `clear`. */
  requests(): { lookUps: number; saves: number };
  /** Answers when something is to be saved, in the server's place. */
  refuseSaves(answer: (() => Answer | undefined) | undefined): void;
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

function count(calls: readonly string[], call: string): number {
  return calls.filter((each) => each === call).length;
}

export const PROTOCOLS = ["version 1", "version 2"] as const;

export async function startCacheServer(protocol: (typeof PROTOCOLS)[number]): Promise<CacheServer> {
  if (protocol === "version 1") {
    const service = await CacheV1.start();
    return {
      ...held(service, {
        read: async (index) => service.entries[index]?.bytes as Buffer,
        overwrite: async (index, bytes) => {
          const entry = service.entries[index];
          if (entry !== undefined) {
            entry.bytes = bytes;
          }
        },
      }),
      stop: () => service.stop(),
      env: service.env,
      requests: () => ({
        lookUps: count(service.calls, "GET cache"),
        // Each is reserved, and then committed.
        saves: count(service.calls, "POST caches") / 2,
      }),
      refuseSaves: (answer) => {
        service.fault = answer && ((call) => (call === "POST caches" ? answer() : undefined));
      },
    };
  }
  const service = await ResultsService.start();
  const blob = (index: number): string => service.entries[index]?.blob as string;
  return {
    ...held(service, {
      read: (index) => service.read(blob(index)),
      overwrite: (index, bytes) => service.overwrite(blob(index), bytes),
    }),
    stop: () => service.stop(),
    env: service.env,
    requests: () => ({
      lookUps: count(service.calls, "GetCacheEntryDownloadURL"),
      saves: count(service.calls, "CreateCacheEntry"),
    }),
    refuseSaves: (answer) => {
      service.fault =
        answer && ((method) => (method === "CreateCacheEntry" ? answer() : undefined));
    },
  };
}

type Held = "clear" | "keys" | "read" | "overwrite" | "snapshot";

/** What concerns what a service holds. */
function held<Entry extends { key: string }>(
  { entries, calls }: { entries: Entry[]; calls: string[] },
  contents: Pick<CacheServer, "read" | "overwrite">,
): Pick<CacheServer, Held> {
  const clear = (): void => {
    entries.splice(0);
    calls.splice(0);
  };
  return {
    ...contents,
    clear,
    keys: () => entries.map(({ key }) => key),
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
  };
}
