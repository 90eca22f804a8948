/** The job summary: what failed first, then a table of the artifacts. */
import { ACTION } from "../support/errors.ts";
import { type Absent, type Manifest, totals } from "./manifest.ts";
import { duration, oneLine, size } from "./reporter.ts";

/** A summary may have 1 MiB, which its three lists share, and nobody reads more lines of one. */
const MOST_BYTES = 300_000;
const MOST_LINES = 500;

/** Characters of a reason: the log and the manifest have all of it. */
const MOST_OF_REASON = 1000;

/** The summary as Markdown. File names are untrusted and shown as they are, not as markup. */
export function summaryMarkdown(manifest: Manifest): string {
  const engines = manifest.engines
    .map((engine) => `Wasmtime ${engine.wasmtime_version}, ${engine.host_features} features`)
    .join(" · ");
  const rows = manifest.artifacts.map((artifact) => [
    code(artifact.component),
    code(artifact.target),
    artifact.status,
    unbroken(size(artifact.component_size)),
    unbroken(size(artifact.artifact_size)),
    unbroken(duration(artifact.milliseconds)),
  ]);
  return [
    "### Precompiled components",
    "",
    `${totals(manifest, ACTION)} · ${engines}`,
    ...notSaved(manifest.saves),
    // On a phone's screen a table's last columns are out of sight.
    ...shortened(list("❌", manifest.failed)),
    ...(rows.length === 0
      ? []
      : [
          "",
          "| component | target | result | `.wasm` | `.cwasm` | time |",
          "| --- | --- | --- | ---: | ---: | ---: |",
        ]),
    ...shortened(
      rows.map((cells) => `| ${cells.join(" | ")} |`),
      false,
    ),
    ...shortened(list("skipped", manifest.skipped)),
    "",
  ].join("\n");
}

/** One item for what is wrong with a file, however many targets it concerns. */
function list(mark: string, absents: readonly Absent[]): string[] {
  const items = new Map<string, string[]>();
  for (const { component, target, reason } of absents) {
    const item = `${code(component)}: ${plain(brief(reason))}`;
    items.set(item, [...(items.get(item) ?? []), ...(target === undefined ? [] : [code(target)])]);
  }
  return [...items].map(
    ([item, targets]) =>
      `- ${mark} ${item}${targets.length === 0 ? "" : ` (${targets.join(", ")})`}`,
  );
}

/** @param apart whether an empty line goes before them */
function shortened(lines: readonly string[], apart = true): string[] {
  const shown = fitting(lines);
  const hidden = lines.length - shown.length;
  return [
    ...(apart && lines.length > 0 ? [""] : []),
    ...shown,
    ...(hidden > 0 ? ["", `and ${hidden} more, in the manifest`] : []),
  ];
}

/** As many of the first lines as there is room for. */
function fitting(lines: readonly string[]): readonly string[] {
  let bytes = 0;
  for (const [index, line] of lines.entries()) {
    bytes += Buffer.byteLength(line) + 1;
    if (index === MOST_LINES || bytes > MOST_BYTES) {
      return lines.slice(0, index);
    }
  }
  return lines;
}

function brief(reason: string): string {
  return reason.length > MOST_OF_REASON ? `${reason.slice(0, MOST_OF_REASON)}…` : reason;
}

/** A cache that is not filled shows nowhere else until a later run is slow. */
function notSaved({ saved, not_saved: lost, reasons }: Manifest["saves"]): string[] {
  return lost === 0
    ? []
    : [
        "",
        `⚠️ ${saved} entries saved, ${lost} not saved: ${plain(reasons.slice(0, 3).map(brief).join("; "))}`,
      ];
}

function code(text: string): string {
  return `<code>${plain(text)}</code>`;
}

/** A number stays on one line with its unit. */
function unbroken(text: string): string {
  return text.replaceAll(" ", "&nbsp;");
}

/** Every character that Markdown, HTML or a table could take for markup becomes a reference. */
function plain(text: string): string {
  return oneLine(text).replace(
    /[^\p{L}\p{N} .,;:/()-]/gu,
    (character) => `&#${character.codePointAt(0)};`,
  );
}
