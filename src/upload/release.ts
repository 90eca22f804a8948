/** Uploads the pairs, or archives of them, as assets of a release. */
import { setTimeout as delay } from "node:timers/promises";
import type { ReleaseSettings } from "../inputs/upload.ts";
import type { Reporter } from "../report/reporter.ts";
import { mention } from "../support/errors.ts";
import { sha256 } from "../support/hash.ts";
import {
  type Asset,
  layOutAssets,
  listed,
  type Overwrite,
  type Plan,
  type Present,
  planAssets,
  type Releasable,
  readSums,
  SUMS_NAME,
  sidecarName,
  writeSums,
} from "./assets.ts";
import type { Release, Releases } from "./github.ts";
import { mayPass, retryAfter, saidBy, statusOf } from "./github-errors.ts";

/** An asset with the way to its bytes. */
export interface Sendable extends Asset {
  read(): Promise<Uint8Array>;
}

export interface Released {
  readonly id: number;
  readonly url: string;
}

/** How often a file is sent, or a draft made, with growing waits. */
const ATTEMPTS = 5;

/** Milliseconds after which a draft that another job has made at the same time is in the list. */
const SETTLE = 2000;

/** How often the sums are written anew because other jobs have sent more. */
const ROUNDS = 20;

/**
 * Finds or makes the draft with the tag, sends what it lacks, compares, and publishes it where that is asked
 * for. Run again, it sends only what is not there. Several jobs may send to one draft.
 *
 * @param commit what the tag is made of where there is none yet
 * @throws Error that says what to do; whatever was sent stays in the draft, which is then not published
 */
export async function uploadRelease(
  wanted: readonly Sendable[],
  settings: ReleaseSettings,
  releases: Releases,
  commit: string | undefined,
  reporter: Pick<Reporter, "info">,
): Promise<Released> {
  const release = await findOrMakeDraft(settings.tag, releases, commit);
  const { send, same } = planAssets(
    wanted,
    await releases.assets(release),
    release,
    // Otherwise the advice would be to overwrite.
    release.immutable ? "always" : settings.overwrite,
  );
  if (send.length > 0) {
    requireOpen(release, settings.overwrite, send);
  }
  reporter.info(
    `release ${settings.tag}: ${same.length} assets are there already, ${send.length} are sent`,
  );
  for (const { asset, instead } of send) {
    await sendOne(asset, instead, release, releases, settings.overwrite);
    reporter.info(`${instead?.whole === true ? "replaced" : "uploaded"} ${asset.name}`);
  }
  if (!release.draft && send.length === 0) {
    return release;
  }
  const present = await writeAllSums(wanted, release, releases);
  if (settings.draft === "keep") {
    return release;
  }
  requireWhole(present, settings.tag);
  return await publish(release, releases, reporter);
}

/**
 * Publishes the draft with the tag, if it has the sums of all its assets. One that is published already is left
 * alone.
 *
 * @throws Error that says what is not as it should be
 */
export async function publishDraft(
  tag: string,
  dryRun: boolean,
  releases: Releases,
  reporter: Pick<Reporter, "info">,
): Promise<Released> {
  const release = first(await releases.list(tag));
  if (release === undefined) {
    throw new Error(
      `there is no release for ${tag} that this token sees: a job before this one is to upload to it, and drafts are only for tokens with 'permissions: contents: write'`,
    );
  }
  const present = await releases.assets(release);
  requireWhole(present, tag);
  const sums = present.find(({ name }) => name === SUMS_NAME);
  const others = present.filter(({ name }) => name !== SUMS_NAME);
  if (sums?.sha256 !== sha256(writeSums(others))) {
    throw new Error(
      `the release ${tag} is not published: ${sums === undefined ? `it has no ${SUMS_NAME}` : `its ${SUMS_NAME} is not that of its ${others.length} assets`}. Run the job again that uploads to it`,
    );
  }
  reporter.info(`${others.length} assets are as ${SUMS_NAME} says`);
  return dryRun ? release : await publish(release, releases, reporter);
}

