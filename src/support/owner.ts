/**
 * Whose a temporary file is: its name says which process made it, so that a later run can remove what
 * a killed one has left, and never what a living one still needs.
 */
import { createHash, randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** Temporary files begin with it. */
export const PREFIX = ".cwasm-cache-";

/** Of a process: the machine, the process's id, and when it started. */
const OWNER = /^([0-9a-f]{12})-(\d{1,10})-(\d{1,20})-/;

/**
 * The machine as far as process ids go: one boot, one namespace of ids. Containers that share a
 * folder do not see each other's processes.
 */
const machine = createHash("sha256")
  .update(
    JSON.stringify([
      hostname(),
      quietly(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8")),
      quietly(() => readlinkSync("/proc/self/ns/pid")),
    ]),
  )
  .digest("hex")
  .slice(0, 12);

/** This process, as `OWNER` describes it. */
export const owner = `${machine}-${process.pid}-${statusOf(process.pid)?.start ?? 0}-`;

/**
 * A new file's name, whatever it is for. It is short: one made from another file's name could be
 * longer than a name may be.
 */
export function temporaryName(): string {
  return `${PREFIX}${owner}${randomUUID()}.tmp`;
}

/**
 * Whether the process that a label begins with still lives; undefined if that cannot be known from
 * here.
 */
export function isAlive(label: string): boolean | undefined {
  const [, where, id, start] = OWNER.exec(label) ?? [];
  if (where !== machine) {
    return undefined;
  }
  const pid = Number(id);
  try {
    process.kill(pid, 0);
  } catch (error) {
    // One that may not be signalled is somebody else's, and lives.
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
  const now = statusOf(pid);
  // Ids are used again, and an ended process keeps its own until its parent has asked.
  return now === undefined || (now.start === start && now.state !== "Z");
}

/**
 * A process's state, and when it started, in the kernel's own unit since boot. Only Linux says
 * without asking a program.
 */
function statusOf(pid: number): { state: string; start: string } | undefined {
  const text = quietly(() => readFileSync(`/proc/${pid}/stat`, "latin1"));
  // The program's name comes before and may contain anything; it ends with the last parenthesis.
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, start] = [fields?.[0], fields?.[19]];
  return state === undefined || start === undefined ? undefined : { state, start };
}

function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
