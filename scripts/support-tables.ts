/** The tables of lines and advisories in the docs, from those of the code: `node scripts/support-tables.ts` puts them there. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { affects } from "../src/engine/advisories.ts";
import { ADVISORIES, type Advisory, type Needs } from "../src/engine/known-advisories.ts";
import {
  BUILDABLE,
  EMBEDDED,
  embeddedVersion,
  LAST_EXACT,
  supportedUntil,
} from "../src/engine/lines.ts";
import { majorOf } from "../src/engine/version.ts";

const root = join(import.meta.dirname, "..");

export interface PageTable {
  /** Of the page, from the repository's root. */
  readonly page: string;
  /** The first cell of its head, by which it is found there. */
  readonly first: string;
  readonly markdown: string;
}

export function supportTables(): PageTable[] {
  return [
    ...pageTables("README.md", [linesHere()]),
    ...pageTables("docs/support.md", supportPage()),
  ];
}

type Table = readonly (readonly string[])[];

function pageTables(page: string, tables: readonly Table[]): PageTable[] {
  return tables.map((table) => ({
    page,
    first: table[0]?.[0] as string,
    markdown: markdown(table),
  }));
}

/** The lines that have a compiler here. */
function linesHere(): Table {
  return [
    ["line", "compiler here", "fixed until", "its artifacts load on"],
    ...EMBEDDED.map((version) => {
      const major = majorOf(version);
      return [
        String(major),
        version,
        supportedUntil(major),
        major > LAST_EXACT ? `any ${major}.x.y` : `exactly ${version}`,
      ];
    }),
  ];
}

function supportPage(): Table[] {
  const concerned = (version: string, where: Advisory["in"]): Advisory[] =>
    ADVISORIES.filter((advisory) => advisory.in === where && affects(advisory, version));
  const last = ADVISORIES.filter((advisory) => advisory.in === "host");
  return [
    [
      ["line", "supported until", "our compiler", "its artifacts may have", "such hosts have"],
      ...Array.from({ length: BUILDABLE.to - BUILDABLE.from + 1 }, (_, index) => {
        const major = BUILDABLE.from + index;
        const version = embeddedVersion(major);
        return [
          String(major),
          supportedUntil(major),
          version ?? "build it",
          version === undefined
            ? ""
            : concerned(version, "artifact").map(short).join(", ") || "none that is known",
          version === undefined ? "" : `${concerned(version, "host").length} more`,
        ];
      }),
    ],
    [
      ["in artifacts", "what", "needs", "from", "fixed in"],
      ...ADVISORIES.filter((advisory) => advisory.in === "artifact").map((advisory) => [
        link(advisory),
        advisory.what,
        inWords(advisory.needs),
        advisory.since,
        advisory.fixed.join(", "),
      ]),
    ],
    [
      ["in hosts", "what", "from", "fixed in"],
      ...last.map((advisory) => [
        link(advisory),
        advisory.what,
        advisory.since,
        advisory.fixed.join(", "),
      ]),
    ],
  ];
}

/** As people say it: the last part tells them apart well enough. */
function short({ id }: Advisory): string {
  return id.replace("GHSA-", "").slice(0, 4);
}

function link({ id, rustsec }: Advisory): string {
  const source = `https://github.com/bytecodealliance/wasmtime/security/advisories/${id}`;
  return `[${id}](${source})${rustsec === undefined ? "" : `, ${rustsec}`}`;
}

function inWords(needs: Needs = {}): string {
  const { architecture, cargo, proposals, tunables, flags, explicitBounds, uses } = needs;
  const parts = [
    architecture,
    cargo === undefined ? undefined : `Cargo feature \`${cargo}\``,
    proposals === undefined ? undefined : `proposal ${proposals.map(code).join(" or ")}`,
    tunables === undefined ? undefined : tunables.map((name) => WORDS[name] ?? name).join(" or "),
    ...Object.entries(flags ?? {}).map(
      ([name, value]) => `${value ? "" : "no "}${name.replace("has_", "").toUpperCase()}`,
    ),
    explicitBounds && "memory checked without signals or guard pages",
    uses === undefined ? undefined : `a component with ${WORDS[uses] ?? uses}`,
  ];
  return parts.filter((part) => part !== undefined).join("; ") || "nothing more";
}

const WORDS: Readonly<Record<string, string>> = {
  winch_callable: "the compiler Winch",
  consume_fuel: "fuel",
  epoch_interruption: "epoch interruption",
  composition: "components in it that call each other",
  async: "asynchronous functions",
  gc: "garbage-collected types",
  exceptions: "exception tags",
  memory64: "64-bit memories",
  table64: "64-bit tables",
  "large-function": "a function of more than 256 kB",
};

function code(text: string): string {
  return `\`${text}\``;
}

function markdown(table: Table): string {
  const [head = []] = table;
  const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [first = "", ...others] = table.map(line);
  return [first, line(widths.map((width) => "-".repeat(width))), ...others].join("\n");
}

if (import.meta.main) {
  for (const { page, first, markdown: table } of supportTables()) {
    const path = join(root, page);
    const text = readFileSync(path, "utf8");
    const there = new RegExp(`^\\| ${first} .*(?:\\n\\|.*)*`, "m");
    writeFileSync(
      path,
      text.replace(there, () => table),
    );
  }
}
