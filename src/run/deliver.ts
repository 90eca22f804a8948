/** Puts an artifact everywhere it is due, or compares it with what is there. */
import { dirname } from "node:path";
import { DIRECTORY_MODE, directoryModeOf, placePair, sidecarPath } from "../artifact/place.ts";
import { namedFields } from "../artifact/sidecar.ts";
import type { Artifact } from "../report/manifest.ts";
import type { Entry } from "../store/entry.ts";
import { messageOf } from "../support/errors.ts";
import { readRegular } from "../support/files.ts";
import { sha256 } from "../support/hash.ts";
import { displayPath } from "./components.ts";
import type { Context } from "./context.ts";
import type { Task } from "./plan.ts";

/** Compares the pair that is there with the one that is due. @throws Error that says how they differ */
async function requireSame(path: string, artifact: Uint8Array, sidecar: string): Promise<void> {
  const due = [
    [path, artifact],
    [sidecarPath(path), Buffer.from(sidecar)],
  ] as const;
  for (const [file, bytes] of due) {
    const there = await readRegular(file);
    if (!there.equals(bytes)) {
      const at = bytes.findIndex((byte, index) => byte !== there[index]);
      const where = at < 0 ? bytes.length : at;
      throw new Error(
        `'${file}' is not what is compiled here: they differ from byte ${where} on (${there.length} bytes, sha256 ${sha256(there)}; compiled ${bytes.length} bytes, sha256 ${sha256(bytes)}). Somebody has changed it, or it was made with other inputs or by another version of the compiler`,
      );
    }
  }
}

/** Writes the pair to each of the task's places; one that cannot be written fails by itself. */
export async function deliver(
  task: Task,
  { artifact, artifactSha256, sidecar }: Entry,
  made: Pick<Artifact, "status" | "milliseconds" | "functions">,
  { cwd, outcome, settings }: Pick<Context, "cwd" | "outcome" | "settings">,
): Promise<void> {
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
      if (settings.work.kind === "audit") {
        await requireSame(path, artifact, sidecar);
      } else {
        await placePair(path, artifact, sidecar, settings.directoryMode);
        const mode = await directoryModeOf(dirname(path));
        if (settings.directoryMode === undefined && mode !== undefined && mode !== DIRECTORY_MODE) {
          outcome.noteMode(displayPath(dirname(path), cwd), mode);
        }
      }
      outcome.place(place, {
        component: component.path,
        target: target.triple,
        wasmtime: engine.pinnedVersion,
        status: made.status,
        artifact: displayPath(path, cwd),
        sidecar: displayPath(sidecarPath(path), cwd),
        key: namedFields(expected.key),
        entry: expected.name.key,
        component_size: component.size,
        artifact_size: artifact.length,
        artifact_sha256: artifactSha256,
        compiler,
        engine_section_sha256: target.sectionDigest,
        imports: imports ?? null,
        uses: uses === undefined ? null : [...uses].sort(),
        advisories,
        ...(made.functions === undefined ? {} : { functions: made.functions }),
        milliseconds: Math.round(made.milliseconds),
      });
    } catch (error) {
      const prefix = settings.work.kind === "audit" ? "" : "cannot be written: ";
      outcome.fail([place], `${prefix}${messageOf(error)}`);
    }
  }
}
