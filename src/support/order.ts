/** Order that is the same everywhere, whatever the language of the machine. */

/** For sorting: by the characters' codes. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
