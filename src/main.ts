/** The Action: reads inputs, runs, sets outputs. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as core from "@actions/core";
import { placeFile } from "./artifact/place.ts";
import { findCompiler } from "./compiler/find.ts";
import { openCompiler } from "./compiler/open.ts";
import { readSettings, type Settings } from "./inputs/inputs.ts";
import { codeOfOthers, type WorkflowEvent } from "./inputs/read.ts";
import type { ArtifactSettings, ReleaseSettings } from "./inputs/upload.ts";
import { actionsReporter as reporter } from "./report/actions.ts";
import {
  cacheKeys,
  counts,
  isCacheHit,
  MANIFEST_NAME,
  type Manifest,
  totals,
  writeManifest,
} from "./report/manifest.ts";
import { oneLine, tell } from "./report/reporter.ts";
import { summaryMarkdown } from "./report/summary.ts";
import { glob } from "./run/globs.ts";
import { run } from "./run/run.ts";
import { forSettings, usesStore } from "./store/modes.ts";
import { withPacks } from "./store/packs.ts";
import type { Store } from "./store/store.ts";
import { ACTION, InputError, messageFor, messageOf } from "./support/errors.ts";
import { exitOnceWritten } from "./support/exit.ts";
import { cancelledBySignals } from "./support/interrupt.ts";
import { SUMS_NAME, writeSums } from "./upload/assets.ts";
import type { Releases } from "./upload/github.ts";
import type { Released } from "./upload/release.ts";

async function main(signal: AbortSignal): Promise<void> {
  core.setOutput("cache-hit", "false");
  // Relative paths in the cache begin in the workspace.
  const cwd = process.env["GITHUB_WORKSPACE"] || process.cwd();
  process.chdir(cwd);
  const event = workflowEvent();
  const settings = readSettings((name) => core.getInput(name), event);
  if (settings.cache.reason !== undefined) {
    const compared = settings.cache.compare ? ", compared with what is there," : "";
    reporter.info(
      `cache: auto: nothing is restored, because ${settings.cache.reason}: everything is compiled here${compared} and saved`,
    );
  }

  if (settings.work.kind === "publish") {
    await publishRelease(settings.upload.release as ReleaseSettings, settings.dryRun, signal);
    return;
  }
  const store = await openStore(settings);
  const { manifest, nothingMade } = await run(settings, {
    cwd,
    reporter,
    glob,
    findCompiler,
    openCompiler,
    codeOfOthers: codeOfOthers(event),
    store,
    signal,
  });
  await publish(manifest, settings, cwd, signal);
  const { failed, "not-saved": notSaved } = counts(manifest);
  if (failed > 0) {
    core.setFailed(`${failed} of the artifacts could not be made: see the errors above`);
  } else if (settings.failOnSaveError && notSaved > 0) {
    core.setFailed(
      `${notSaved} of the entries could not be saved to the cache: see the warning above`,
    );
  } else if (nothingMade !== undefined && settings.ifNothingMade === "error") {
    core.setFailed(oneLine(reporter.words(nothingMade)));
  } else if (nothingMade !== undefined) {
    tell(nothingMade, settings.ifNothingMade, reporter);
  }
}

function workflowEvent(): WorkflowEvent {
  const { GITHUB_EVENT_NAME: name = "", GITHUB_REF_TYPE: type, GITHUB_REF_NAME: ref } = process.env;
  return { name, tag: type === "tag" ? ref : undefined };
}

async function openStore({ cache }: Settings): Promise<Store | undefined> {
  if (!usesStore(cache)) {
    return undefined;
  }
  const { openActions } = await import("./store/actions.ts");
  const store = openActions();
  if (store === undefined) {
    reporter.notice("The Actions cache is not available here, so nothing is restored or saved.");
  }
  return store && forSettings(withPacks(store), cache);
}

/** Everything that reports the run: manifest, summary, outputs, workflow artifacts. */
async function publish(
  manifest: Manifest,
  settings: Settings,
  cwd: string,
  signal: AbortSignal,
): Promise<void> {
  const temporary = process.env["RUNNER_TEMP"] || tmpdir();
  const path = join(await mkdtemp(join(temporary, "cwasm-cache-")), MANIFEST_NAME);
  await placeFile(path, writeManifest(manifest));
  core.setOutput("manifest", path);
  core.setOutput("cache-hit", String(isCacheHit(manifest)));
  for (const [name, count] of Object.entries(counts(manifest))) {
    core.setOutput(name, String(count));
  }
  core.setOutput("cache-keys", cacheKeys(manifest).join("\n"));
  if (manifest.matrix !== undefined) {
    core.setOutput("matrix", JSON.stringify(manifest.matrix));
  }
  core.info(totals(manifest, ACTION));
  await writeSummary(manifest);

  const { artifact, release } = settings.upload;
  if (artifact === undefined && release === undefined) {
    return;
  }
  if (counts(manifest).failed > 0) {
    reporter.warning("Nothing is uploaded, because some artifacts could not be made.");
    return;
  }
  if (artifact !== undefined && manifest.artifacts.length > 0) {
    await reporter.group("Upload to workflow artifacts", () =>
      toArtifacts(manifest, artifact, cwd, temporary),
    );
  }
  if (release !== undefined && (manifest.artifacts.length > 0 || settings.dryRun)) {
    await reporter.group(`Upload to the release ${release.tag}`, () =>
      toRelease(manifest, release, settings, cwd, dirname(path), signal),
    );
  }
}

