/**
 * The steps of .github/workflows/release.yml, with nothing but Node: the job that may write installs nothing.
 *
 *   node scripts/release.ts wait      until CI has passed on the commit
 *   node scripts/release.ts check     that tag, version, CHANGELOG.md and dist/ belong together
 *   node scripts/release.ts sums      SHA256SUMS of dist/, on standard output
 *   node scripts/release.ts publish   SHA256SUMS and the bill of materials in a draft, which is then published;
 *                                     the tag of the major version, such as v0, is moved to it
 */
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";

/** The job of .github/workflows/ci.yml that needs all others. */
const REQUIRED = "all-passed";

const SUMS = "SHA256SUMS";
const ASSETS = [SUMS, "dist/sbom.cdx.json"];

function variable(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set`);
  }
  return value;
}

async function ask<Answer>(
  method: string,
  address: string,
  body?: string | Uint8Array<ArrayBuffer>,
): Promise<Answer> {
  const repository = `${process.env["GITHUB_API_URL"]}/repos/${variable("GITHUB_REPOSITORY")}`;
  const response = await fetch(new URL(address, `${repository}/`), {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `token ${variable("GH_TOKEN")}`,
      "content-type": typeof body === "string" ? "application/json" : "application/octet-stream",
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${method} ${address}: ${response.status} ${text.slice(0, 500)}`);
  }
  return (text === "" ? undefined : JSON.parse(text)) as Answer;
}

/** @throws Error if it has failed, or is not there in time */
async function wait(minutes: number, seconds: number): Promise<void> {
  const path = `commits/${variable("GITHUB_SHA")}/check-runs?check_name=${REQUIRED}&filter=latest`;
  for (const end = Date.now() + minutes * 60_000; ; ) {
    const { check_runs } = await ask<{
      check_runs: { status: string; conclusion: string | null; app: { slug: string } | null }[];
    }>("GET", path);
    const ofCi = check_runs.filter(({ app }) => app?.slug === "github-actions");
    const ended = ofCi.filter(({ status }) => status === "completed");
    const bad = ended.find(({ conclusion }) => conclusion !== "success");
    if (bad !== undefined) {
      throw new Error(`${REQUIRED} has ended with ${bad.conclusion} on this commit`);
    }
    if (ofCi.length > 0 && ended.length === ofCi.length) {
      process.stdout.write(`${REQUIRED} has succeeded on this commit\n`);
      return;
    }
    if (Date.now() >= end) {
      throw new Error(
        `${REQUIRED} has not ended on this commit within ${minutes} minutes: is it on main?`,
      );
    }
    await setTimeout(seconds * 1000);
  }
}

/** What CHANGELOG.md says of a version. */
function changes(version: string): string {
  const sections = readFileSync("CHANGELOG.md", "utf8").split(/^## /m);
  const section = sections.find((text) => text.split("\n")[0] === version);
  if (section === undefined) {
    throw new Error(`CHANGELOG.md has no section ${version}`);
  }
  return section.slice(version.length).trim();
}

/** @returns the version */
function check(): string {
  const tag = variable("GITHUB_REF_NAME");
  for (const file of ["package.json", "dist/package.json"]) {
    const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
    if (tag !== `v${version}`) {
      throw new Error(`the tag is ${tag}, but ${file} has version ${version}`);
    }
  }
  const version = tag.slice(1);
  changes(version);
  return version;
}

function sums(): string {
  const files = globSync("dist/**", { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll("\\", "/"));
  return files
    .sort()
    .map((file) => `${createHash("sha256").update(readFileSync(file)).digest("hex")}  ${file}\n`)
    .join("");
}

interface Release {
  readonly id: number;
  readonly draft: boolean;
  readonly tag_name: string;
  readonly upload_url: string;
  readonly html_url: string;
}

async function publish(): Promise<void> {
  const version = check();
  const tag = `v${version}`;
  if (readFileSync(SUMS, "utf8") !== sums()) {
    throw new Error(`${SUMS} is not that of dist/`);
  }
  const releases = await ask<Release[]>("GET", "releases?per_page=100");
  for (const { id, draft } of releases.filter(({ tag_name }) => tag_name === tag)) {
    if (!draft) {
      throw new Error(`${tag} is published already`);
    }
    // Of a run that did not get to its end.
    await ask("DELETE", `releases/${id}`);
  }
  const body = changes(version);
  const made = await ask<Release>(
    "POST",
    "releases",
    JSON.stringify({ tag_name: tag, name: tag, body, draft: true }),
  );
  for (const path of ASSETS) {
    const address = new URL(made.upload_url.replace(/\{.*/, ""));
    address.searchParams.set("name", path.split("/").at(-1) as string);
    await ask("POST", address.href, new Uint8Array(readFileSync(path)));
  }
  const { html_url } = await ask<Release>("PATCH", `releases/${made.id}`, '{"draft":false}');
  process.stdout.write(`published: ${html_url}\n`);
  await move(`v${version.split(".")[0]}`);
}

/** Moves a tag to this commit, or makes it. */
async function move(tag: string): Promise<void> {
  const sha = variable("GITHUB_SHA");
  const found = await ask<{ ref: string }[]>("GET", `git/matching-refs/tags/${tag}`);
  if (found.some(({ ref }) => ref === `refs/tags/${tag}`)) {
    await ask("PATCH", `git/refs/tags/${tag}`, JSON.stringify({ sha, force: true }));
  } else {
    await ask("POST", "git/refs", JSON.stringify({ ref: `refs/tags/${tag}`, sha }));
  }
  process.stdout.write(`${tag} is ${sha}\n`);
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: "string", default: "120" },
    every: { type: "string", default: "30" },
  },
});
const commands: Readonly<Record<string, () => unknown>> = {
  wait: () => wait(Number(values.minutes), Number(values.every)),
  check,
  sums: () => process.stdout.write(sums()),
  publish,
};
const command = commands[positionals[0] ?? ""];
if (command === undefined) {
  process.stderr.write(`Usage: node scripts/release.ts ${Object.keys(commands).join("|")}\n`);
  process.exitCode = 2;
} else {
  try {
    await command();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
