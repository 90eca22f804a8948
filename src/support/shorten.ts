/** Lists in messages. */

/** The first few texts, and how many more there are. */
export function shorten(texts: readonly string[], most: number, separator = ", "): string {
  const more = texts.length - most;
  return [...texts.slice(0, most), ...(more > 0 ? [`and ${more} more`] : [])].join(separator);
}
