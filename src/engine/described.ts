/** Inputs of which a host's manifest, its name or an artifact of its own says a part. */
import { InputError, mention } from "../support/errors.ts";
import type { EngineInputs } from "./engine.ts";
import { parseFeatures } from "./features.ts";
import { type HostVersion, parseVersion } from "./version.ts";

/** What is known of a host without the other inputs. */
export interface DescribedHost {
  /** The input that says it, with its text. */
  readonly input: "host" | "like";
  readonly text: string;
  readonly version: HostVersion;
  readonly hostFeatures: string;
  /** Whether it may have more features than these, which `host-features` then says. */
  readonly mayHaveMore: boolean;
  /** Undefined if it says nothing of options. */
  readonly options: string | undefined;
  /** By target; undefined if it says nothing of CPUs. */
  readonly cpus: ReadonlyMap<string, string> | undefined;
}

/** The inputs with what the host says. @throws InputError where the two contradict each other */
export function withHost(inputs: EngineInputs, host: DescribedHost): EngineInputs {
  const version = mergeVersions(inputs, host);
  const hostFeatures =
    inputs.own?.kind === "native"
      ? inputs.hostFeatures
      : mergeFeatures(inputs, host, version.major);
  if (host.options !== undefined && inputs.options !== "") {
    throw contradiction(host, "options", inputs.options, host.options || "none");
  }
  if (host.cpus !== undefined && inputs.cpu !== "") {
    throw contradiction(
      host,
      "cpu",
      inputs.cpu,
      [...host.cpus.values()].join(" and ") || "baseline",
    );
  }
  return {
    ...inputs,
    hostVersion: version,
    hostFeatures,
    options: host.options ?? inputs.options,
    optionsAreKnown: host.options !== undefined,
    ...(host.cpus !== undefined && { cpus: host.cpus }),
  };
}

function mergeVersions(inputs: EngineInputs, host: DescribedHost): HostVersion {
  const { version: found } = host;
  const given = inputs.version === "" ? undefined : parseVersion(inputs.version, inputs.readText);
  if (given === undefined) {
    return found;
  }
  const sameFull =
    given.full === undefined || found.full === undefined || given.full === found.full;
  if (given.major !== found.major || !sameFull) {
    throw contradiction(host, "wasmtime-version", given.pinned, found.full ?? found.pinned);
  }
  return { ...given, full: given.full ?? found.full };
}

function mergeFeatures(inputs: EngineInputs, host: DescribedHost, major: number): string {
  if (inputs.hostFeatures === "") {
    return host.hostFeatures;
  }
  const given = parseFeatures(inputs.hostFeatures, major);
  const found = parseFeatures(host.hostFeatures, major);
  const hasAll = [...(found.deciding ?? [])].every((name) => given.deciding?.has(name));
  if (given.name !== found.name && !(host.mayHaveMore && hasAll)) {
    throw contradiction(host, "host-features", inputs.hostFeatures, found.name);
  }
  // The word `minimal` stands for options as well, which the host has said itself.
  return host.options === undefined ? inputs.hostFeatures : host.hostFeatures;
}

function contradiction(
  { input, text }: DescribedHost,
  other: string,
  given: string,
  found: string,
): InputError {
  return new InputError(
    other,
    given,
    `what ${mention(input)} does not contradict`,
    "Leave one of the two out.",
    `${text} says ${found}`,
  );
}
