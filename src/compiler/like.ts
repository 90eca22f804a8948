/** The inputs that describe an engine like the one that made an artifact. */

import { engineDifference } from "../artifact/compatibility.ts";
import { parseArtifact } from "../artifact/elf.ts";
import { type EngineSection, parseEngineSection } from "../artifact/engine-section.ts";
import { featuresLike, type Likeness, likenessOf } from "../artifact/likeness.ts";
import { type Engine, type EngineInputs, resolveEngine } from "../engine/engine.ts";
import { defaultFeatures, parseFeatures } from "../engine/features.ts";
import { toFlags } from "../engine/options.ts";
import { majorOf, needsExactPatch, parseVersion } from "../engine/version.ts";
import { InputError, mention, messageOf } from "../support/errors.ts";
import type { Compiler } from "./compiler.ts";
import { lazily } from "./lazy.ts";
import { learnSection } from "./sections.ts";

/** Inputs in words, as a workflow has them. */
export interface InputsLike {
  /** As the artifact has it: full up to 37, the major alone from 38 on. */
  readonly version: string;
  readonly target: string;
  readonly hostFeatures: string;
  /** Flags, one option a line; empty for a host that sets nothing. */
  readonly options: string;
  readonly cpu: string;
}

/** Options may follow from each other: what is left after this many looks cannot be said. */
const LOOKS = 4;

/**
 * @param path of the artifact, for messages
 * @throws InputError if it is no artifact, of a version without a compiler here, or of an engine that no
 *   inputs describe
 */
export async function inputsLike(
  path: string,
  bytes: Uint8Array,
  { version, own, readText }: Pick<EngineInputs, "version" | "own" | "readText">,
  open: (engine: Engine, jobs: number) => Promise<Compiler>,
): Promise<InputsLike> {
  const { wanted, section } = read(path, bytes);
  requireVersion(path, section.version, version, readText);
  const major = majorOf(section.version);
  if (section.features === undefined) {
    throw refusal(path, `how Wasmtime ${section.version} writes its engine is not known here`);
  }
  const deciding = featuresLike(section, defaultFeatures(major));
  const hostFeatures = nameOrList(deciding, major);
  let likeness: Likeness = { options: [], cpu: [], unsayable: [] };
  let found: Uint8Array = new Uint8Array();
  const inputs = (): InputsLike => ({
    version: section.version,
    target: section.target,
    hostFeatures,
    options: pairs(toFlags(likeness.options, major)).join("\n"),
    cpu: likeness.cpu.join(", "),
  });
  const described = (): Engine => {
    const { options, cpu } = inputs();
    return resolveEngine({
      version: version === "" ? section.version : version,
      hostFeatures: own?.kind === "native" ? "" : hostFeatures,
      options,
      cpu,
      fingerprint: "",
      targets: [section.target],
      own,
      readText,
    });
  };
  const engine = described();
  const opened = lazily(() => open(engine, 1));
  try {
    for (let look = 0; look < LOOKS; look += 1) {
      const { compiler, targets } = described();
      const [target] = targets as [(typeof targets)[0]];
      found = await learnSection(target, compiler, await opened.get());
      if (Buffer.compare(found, wanted) === 0) {
        return inputs();
      }
      const next = likenessOf(section, parseEngineSection(found), likeness.options);
      if (next.unsayable.length > 0) {
        throw refusal(path, `its engine has what no input can say: ${next.unsayable.join(", ")}`);
      }
      likeness = { ...next, cpu: [...new Set([...likeness.cpu, ...next.cpu])] };
    }
  } finally {
    await opened.close();
  }
  throw refusal(path, `no inputs describe its engine: ${engineDifference(found, wanted)}`);
}

function read(path: string, bytes: Uint8Array): { wanted: Uint8Array; section: EngineSection } {
  try {
    const wanted = parseArtifact(bytes).engineSection;
    return { wanted, section: parseEngineSection(wanted) };
  } catch (error) {
    throw refusal(path, messageOf(error));
  }
}

/** Before anything else is looked at: with another Wasmtime all else differs as well. */
function requireVersion(
  path: string,
  found: string,
  text: string,
  readText: EngineInputs["readText"],
): void {
  const given = text === "" ? undefined : parseVersion(text, readText);
  const isExact = needsExactPatch(found);
  if (
    given !== undefined &&
    (given.major !== majorOf(found) || (isExact && (given.full ?? found) !== found))
  ) {
    throw new InputError(
      "wasmtime-version",
      text,
      isExact ? `${majorOf(found)} or ${found}` : `${found}, or any patch of it`,
      "Leave it out for the artifact's own.",
      `${path} was made by Wasmtime ${found}`,
    );
  }
}

function nameOrList(deciding: readonly string[], major: number): string {
  const list = deciding.join(", ");
  return list === "" ? "cranelift" : nameOf(parseFeatures(list, major).name, list);
}

/** `minimal` would stand for the reference's options as well. */
function nameOf(name: string, list: string): string {
  return name === "default" ? name : list;
}

function pairs(flags: readonly string[]): string[] {
  return flags.flatMap((flag, index) => (index % 2 === 0 ? [`${flag} ${flags[index + 1]}`] : []));
}

function refusal(path: string, reason: string): InputError {
  return new InputError(
    "like",
    path,
    "the path of an artifact that the host's own Wasmtime made, of any component or module",
    `Say in ${mention("wasmtime-version")}, ${mention("host-features")} and ${mention("options")} what the host's engine is, or name its own Wasmtime in ${mention("compiler")}.`,
    reason,
  );
}
