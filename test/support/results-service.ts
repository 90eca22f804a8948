/**
 * The service behind version 2 of the cache and behind workflow artifacts: the real blob store
 * `azurite`, with the few Twirp methods that hand out signed addresses in it.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createServer, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect, createServer as createNetServer, type Socket } from "node:net";
import { join } from "node:path";
import {
  BlobSASPermissions,
  BlobServiceClient,
  type ContainerClient,
  StorageSharedKeyCredential,
} from "@azure/storage-blob";
import { type Answer, type Fault, send } from "./faulty.ts";
import { root } from "./fixtures.ts";

/** Azurite's well-known development account. */
const ACCOUNT = "devstoreaccount1";
const ACCOUNT_KEY =
  "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

interface Entry {
  key: string;
  version: string;
  blob: string;
  final: boolean;
}

export class ResultsService {
  readonly entries: Entry[] = [];
  readonly artifacts: { name: string; blob: string }[] = [];
  /** The methods that were called. */
  readonly calls: string[] = [];
  /** What goes wrong with a method, or with `GET blob` and `PUT blob`. */
  fault: ((method: string) => Fault | undefined) | undefined;
  /** Downloads are said to lie where GitHub's do; `azureEnv` has what leads there. */
  inAzure = false;
  readonly #azurite: ChildProcess;
  /** Of Azurite. */
  readonly #port: number;
  readonly #container: ContainerClient;
  readonly #server: Server;

