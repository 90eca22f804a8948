/** The job summary: a table of what happened to every component. */
import { type Manifest, totals } from "./manifest.ts";
import { duration, oneLine, size } from "./reporter.ts";

/** A summary may have 1 MiB, and nobody reads more rows. */
const MOST_ROWS = 500;

/** The summary as Markdown. File names are untrusted and shown as they are, not as markup. */
export function summaryMarkdown(manifest: Manifest): string {
  const rows = [
    ...manifest.failed.map((absent) => [
      code(absent.component),
      code(absent.target ?? "all"),
      `❌ ${plain(absent.reason)}`,
      "",
      "",
      "",
    ]),
    ...manifest.artifacts.map((artifact) => [
      code(artifact.component),
      code(artifact.target),
      artifact.status,
      size(artifact.component_size),
      size(artifact.artifact_size),
      duration(artifact.milliseconds),
    ]),
    ...manifest.skipped.map((absent) => [
      code(absent.component),
      code(absent.target ?? "all"),
      `skipped: ${plain(absent.reason)}`,
      "",
      "",
      "",
    ]),
  ];
  const engines = manifest.engines
    .map((engine) => `Wasmtime ${engine.wasmtime_version}, ${engine.host_features} features`)
    .join(" · ");
  const hidden = rows.length - MOST_ROWS;
  return [
    "### Precompiled components",
    "",
    `${totals(manifest)} · ${engines}`,
    ...notSaved(manifest.saves),
    "",
    "| component | target | result | `.wasm` | `.cwasm` | time |",
    "| --- | --- | --- | ---: | ---: | ---: |",
    ...rows.slice(0, MOST_ROWS).map((cells) => `| ${cells.join(" | ")} |`),
    ...(hidden > 0 ? ["", `and ${hidden} more, in the manifest`] : []),
    "",
  ].join("\n");
}

/** A cache that is not filled shows nowhere else until a later run is slow. */
function notSaved({ saved, not_saved: lost, reasons }: Manifest["saves"]): string[] {
  return lost === 0
    ? []
    : ["", `⚠️ ${saved} entries saved, ${lost} not saved: ${plain(reasons.slice(0, 3).join("; "))}`];
}

function code(text: string): string {
  return `<code>${plain(text)}</code>`;
}

/** Every character that Markdown, HTML or a table could take for markup becomes a reference. */
function plain(text: string): string {
  return oneLine(text).replace(
    /[^\p{L}\p{N} .,;:/()-]/gu,
    (character) => `&#${character.codePointAt(0)};`,
  );
}
