/** What has become of everything in a run so far; each thing is reported as it happens. */

import type { Engine } from "../engine/engine.ts";
import type { Settings } from "../inputs/inputs.ts";
import { type Absent, type Artifact, type Manifest, makeManifest } from "../report/manifest.ts";
import { duration, type Reporter, size } from "../report/reporter.ts";
import type { Discovered } from "./components.ts";
import type { Task } from "./plan.ts";

export class Outcome {
  readonly artifacts: Artifact[] = [];
  readonly skipped: Absent[] = [];
  readonly failed: Absent[] = [];
  /** Set once fail-fast has ended the run. */
  stopped = false;
  readonly #reporter: Reporter;

  constructor(reporter: Reporter, { others }: Discovered, coreModules: Settings["coreModules"]) {
    this.#reporter = reporter;
    for (const { path, kind, reason } of others) {
      if (kind === "directory" || (kind === "core-module" && coreModules !== "error")) {
        reporter.notice(`skipped: ${reason}`, path);
        this.skipped.push({ component: path, reason });
      } else {
        reporter.error(reason, path);
        this.failed.push({ component: path, reason });
      }
    }
  }

  place(artifact: Artifact): void {
    this.artifacts.push(artifact);
    const took = duration(artifact.milliseconds);
    this.#reporter.info(
      `${artifact.status} ${artifact.artifact} (${size(artifact.artifact_size)}, ${took})`,
    );
  }

  skip({ places, target }: Task, reason: string): void {
    for (const { component } of places) {
      this.skipped.push({ component: component.path, target, reason });
    }
  }

  fail({ places, target }: Task, reason: string): void {
    for (const { component } of places) {
      this.failed.push({ component: component.path, target, reason });
      this.#reporter.error(`for ${target}: ${reason}`, component.path);
    }
  }

  manifest(engines: ReadonlyMap<string, Engine>): Manifest {
    return makeManifest(engines, this.artifacts, this.skipped, this.failed);
  }
}
