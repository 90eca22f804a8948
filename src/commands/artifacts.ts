/** Arguments that name artifacts. */
import { stat } from "node:fs/promises";
import { displayPath } from "../run/components.ts";
import { glob } from "../run/globs.ts";
import { FILE, UsageError } from "./flags.ts";

/** The files, and those that a pattern matches which no shell has expanded. @throws UsageError */
export async function artifactsOf(args: readonly string[]): Promise<string[]> {
  if (args.length === 0) {
    throw new UsageError("No artifact is named: give the path of at least one FILE.cwasm.");
  }
  const cwd = process.cwd();
  const files: string[] = [];
  for (const argument of args) {
    if (await isThere(argument)) {
      files.push(argument);
    } else if (/[*?[]/.test(argument)) {
      const { paths } = await glob([argument]);
      files.push(...paths.map((path) => displayPath(path, cwd)));
      requireSome(argument, paths.length, "no file matches");
    } else {
      requireSome(argument, 0, "there is no such file");
    }
  }
  return [...new Set(files)];
}

/** Also what cannot be looked at. */
async function isThere(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    ({ code }: NodeJS.ErrnoException) => code !== "ENOENT" && code !== "ENOTDIR",
  );
}

function requireSome(argument: string, count: number, problem: string): void {
  if (count === 0) {
    throw new UsageError(`${FILE}: ${JSON.stringify(argument)}: ${problem}.`);
  }
}
