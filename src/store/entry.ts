/** What makes a stored artifact one that may be used. */

import { engineDifference } from "../artifact/compatibility.ts";
import { type ArtifactHead, parseArtifact, type WasmKind } from "../artifact/elf.ts";
import type { CacheKey, EntryName } from "../artifact/key.ts";
import { sidecarMismatch, writeSidecar } from "../artifact/sidecar.ts";
import { messageOf } from "../support/errors.ts";
import { sha256 } from "../support/hash.ts";
import type { Files, Slot } from "./store.ts";

/** What an entry must be, in all its parts. */
export interface Expected {
  readonly name: EntryName;
  readonly key: CacheKey;
  readonly kind: WasmKind;
  readonly engineSection: Uint8Array;
}

/** An entry that may be used. */
export interface Entry {
  readonly artifact: Uint8Array;
  /** Hex. */
  readonly artifactSha256: string;
  readonly sidecar: string;
  readonly record: string;
}

/** The names of an entry's files. */
const ARTIFACT = "artifact.cwasm";
const SIDECAR = "artifact.cwasm.meta";
const RECORD = "record.json";

/** Bytes of a sidecar or a record: both have a few hundred. */
const MOST_TEXT = 64 * 1024;

/**
 * Bytes of an artifact. Artifacts have two to five times the bytes of their components, small ones
 * more; the bound is only there for archives that someone else made.
 */
const MOST_FIXED = 16 * 1024 * 1024;
const MOST_PER_BYTE = 256;
const MOST_ARTIFACT = 2 ** 31;

/** Where a store keeps the artifact of a component. @param size the component's bytes */
export function entrySlot({ name }: Expected, size: number): Slot {
  return {
    ...name,
    match: "exact",
    limits: {
      [ARTIFACT]: Math.min(MOST_ARTIFACT, MOST_FIXED + MOST_PER_BYTE * size),
      [SIDECAR]: MOST_TEXT,
      [RECORD]: MOST_TEXT,
    },
  };
}

/** An entry as a store keeps it. */
export function entryFiles({ artifact, sidecar, record }: Entry): Files {
  return { [ARTIFACT]: artifact, [SIDECAR]: Buffer.from(sidecar), [RECORD]: Buffer.from(record) };
}

/** An entry for a new artifact. @throws Error if the artifact is not of the expected engine */
export function makeEntry(artifact: Uint8Array, expected: Expected): Entry {
  requireEngine(artifact, expected);
  const artifactSha256 = sha256(artifact);
  return {
    artifact,
    artifactSha256,
    sidecar: writeSidecar(expected.key),
    record: writeRecord(expected.name.key, artifactSha256),
  };
}

/** The stored files as an entry. @throws Error that says why they may not be used */
export function verifyEntry(files: Files, expected: Expected): Entry {
  const artifact = files[ARTIFACT] ?? new Uint8Array();
  const [sidecar, record] = [SIDECAR, RECORD].map((name) =>
    Buffer.from(files[name] ?? []).toString(),
  ) as [string, string];
  const artifactSha256 = sha256(artifact);
  const fault =
    recordFault(record, expected.name.key, artifactSha256) ??
    sidecarMismatch(sidecar, expected.key);
  if (fault !== undefined) {
    throw new Error(fault);
  }
  requireEngine(artifact, expected);
  return { artifact, artifactSha256, sidecar, record };
}

function requireEngine(artifact: Uint8Array, expected: Expected): void {
  let head: ArtifactHead;
  try {
    head = parseArtifact(artifact);
  } catch (error) {
    throw new Error(`the artifact is damaged: ${messageOf(error)}`);
  }
  if (head.kind !== expected.kind) {
    throw new Error(`the artifact is of a ${head.kind}, not of a ${expected.kind}`);
  }
  // Wasmtime loads some artifacts of unequal engines, but none of those would be what was asked for.
  if (!Buffer.from(head.engineSection).equals(expected.engineSection)) {
    const difference = engineDifference(head.engineSection, expected.engineSection);
    throw new Error(`the artifact was made by another engine: ${difference}`);
  }
}

function writeRecord(key: string, artifactSha256: string): string {
  return `${JSON.stringify({ key, artifact_sha256: artifactSha256 })}\n`;
}

/** Why a record is not the one of this entry, or undefined if it is, byte for byte. */
function recordFault(text: string, key: string, artifactSha256: string): string | undefined {
  if (text === writeRecord(key, artifactSha256)) {
    return undefined;
  }
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch {
    return "the entry's record is not JSON";
  }
  if (typeof record !== "object" || record === null || Reflect.get(record, "key") !== key) {
    return "the entry's record belongs to another key";
  }
  return Reflect.get(record, "artifact_sha256") === artifactSha256
    ? "the entry's record is not written as this Action writes it"
    : "the artifact's sha256 is not the recorded one";
}
