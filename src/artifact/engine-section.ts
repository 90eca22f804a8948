/**
 * What an engine section says: version, target, Cranelift's flags, tunables and WebAssembly features.
 *
 * Source: `wasmtime`, `engine/serialization.rs`; the format is postcard. The bytes are untrusted.
 */
import { isUtf8 } from "node:buffer";
import { majorOf } from "../engine/version.ts";
import { type Field, LAYOUTS, type Layout } from "./known-layouts.ts";

export type Value = string | bigint | boolean;

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

type Read = (reader: Reader) => Value;

function readerOf(field: Field): Read {
  if (field === "bool") {
    return (reader) => reader.bool();
  }
  if (field === "number") {
    return (reader) => reader.number();
  }
  if (field === "cost") {
    return (reader) => {
      if (reader.number() !== 1n) {
        throw new Error("a cost table");
      }
      return "default";
    };
  }
  if ("optional" in field) {
    const read = readerOf(field.optional);
    return (reader) => (reader.bool() ? read(reader) : "none");
  }
  return (reader) => {
    const name = field.oneOf[Number(reader.number())];
    if (name === undefined) {
      throw new Error("an unknown value");
    }
    return name;
  };
}

function readFeatures(reader: Reader, { features, featuresAre }: Layout): Set<string> {
  if (featuresAre === "bytes") {
    return new Set(features.filter(() => reader.bool()));
  }
  const word = reader.number();
  return new Set(features.filter((_, bit) => (word >> BigInt(bit)) & 1n));
}

const flag: Read = (reader) => {
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
  const tunables = new Map(layout.tunables.map(([name, field]) => [name, readerOf(field)(reader)]));
  const features = readFeatures(reader, layout);
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

/** Postcard's primitives. */
class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) {
      throw new Error("a truncated engine section");
    }
    this.#at += 1;
    return byte;
  }

  bool(): boolean {
    const byte = this.byte();
    if (byte > 1) {
      throw new Error("an engine section of another layout");
    }
    return byte === 1;
  }

  /** Seven bits a byte, the lowest first. */
  number(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        return value;
      }
    }
    throw new Error("an engine section with a number that is too long");
  }

  text(length = Number(this.number())): string {
    const end = this.#at + length;
    if (end > this.#bytes.length) {
      throw new Error("a truncated engine section");
    }
    const bytes = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    // Wasmtime refuses what is no text, and keeps a mark of the byte order.
    if (!isUtf8(bytes)) {
      throw new Error("an engine section with text that is not UTF-8");
    }
    return Buffer.from(bytes).toString();
  }
}