async function publish(
  release: Release,
  releases: Releases,
  reporter: Pick<Reporter, "info">,
): Promise<Released> {
  if (!release.draft) {
    reporter.info(`published already: ${release.url}`);
    return release;
  }
  const published = await releases.publish(release);
  reporter.info(`published ${published.url}`);
  return published;
}

/** Says what `uploadRelease` would do with artifacts that are not made. Writes nothing. */
export async function foreseeRelease(
  artifacts: readonly Releasable[],
  settings: ReleaseSettings,
  releases: Releases,
  reporter: Pick<Reporter, "info">,
): Promise<void> {
  const { tag, archive, overwrite, draft } = settings;
  const release = first(await releases.list(tag));
  const there = new Set(
    release === undefined ? [] : (await releases.assets(release)).map(({ name }) => name),
  );
  const names = [...new Set(layOutAssets(artifacts, settings))].sort();
  const files = archive === "none" ? names.flatMap((name) => [name, sidecarName(name)]) : names;
  const mayReplace = overwrite === "always" || (overwrite === "draft" && release?.draft !== false);
  reporter.info(
    release === undefined
      ? `would make a draft for ${tag}, as far as this token sees`
      : `would use the ${release.draft ? "draft" : "published release"} ${release.url}`,
  );
  for (const name of files) {
    reporter.info(
      there.has(name)
        ? `is there: ${name}; other bytes would be ${mayReplace ? "replaced" : "an error"}`
        : `would upload ${name}`,
    );
  }
  if (draft === "publish" && release?.draft !== false) {
    reporter.info(`would publish ${tag}`);
  }
}

/** The release with the tag, a draft before one that is published. Of several jobs one makes it. */
async function findOrMakeDraft(
  tag: string,
  releases: Releases,
  commit: string | undefined,
): Promise<Release> {
  let made: Release | undefined;
  for (let attempt = 1; made === undefined; attempt += 1) {
    const found = first(await releases.list(tag));
    if (found !== undefined) {
      return found;
    }
    try {
      made = await releases.makeDraft(tag, commit);
    } catch (error) {
      // The answer may have been cut, and another job may have been faster: then it is in the list.
      await beforeNext(attempt, error);
    }
  }
  // Jobs that make one at the same time all agree on the oldest.
  await delay(SETTLE);
  const oldest = first(await releases.list(tag)) ?? made;
  if (oldest.id !== made.id) {
    await releases.remove(made);
  }
  return oldest;
}

function first(found: readonly Release[]): Release | undefined {
  return found.find(({ draft }) => draft) ?? found[0];
}

/** What is published is changed only where the user says so. @throws Error */
function requireOpen(
  { tag, draft, immutable }: Release,
  overwrite: Overwrite,
  send: Plan<Asset>["send"],
): void {
  const names = listed(send.map(({ asset }) => asset.name));
  const lacks = `${send.some(({ instead }) => instead?.whole) ? "differs in" : "lacks"} ${names}`;
  if (immutable) {
    throw new Error(
      `the release ${tag} is immutable and ${lacks}: nothing can be added to it. Upload to a draft, and publish it last, as ${mention("upload", "release")} does for a tag without a release`,
    );
  }
  if (!draft && overwrite !== "always") {
    throw new Error(
      `the release ${tag} is published and ${lacks}: who has fetched it would have another one. Upload to a draft before, or set ${mention("overwrite", "always")}`,
    );
  }
}

/** Waits after an attempt that failed. @throws the error, if there is to be no other */
async function beforeNext(attempt: number, error: unknown): Promise<void> {
  if (attempt === ATTEMPTS || !mayPass(error)) {
    throw error;
  }
  await delay(1000 * (retryAfter(error) ?? 2 ** (attempt - 1)));
}

