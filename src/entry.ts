/** What makes a stored artifact one that may be used. */
import { engineSection } from "./artifact.ts";
import { messageOf } from "./errors.ts";
import { type CacheKey, type EntryName, sha256 } from "./key.ts";
import { sidecarMismatch, writeSidecar } from "./sidecar.ts";
import type { EntryFiles } from "./store/store.ts";

/** What an entry must be, in all its parts. */
export interface Expected {
  readonly name: EntryName;
  readonly key: CacheKey;
  readonly engineSection: Uint8Array;
}

/** An entry for a new artifact. */
export function makeEntry(artifact: Uint8Array, expected: Expected): EntryFiles {
  return {
    artifact,
    sidecar: writeSidecar(expected.key),
    record: `${JSON.stringify({ key: expected.name.key, artifact_sha256: sha256(artifact) })}\n`,
  };
}

/** Why a restored entry may not be used, or undefined if it may. */
export function entryFault(files: EntryFiles, expected: Expected): string | undefined {
  return (
    recordFault(files, expected.name.key) ??
    sidecarMismatch(files.sidecar, expected.key) ??
    artifactFault(files.artifact, expected.engineSection)
  );
}

/** Why an artifact is not of this engine, or undefined if it is. */
export function artifactFault(
  artifact: Uint8Array,
  expectedSection: Uint8Array,
): string | undefined {
  try {
    return Buffer.from(engineSection(artifact)).equals(expectedSection)
      ? undefined
      : "the artifact was made by another engine";
  } catch (error) {
    return `the artifact is damaged: ${messageOf(error)}`;
  }
}

function recordFault(files: EntryFiles, key: string): string | undefined {
  let record: unknown;
  try {
    record = JSON.parse(files.record);
  } catch {
    return "the entry's record is not JSON";
  }
  if (typeof record !== "object" || record === null || Reflect.get(record, "key") !== key) {
    return "the entry's record is of another key";
  }
  return Reflect.get(record, "artifact_sha256") === sha256(files.artifact)
    ? undefined
    : "the artifact's sha256 is not the recorded one";
}
