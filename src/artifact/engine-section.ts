/**
 * What an engine section says: version, target, Cranelift's flags, tunables and WebAssembly features.
 *
 * Source: `wasmtime`, `engine/serialization.rs`; the format is postcard. The bytes are untrusted.
 */
import { majorOf } from "../engine/version.ts";
import { LAYOUTS } from "./known-layouts.ts";
import { Reader, type Value } from "./postcard.ts";

export interface EngineSection {
  /** As the artifact carries it: full up to 37, the major alone from 38 on. */
  readonly version: string;
  readonly target: string;
  readonly sharedFlags: ReadonlyMap<string, Value>;
  readonly isaFlags: ReadonlyMap<string, Value>;
  /** Undefined if the layout of this version is not known here. */
  readonly tunables: ReadonlyMap<string, Value> | undefined;
  /** Names of WebAssembly features that are on; undefined as above. */
  readonly features: ReadonlySet<string> | undefined;
}

const flag = (reader: Reader): Value => {
  switch (reader.number()) {
    case 0n:
      return reader.text();
    case 1n:
      return BigInt(reader.byte());
    case 2n:
      return reader.bool();
    default:
      throw new Error("an unknown kind of flag");
  }
};

/** @throws Error if the bytes are no engine section */
export function parseEngineSection(section: Uint8Array): EngineSection {
  const reader = new Reader(section);
  const format = reader.byte();
  if (format !== 0) {
    throw new Error(`an engine section of format ${format}`);
  }
  const version = reader.text(reader.byte());
  const head = {
    version,
    target: reader.text(),
    sharedFlags: flags(reader),
    isaFlags: flags(reader),
  };
  const layout = LAYOUTS.get(majorOf(version));
  if (layout === undefined) {
    return { ...head, tunables: undefined, features: undefined };
  }
  const tunables = new Map(layout.tunables.map(([name, read]) => [name, read(reader)]));
  const features = layout.features(reader);
  if (!reader.atEnd) {
    throw new Error("an engine section of another layout");
  }
  return { ...head, tunables, features };
}

function flags(reader: Reader): Map<string, Value> {
  const count = reader.number();
  const map = new Map<string, Value>();
  for (let index = 0n; index < count; index += 1n) {
    const name = reader.text();
    map.set(name, flag(reader));
  }
  return map;
}
