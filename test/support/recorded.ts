/**
 * What the oracle has shown: digests of native artifacts, by component and target. Suites without the
 * oracle compare with these, the oracle's own suite with the oracle.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./fixtures.ts";

export const recordedPath = join(root, "test", "oracle", "recorded.json");

/** Hex SHA-256 of native artifacts: component, then target. */
export type Recorded = Record<string, Record<string, string>>;

export const recorded = JSON.parse(readFileSync(recordedPath, "utf8")) as Recorded;

/** At least four for every component: two systems more for those that compile quickly. */
export const targets = [
  "x86_64-unknown-linux-gnu",
  "aarch64-unknown-linux-gnu",
  "aarch64-apple-darwin",
  "x86_64-pc-windows-msvc",
  "riscv64gc-unknown-linux-gnu",
  "s390x-unknown-linux-gnu",
] as const;

/** The other targets that docs/targets.md lists. */
export const moreTargets = [
  "x86_64-unknown-linux-musl",
  "aarch64-unknown-linux-musl",
  "x86_64-apple-darwin",
  "aarch64-pc-windows-msvc",
  "x86_64-pc-windows-gnu",
  "x86_64-linux-android",
  "aarch64-linux-android",
  "x86_64-unknown-freebsd",
  "aarch64-apple-ios",
  "x86_64-unknown-none",
  "aarch64-unknown-none",
  "riscv64gc-unknown-linux-musl",
  "pulley64",
  "pulley32",
] as const;

export function targetsOf(component: string): readonly string[] {
  return component === "spidermonkey" ? targets.slice(0, 4) : targets;
}
