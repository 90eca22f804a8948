import {
  parseArtifact,
  parseEngineSection,
  sha256
} from "./chunk-QGANPWXE.js";
import {
  EXIT,
  InputError,
  __name,
  messageOf,
  parseFlags,
  print,
  readRegular
} from "./chunk-HORMJAAW.js";

// src/commands/inspect.ts
var HELP = `Usage: node dist/cli.js inspect FILE.cwasm...

Prints what each artifact says of itself as a list in JSON. Exit codes: 0 done, 1 a file is no
artifact, 2 unusable arguments.
`;
async function inspect(args) {
  const { values, positionals } = parseFlags(args, { help: { type: "boolean" } });
  if (values.help) {
    await print(HELP);
    return EXIT.ok;
  }
  if (positionals.length === 0) {
    throw new InputError("inspect", "", "artifacts, FILE.cwasm", "Name at least one.");
  }
  const reports = await Promise.all(positionals.map(report));
  await print(`${JSON.stringify(reports, null, 2)}
`);
  return reports.some((one) => "error" in one) ? EXIT.failed : EXIT.ok;
}
__name(inspect, "inspect");
async function report(file) {
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
      tunables: section.tunables === void 0 ? null : plain(section.tunables),
      wasm_features: section.features === void 0 ? null : [...section.features].sort(),
      engine_section_sha256: sha256(head.engineSection),
      sections: head.sections
    };
  } catch (error) {
    return { file, error: messageOf(error) };
  }
}
__name(report, "report");
async function readArtifact(file) {
  const bytes = await readRegular(file);
  const head = parseArtifact(bytes);
  return { bytes, head, section: parseEngineSection(head.engineSection) };
}
__name(readArtifact, "readArtifact");
function plain(map) {
  return Object.fromEntries(
    [...map].map(([name, value]) => [
      name,
      typeof value !== "bigint" ? value : value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : String(value)
    ])
  );
}
__name(plain, "plain");

export {
  inspect,
  readArtifact
};
