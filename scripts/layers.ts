/** The rooms of src/ and what each may import: the one list that biome.json, the picture and a test share. */

/** From the top. A room imports what is below it; the entries, main.ts, cli.ts and api.ts, lie loose above all. */
export const LAYERS = [
  "commands",
  "run",
  "upload",
  "inputs",
  "compiler",
  "store",
  "report",
  "artifact",
  "engine",
  "support",
] as const;

/** Where `@actions/*` may be imported: at the edges, so that everything else runs anywhere. */
export const EDGES: readonly string[] = ["main.ts", "run/globs.ts", "store/", "upload/", "report/"];

export function isEdge(file: string): boolean {
  return EDGES.some((edge) => file === edge || (edge.endsWith("/") && file.startsWith(edge)));
}
