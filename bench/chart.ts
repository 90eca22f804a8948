/** The benchmark's picture: a bar for every contender, as long as its share of the reference's time. */

interface Bar {
  readonly scenario: string;
  readonly name: string;
  readonly wall: number;
}

const SCENARIOS = ["1.6 MB", "12 MB", "20 × 1.6 MB"];
const ROW = 22;
const LEFT = 210;
const FULL = 360;
const MOST = 1.4;

/** An SVG that is readable on a light and on a dark page. */
export function chart(results: readonly Bar[], machine: { readonly cores: number }): string {
  const parts: string[] = [];
  let y = 24;
  const text = (x: number, at: number, content: string, style = ""): void => {
    parts.push(`<text x="${x}" y="${at}"${style}>${content}</text>`);
  };
  text(
    0,
    14,
    `Time, the reference's native precompile = 1 (${machine.cores} cores, shorter is better)`,
    ' font-weight="bold"',
  );
  for (const scenario of SCENARIOS) {
    const bars = results.filter((result) => result.scenario === scenario);
    const one = bars.find(({ name }) => name === "reference")?.wall;
    if (one === undefined) {
      continue;
    }
    y += ROW;
    text(0, y, scenario, ' font-weight="bold"');
    for (const { name, wall } of bars) {
      y += ROW;
      const ratio = wall / one;
      const width = Math.max(1, (Math.min(ratio, MOST) / MOST) * FULL);
      const colour = name.startsWith("ours") ? "#2da44e" : "#8c959f";
      text(12, y, name);
      parts.push(
        `<rect x="${LEFT}" y="${y - 12}" width="${width.toFixed(1)}" height="14" fill="${colour}"/>`,
      );
      text(Math.round(LEFT + width + 6), y, ratio.toFixed(2));
    }
  }
  const height = y + 16;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="${height}" viewBox="0 0 640 ${height}" font-family="sans-serif" font-size="13" fill="#6e7781">`,
    "<title>Times as shares of the reference's</title>",
    ...parts,
    "</svg>",
    "",
  ].join("\n");
}
