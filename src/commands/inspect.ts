/** `inspect`: everything that artifacts say about themselves, as JSON. */
import { type ArtifactHead, parseArtifact } from "../artifact/elf.ts";
import { type EngineSection, parseEngineSection } from "../artifact/engine-section.ts";
import { inputsLike } from "../compiler/like.ts";
import { openCompiler } from "../compiler/open.ts";
import { oneLine } from "../report/reporter.ts";
import { mapAtMost } from "../support/concurrency.ts";
import { InputError, messageOf } from "../support/errors.ts";
import { readRegular, readRegularTextSync } from "../support/files.ts";
import { sha256 } from "../support/hash.ts";
import { artifactsOf } from "./artifacts.ts";
import { EXIT } from "./exit.ts";
import { FILE, parseFlags, text, UsageError } from "./flags.ts";
import { print } from "./print.ts";

const HELP = `Usage: cwasm-cache inspect FILE.cwasm... [--as WHAT]

Prints what each artifact says of itself. FILE.cwasm may be a pattern, such as 'plugins/*.cwasm'.

  --as WHAT  json, a list of all that it says, or inputs, the Action's inputs that describe the engine that
             made it [json]

Exit codes: ${EXIT.ok} done, ${EXIT.failed} a file is no artifact, ${EXIT.usage} unusable arguments, no such file, or an engine that no
inputs describe.
`;

/** Files that are read at a time: a process may have only so many open, and each is held whole. */
const AT_ONCE = 8;

/** @returns the exit code */
export async function inspect(args: string[]): Promise<number> {
  const { values, positionals } = parseFlags(args, { as: text, help: { type: "boolean" } }, [], {
    "--json": "inspect prints JSON anyway.",
  });
  if (values.help) {
    await print(HELP);
    return EXIT.ok;
  }
  const files = await artifactsOf(positionals);
  const { as = "json" } = values;
  if (as !== "json" && as !== "inputs") {
    throw new InputError("as", as, "json, inputs", "Leave it out for json.");
  }
  if (as === "inputs") {
    await print((await mapAtMost(AT_ONCE, files, asInputs)).join("\n"));
    return EXIT.ok;
  }
  const reports = await mapAtMost(AT_ONCE, files, report);
  await print(`${JSON.stringify(reports, null, 2)}\n`);
  return reports.some((one) => "error" in one) ? EXIT.failed : EXIT.ok;
}

/** The block of a workflow. @throws InputError */
async function asInputs(file: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readRegular(file);
  } catch (error) {
    throw new UsageError(`${FILE}: ${JSON.stringify(file)}: ${messageOf(error)}.`);
  }
  const given = { version: "", own: undefined, readText: readRegularTextSync };
  const { version, target, hostFeatures, options, cpu } = await inputsLike(
    file,
    bytes,
    given,
    openCompiler,
  );
  return [
    `# ${oneLine(file)}`,
    "with:",
    `  targets: ${target}`,
    `  wasmtime-version: "${version}"`,
    `  host-features: ${hostFeatures}`,
    ...(options === ""
      ? []
      : ["  options: |", ...options.split("\n").map((line) => `    ${line}`)]),
    ...(cpu === "" ? [] : [`  cpu: ${cpu}`]),
    "",
  ].join("\n");
}

async function report(file: string): Promise<Record<string, unknown>> {
  try {
    const { bytes, head, section } = await readArtifact(file);
    return {
      file,
      size: bytes.length,
      sha256: sha256(bytes),
      kind: head.kind,
      wasmtime_version: section.version,
      target: section.target,
      shared_flags: plain(section.sharedFlags),
      isa_flags: plain(section.isaFlags),
      tunables: section.tunables === undefined ? null : plain(section.tunables),
      wasm_features: section.features === undefined ? null : [...section.features].sort(),
      engine_section_sha256: sha256(head.engineSection),
      sections: head.sections,
    };
  } catch (error) {
    return { file, error: messageOf(error) };
  }
}

/** @throws Error if the file cannot be read or is not an artifact */
export async function readArtifact(
  file: string,
): Promise<{ bytes: Uint8Array; head: ArtifactHead; section: EngineSection }> {
  const bytes = await readRegular(file);
  const head = parseArtifact(bytes);
  return { bytes, head, section: parseEngineSection(head.engineSection) };
}

function plain(map: ReadonlyMap<string, unknown>): Record<string, unknown> {
  // Numbers here are sizes; beyond what JSON's can say exactly they are text.
  return Object.fromEntries(
    [...map].map(([name, value]) => [
      name,
      typeof value !== "bigint"
        ? value
        : value <= BigInt(Number.MAX_SAFE_INTEGER)
          ? Number(value)
          : String(value),
    ]),
  );
}