  static async start(): Promise<ResultsService> {
    const port = await freePort();
    const azurite = spawn(
      process.execPath,
      [
        join(root, "node_modules", "azurite", "dist", "src", "blob", "main.js"),
        ...["--blobPort", String(port)],
        ...["--skipApiVersionCheck", "--disableTelemetry", "--inMemoryPersistence", "--silent"],
      ],
      { stdio: "ignore" },
    );
    const container = new BlobServiceClient(
      `http://127.0.0.1:${port}/${ACCOUNT}`,
      new StorageSharedKeyCredential(ACCOUNT, ACCOUNT_KEY),
      { retryOptions: { maxTries: 240, retryDelayInMs: 200, maxRetryDelayInMs: 500 } },
    ).getContainerClient("results");
    await container.create();
    const service = new ResultsService(azurite, port, container);
    service.#server.on("connect", (_request, client: Socket) => {
      const store = connect(port, "127.0.0.1", () => client.write("HTTP/1.1 200 OK\r\n\r\n"));
      store.on("error", () => client.destroy()).pipe(client);
      client.on("error", () => store.destroy()).pipe(store);
    });
    await new Promise<void>((resolve) => service.#server.listen(0, "127.0.0.1", resolve));
    return service;
  }

  constructor(azurite: ChildProcess, port: number, container: ContainerClient) {
    this.#azurite = azurite;
    this.#port = port;
    this.#container = container;
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const body = Buffer.concat(chunks);
        if (request.url?.startsWith(`/${ACCOUNT}/`)) {
          const fault = this.fault?.(`${request.method} blob`);
          void send(response, fault, () => this.#relay(request, body));
          return;
        }
        const method = request.url?.split("/").at(-1) ?? "";
        this.calls.push(method);
        void send(response, this.fault?.(method), async () => ({
          headers: { "content-type": "application/json" },
          body: await this.#answer(method, JSON.parse(body.toString())),
        }));
      });
    });
  }

  /** The environment that a runner gives to its steps. */
  get env(): Record<string, string> {
    const claims = Buffer.from(JSON.stringify({ scp: "Actions.Results:run:job" })).toString(
      "base64url",
    );
    return {
      ACTIONS_CACHE_SERVICE_V2: "true",
      ACTIONS_RESULTS_URL: `${this.#origin}/`,
      ACTIONS_RUNTIME_TOKEN: `e30.${claims}.x`,
    };
  }

  get #origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** With this as a proxy, which leads all to the blob store. */
  get azureEnv(): Record<string, string> {
    return { ...this.env, http_proxy: `${this.#origin}/` };
  }

  /** What a blob holds. */
  async read(blob: string): Promise<Buffer> {
    return await this.#container.getBlobClient(blob).downloadToBuffer();
  }

  /** Puts other bytes in a blob's place. */
  async overwrite(blob: string, bytes: Buffer): Promise<void> {
    await this.#container.getBlockBlobClient(blob).uploadData(bytes);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    this.#azurite.kill();
  }

  async #answer(method: string, body: Record<string, unknown>): Promise<unknown> {
    const text = (name: string): string => String(body[name]);
    const find = (key: string, version: string): Entry | undefined => {
      const final = this.entries.filter((entry) => entry.final && entry.version === version);
      return (
        final.find((entry) => entry.key === key) ??
        final.findLast((entry) => entry.key.startsWith(key))
      );
    };
    switch (method) {
      case "CreateCacheEntry": {
        const [key, version] = [text("key"), text("version")];
        if (this.entries.some((entry) => entry.key === key && entry.version === version)) {
          return { ok: false };
        }
        const blob = `cache-${this.entries.length}`;
        this.entries.push({ key, version, blob, final: false });
        return { ok: true, signed_upload_url: await this.#sign(blob, "cw") };
      }
      case "FinalizeCacheEntryUpload": {
        const entry = this.entries.find(
          (each) => each.key === text("key") && each.version === text("version"),
        );
        if (entry === undefined) {
          return { ok: false };
        }
        entry.final = true;
        return { ok: true, entry_id: String(this.entries.indexOf(entry) + 1) };
      }
      case "GetCacheEntryDownloadURL": {
        const keys = [text("key"), ...((body["restore_keys"] as string[] | undefined) ?? [])];
        const entry = keys
          .map((key) => find(key, text("version")))
          .find((each) => each !== undefined);
        return entry === undefined
          ? { ok: false }
          : {
              ok: true,
              signed_download_url: await this.#signDownload(entry.blob),
              matched_key: entry.key,
            };
      }
      case "CreateArtifact": {
        const name = text("name");
        if (this.artifacts.some((artifact) => artifact.name === name)) {
          return { ok: false };
        }
        const blob = `artifact-${this.artifacts.length}`;
        this.artifacts.push({ name, blob });
        return { ok: true, signed_upload_url: await this.#sign(blob, "cw") };
      }
      case "FinalizeArtifact":
        return {
          ok: true,
          artifact_id: String(this.artifacts.findIndex(({ name }) => name === text("name")) + 1),
        };
      default:
        return {};
    }
  }

  async #signDownload(blob: string): Promise<string> {
    const signed = new URL(await this.#sign(blob, "r"));
    if (this.inAzure) {
      signed.host = `${ACCOUNT}.blob.core.windows.net:80`;
      signed.port = "";
      signed.pathname = signed.pathname.replace(`/${ACCOUNT}/`, "/");
    }
    return signed.href;
  }

  /** A signed address; where something may go wrong with it, by way of this service. */
  async #sign(blob: string, permissions: string): Promise<string> {
    const url = await this.#container.getBlobClient(blob).generateSasUrl({
      permissions: BlobSASPermissions.parse(permissions),
      expiresOn: new Date(Date.now() + 3600_000),
    });
    return this.fault === undefined
      ? url
      : url.replace(`http://127.0.0.1:${this.#port}`, this.#origin);
  }

  /** What Azurite answers. */
  #relay({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const relayed = httpRequest(
        { host: "127.0.0.1", port: this.#port, method, path: url, headers },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("end", () => {
            const { "transfer-encoding": _, ...kept } = answer.headers as Record<string, string>;
            resolve({ status: answer.statusCode ?? 0, headers: kept, body: Buffer.concat(chunks) });
          });
        },
      );
      relayed.on("error", reject).end(body);
    });
  }
}

async function freePort(): Promise<number> {
  return await new Promise((resolve) => {
    const probe = createNetServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
