/**
 * GitHub's REST API for releases, as far as uploading needs it. What it answers has the types of GitHub's published
 * OpenAPI description, so that the compiler compares the two. Rules that the description only tells in words are
 * those of GitHub's documentation: drafts are for tokens that may write, names of assets are unique even
 * among uploads that were cut, an immutable release takes nothing.
 */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { components, operations } from "@octokit/openapi-types";
import { send as sendOver } from "./faulty.ts";

type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

/** A request, for tests to count and to answer in the service's place. */
export interface Asked {
  readonly method: string;
  /** The path after the repository's, such as `/releases/1/assets?name=x`. */
  readonly path: string;
}

/**
 * What happens in place of an answer. `starter` keeps half of an upload, `stored` all of it, and both cut the answer.
 * Of `half` an answer only that much arrives, and with `hang` none ever does.
 */
export type Fault =
  | {
      readonly status: number;
      readonly message?: string;
      readonly headers?: Record<string, string>;
    }
  | "cut"
  | "starter"
  | "stored"
  | "half"
  | "hang";

const REPOSITORY = "/repos/example/project";

/** The body's type by operation and status: what the description says is sent. */
type Body<Name extends keyof operations, Status extends number> =
  operations[Name]["responses"] extends Record<
    Status,
    { content: { "application/json": infer Json } }
  >
    ? Json
    : never;

export const WRITER = "token-that-writes";
export const READER = "token-that-reads";

export class ReleasesService {
  readonly releases: Schema<"release">[] = [];
  readonly asked: Asked[] = [];
  /** The check runs of any commit. */
  readonly checks: Pick<Schema<"check-run">, "name" | "status" | "conclusion" | "app">[] = [];
  /** The commits of the tags. */
  readonly tags = new Map<string, string>();
  /** What each asset holds, by id. */
  readonly contents = new Map<number, Buffer>();
  fault: ((asked: Asked) => Fault | undefined) | undefined;
  #next = 1;
  readonly #api: Server;
  readonly #uploads: Server;

  static async start(): Promise<ReleasesService> {
    const service = new ReleasesService();
    for (const server of [service.#api, service.#uploads]) {
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    }
    return service;
  }

  constructor() {
    const serve = (request: IncomingMessage, response: ServerResponse): void => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => this.#answer(request, Buffer.concat(chunks), response));
    };
    this.#api = createServer(serve);
    this.#uploads = createServer(serve);
  }

