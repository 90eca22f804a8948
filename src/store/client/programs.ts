/**
 * In the bundle, in the place of `@actions/exec`, `@actions/glob` and `semver` where the cache client asks for
 * them: neither programs nor folders of this machine decide what an entry is.
 */
import { resolve } from "node:path";

interface ExecOptions {
  readonly listeners?: { readonly stdout?: (data: Buffer) => void };
}

/**
 * Answers `zstd --version`, by which the client chooses the compression, which is part of an entry's
 * identity: this process can always do it.
 */
export async function exec(
  program: string,
  args: readonly string[] = [],
  options: ExecOptions = {},
): Promise<number> {
  if (program !== "zstd" || !args.includes("--version")) {
    throw new Error(`the cache client wants to run ${program}`);
  }
  options.listeners?.stdout?.(Buffer.from(process.versions["zstd"] ?? "1.5.0"));
  return 0;
}

/** What `zstd --version` says is printed and no more. */
export const clean = (version: string): string => version;

/** "Finds" every path: what is saved lies in no folder. */
export async function create(
  patterns: string,
): Promise<{ globGenerator(): AsyncGenerator<string> }> {
  const workspace = process.env["GITHUB_WORKSPACE"] ?? process.cwd();
  return {
    async *globGenerator() {
      yield* patterns.split("\n").map((path) => resolve(workspace, path));
    },
  };
}
