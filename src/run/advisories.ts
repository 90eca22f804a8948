/** What a run says of known miscompilations, and of lines that are no longer supported. */
import { outOfSupport, remedy } from "../engine/advisories.ts";
import type { Advisory } from "../engine/known-advisories.ts";
import { majorOf } from "../engine/version.ts";
import type { Settings } from "../inputs/inputs.ts";
import { type Reporter, tell } from "../report/reporter.ts";
import { mention } from "../support/errors.ts";
import type { RunEngine } from "./engines.ts";
import { describeTask, type Task } from "./plan.ts";

/**
 * Says each once, however many artifacts it concerns.
 *
 * @throws Error where they are to be one
 */
export function advise(
  engines: readonly RunEngine[],
  tasks: readonly Task[],
  how: Settings["advisories"],
  reporter: Reporter,
): void {
  if (how === "ignore") {
    return;
  }
  for (const major of new Set(engines.map(({ compiler }) => majorOf(compiler.version)))) {
    const ended = outOfSupport(major);
    if (ended !== undefined) {
      reporter.warning(ended);
    }
  }
  const faults = new Map<Advisory, Task[]>();
  for (const task of tasks) {
    for (const advisory of task.faults) {
      faults.set(advisory, [...(faults.get(advisory) ?? []), task]);
    }
  }
  for (const [advisory, concerned] of faults) {
    tell(describe(advisory, concerned), how, reporter);
  }
  if (how === "error" && faults.size > 0) {
    throw new Error(
      `nothing was made, because of ${mention("advisories", "error")}: see the ${faults.size === 1 ? "advisory" : "advisories"} above`,
    );
  }
}

function describe(advisory: Advisory, tasks: readonly Task[]): string {
  const [first] = tasks as readonly [Task];
  const artifacts = tasks.reduce((sum, { places }) => sum + places.length, 0);
  const which =
    artifacts === 1
      ? describeTask(first)
      : `${artifacts} artifacts, such as ${describeTask(first)}`;
  return `${advisory.id}: ${advisory.what}. It concerns ${which}. ${remedy(advisory, first.engine.compiler.version)}`;
}
