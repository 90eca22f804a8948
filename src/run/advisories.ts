/** What a run says of known miscompilations, and of lines that are no longer supported. */
import { parseEngineSection } from "../artifact/engine-section.ts";
import { type Made, miscompilations, outOfSupport, remedy } from "../engine/advisories.ts";
import type { Advisory } from "../engine/known-advisories.ts";
import { majorOf } from "../engine/version.ts";
import type { Settings } from "../inputs/inputs.ts";
import type { Reporter } from "../report/reporter.ts";
import { InputError } from "../support/errors.ts";
import type { RunEngine } from "./engines.ts";
import { describeTask, type Task } from "./plan.ts";

/** The miscompilations that a task's artifact has, or would have. */
export function faultsOf({
  component,
  engine,
  target,
}: Pick<Task, "component" | "engine" | "target">): Advisory[] {
  const { features, tunables, isaFlags } = parseEngineSection(target.section);
  const made: Made = {
    version: engine.compiler.version,
    target: target.triple,
    cargoFeatures: engine.hostFeatures.deciding,
    proposals: features,
    tunables: tunables ?? new Map(),
    flags: isaFlags,
    uses: component.facts.uses,
  };
  return miscompilations(made);
}

/**
 * Says each once, however many artifacts it concerns.
 *
 * @throws InputError where they are to be an error
 */
export function advise(
  engines: readonly RunEngine[],
  tasks: readonly Task[],
  how: Settings["advisories"],
  reporter: Pick<Reporter, "warning">,
): void {
  if (how === "ignore") {
    return;
  }
  const today = new Date().toISOString().slice(0, 10);
  for (const major of new Set(engines.map(({ compiler }) => majorOf(compiler.version)))) {
    const ended = outOfSupport(major, today);
    if (ended !== undefined) {
      reporter.warning(ended);
    }
  }
  const faults = new Map<Advisory, Task[]>();
  for (const task of tasks) {
    for (const advisory of faultsOf(task)) {
      faults.set(advisory, [...(faults.get(advisory) ?? []), task]);
    }
  }
  const messages = [...faults].map(([advisory, concerned]) => describe(advisory, concerned));
  if (how === "error" && messages.length > 0) {
    throw new InputError(
      "advisories",
      how,
      "warn or ignore, for artifacts that have these faults",
      "",
      messages.join("; "),
    );
  }
  for (const message of messages) {
    reporter.warning(message);
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
