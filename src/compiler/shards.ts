/**
 * Sharding: one component over several workers, see joining.ts. Those that share compile the whole component with
 * the function bodies of the others made empty, for the function-cache entries alone.
 */

import { inSharedMemory } from "../support/shared-memory.ts";

/** Where function bodies lie in a component. */
export interface Body {
  readonly offset: number;
  readonly size: number;
}

const UNREACHABLE = 0x00;
const NOP = 0x01;
const END = 0x0b;
/** Code that is never reached, in as few instructions for its length as any engine takes. */
const FILLER = Uint8Array.of(0x44, 0, 0, 0, 0, 0, 0, 0, 0, 0x1a); // f64.const 0, drop

/** No locals, `unreachable`, `end`. */
const SHORTEST = 3;

/**
 * The component with all bodies but some made empty. Sizes and offsets stay, so nothing else of the
 * binary changes.
 *
 * @param keep indices into `bodies`
 */
export function emptyBodies(
  component: Uint8Array,
  bodies: readonly Body[],
  keep: ReadonlySet<number>,
): Uint8Array {
  const shard = inSharedMemory([component]);
  for (const [index, { offset, size }] of bodies.entries()) {
    if (keep.has(index) || size < SHORTEST) {
      continue;
    }
    const end = offset + size - 1;
    shard[offset] = 0;
    shard[offset + 1] = UNREACHABLE;
    let at = offset + 2;
    for (; at + FILLER.length <= end; at += FILLER.length) {
      shard.set(FILLER, at);
    }
    shard.fill(NOP, at, end);
    shard[end] = END;
  }
  return shard;
}

/** Splits bodies so that every shard has about as many bytes: the largest first, to the smallest shard. */
export function balance(
  bodies: readonly Body[],
  indices: readonly number[],
  shards: number,
): Set<number>[] {
  const split = Array.from({ length: shards }, () => ({ bytes: 0, indices: new Set<number>() }));
  const size = (index: number): number => (bodies[index] as Body).size;
  for (const index of [...indices].sort((a, b) => size(b) - size(a))) {
    const least = split.reduce((a, b) => (b.bytes < a.bytes ? b : a));
    least.indices.add(index);
    least.bytes += size(index);
  }
  return split.map((shard) => shard.indices);
}
