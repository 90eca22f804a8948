/** Inputs about what a job does, and with how much of it. */
import { InputError, mention, STORE } from "../support/errors.ts";
import type { CacheSettings } from "./cache.ts";
import type { InputName } from "./defaults.ts";
import { oneOf, type Text, wholeNumber } from "./read.ts";

/** What a run does with what it finds, and with how much of it. */
export interface Work {
  /**
   * `look-up` only asks the artifact store, `plan` also says which jobs are to make what is missing.
   * `audit` compares what is in its place, and in the artifact store, with what is compiled. `publish` is about
   * a release alone.
   */
  readonly kind: "compile" | "look-up" | "plan" | "audit" | "publish";
  /** Jobs that a plan may have, at most. */
  readonly mostJobs: number;
  /** A group of a plan that is made, as text; empty for everything. */
  readonly group: string;
  /** The matrix of the plan, as text, to say who was to make what is missing; empty without one. */
  readonly plan: string;
  /** How many artifacts an audit picks; undefined for all. */
  readonly sample: number | undefined;
  /** One part of so many, counted from 1. */
  readonly shard: { readonly number: number; readonly of: number } | undefined;
}

const MOST_JOBS = 256;

export function readWork(text: Text, lookupOnly: boolean, dryRun: boolean): Work {
  const mode = oneOf("mode", text("mode"), ["compile", "plan", "collect", "audit", "publish"]);
  const [group, plan, shard] = [text("group"), text("plan"), text("shard")];
  const sample = text("sample");
  const refuse = (name: InputName, value: string, allowed: string, advice: string): void => {
    if (value !== "") {
      throw new InputError(name, value.slice(0, 80), allowed, advice);
    }
  };
  if (mode !== "compile") {
    refuse(
      "group",
      group,
      `a group with ${mention("mode", "compile")}`,
      "Leave it out: only compile jobs have one.",
    );
    refuse(
      "shard",
      shard,
      `a shard with ${mention("mode", "compile")}`,
      "Leave it out: only compile jobs have one.",
    );
  }
  if (group !== "") {
    refuse(
      "shard",
      shard,
      `only one of ${mention("group")} and ${mention("shard")}`,
      "Leave one of them out.",
    );
  }
  if (mode !== "collect") {
    const collect = mention("mode", "collect");
    refuse("plan", plan, `a plan with ${collect}`, `Leave it out, or set ${collect}.`);
  }
  if (mode !== "audit") {
    const audit = mention("mode", "audit");
    refuse("sample", sample, `a sample with ${audit}`, `Leave it out, or set ${audit}.`);
  } else if (text("upload") !== "none") {
    refuse(
      "upload",
      text("upload"),
      `none with ${mention("mode", "audit")}`,
      "An audit makes nothing.",
    );
  }
  return {
    kind:
      mode === "plan" || mode === "audit" || mode === "publish"
        ? mode
        : lookupOnly || dryRun
          ? "look-up"
          : "compile",
    mostJobs: wholeNumber(
      "max-jobs",
      text("max-jobs"),
      1,
      MOST_JOBS,
      "GitHub's matrices have 256 jobs at the most.",
    ),
    group,
    plan,
    sample:
      sample === ""
        ? undefined
        : wholeNumber("sample", sample, 1, 999_999, "Leave it out for all."),
    shard: readShard(shard),
  };
}

function readShard(text: string): Work["shard"] {
  if (text === "") {
    return undefined;
  }
  const [, number, of] = /^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? [];
  const shard = { number: Number(number), of: Number(of) };
  if (!(shard.number >= 1 && shard.number <= shard.of && shard.of <= MOST_JOBS)) {
    throw new InputError(
      "shard",
      text,
      `one part of several, from 1/1 to ${MOST_JOBS}/${MOST_JOBS}, such as 2/5`,
      "Each job of a matrix makes another part.",
    );
  }
  return shard;
}

/** What is only looked for in the cache needs one that is asked. @throws InputError */
export function requireRestore(
  { restore, compare, reason }: CacheSettings,
  failOnCacheMiss: boolean,
  lookupOnly: boolean,
  text: Text,
): void {
  const needs = failOnCacheMiss
    ? text("mode") === "collect"
      ? mention("mode", "collect")
      : mention("fail-on-cache-miss", "true")
    : lookupOnly
      ? mention("lookup-only", "true")
      : undefined;
  if (restore || needs === undefined) {
    return;
  }
  if (compare && reason === undefined) {
    throw new InputError(
      "trust",
      "rebuild",
      `cache or signed with ${needs}`,
      `It takes everything from ${mention(STORE)}, and with rebuild nothing is.`,
    );
  }
  throw new InputError(
    "cache",
    text("cache"),
    `${mention("cache", "restore-only")} or true with ${needs}`,
    reason === undefined
      ? `It takes everything from ${mention(STORE)}.`
      : `With auto nothing is restored where ${reason}. To take what other jobs of this run have made and nothing older, set ${mention("cache", "restore-only")} here, and ${mention("cache-suffix")} to the run's id (github.run_id) in all of them.`,
  );
}
