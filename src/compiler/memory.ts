/**
 * How much memory a compile takes.
 *
 * Measured over published modules from 0.7 to 28 MB and over crafted ones, see docs/speed.md: a part
 * for every byte, one for every function however small, and one for every byte of the largest
 * function, which the code generator holds as a whole in several forms.
 */
import { freemem } from "node:os";

/** What decides how much a compile takes. In bytes, but for `functions`. */
export interface Shape {
  readonly size: number;
  /** How many function bodies there are. */
  readonly functions: number;
  /** The size of the largest. */
  readonly largest: number;
  /** Entries of the function cache that are given to it. */
  readonly entries?: number;
}

const BASE = 64 * 2 ** 20;

const PER_BYTE = 32;
/** Of the artifact on its way out, which is in this process beside the compiler's memory. */
const ARTIFACT_PER_BYTE = 6;
const PER_FUNCTION = 4600;
const PER_BYTE_OF_LARGEST = 1600;

/** Entries are copied into the instance, and those that are used out of it. */
const PER_BYTE_OF_ENTRIES = 2;

/** Reading alone. */
const DESCRIBE_PER_BYTE = 3;

/** What an instance can have: addresses have 32 bits. */
const MOST = 2 ** 32;

/** From here on running out is the instance's own limit, not the machine's. */
export const INSTANCE_IS_FULL = 3 * 2 ** 30;

/** What a compile that is alike has taken may vary by as much. */
const MARGIN = 1.2;

/** What is reserved besides what the size asks for. */
const RESERVED = 32 * 2 ** 20;

/**
 * Bytes to reserve at once, see precompiler/src/memory.rs: what nearly every compile takes. Where it is too
 * little the memory grows.
 */
export function toReserve({ size }: Shape): number {
  return RESERVED + PER_BYTE * size;
}

/** Estimates, corrected by what compiles of this run have really taken. */
export class MemoryEstimate {
  /** By shape: the same component, for another target or another shard of it. */
  readonly #taken = new Map<string, number>();
  #factor = 1;

  /** Bytes for saying what a component is. */
  ofDescription(size: number): number {
    return BASE + DESCRIBE_PER_BYTE * size;
  }

  /** Bytes for a compile. */
  of(shape: Shape): number {
    const taken = this.#taken.get(keyOf(shape));
    const instance =
      taken === undefined ? this.#factor * modelled(shape) : MARGIN * (taken + ofEntries(shape));
    return Math.min(MOST, instance) + ARTIFACT_PER_BYTE * shape.size;
  }

  /** Takes what an instance took. More than was estimated is expected of all others, too. */
  learn(shape: Shape, taken: number): void {
    const key = keyOf(shape);
    this.#taken.set(key, Math.max(taken - ofEntries(shape), this.#taken.get(key) ?? 0));
    this.#factor = Math.max(this.#factor, taken / modelled(shape));
  }
}

function keyOf({ size, functions, largest }: Shape): string {
  return [size, functions, largest].join(" ");
}

function ofEntries({ entries = 0 }: Shape): number {
  return PER_BYTE_OF_ENTRIES * entries;
}

function modelled(shape: Shape): number {
  return (
    BASE +
    PER_BYTE * shape.size +
    PER_FUNCTION * shape.functions +
    PER_BYTE_OF_LARGEST * shape.largest +
    ofEntries(shape)
  );
}

/** The rest stays for everybody else on the machine. */
const SHARE = 0.7;

/** Bytes that compiles may take together: of the machine, or of the control group if that is less. */
export function memoryForCompiles(): number {
  // Early releases of Node 20 lack the first.
  const available = process.availableMemory?.() ?? freemem();
  const limit = process.constrainedMemory();
  return SHARE * (limit > 0 ? Math.min(limit, available) : available);
}
