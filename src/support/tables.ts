/** Parsed TOML and JSON, of which nothing is known. */

export type Table = Readonly<Record<string, unknown>>;

/** The value if it is a table; an empty one otherwise. */
export function table(value: unknown): Table {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Table)
    : {};
}

/** The tables of a list; none if it is no list. */
export function tables(value: unknown): Table[] {
  return Array.isArray(value) ? value.map(table) : [];
}

/** The texts of a list; none if it is no list. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