async function toArtifacts(
  manifest: Manifest,
  settings: ArtifactSettings,
  cwd: string,
  temporary: string,
): Promise<void> {
  const { uploadArtifacts } = await import("./upload/artifact.ts");
  const uploaded = await uploadArtifacts(manifest, settings, cwd, temporary);
  core.setOutput("artifact-id", uploaded.map(({ id }) => id).join("\n"));
  core.setOutput("artifact-url", uploaded.map(({ url }) => url).join("\n"));
  for (const { name, url } of uploaded) {
    reporter.info(`${name}: ${url}`);
  }
}

/** @param folder of this run alone, which stays until the job ends */
async function toRelease(
  manifest: Manifest,
  settings: ReleaseSettings,
  { dryRun, cache }: Settings,
  cwd: string,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const { foreseeRelease, uploadRelease } = await import("./upload/release.ts");
  if (dryRun) {
    const artifacts = [...manifest.present, ...manifest.missing];
    await inReleases(settings, signal, (releases) =>
      foreseeRelease(artifacts, settings, releases, reporter),
    );
    return;
  }
  const { sendables } = await import("./upload/sendable.ts");
  const assets = await sendables(manifest, settings, cache.suffix, cwd, folder);
  const commit = process.env["GITHUB_SHA"];
  setRelease(
    await inReleases(settings, signal, (releases) =>
      uploadRelease(assets, settings, releases, commit, reporter),
    ),
  );
  const checksums = join(folder, SUMS_NAME);
  await placeFile(checksums, writeSums(assets));
  core.setOutput("checksums", checksums);
}

async function publishRelease(
  settings: ReleaseSettings,
  dryRun: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { publishDraft } = await import("./upload/release.ts");
  setRelease(
    await inReleases(settings, signal, (releases) =>
      publishDraft(settings.tag, dryRun, releases, reporter),
    ),
  );
}

/** Works with this repository's releases. */
async function inReleases<T>(
  settings: ReleaseSettings,
  signal: AbortSignal,
  work: (releases: Releases) => Promise<T>,
): Promise<T> {
  const { withReleases } = await import("./upload/github.ts");
  const repository = process.env["GITHUB_REPOSITORY"] ?? "";
  return await withReleases(settings, repository, reporter.info, signal, work);
}

function setRelease({ id, url }: Released): void {
  core.setOutput("release-id", id);
  core.setOutput("release-url", url);
}

/** A summary is a courtesy: a runner without one still gets its artifacts. */
async function writeSummary(manifest: Manifest): Promise<void> {
  if (!process.env["GITHUB_STEP_SUMMARY"]) {
    return;
  }
  try {
    await core.summary.addRaw(summaryMarkdown(manifest)).write();
  } catch (error) {
    reporter.warning(`The job summary could not be written: ${messageOf(error)}`);
  }
}

// Nothing may end in a stack trace, nor as if it had gone well.
process.on("uncaughtException", (error) => {
  core.setFailed(`unexpected: ${oneLine(messageOf(error))}`);
  exitOnceWritten();
});
process.stdout.on("error", () => {
  process.exitCode = 1;
});

const failed = (message: string): void => core.setFailed(oneLine(message));
const cancel = cancelledBySignals({ SIGINT: 1, SIGTERM: 1 }, failed);
try {
  await main(cancel);
} catch (thrown) {
  // What else fails after a cancel does because of it.
  const error: unknown = cancel.aborted ? cancel.reason : thrown;
  failed(messageFor(error, ACTION));
  if (!(error instanceof InputError) && error instanceof Error) {
    core.debug(oneLine(error.stack ?? ""));
  }
}
// The cache client may leave timers behind that would keep the process for minutes.
exitOnceWritten();