  /** What a runner gives to its steps. */
  get env(): Record<string, string> {
    return {
      GITHUB_API_URL: addressOf(this.#api),
      GITHUB_REPOSITORY: "example/project",
      GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567",
      GITHUB_EVENT_NAME: "push",
      GITHUB_REF_TYPE: "tag",
      GITHUB_REF_NAME: "v1.0.0",
    };
  }

  /** The assets of the only release there is, by name. */
  get files(): Map<string, Buffer> {
    return new Map(
      (this.releases[0]?.assets ?? []).map(({ id, name }) => [
        name,
        this.contents.get(id) as Buffer,
      ]),
    );
  }

  /** How many requests changed something. */
  get writes(): number {
    return this.asked.filter(({ method }) => method !== "GET").length;
  }

  forget(): void {
    this.releases.length = 0;
    this.asked.length = 0;
    this.checks.length = 0;
    this.tags.clear();
    this.contents.clear();
    this.fault = undefined;
  }

  /** A check run of GitHub Actions; without a conclusion it has not ended. */
  addCheck(name: string, conclusion: Schema<"check-run">["conclusion"], ofActions = true): void {
    const app = ofActions ? ({ slug: "github-actions" } as Schema<"check-run">["app"]) : null;
    const status = conclusion === null ? "in_progress" : "completed";
    this.checks.push({ name, status, conclusion, app });
  }

  addRelease(tag: string, state: Partial<Schema<"release">> = {}): Schema<"release"> {
    const id = this.#next++;
    const release = {
      id,
      node_id: `R_${id}`,
      tag_name: tag,
      target_commitish: "main",
      name: tag,
      body: "",
      draft: true,
      prerelease: false,
      immutable: false,
      created_at: "2026-01-01T00:00:00Z",
      published_at: null,
      author: user,
      assets: [],
      url: `${addressOf(this.#api)}${REPOSITORY}/releases/${id}`,
      html_url: `https://github.com/example/project/releases/tag/${tag}`,
      assets_url: `${addressOf(this.#api)}${REPOSITORY}/releases/${id}/assets`,
      upload_url: `${addressOf(this.#uploads)}${REPOSITORY}/releases/${id}/assets{?name,label}`,
      tarball_url: null,
      zipball_url: null,
      ...state,
    } satisfies Schema<"release">;
    this.releases.push(release);
    return release;
  }

  addAsset(
    release: Schema<"release">,
    name: string,
    bytes: Buffer,
    state: "uploaded" | "starter" = "uploaded",
  ): Schema<"release-asset"> {
    const id = this.#next++;
    const whole = state === "uploaded";
    const asset = {
      id,
      node_id: `RA_${id}`,
      name: name.replace(/[^A-Za-z0-9._@+-]/g, "."),
      label: null,
      // The description knows "open" alone, its text "starter".
      state: state as "uploaded" | "open",
      content_type: "application/octet-stream",
      size: bytes.length,
      digest: whole ? `sha256:${createHash("sha256").update(bytes).digest("hex")}` : null,
      download_count: 0,
      created_at: "2026-01-01T00:00:00Z",
      updated_at: "2026-01-01T00:00:00Z",
      url: `${addressOf(this.#api)}${REPOSITORY}/releases/assets/${id}`,
      browser_download_url: `https://github.com/example/project/releases/download/${release.tag_name}/${name}`,
      uploader: user,
    } satisfies Schema<"release-asset">;
    release.assets.push(asset);
    this.contents.set(id, bytes);
    return asset;
  }

  async stop(): Promise<void> {
    for (const server of [this.#api, this.#uploads]) {
      server.closeAllConnections();
      server.close();
    }
  }

  #answer(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const { method = "", url = "", headers } = request;
    const path = url.replace(REPOSITORY, "");
    const asked = { method, path };
    this.asked.push(asked);
    const fault = this.fault?.(asked);
    const send = (status: number, json?: unknown, more: Record<string, string> = {}): void => {
      const headers = { "content-type": "application/json; charset=utf-8", ...more };
      const body = json === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(json));
      void sendOver(response, fault === "half" ? "cut" : undefined, () => ({
        status,
        headers,
        body,
      }));
    };
    const refuse = (status: number, message: string, code?: string): void =>
      send(status, {
        message,
        documentation_url: "https://docs.github.com/rest",
        ...(code === undefined
          ? {}
          : { errors: [{ resource: "ReleaseAsset", code, field: "name" }] }),
      });

    if (fault === "cut") {
      request.socket.destroy();
      return;
    }
    if (fault === "hang") {
      return;
    }
    if (typeof fault === "object") {
      send(fault.status, { message: fault.message ?? "fault" }, fault.headers);
      return;
    }
    const [, token] = /^token (.*)$/.exec(headers.authorization ?? "") ?? [];
    const mayWrite = token === WRITER;
    if (!mayWrite && token !== READER) {
      refuse(401, "Bad credentials");
      return;
    }
    if (method !== "GET" && !mayWrite) {
      refuse(403, "Resource not accessible by integration");
      return;
    }
    const { pathname, searchParams } = new URL(path, "http://localhost");
    const parts = pathname.split("/").slice(1);
    const page = <T>(all: readonly T[]): void => {
      const size = Number(searchParams.get("per_page") ?? 30);
      const number = Number(searchParams.get("page") ?? 1);
      const more = number * size < all.length;
      const next = `<${addressOf(this.#api)}${REPOSITORY}${pathname}?per_page=${size}&page=${number + 1}>; rel="next"`;
      send(200, all.slice((number - 1) * size, number * size), more ? { link: next } : {});
    };

    if (parts[0] === "commits") {
      const named = searchParams.get("check_name");
      const check_runs = this.checks.filter(({ name }) => name === named);
      send(200, { total_count: check_runs.length, check_runs });
      return;
    }
    if (parts[0] === "git") {
      this.#answerTags(method, parts.at(-1) as string, body, send, refuse);
      return;
    }
    if (pathname === "/releases" && method === "GET") {
      page([...this.releases].reverse().filter(({ draft }) => mayWrite || !draft));
      return;
    }
    if (pathname === "/releases" && method === "POST") {
      const asks = JSON.parse(body.toString()) as { tag_name: string; draft?: boolean };
      const made: Body<"repos/create-release", 201> = this.addRelease(asks.tag_name, {
        draft: asks.draft ?? false,
      });
      send(201, made);
      return;
    }
    if (parts[1] === "assets") {
      this.#answerAsset(Number(parts[2]), method, headers.accept ?? "", response, send, refuse);
      return;
    }
    const release = this.releases.find(({ id }) => id === Number(parts[1]));
    if (release === undefined || (release.draft && !mayWrite)) {
      refuse(404, "Not Found");
    } else if (parts[2] === "assets" && method === "GET") {
      page(release.assets satisfies Body<"repos/list-release-assets", 200>);
    } else if (parts[2] === "assets" && method === "POST") {
      const name = searchParams.get("name") ?? "";
      if (release.immutable === true && !release.draft) {
        refuse(422, "Cannot upload assets to an immutable release.");
      } else if (release.assets.some((asset) => asset.name === name)) {
        refuse(422, "Validation Failed", "already_exists");
      } else if (release.assets.length >= 1000) {
        refuse(422, "Validation Failed", "file_count");
      } else {
        const half = fault === "starter";
        const asset: Body<"repos/upload-release-asset", 201> = this.addAsset(
          release,
          name,
          half ? body.subarray(0, body.length / 2) : body,
          half ? "starter" : "uploaded",
        );
        if (half) {
          refuse(502, "Server Error");
        } else if (fault === "stored") {
          request.socket.destroy();
        } else {
          send(201, asset);
        }
      }
    } else if (method === "PATCH") {
      const asks = JSON.parse(body.toString()) as { draft?: boolean };
      release.draft = asks.draft ?? release.draft;
      send(200, release satisfies Body<"repos/update-release", 200>);
    } else if (method === "DELETE") {
      this.releases.splice(this.releases.indexOf(release), 1);
      send(204);
    } else {
      send(200, release satisfies Body<"repos/get-release", 200>);
    }
  }

