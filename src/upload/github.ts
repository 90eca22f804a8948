/** A repository's releases, through GitHub's API. */
import { getOctokit } from "@actions/github";
import { defaults } from "@actions/github/lib/utils";
import type { components } from "@octokit/openapi-types";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import type { ReleaseSettings } from "../inputs/upload.ts";
import { sha256 } from "../support/hash.ts";
import type { Present } from "./assets.ts";
import { permitted, saidBy, statusOf } from "./github-errors.ts";
import { fetchWhole } from "./github-fetch.ts";

export interface Release {
  readonly id: number;
  readonly url: string;
  readonly tag: string;
  readonly draft: boolean;
  /** Whether nothing of it can be changed any more. */
  readonly immutable: boolean;
  /** Where assets are sent. */
  readonly uploads: string;
}

/** Errors of its methods have the server's `status`, 500 where there was no answer. */
export interface Releases {
  /** All with this tag, drafts too where the token may see them; the oldest first. */
  list(tag: string): Promise<Release[]>;
  makeDraft(tag: string, commit: string | undefined): Promise<Release>;
  remove(release: Release): Promise<void>;
  publish(release: Release): Promise<Release>;
  assets(release: Release): Promise<Present[]>;
  /** Sends a file once. The asset that comes of it may have another name than was asked for. */
  send(release: Release, name: string, bytes: Uint8Array): Promise<Present>;
  read(asset: Pick<Present, "id">): Promise<Buffer>;
  /** Removes an asset; that another job has done so already is fine. */
  removeAsset(asset: Present): Promise<void>;
}

type Of<Name extends keyof components["schemas"]> = components["schemas"][Name];

/** How often a request that may be repeated is sent again, with growing waits. */
const RETRIES = 4;

/**
 * Works with a repository's releases. What the server does not permit becomes an error that says what to do.
 *
 * @param repository as `owner/name`
 * @param tell says why it waits
 */
export async function withReleases<T>(
  { tag, token }: Pick<ReleaseSettings, "tag" | "token">,
  repository: string,
  tell: (message: string) => void,
  signal: AbortSignal,
  work: (releases: Releases) => Promise<T>,
): Promise<T> {
  return await permitted(tag, () => work(openReleases(token, repository, tell, signal)));
}

function openReleases(
  token: string,
  repository: string,
  tell: (message: string) => void,
  signal: AbortSignal,
): Releases {
  const [owner = "", repo = ""] = repository.split("/");
  const wait = (reason: string) => (seconds: number, _: unknown, __: unknown, before: number) => {
    if (before < RETRIES) {
      tell(`GitHub asks to wait ${seconds} s: ${reason}`);
    }
    return before < RETRIES;
  };
  const octokit = getOctokit(
    token,
    {
      // These take the place of the defaults, which know the runner's proxy.
      request: { signal, fetch: fetchWhole(defaults.request?.fetch ?? fetch) },
      retry: { retries: RETRIES },
      // One request that writes at a time, a second from the next, so that GitHub's limit of 80 a minute holds.
      throttle: {
        onRateLimit: wait("too many requests"),
        onSecondaryRateLimit: wait("too many requests at once"),
      },
    },
    retry,
    throttling,
  );
  octokit.hook.error("request", (error, { method }) => {
    // Pagination takes it for an empty list, as of commits in an empty repository.
    throw method === "GET" && statusOf(error) === 409
      ? new Error(saidBy(error), { cause: error })
      : error;
  });
  const { repos } = octokit.rest;
  const its = { owner, repo };

  const toPresent = async ({
    id,
    name,
    state,
    size,
    digest,
  }: Of<"release-asset">): Promise<Present> => {
    const whole = state === "uploaded";
    const known = /^sha256:([0-9a-f]{64})$/.exec(digest ?? "")?.[1];
    // Older servers keep no digests.
    return { id, name, whole, sha256: known ?? (whole && size > 0 ? sha256(await read(id)) : "") };
  };

  const read = async (asset_id: number): Promise<Buffer> => {
    const { data } = await repos.getReleaseAsset({
      ...its,
      asset_id,
      headers: { accept: "application/octet-stream" },
    });
    return Buffer.from(data as unknown as ArrayBuffer);
  };

  return {
    list: async (tag) => {
      const all = await octokit.paginate(repos.listReleases, { ...its, per_page: 100 });
      return all
        .filter(({ tag_name }) => tag_name === tag)
        .map(toRelease)
        .sort((a, b) => a.id - b.id);
    },
    makeDraft: async (tag, commit) => {
      const { data } = await repos.createRelease({
        ...its,
        tag_name: tag,
        name: tag,
        draft: true,
        ...(commit === undefined ? {} : { target_commitish: commit }),
        // Sent again after a cut answer it would make two.
        request: { retries: 0 },
      });
      return toRelease(data);
    },
    remove: async ({ id }) => {
      await repos.deleteRelease({ ...its, release_id: id });
    },
    publish: async ({ id }) => {
      const { data } = await repos.updateRelease({ ...its, release_id: id, draft: false });
      return toRelease(data);
    },
    assets: async ({ id }) => {
      const all = await octokit.paginate(repos.listReleaseAssets, {
        ...its,
        release_id: id,
        per_page: 100,
      });
      return await Promise.all(all.map(toPresent));
    },
    send: async ({ uploads }, name, bytes) => {
      const { data } = await octokit.request({
        method: "POST",
        url: uploads,
        name,
        data: bytes,
        headers: { "content-type": "application/octet-stream" },
        // Whether it can be sent again depends on what a cut request has left.
        request: { retries: 0 },
      });
      return await toPresent(data as Of<"release-asset">);
    },
    read: async ({ id }) => await read(id),
    removeAsset: async ({ id }) => {
      await repos.deleteReleaseAsset({ ...its, asset_id: id }).catch((error: unknown) => {
        if (statusOf(error) !== 404) {
          throw error;
        }
      });
    },
  };
}

function toRelease({
  id,
  html_url,
  tag_name,
  draft,
  immutable,
  upload_url,
}: Of<"release">): Release {
  return {
    id,
    url: html_url,
    tag: tag_name,
    draft,
    immutable: immutable === true,
    uploads: upload_url,
  };
}
