/** A server of version 1 of the cache protocol, as Enterprise servers have it. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Answer, type Fault, send } from "./faulty.ts";

interface Entry {
  key: string;
  readonly version: string;
  bytes: Buffer;
  final: boolean;
}

export class CacheV1 {
  readonly entries: Entry[] = [];
  /** Method and path of the requests, such as `POST caches`. */
  readonly calls: string[] = [];
  /** What goes wrong with a call; that which makes an entry final is `POST caches/id`. */
  fault: ((call: string) => Fault | undefined) | undefined;
  readonly #server: Server;

  static async start(): Promise<CacheV1> {
    const service = new CacheV1();
    await new Promise<void>((resolve) => service.#server.listen(0, "127.0.0.1", resolve));
    return service;
  }

  constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const url = new URL(request.url ?? "", this.#address);
        const [, resource = "", id = ""] =
          /^\/_apis\/artifactcache\/([a-z]+)\/?(\d*)$/.exec(url.pathname) ?? [];
        const call = `${request.method} ${resource}${id === "" ? "" : "/id"}`;
        this.calls.push(call);
        const body = Buffer.concat(chunks);
        void send(response, this.fault?.(call), () => this.#answer(call, Number(id), url, body));
      });
    });
  }

  get #address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** The environment that a runner gives to its steps. */
  get env(): Record<string, string> {
    return { ACTIONS_CACHE_URL: this.#address, ACTIONS_RUNTIME_TOKEN: "token" };
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #answer(call: string, id: number, url: URL, body: Buffer): Answer {
    const entry = this.entries[id - 1];
    switch (call) {
      case "GET cache": {
        const version = url.searchParams.get("version");
        const finals = this.entries.filter((each) => each.final && each.version === version);
        const found = (url.searchParams.get("keys") ?? "")
          .split(",")
          .map((key) => finals.findLast((each) => each.key.startsWith(key)))
          .find((each) => each !== undefined);
        return found === undefined
          ? { status: 204, body: Buffer.alloc(0) }
          : {
              body: {
                cacheKey: found.key,
                archiveLocation: `${this.#address}_apis/artifactcache/archives/${this.entries.indexOf(found) + 1}`,
              },
            };
      }
      case "GET archives/id":
        return { body: entry?.bytes };
      case "POST caches": {
        const given = JSON.parse(body.toString()) as Record<string, unknown>;
        const [key, version] = [String(given["key"]), String(given["version"])];
        if (this.entries.some((each) => each.key === key && each.version === version)) {
          return { status: 409, body: { message: "already exists" } };
        }
        this.entries.push({ key, version, bytes: Buffer.alloc(0), final: false });
        return { status: 201, body: { cacheId: this.entries.length } };
      }
      case "POST caches/id":
        (entry as Entry).final = true;
        return { body: {} };
      case "PATCH caches/id":
        // The archives of the tests fit into one piece.
        (entry as Entry).bytes = body;
        return { status: 204, body: Buffer.alloc(0) };
      default:
        return { status: 404, body: { message: "no such resource" } };
    }
  }
}
