/** Fan-out over several jobs: which of them makes what. They share nothing but the cache. */
import type { Matrix } from "../report/manifest.ts";
import { InputError, mention } from "../support/errors.ts";
import { sha256 } from "../support/hash.ts";
import { compareText } from "../support/order.ts";
import type { Task } from "./plan.ts";

/** What one job makes. */
export interface Group {
  readonly number: number;
  readonly of: number;
  /** Short names of its tasks, in order. */
  readonly ids: readonly string[];
}

/** A task with the bytes of its component's code. */
export interface Costed {
  readonly task: Task;
  readonly cost: number;
}

/** Bytes of code that take about as long to compile as a job takes to start. */
const WORTH_A_JOB = 4e6;

/** What an artifact costs beside its code, in the same measure: requests, files, the compiler's start. */
const EACH = 50e3;

const ID_LENGTH = 16;

/** A task's name within a plan; it says everything that its entry's key says. */
export function taskId({ expected }: Task): string {
  return sha256(expected.name.key).slice(0, ID_LENGTH);
}

/**
 * Groups of about the same cost, at most so many, none that would not be worth a job: the dearest task first, to the
 * cheapest group. The same tasks give the same groups.
 */
export function makeGroups(tasks: readonly Costed[], most: number): Task[][] {
  const total = tasks.reduce((all, { cost }) => all + cost + EACH, 0);
  return distribute(tasks, Math.min(most, Math.ceil(total / WORTH_A_JOB), tasks.length));
}

function distribute(tasks: readonly Costed[], count: number): Task[][] {
  const groups = Array.from({ length: count }, () => ({ cost: 0, tasks: [] as Task[] }));
  const order = tasks
    .map((costed) => ({ ...costed, id: taskId(costed.task) }))
    .sort((a, b) => b.cost - a.cost || compareText(a.id, b.id));
  for (const { task, cost } of order) {
    const cheapest = groups.reduce((a, b) => (b.cost < a.cost ? b : a));
    cheapest.tasks.push(task);
    cheapest.cost += cost + EACH;
  }
  return groups.map((group) => group.tasks);
}

/** The groups as a matrix; what a job is given as `group` names all that it is to make. */
export function toMatrix(groups: readonly (readonly Task[])[]): Matrix {
  return {
    include: groups.map((tasks, index) => ({
      name: `${index + 1} of ${groups.length}`,
      group: `${index + 1}/${groups.length}:${tasks.map(taskId).sort().join(",")}`,
    })),
  };
}

/** @throws InputError */
export function parseGroup(text: string): Group {
  const [, number, of, ids = ""] = /^(\d{1,3})\/(\d{1,3}):([0-9a-f,]+)$/.exec(text) ?? [];
  const group = { number: Number(number), of: Number(of), ids: ids.split(",") };
  if (!(group.number >= 1 && group.number <= group.of) || group.ids.some((id) => !isId(id))) {
    throw new InputError(
      "group",
      text.slice(0, 80),
      `a group of the matrix that a job with ${mention("mode", "plan")} has made, in a workflow $` +
        "{{ matrix.group }}",
      "Pass it on as it is.",
    );
  }
  return group;
}

function isId(text: string): boolean {
  return text.length === ID_LENGTH;
}

/** @throws InputError */
export function parseMatrix(text: string): Group[] {
  let matrix: unknown;
  try {
    matrix = JSON.parse(text);
  } catch {
    matrix = undefined;
  }
  const include = (matrix as Partial<Matrix> | undefined)?.include;
  if (!Array.isArray(include) || include.some((one) => typeof one?.group !== "string")) {
    throw new InputError(
      "plan",
      text.slice(0, 80),
      `the matrix that a job with ${mention("mode", "plan")} has made, in a workflow $` +
        "{{ needs.plan.outputs.matrix }}",
      "Pass it on as it is.",
    );
  }
  return include.map(({ group }) => parseGroup(group));
}

/** The tasks of a group. @throws InputError if it names others: something has changed since the plan */
export function tasksOfGroup(tasks: readonly Task[], group: Group): Task[] {
  const ids = new Set(group.ids);
  const found = tasks.filter((task) => ids.has(taskId(task)));
  if (found.length < ids.size) {
    throw new InputError(
      "group",
      `${group.number}/${group.of}`,
      "a group that was planned for these components, targets and inputs",
      `${ids.size - found.length} of its ${ids.size} artifacts are not among what there is to make here: the components or the inputs are not those of the plan. Hand the same files on to every job (build them once, as a workflow artifact), and give all jobs the same inputs, ${mention("cache-suffix")} among them.`,
    );
  }
  return found;
}

/** Every `of`-th part by cost, without a plan. */
export function tasksOfShard(tasks: readonly Costed[], number: number, of: number): Task[] {
  return distribute(tasks, of)[number - 1] ?? [];
}
