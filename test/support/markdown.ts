/** Tables and examples of the docs, for tests that compare them with the code. */
import { parse } from "yaml";

/**
 * The rows below the head of a table.
 *
 * @param first the text of the head's first cell
 * @returns the cells of each row, trimmed
 * @throws Error if there is no such table, or more than one
 */
export function rows(markdown: string, first: string): string[][] {
  const lines = markdown.split("\n").map((line) =>
    line.startsWith("|")
      ? line
          .slice(1, line.lastIndexOf("|"))
          .split("|")
          .map((cell) => cell.trim())
      : undefined,
  );
  const heads = lines.flatMap((cells, at) =>
    cells?.[0] === first && lines[at - 1] === undefined ? [at] : [],
  );
  const [head] = heads;
  if (head === undefined || heads.length > 1) {
    throw new Error(`${heads.length} tables begin with ${first}`);
  }
  const end = lines.findIndex((cells, at) => at > head && cells === undefined);
  return lines.slice(head + 2, end < 0 ? undefined : end) as string[][];
}

/** The first YAML block below each heading of the third level. */
export function examples(markdown: string): ReadonlyMap<string, unknown> {
  const sections = markdown.split(/^##+ /m).slice(1);
  return new Map(
    sections.flatMap((section): [string, unknown][] => {
      const [, block] = /^```yaml\n(.*?)^```$/ms.exec(section) ?? [];
      return block === undefined ? [] : [[section.split("\n")[0] as string, parse(block)]];
    }),
  );
}

export interface Block {
  readonly language: string;
  readonly code: string;
  /** Of its first line, counted from 1. */
  readonly line: number;
}

/** All fenced blocks of a page. */
export function blocks(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(
    ({ 1: language = "", 2: code = "", index }) => ({
      language,
      code,
      line: markdown.slice(0, index).split("\n").length + 1,
    }),
  );
}
