/** What a run works with. */
import type { Settings } from "../inputs/inputs.ts";
import type { Outcome } from "./outcome.ts";
import type { Surroundings } from "./surroundings.ts";

/** What the steps of a run share. */
export interface Context extends Surroundings {
  readonly settings: Settings;
  readonly outcome: Outcome;
  /** Ends all steps: aborted by `cancel`, and by the first failure where `fail-fast` says so. */
  readonly signal: AbortSignal;
  /** The signal of the surroundings: the user wants no more of it. */
  readonly cancel: AbortSignal;
}
