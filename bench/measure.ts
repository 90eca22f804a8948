/** What commands cost: wall time, CPU time and memory. */
import { join } from "node:path";
import { runOrFail } from "../test/support/process.ts";

export interface Usage {
  /** Seconds. */
  readonly wall: number;
  readonly cpu: number;
  /** Bytes, the largest process's peak. */
  readonly memory: number;
}

/** Runs commands one after another. */
export async function measure(
  commands: readonly (readonly string[])[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Usage> {
  const usages: Usage[] = [];
  for (const command of commands) {
    const script = join(import.meta.dirname, "measure.py");
    const stdout = await runOrFail("python3", [script, ...command], { env });
    usages.push(JSON.parse(stdout.trim().split("\n").at(-1) as string) as Usage);
  }
  return {
    wall: sum(usages.map(({ wall }) => wall)),
    cpu: sum(usages.map(({ cpu }) => cpu)),
    memory: Math.max(...usages.map(({ memory }) => memory)),
  };
}

export function medians(usages: readonly Usage[]): Usage {
  return {
    wall: median(usages.map(({ wall }) => wall)),
    cpu: median(usages.map(({ cpu }) => cpu)),
    memory: median(usages.map(({ memory }) => memory)),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
