/** The name that was probably meant: the one with the fewest changes, if they are few. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of names) {
    const changes = distance(name, candidate);
    if (changes < least) {
      [best, least] = [candidate, changes];
    }
  }
  return best;
}

/** "Did you mean …?", or nothing. */
export function didYouMean(name: string, names: Iterable<string>): string {
  const meant = nearest(name, names);
  return meant === undefined ? "" : `Did you mean '${meant}'? `;
}

/** Levenshtein's: letters added, taken away or replaced. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(
        Math.min(
          (row[j] as number) + 1,
          (next[j - 1] as number) + 1,
          (row[j - 1] as number) + same,
        ),
      );
    }
    row = next;
  }
  return row[b.length] as number;
}
