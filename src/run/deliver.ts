/** Puts an artifact everywhere it is due, or compares it with what is there. */
import { dirname } from "node:path";
import { DIRECTORY_MODE, directoryModeOf, placePair, sidecarPath } from "../artifact/place.ts";
import { namedFields } from "../artifact/sidecar.ts";
import type { Artifact } from "../report/manifest.ts";
import type { Entry } from "../store/entry.ts";
import { messageOf } from "../support/errors.ts";
import { requireSame } from "./audit.ts";
import { displayPath } from "./components.ts";
import type { Context } from "./context.ts";
import { type Task, whereOf } from "./plan.ts";

/** Puts the pair in each of the task's places, or compares it; a place where that fails, fails by itself. */
export async function deliver(
  task: Task,
  entry: Entry,
  made: Pick<Artifact, "status" | "milliseconds" | "functions">,
  context: Pick<Context, "cwd" | "outcome" | "settings">,
): Promise<void> {
  const { cwd, outcome, settings } = context;
  const { engine, target, expected } = task;
  const { version, kind } = engine.compiler;
  const compiler = {
    kind,
    version,
    features: engine.hostFeatures.name,
    sha256: await engine.compilerDigest(),
  };
  const advisories = task.faults.map(({ id }) => id);
  for (const place of task.places) {
    const { component, path } = place;
    const { imports, uses } = component.facts;
    try {
      await (settings.work.kind === "audit"
        ? requireSame(path, entry)
        : write(path, entry, context));
      outcome.place(place, {
        ...whereOf(place),
        status: made.status,
        artifact: displayPath(path, cwd),
        sidecar: displayPath(sidecarPath(path), cwd),
        key: namedFields(expected.key),
        entry: expected.name.key,
        component_size: component.size,
        artifact_size: entry.artifact.length,
        artifact_sha256: entry.artifactSha256,
        compiler,
        engine_section_sha256: target.sectionDigest,
        imports: imports ?? null,
        uses: uses === undefined ? null : [...uses].sort(),
        advisories,
        ...(made.functions === undefined ? {} : { functions: made.functions }),
        milliseconds: Math.round(made.milliseconds),
      });
    } catch (error) {
      outcome.fail([place], messageOf(error));
    }
  }
}

/** Writes a pair to its place. @throws Error that says so */
async function write(
  path: string,
  { artifact, sidecar }: Entry,
  { cwd, outcome, settings }: Pick<Context, "cwd" | "outcome" | "settings">,
): Promise<void> {
  const { directoryMode } = settings;
  try {
    await placePair(path, artifact, sidecar, directoryMode);
    const mode = await directoryModeOf(dirname(path));
    if (directoryMode === undefined && mode !== undefined && mode !== DIRECTORY_MODE) {
      outcome.noteMode(displayPath(dirname(path), cwd), mode);
    }
  } catch (error) {
    throw new Error(`cannot be written: ${messageOf(error)}`);
  }
}
