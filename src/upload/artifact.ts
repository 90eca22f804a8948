/** Uploads the pairs as workflow artifacts. */
import { rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { DefaultArtifactClient } from "@actions/artifact";
import { FILE_MODE, makeDirectory } from "../artifact/place.ts";
import type { ArtifactSettings } from "../inputs/upload.ts";
import { MANIFEST_NAME, type Manifest, writeManifest } from "../report/manifest.ts";
import { messageOf } from "../support/errors.ts";
import { sweepFolders, temporaryFolder } from "../support/temporary.ts";
import { layOutUpload, type Named } from "./layout.ts";
import { MadeFiles } from "./made.ts";

export interface Uploaded {
  readonly name: string;
  readonly id: number;
  readonly url: string;
}

/** Of the folders that files are gathered in. */
const TEMPORARY = "upload";

/**
 * Uploads the workflow artifacts that the settings name: the pairs as `layOutUpload` names them, and the manifest.
 *
 * @param temporary a folder to gather the files in
 * @throws Error if the service refuses, or for a file that somebody has changed; those before it then exist
 */
export async function uploadArtifacts(
  manifest: Manifest,
  settings: ArtifactSettings,
  cwd: string,
  temporary: string,
): Promise<Uploaded[]> {
  const uploaded: Uploaded[] = [];
  const artifacts = manifest.artifacts.map(({ target, artifact, wasmtime }) => ({
    group: settings.name({ target, wasmtime }),
    target,
    path: resolve(cwd, artifact),
  }));
  const made = new MadeFiles(manifest, cwd);
  await sweepFolders(temporary, TEMPORARY);
  for (const [name, named] of layOutUpload(artifacts, cwd)) {
    const root = await temporaryFolder(temporary, TEMPORARY);
    try {
      const id = await send(name, () => gather(named, made, manifest, root), root, settings);
      uploaded.push({ name, id, url: artifactUrl(id) });
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  }
  return uploaded;
}

/** @returns the workflow artifact's id. @throws Error that names it */
async function send(
  name: string,
  gathered: () => Promise<string[]>,
  root: string,
  { retentionDays }: ArtifactSettings,
): Promise<number> {
  try {
    const options = retentionDays === undefined ? {} : { retentionDays };
    const client = new DefaultArtifactClient();
    const { id } = await client.uploadArtifact(name, await gathered(), root, options);
    if (id === undefined) {
      throw new Error("the service returned no id");
    }
    return id;
  } catch (error) {
    // What answers for the blob tells its status apart from its words.
    const status: unknown = Reflect.get(Object(error), "statusCode");
    const answered = status === undefined ? "" : `the service answered ${status}: `;
    throw new Error(
      `the workflow artifact '${name}' could not be uploaded: ${answered}${messageOf(error)}`,
      { cause: error },
    );
  }
}

/** The client takes files below one folder only; copies also cannot change while it reads them. */
async function gather(
  named: readonly Named[],
  made: MadeFiles,
  manifest: Manifest,
  root: string,
): Promise<string[]> {
  const files: string[] = [];
  for (const { file, name } of named) {
    const copy = join(root, name);
    await makeDirectory(dirname(copy));
    await writeFile(copy, await made.read(file), { mode: FILE_MODE });
    files.push(copy);
  }
  const list = join(root, MANIFEST_NAME);
  await writeFile(list, writeManifest(manifest));
  return [...files, list];
}

function artifactUrl(id: number): string {
  const {
    GITHUB_SERVER_URL: server,
    GITHUB_REPOSITORY: repository,
    GITHUB_RUN_ID: run,
  } = process.env;
  return `${server}/${repository}/actions/runs/${run}/artifacts/${id}`;
}
