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
  /** Of the ids of its tasks. */
  readonly digest: string;
  /** The beginnings of those ids, as many characters as tell all tasks of the plan apart. */
  readonly beginnings: readonly string[];
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

/** With fewer characters, other tasks than those of the plan might well begin like one of them. */
const SHORTEST = 5;

/**
 * Bytes that a matrix may have: jobs are given it, or a part of it, as an input, which is an environment variable. Linux
 * starts no program with a longer one, its name and its end included.
 */
export const MOST_BYTES = 128 * 1024 - "INPUT_PLAN=\0".length;

/** A task's name within a plan; it says everything that its entry's key says. */
function taskId({ expected }: Task): string {
  return sha256(expected.name.key).slice(0, ID_LENGTH);
}

/** In letters of which fewer tell as many tasks apart. */
function dense(id: string): string {
  return Buffer.from(id, "hex").toString("base64url");
}

/** What a group is known by, exactly. */
function digestOf(tasks: readonly Task[]): string {
  return sha256(tasks.map(taskId).sort().join(",")).slice(0, ID_LENGTH);
}

/** How many characters of their ids tell tasks apart. */
function lengthFor(tasks: readonly Task[]): number {
  const ids = tasks.map((task) => dense(taskId(task)));
  let length = SHORTEST;
  while (new Set(ids.map((id) => id.slice(0, length))).size < new Set(ids).size) {
    length += 1;
  }
  return length;
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

/**
 * The groups as a matrix; what a job is given as `group` names all that it is to make.
 *
 * @param all tasks of the plan, also those that no group has to make
 * @throws InputError if no job could be given it
 */
export function toMatrix(groups: readonly (readonly Task[])[], all: readonly Task[]): Matrix {
  const length = lengthFor(all);
  const beginnings = (tasks: readonly Task[]): string =>
    tasks
      .map((task) => dense(taskId(task)).slice(0, length))
      .sort()
      .join("");
  const matrix = {
    include: groups.map((tasks, index) => ({
      name: `${index + 1} of ${groups.length}`,
      group: `${index + 1}/${groups.length}:${digestOf(tasks)}:${length}:${beginnings(tasks)}`,
    })),
  };
  const { length: bytes } = JSON.stringify(matrix);
  if (bytes > MOST_BYTES) {
    throw new InputError(
      "mode",
      "plan",
      `a plan of up to ${MOST_BYTES} bytes, which is what Linux lets an input have`,
      `For the ${groups.flat().length} artifacts that are missing it would have ${bytes}: plan fewer files or targets at a time, or set ${mention("shard")} in each job, which takes no plan.`,
    );
  }
  return matrix;
}

/** @throws InputError */
export function parseGroup(text: string): Group {
  const [, number, of, digest = "", length, rest = ""] =
    /^(\d{1,3})\/(\d{1,3}):([0-9a-f]{16}):(\d{1,2}):([\w-]+)$/.exec(text) ?? [];
  const beginnings = rest.match(new RegExp(`.{1,${Number(length) || 1}}`, "g")) ?? [];
  const group = { number: Number(number), of: Number(of), digest, beginnings };
  if (
    !(group.number >= 1 && group.number <= group.of) ||
    beginnings.at(-1)?.length !== Number(length)
  ) {
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

/** Finds the group of a plan that has a task. */
export function groupFinder(groups: readonly Group[]): (task: Task) => Group | undefined {
  const owners = new Map(
    groups.flatMap((group) => group.beginnings.map((beginning) => [beginning, group] as const)),
  );
  const length = groups[0]?.beginnings[0]?.length ?? 0;
  return (task) => owners.get(dense(taskId(task)).slice(0, length));
}

/** The tasks of a group. @throws InputError if it names others: something has changed since the plan */
export function tasksOfGroup(tasks: readonly Task[], group: Group): Task[] {
  const groupOf = groupFinder([group]);
  const found = tasks.filter((task) => groupOf(task) !== undefined);
  if (digestOf(found) !== group.digest) {
    const { length: all } = group.beginnings;
    throw new InputError(
      "group",
      `${group.number}/${group.of}`,
      "a group that was planned for these components, targets and inputs",
      `${Math.max(1, all - found.length)} of its ${all} artifacts are not among what there is to make here: the components or the inputs are not those of the plan. Hand the same files on to every job (build them once, as a workflow artifact), and give all jobs the same inputs, ${mention("cache-suffix")} among them.`,
    );
  }
  return found;
}

/** Every `of`-th part by cost, without a plan. */
export function tasksOfShard(tasks: readonly Costed[], number: number, of: number): Task[] {
  return distribute(tasks, of)[number - 1] ?? [];
}
