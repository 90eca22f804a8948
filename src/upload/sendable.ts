/** The files of a release's assets: the pairs themselves, or an archive per target. */
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { ReleaseSettings } from "../inputs/upload.ts";
import { type Artifact, MANIFEST_NAME, type Manifest, writeManifest } from "../report/manifest.ts";
import { mention } from "../support/errors.ts";
import { readRegular } from "../support/files.ts";
import { sha256 } from "../support/hash.ts";
import { compareText } from "../support/order.ts";
import { writeArchive } from "./archive.ts";
import {
  type Asset,
  layOutAssets,
  MOST_BYTES,
  SUMS_NAME,
  sidecarName,
  writeSums,
} from "./assets.ts";
import { layOutUpload, type Named } from "./layout.ts";
import type { Sendable } from "./release.ts";

/**
 * What is to be sent, in the order of names.
 *
 * @param folder where archives are written, which has to stay until they are sent
 * @throws Error for an artifact that somebody has changed, or a file that GitHub does not take
 */
export async function sendables(
  manifest: Manifest,
  settings: ReleaseSettings,
  cwd: string,
  folder: string,
): Promise<Sendable[]> {
  const { artifacts } = manifest;
  const names = layOutAssets(artifacts, settings);
  const made = new Map(
    artifacts.map(({ artifact, artifact_sha256 }) => [resolve(cwd, artifact), artifact_sha256]),
  );
  const files =
    settings.archive === "none"
      ? artifacts.flatMap(({ artifact, sidecar }, index) => {
          const name = names[index] as string;
          return [
            { name, file: resolve(cwd, artifact) },
            { name: sidecarName(name), file: resolve(cwd, sidecar) },
          ];
        })
      : await archives(manifest, names, made, settings.archive, cwd, folder);
  const sendable: Sendable[] = [];
  for (const { name, file } of files.sort((a, b) => compareText(a.name, b.name))) {
    const { size } = await stat(file);
    if (size > MOST_BYTES) {
      throw new Error(
        `'${file}' has ${size} bytes, and GitHub takes files of less than 2 GiB${settings.archive === "none" ? "" : `: set ${mention("archive", "none")}`}`,
      );
    }
    sendable.push({
      name,
      sha256: await digestOf(file, made),
      read: () => readRegular(file),
    });
  }
  return sendable;
}

/** By artifacts' absolute paths, what they are to be. */
type Made = ReadonlyMap<string, string>;

/** The sha256 of a file. @throws Error if it is an artifact that is not what was made */
async function digestOf(file: string, made: Made): Promise<string> {
  const digest = sha256(await readRegular(file));
  if (digest !== (made.get(file) ?? digest)) {
    throw new Error(`'${file}' has been changed since it was made: nothing is uploaded`);
  }
  return digest;
}

/** Writes the archives: by default one per target. */
async function archives(
  manifest: Manifest,
  names: readonly string[],
  made: Made,
  kind: Exclude<ReleaseSettings["archive"], "none">,
  cwd: string,
  folder: string,
): Promise<Named[]> {
  const grouped = manifest.artifacts.map((artifact, index) => ({
    artifact,
    group: names[index] as string,
    target: artifact.target,
    path: resolve(cwd, artifact.artifact),
  }));
  const written: Named[] = [];
  for (const [name, files] of layOutUpload(grouped, cwd)) {
    const sums: Asset[] = [];
    for (const { name: inside, file } of files) {
      sums.push({ name: inside, sha256: await digestOf(file, made) });
    }
    const inside = new Map(files.map((each) => [each.file, each.name]));
    const own = grouped.filter(({ group }) => group === name).map(({ artifact }) => artifact);
    const text = writeManifest(
      ofArchive(manifest, own, (path) => inside.get(resolve(cwd, path)) ?? path),
    );
    const file = join(folder, name);
    await writeArchive(file, kind, files, [
      { name: MANIFEST_NAME, text },
      {
        name: SUMS_NAME,
        text: writeSums([...sums, { name: MANIFEST_NAME, sha256: sha256(text) }]),
      },
    ]);
    written.push({ name, file });
  }
  return written;
}

/** The manifest of artifacts as they lie in an archive: nothing in it is of this run alone. */
function ofArchive(
  { schema, engine, engines }: Manifest,
  artifacts: readonly Artifact[],
  inside: (path: string) => string,
): Manifest {
  return {
    schema,
    engine,
    engines,
    artifacts: artifacts.map(
      ({ functions: _, ...artifact }): Artifact => ({
        ...artifact,
        status: "compiled",
        milliseconds: 0,
        artifact: inside(artifact.artifact),
        sidecar: inside(artifact.sidecar),
      }),
    ),
    skipped: [],
    failed: [],
    saves: { saved: 0, not_saved: 0, reasons: [] },
    present: [],
    missing: [],
    milliseconds: 0,
  };
}
