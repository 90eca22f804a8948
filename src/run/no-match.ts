/** Why patterns match nothing, as far as they show it themselves. */

/** What is probably wrong, as a sentence; undefined if it is not the patterns. */
export function suspicion(
  patterns: readonly string[],
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const some = (what: RegExp): boolean =>
    patterns.some((pattern) => !pattern.startsWith("!") && what.test(pattern));
  if (some(/\{[^{}]*,[^{}]*\}/)) {
    return "Braces are taken literally: write a pattern for each, instead of {a,b}.";
  }
  if (some(/\.wasm[,;\s]/i)) {
    return "Commas and spaces do not separate patterns: write each by itself.";
  }
  if (platform !== "win32" && some(/\\/)) {
    return "A backslash does not separate folders here: write /.";
  }
  return some(/\.(?=[a-z]*[A-Z])[wW][aA][sS][mM]$/)
    ? "Case counts: .wasm is not the same in capitals."
    : undefined;
}
