/** Uploads the pairs as workflow artifacts. */
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import { DefaultArtifactClient } from "@actions/artifact";
import type { UploadSettings } from "../inputs/inputs.ts";
import { type Artifact, MANIFEST_NAME, type Manifest, writeManifest } from "../report/manifest.ts";

export interface Uploaded {
  readonly name: string;
  readonly id: number;
  readonly url: string;
}

/**
 * Uploads one workflow artifact per target: the pairs under their relative paths, and the manifest.
 *
 * @param temporary a folder to gather the files in
 * @throws Error if the service refuses; those before it then exist
 */
export async function uploadArtifacts(
  manifest: Manifest,
  settings: UploadSettings,
  cwd: string,
  temporary: string,
): Promise<Uploaded[]> {
  const uploaded: Uploaded[] = [];
  for (const target of new Set(manifest.artifacts.map((artifact) => artifact.target))) {
    const artifacts = manifest.artifacts.filter((artifact) => artifact.target === target);
    const name = settings.name(target);
    const root = await mkdtemp(join(temporary, "cwasm-cache-upload-"));
    try {
      const files = await gather(artifacts, manifest, cwd, root);
      const { id, digest } = await new DefaultArtifactClient().uploadArtifact(name, files, root, {
        ...(settings.retentionDays === undefined ? {} : { retentionDays: settings.retentionDays }),
      });
      if (id === undefined || digest === undefined) {
        throw new Error(`the service gave no id for the workflow artifact '${name}'`);
      }
      uploaded.push({ name, id, url: artifactUrl(id) });
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  }
  return uploaded;
}

/** The client takes files below one folder only; copies also cannot change while it reads them. */
async function gather(
  artifacts: readonly Artifact[],
  manifest: Manifest,
  cwd: string,
  root: string,
): Promise<string[]> {
  const files: string[] = [];
  for (const path of artifacts.flatMap(({ artifact, sidecar }) => [artifact, sidecar])) {
    const copy = join(root, isAbsolute(path) ? basename(path) : path);
    await mkdir(dirname(copy), { recursive: true });
    await copyFile(resolve(cwd, path), copy);
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
