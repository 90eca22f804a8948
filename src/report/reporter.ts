/** What a run reports to people, wherever they read it. */
export interface Reporter {
  /** A phase of the run. */
  group<T>(title: string, work: () => Promise<T>): Promise<T>;
  info(message: string): void;
  /** What explains a result, such as what went into a key. */
  detail(message: string): void;
  /** About a file if one is named. */
  notice(message: string, file?: string): void;
  warning(message: string, file?: string): void;
  error(message: string, file?: string): void;
  /** How far a phase has come; of no lasting interest. */
  progress(message: string): void;
  /** A message with inputs called as the reader knows them; all of the above do so themselves. */
  words(message: string): string;
}

/** Says something as loudly as an input wants it. */
export function tell(
  message: string,
  how: "ignore" | "warn" | "error",
  reporter: Pick<Reporter, "info" | "warning" | "error">,
): void {
  const level = { ignore: "info", warn: "warning", error: "error" } as const;
  reporter[level[how]](message);
}

/**
 * One line without control characters. File names and what a component makes Wasmtime say are
 * untrusted: a line break could begin a workflow command, an escape sequence could rewrite a terminal,
 * and `##[` begins a command anywhere in a line.
 */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
      character === "\n" ? "\\n" : `\\u{${(character.codePointAt(0) as number).toString(16)}}`,
    )
    .replaceAll("##[", "##\\u{5b}");
}

/** A size for people. */
export function size(bytes: number): string {
  for (const [unit, name] of [
    [1e9, "GB"],
    [1e6, "MB"],
    [1e3, "kB"],
  ] as const) {
    if (bytes >= unit) {
      return `${(bytes / unit).toFixed(1)} ${name}`;
    }
  }
  return `${bytes} B`;
}

/** A duration for people. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000
    ? `${Math.round(milliseconds)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}
