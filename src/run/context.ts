/** What a run works with. */
import type { Settings } from "../inputs/inputs.ts";
import type { Reporter } from "../report/reporter.ts";
import type { Store } from "../store/store.ts";
import type { Cache } from "./cache.ts";
import type { EngineSurroundings } from "./described-host.ts";
import type { Found } from "./globs.ts";
import type { Outcome } from "./outcome.ts";

/** How a run reaches the world. */
export interface Surroundings extends EngineSurroundings {
  readonly reporter: Reporter;
  glob(patterns: readonly string[]): Promise<Found>;
  /** Undefined where there is none. */
  readonly store: Store | undefined;
  /** Ends the run. */
  readonly signal: AbortSignal;
}

/** What the steps of a run share. */
export interface Context extends Surroundings {
  readonly settings: Settings;
  /** The artifact store, as the run uses it. */
  readonly cache: Cache;
  readonly outcome: Outcome;
  /** Ends all steps: aborted by `cancel`, and by the first failure where `fail-fast` says so. */
  readonly signal: AbortSignal;
  /** The signal of the surroundings: the user wants no more of it. */
  readonly cancel: AbortSignal;
}
