/** Glob patterns to paths, with the rules of `@actions/glob`. */

import { resolve } from "node:path";
import { create } from "@actions/glob";

/**
 * The absolute paths that match, files and folders, in a stable order. Symbolic links are
 * followed, hidden folders are searched.
 *
 * @param patterns one pattern each; `!` excludes what the patterns before it found
 */
export async function glob(patterns: readonly string[]): Promise<string[]> {
  const globber = await create(patterns.join("\n"), {
    implicitDescendants: false,
    matchDirectories: true,
  });
  return [...new Set(await globber.glob())].sort();
}

/** A pattern that matches this path alone, whatever its name contains. */
export function literalPattern(path: string): string {
  // Absolute, so that a leading `!`, `#` or `~` is only a name. The end of a line is trimmed, and a
  // line break has no notation. On Windows a backslash separates, elsewhere it escapes.
  const absolute =
    process.platform === "win32" ? resolve(path) : resolve(path).replaceAll("\\", "\\\\");
  return absolute.replace(/[[?*]|[^\S\n\r]$/g, "[$&]").replace(/[\n\r]/g, "?");
}