/** Sends one file, however often the connection is cut. @throws Error that names it */
async function sendOne(
  { name, sha256: digest, read }: Sendable,
  instead: Present | undefined,
  release: Release,
  releases: Releases,
  overwrite: Overwrite,
): Promise<void> {
  let before = instead;
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (before !== undefined) {
        await releases.removeAsset(before);
        before = undefined;
      }
      const sent = await releases.send(release, name, await read());
      if (sent.name !== name || sent.sha256 !== digest) {
        throw new Error(`GitHub has kept it as ${sent.name} with the digest ${sent.sha256}`);
      }
      return;
    } catch (error) {
      await beforeNext(attempt, error).catch((last: unknown) => {
        throw named(name, last);
      });
      const there = (await releases.assets(release)).find((asset) => asset.name === name);
      if (there?.whole === true && there.sha256 === digest) {
        return;
      }
      if (there?.whole === true && overwrite === "never") {
        throw new Error(`${name}: another job has sent other bytes under this name`);
      }
      before = there;
    }
  }
}

/** The same kind of error, with the file in its message. */
function named(name: string, error: unknown): Error {
  return Object.assign(new Error(`${name} could not be uploaded: ${saidBy(error)}`), {
    status: statusOf(error),
    cause: error,
  });
}

/** Writes the sums of all assets until they hold, and returns the assets. */
async function writeAllSums(
  wanted: readonly Sendable[],
  release: Release,
  releases: Releases,
): Promise<Present[]> {
  let failures = 0;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const present = await releases.assets(release);
    const there = present.find(({ name }) => name === SUMS_NAME);
    const others = present.filter(({ name, whole }) => whole && name !== SUMS_NAME);
    requireSent(wanted, others, release.tag);
    const text = writeSums(others);
    if (there?.whole === true && there.sha256 === sha256(text)) {
      return present;
    }
    await requireOwn(there, others, releases);
    try {
      if (there !== undefined) {
        await releases.removeAsset(there);
      }
      await releases.send(release, SUMS_NAME, Buffer.from(text));
    } catch (error) {
      // That the name is taken is no failure.
      failures += statusOf(error) === 422 ? 0 : 1;
      if (!mayPass(error) || failures === ATTEMPTS) {
        throw named(SUMS_NAME, error);
      }
      // Other jobs write it as well, not all at the same moment again.
      await delay(1000 * (retryAfter(error) ?? 1 + Math.random()));
    }
  }
  throw new Error(
    `${SUMS_NAME} of the release ${release.tag} changes all the time: run the job again when the others are done`,
  );
}

/** Compares what was sent with what is there. @throws Error */
function requireSent(wanted: readonly Asset[], present: readonly Asset[], tag: string): void {
  const digests = new Map(present.map(({ name, sha256: digest }) => [name, digest]));
  const lost = wanted.filter(({ name, sha256: digest }) => digests.get(name) !== digest);
  if (lost.length > 0) {
    throw new Error(
      `the release ${tag} does not have what was sent: ${listed(lost.map(({ name }) => name))}. Somebody else has removed or replaced it`,
    );
  }
}

/** A file of sums that somebody else keeps there stays. @throws Error */
async function requireOwn(
  there: Present | undefined,
  assets: readonly Asset[],
  releases: Releases,
): Promise<void> {
  if (there?.whole !== true) {
    return;
  }
  const names = new Set(assets.map(({ name }) => name));
  const text = await releases.read(there).catch((error: unknown) => {
    // Another job is replacing it.
    if (statusOf(error) === 404) {
      return undefined;
    }
    throw error;
  });
  if (text !== undefined && readSums(text.toString())?.every((name) => names.has(name)) !== true) {
    throw new Error(
      `the release has a ${SUMS_NAME} that is not of its assets alone, and it is not replaced: remove it, or give it another name`,
    );
  }
}

/** @throws Error if somebody's upload is not finished */
function requireWhole(present: readonly Present[], tag: string): void {
  const cut = present.filter(({ whole }) => !whole).map(({ name }) => name);
  if (cut.length > 0) {
    throw new Error(
      `the release ${tag} is not published: ${listed(cut)} is not whole. Run the job again that sends it, or remove it`,
    );
  }
}