  #answerTags(
    method: string,
    name: string,
    body: Buffer,
    send: (status: number, json: unknown) => void,
    refuse: (status: number, message: string) => void,
  ): void {
    const ref = (tag: string): Pick<Schema<"git-ref">, "ref" | "object"> => {
      const sha = this.tags.get(tag) as string;
      return { ref: `refs/tags/${tag}`, object: { type: "commit", sha, url: "" } };
    };
    if (method === "GET") {
      send(200, [...this.tags.keys()].filter((tag) => tag.startsWith(name)).map(ref));
      return;
    }
    const asks = JSON.parse(body.toString()) as { ref?: string; sha: string; force?: boolean };
    const tag = asks.ref?.replace("refs/tags/", "") ?? name;
    const isThere = this.tags.has(tag);
    if (isThere !== (method === "PATCH")) {
      refuse(422, isThere ? "Reference already exists" : "Reference does not exist");
    } else if (isThere && asks.force !== true) {
      refuse(422, "Update is not a fast forward");
    } else {
      this.tags.set(tag, asks.sha);
      send(isThere ? 200 : 201, ref(tag));
    }
  }

  #answerAsset(
    id: number,
    method: string,
    accept: string,
    response: ServerResponse,
    send: (status: number, json?: unknown) => void,
    refuse: (status: number, message: string) => void,
  ): void {
    const release = this.releases.find(({ assets }) => assets.some((asset) => asset.id === id));
    const asset = release?.assets.find((each) => each.id === id);
    if (release === undefined || asset === undefined) {
      refuse(404, "Not Found");
    } else if (method === "DELETE") {
      release.assets.splice(release.assets.indexOf(asset), 1);
      send(204);
    } else if (accept === "application/octet-stream") {
      response.writeHead(200, { "content-type": "application/octet-stream" });
      response.end(this.contents.get(id));
    } else {
      send(200, asset satisfies Body<"repos/get-release-asset", 200>);
    }
  }
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const user: Schema<"simple-user"> = {
  login: "github-actions[bot]",
  id: 1,
  node_id: "U_1",
  avatar_url: "",
  gravatar_id: "",
  url: "",
  html_url: "",
  followers_url: "",
  following_url: "",
  gists_url: "",
  starred_url: "",
  subscriptions_url: "",
  organizations_url: "",
  repos_url: "",
  events_url: "",
  received_events_url: "",
  type: "Bot",
  site_admin: false,
};
