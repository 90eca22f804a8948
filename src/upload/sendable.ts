/** The files of a release's assets: the pairs themselves, or an archive per target. */
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { withoutSuffix } from "../artifact/key.ts";
import type { ReleaseSettings } from "../inputs/upload.ts";
import {
  type Artifact,
  MANIFEST_NAME,
  type Manifest,
  type ManifestEngine,
  writeManifest,
} from "../report/manifest.ts";
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
import { MadeFiles } from "./made.ts";
import type { Sendable } from "./release.ts";

/**
 * What is to be sent, in the order of names.
 *
 * @param suffix of the cache's entries, which is of the run, and not of the files
 * @param folder where archives are written, which has to stay until they are sent
 * @throws Error for a file that somebody has changed, or that GitHub does not take
 */
export async function sendables(
  manifest: Manifest,
  settings: ReleaseSettings,
  suffix: string,
  cwd: string,
  folder: string,
): Promise<Sendable[]> {
  const { artifacts } = manifest;
  const names = layOutAssets(artifacts, settings);
  const made = new MadeFiles(manifest, cwd);
  const [files, read] =
    settings.archive === "none"
      ? [pairs(artifacts, names, cwd), (file: string) => made.read(file)]
      : [await archives(manifest, names, made, settings.archive, suffix, cwd, folder), readRegular];
  const sendable: Sendable[] = [];
  for (const { name, file } of files.sort((a, b) => compareText(a.name, b.name))) {
    const { size } = await stat(file);
    if (size > MOST_BYTES) {
      throw new Error(
        `'${file}' has ${size} bytes, and GitHub takes files of less than 2 GiB${settings.archive === "none" ? "" : `: set ${mention("archive", "none")}`}`,
      );
    }
    sendable.push({ name, sha256: sha256(await read(file)), read: () => read(file) });
  }
  return sendable;
}

function pairs(artifacts: readonly Artifact[], names: readonly string[], cwd: string): Named[] {
  return artifacts.flatMap(({ artifact, sidecar }, index) => {
    const name = names[index] as string;
    return [
      { name, file: resolve(cwd, artifact) },
      { name: sidecarName(name), file: resolve(cwd, sidecar) },
    ];
  });
}

/** Writes the archives: by default one per target. */
async function archives(
  manifest: Manifest,
  names: readonly string[],
  made: MadeFiles,
  kind: Exclude<ReleaseSettings["archive"], "none">,
  suffix: string,
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
    const sums = files.map((each): Asset => ({ name: each.name, sha256: made.digest(each.file) }));
    const inside = new Map(files.map((each) => [each.file, each.name]));
    const own = grouped.filter(({ group }) => group === name).map(({ artifact }) => artifact);
    const text = writeManifest(
      ofArchive(manifest, own, suffix, (path) => inside.get(resolve(cwd, path)) ?? path),
    );
    const file = join(folder, name);
    await writeArchive(file, kind, files, made, [
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

/** The manifest of artifacts as they lie in an archive: nothing in it is of this run alone, or of its cache. */
function ofArchive(
  { schema, engines: all }: Manifest,
  artifacts: readonly Artifact[],
  suffix: string,
  inside: (path: string) => string,
): Manifest {
  const engines = all.flatMap((engine) => {
    const own = artifacts.filter(({ wasmtime }) => wasmtime === engine.wasmtime);
    const targets = new Set(own.map(({ target }) => target));
    const fingerprints = Object.entries(engine.fingerprints).filter(([name]) => targets.has(name));
    return own.length > 0 ? [{ ...engine, fingerprints: Object.fromEntries(fingerprints) }] : [];
  });
  return {
    schema,
    engine: engines[0] as ManifestEngine,
    engines,
    artifacts: artifacts.map(
      ({ functions: _, changed: __, ...artifact }): Artifact => ({
        ...artifact,
        entry: withoutSuffix(artifact.entry, suffix),
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
