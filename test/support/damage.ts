/** What may happen to a file. Random numbers decide where. */
import type { Random } from "./random.ts";

/** The bytes of a file that was damaged: others, in nearly every case. */
export type Damage = (bytes: Buffer, random: Random) => Buffer;

/** A copy in which one byte of a range is another. */
export function flip(bytes: Buffer, random: Random, start = 0, end = bytes.length): Buffer {
  const changed = Buffer.from(bytes);
  const at = start + random.below(end - start);
  changed[at] = (changed[at] as number) ^ (1 + random.below(255));
  return changed;
}

/** Of a file that is not empty: always others. */
export const DAMAGES: Readonly<Record<string, Damage>> = {
  "has one byte changed": (bytes, random) => flip(bytes, random),
  "is cut": (bytes, random) => bytes.subarray(0, 1 + random.below(bytes.length - 1)),
  "is longer": (bytes, random) => Buffer.concat([bytes, random.bytes(1 + random.below(64))]),
  "ends with one more line break": (bytes) => Buffer.concat([bytes, Buffer.from("\n")]),
  "has a range of zeros": (bytes, random) => {
    const changed = Buffer.from(bytes);
    // At least one of them is new.
    const start = random.below(changed.findLastIndex((byte) => byte !== 0) + 1);
    const first = changed.findIndex((byte, at) => at >= start && byte !== 0);
    return changed.fill(0, start, first + 1 + random.below(changed.length - first));
  },
  "is empty": () => Buffer.alloc(0),
};

/** What may happen to WebAssembly beside that: its sections are taken apart. */
export const DAMAGES_OF_WASM: Readonly<Record<string, Damage>> = {
  ...DAMAGES,
  "has several bytes changed": (bytes, random) =>
    Array.from({ length: 2 + random.below(8) }).reduce<Buffer>(
      (changed) => flip(changed, random),
      bytes,
    ),
  "has a section's beginning changed": (bytes, random) => {
    const at = random.pick(sections(bytes)).start;
    return flip(bytes, random, at, Math.min(at + 8, bytes.length));
  },
  "has two sections exchanged": withSections((parts, random) => {
    const [one, other] = [random.below(parts.length), random.below(parts.length)];
    return parts.map((part, index) =>
      index === one ? (parts[other] as Buffer) : index === other ? (parts[one] as Buffer) : part,
    );
  }),
  "lacks a section": withSections((parts, random) => {
    const one = random.below(parts.length);
    return parts.filter((_, index) => index !== one);
  }),
  "has a section twice": withSections((parts, random) => [...parts, random.pick(parts)]),
};

function withSections(change: (parts: Buffer[], random: Random) => Buffer[]): Damage {
  return (bytes, random) => {
    const parts = sections(bytes).map(({ start, end }) => bytes.subarray(start, end));
    return Buffer.concat([bytes.subarray(0, HEADER), ...change(parts, random)]);
  };
}

const HEADER = 8;

/** Where a module's or component's own sections begin and end. */
function sections(wasm: Buffer): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (let start = HEADER; start < wasm.length; ) {
    let at = start + 1;
    let length = 0;
    for (let shift = 0, byte = 0x80; byte & 0x80; shift += 7, at += 1) {
      byte = wasm[at] as number;
      length |= (byte & 0x7f) << shift;
    }
    found.push({ start, end: at + length });
    start = at + length;
  }
  return found;
}
