/** What has become of everything in a run so far; each thing is reported as it happens. */
import type { Engine } from "../engine/engine.ts";
import type { Settings } from "../inputs/inputs.ts";
import {
  type Absent,
  type Artifact,
  type LookedUp,
  type Manifest,
  type Matrix,
  makeManifest,
  type Saves,
} from "../report/manifest.ts";
import { duration, type Reporter, size } from "../report/reporter.ts";
import { mention, STORE } from "../support/errors.ts";
import type { Discovered } from "./components.ts";
import { describeTarget, type Place, type Task, whereOf } from "./plan.ts";

export class Outcome {
  readonly #artifacts: Artifact[] = [];
  readonly #skipped: Absent[] = [];
  readonly #failed: Absent[] = [];
  /** Where artifacts are still due. */
  readonly #due = new Set<Place>();
  readonly #present: LookedUp[] = [];
  readonly #missing: LookedUp[] = [];
  #matrix: Matrix | undefined;
  #nothingMade: string | undefined;
  readonly #begun = performance.now();
  readonly #changes = new Map<Place, readonly string[]>();
  readonly #modes = new Map<string, number>();
  readonly #reporter: Reporter;
  readonly #onFailure: () => void;

  /** @param onFailure called after each failure */
  constructor(reporter: Reporter, onFailure: () => void) {
    this.#reporter = reporter;
    this.#onFailure = onFailure;
  }

  /** Files that matched and cannot be compiled. */
  exclude({ components, others }: Discovered, coreModules: Settings["coreModules"]): void {
    for (const { path, kind, reason } of others) {
      const passedOver = kind === "directory" || kind === "passed-over";
      if (passedOver || (kind === "core-module" && coreModules !== "error")) {
        this.#reporter.notice(`skipped: ${reason}`, path);
        this.#skipped.push({ component: path, reason });
      } else {
        this.#fail({ component: path, reason }, reason);
      }
    }
    // Before a job takes its part of the components: that may well be none of them.
    const [first] = this.#skipped;
    if (components.length === 0 && this.#failed.length === 0 && first !== undefined) {
      const settings = [
        ...(others.some(({ kind }) => kind === "core-module")
          ? [`${mention("core-modules", "compile")} if the host loads core modules`]
          : []),
        `${mention("if-nothing-made", "ignore")} if that may be so`,
      ];
      this.#nothingMade = `nothing was made: all that was found is skipped, such as ${first.component}: ${first.reason}. Set ${settings.join(", or ")}`;
    }
  }

  /** In words, that something was found and yet nothing came of it; undefined if that is not so. */
  get nothingMade(): string | undefined {
    return this.#nothingMade;
  }

  /** What the run is to make: each place ends as an artifact or a failure, or counts as skipped. */
  expect(tasks: readonly Task[]): void {
    for (const place of tasks.flatMap(({ places }) => places)) {
      this.#due.add(place);
    }
  }

  /** What has changed in the key of what is compiled, since it was seen last. */
  explain(places: readonly Place[], changed: readonly string[]): void {
    for (const place of places) {
      this.#changes.set(place, changed);
    }
  }

  place(place: Place, made: Artifact): void {
    this.#due.delete(place);
    const changed = this.#changes.get(place);
    const artifact = changed === undefined ? made : { ...made, changed };
    this.#artifacts.push(artifact);
    const took = duration(artifact.milliseconds);
    this.#reporter.info(
      `${artifact.status} ${artifact.artifact} (${size(artifact.artifact_size)}, ${took})`,
    );
  }

  /** What a look-up found: nothing is made of it. */
  lookedUp(present: readonly Task[], missing: readonly Task[]): void {
    this.#present.push(...this.#settle(present));
    for (const one of this.#settle(missing)) {
      this.#missing.push(one);
      this.#reporter.info(`not in ${mention(STORE)}: ${one.component} for ${one.target}`);
    }
  }

  /** Which jobs are to make what is missing. */
  plan(matrix: Matrix): void {
    this.#matrix = matrix;
  }

  /** A folder that artifacts lie in has a mode of its own. */
  noteMode(folder: string, mode: number): void {
    this.#modes.set(folder, mode);
  }

  /** Says once in a run what the reference's host does with artifacts in such folders. */
  reportModes(): void {
    const [first] = this.#modes;
    if (first !== undefined) {
      const [folder, mode] = first;
      const others = this.#modes.size > 1 ? ` and ${this.#modes.size - 1} more` : "";
      this.#reporter.notice(
        `artifacts lie in '${folder}' (mode 0${mode.toString(8)})${others}: the reference's host loads them ` +
          "from a folder of mode 0700 only, and compiles in memory otherwise. Set " +
          `${mention("directory-mode", "0700")}, or have ${mention("output")} name a folder that does not exist yet`,
      );
    }
  }

  fail(places: readonly Place[], reason: string): void {
    for (const place of places) {
      this.#due.delete(place);
      this.#fail({ ...whereOf(place), reason }, `for ${describeTarget(place)}: ${reason}`);
    }
  }

  manifest(engines: readonly Engine[], saves?: Saves): Manifest {
    const skipped = [...this.#due].map((place) => ({
      ...whereOf(place),
      reason: this.#reporter.words(`not compiled: ${mention("fail-fast")} ended the run`),
    }));
    return makeManifest(engines, this.#artifacts, [...this.#skipped, ...skipped], this.#failed, {
      saves,
      present: this.#present,
      missing: this.#missing,
      matrix: this.#matrix,
      milliseconds: performance.now() - this.#begun,
    });
  }

  /** Nothing more is due of these. */
  #settle(tasks: readonly Task[]): LookedUp[] {
    return tasks.flatMap(({ expected, places }) =>
      places.map((place) => {
        this.#due.delete(place);
        return { ...whereOf(place), entry: expected.name.key };
      }),
    );
  }

  #fail(absent: Absent, message: string): void {
    this.#failed.push({ ...absent, reason: this.#reporter.words(absent.reason) });
    this.#reporter.error(message, absent.component);
    this.#onFailure();
  }
}
