/** Inputs about the cache: what is used of it, and what is kept there. */
import { InputError, mention } from "../support/errors.ts";
import { codeOfOthers, oneOf, type Text, type WorkflowEvent } from "./read.ts";

export interface CacheSettings {
  readonly restore: boolean;
  /** Whether what is compiled is compared with what is stored. */
  readonly compare: boolean;
  /** What entries are signed with; undefined for entries that are not. */
  readonly signingKeys: readonly [string, ...string[]] | undefined;
  readonly save: boolean;
  /** Why nothing is restored, where no input says so. */
  readonly reason: string | undefined;
  /** What keys end with; empty for nothing. */
  readonly suffix: string;
}

/** Events whose runs make what others will use, or run code of others: a cache may hold what those have left. */
function untrustedCache(event: WorkflowEvent): string | undefined {
  return event.tag !== undefined
    ? `the tag ${event.tag} was pushed`
    : event.name === "release"
      ? "a release is made"
      : codeOfOthers(event);
}

/** @param audit whether what is there is only compared */
export function readCache(text: Text, event: WorkflowEvent, audit: boolean): CacheSettings {
  const choices = ["auto", "true", "false", "restore-only", "save-only"] as const;
  const mode = oneOf("cache", text("cache").toLowerCase(), choices);
  const reason = mode === "auto" ? untrustedCache(event) : undefined;
  const signingKeys = readSigningKeys(text("signing-key"));
  const trust = audit ? "rebuild" : readTrust(text("trust"), reason, signingKeys);
  const read = mode === "auto" || mode === "true" || mode === "restore-only";
  return {
    restore: read && reason === undefined && trust !== "rebuild",
    compare: read && trust === "rebuild",
    signingKeys: trust === "cache" ? undefined : signingKeys,
    save: !audit && (mode === "true" || mode === "save-only" || mode === "auto"),
    reason,
    suffix: readSuffix(text("cache-suffix")),
  };
}

/** What is used of what is stored. */
function readTrust(
  text: string,
  reason: string | undefined,
  keys: readonly string[] | undefined,
): "cache" | "signed" | "rebuild" {
  const trust = oneOf("trust", text, ["auto", "cache", "signed", "rebuild"]);
  if (trust === "signed" && keys === undefined) {
    throw new InputError(
      "trust",
      "signed",
      "signed where there is a key",
      `Give one in ${mention("signing-key")}, from a secret. Pull requests from forks have no secrets: ${mention("trust", "auto")} is signed where there is a key, and does without where there is none.`,
    );
  }
  if (trust !== "auto") {
    return trust;
  }
  return reason !== undefined ? "rebuild" : keys !== undefined ? "signed" : "cache";
}

/** Characters that a key has at least. */
const LEAST_KEY = 32;

function readSigningKeys(text: string): CacheSettings["signingKeys"] {
  const [first, ...others] = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  for (const key of first === undefined ? [] : [first, ...others]) {
    if (key.length < LEAST_KEY) {
      // Its value is a secret.
      throw new InputError(
        "signing-key",
        "***",
        `secrets of at least ${LEAST_KEY} characters, one per line`,
        "Such as what 'openssl rand -hex 32' prints. The first one signs, each of them verifies.",
      );
    }
  }
  return first === undefined ? undefined : [first, ...others];
}

function readSuffix(suffix: string): string {
  if (!/^[\w.-]{0,64}$/.test(suffix)) {
    throw new InputError(
      "cache-suffix",
      suffix,
      "up to 64 letters, digits, '.', '_' and '-'",
      "Keys end with it, so that entries with another suffix are not found.",
    );
  }
  return suffix;
}
