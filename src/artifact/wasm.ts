/**
 * What a component's sections show of it: its imports, and what advisories may need. Code is passed over.
 *
 * Source: the binary formats of WebAssembly and of the component model. The bytes are untrusted.
 */
import type { Use } from "../engine/known-advisories.ts";

export interface WasmFacts {
  /** Names; of a core module `module name`. Undefined if they are written in a way that is not known here. */
  readonly imports: readonly string[] | undefined;
  /** Undefined as above: it may use anything. */
  readonly uses: ReadonlySet<Use> | undefined;
}

/** Bytes of a file from `at` on; fewer than `length` only at its end. */
export type ReadBytes = (at: number, length: number) => Uint8Array;

const UNKNOWN: WasmFacts = { imports: undefined, uses: undefined };

/** From this size of its body on a function is a large one. */
const LARGE_FUNCTION = 256 * 1024;

/** Components within components; nobody nests so many, and each level is a call. */
const MOST_LEVELS = 100;

const MODULE = {
  custom: 0,
  type: 1,
  imports: 2,
  table: 4,
  memory: 5,
  global: 6,
  code: 10,
  tag: 13,
};
const COMPONENT = { coreModule: 1, component: 4, canonical: 8, imports: 10 };

/** Never throws: of what is not WebAssembly nothing is known. @param size the file's bytes */
export function describeWasm(size: number, read: ReadBytes): WasmFacts {
  const reader = new Reader(size, read);
  let imports: string[] | undefined;
  try {
    imports = readImports(reader);
  } catch {
    return UNKNOWN;
  }
  try {
    const uses = new Set<Use>();
    readUses(reader, 0, size, uses, 0);
    return { imports, uses };
  } catch {
    return { imports, uses: undefined };
  }
}

type Visit = (id: number, end: number) => void;

/** Goes through the sections between two offsets; what `visit` leaves of a section is passed over. */
function sections(reader: Reader, start: number, end: number, visit: Visit): void {
  reader.at = start + 8;
  while (reader.at < end) {
    const id = reader.byte();
    const length = reader.number();
    const next = reader.at + length;
    if (next > end) {
      throw new Error("a section beyond the end");
    }
    visit(id, next);
    reader.at = next;
  }
}

function isComponent(reader: Reader, start: number): boolean {
  reader.at = start + 6;
  return reader.byte() === 1;
}

function readImports(reader: Reader): string[] {
  for (const byte of [0, 0x61, 0x73, 0x6d]) {
    if (reader.byte() !== byte) {
      throw new Error("not WebAssembly");
    }
  }
  const component = isComponent(reader, 0);
  const imports: string[] = [];
  sections(reader, 0, reader.size, (id) => {
    if (component && id === COMPONENT.imports) {
      reader.each(() => imports.push(componentImport(reader)));
    } else if (!component && id === MODULE.imports) {
      reader.each(() => {
        const module = reader.text();
        imports.push(`${module} ${reader.text()}`);
        skipImport(reader);
      });
    }
  });
  return imports;
}

/** Names, and after some the version of an interface, are behind a byte for their kind. */
function componentImport(reader: Reader): string {
  if (reader.byte() > 1) {
    throw new Error("a name of an unknown kind");
  }
  const name = reader.text();
  const kind = reader.byte();
  if (kind === 0) {
    reader.byte();
  }
  // A bound type: equal to another, or a resource of its own.
  if (kind !== 3 || reader.byte() === 0) {
    reader.number();
  }
  if (kind > 5 || kind === 2) {
    throw new Error("an import of an unknown kind");
  }
  return name;
}

function skipImport(reader: Reader, uses: Set<Use> = new Set()): void {
  switch (reader.byte()) {
    case 0:
      reader.number();
      return;
    case 1:
      readTable(reader, uses);
      return;
    case 2:
      readMemory(reader, uses);
      return;
    case 3:
      readType(reader, uses);
      reader.byte();
      return;
    case 4:
      reader.byte();
      reader.number();
      uses.add("exceptions").add("gc");
      return;
    default:
      throw new Error("an import of an unknown kind");
  }
}

function readUses(reader: Reader, start: number, end: number, uses: Set<Use>, level: number): void {
  if (level > MOST_LEVELS) {
    throw new Error("too many levels");
  }
  const component = isComponent(reader, start);
  sections(reader, start, end, (id, next) => {
    if (!component) {
      readModule(reader, id, uses);
    } else if (id === COMPONENT.coreModule || id === COMPONENT.component) {
      readUses(reader, reader.at, next, uses, level + 1);
    } else if (id === COMPONENT.canonical) {
      if (level > 0) {
        // Only what is lifted or lowered in a component of its own goes through adapters.
        uses.add("composition");
      }
      reader.each(() => readCanonical(reader, uses));
    }
  });
}

function readModule(reader: Reader, id: number, uses: Set<Use>): void {
  switch (id) {
    case MODULE.type:
      reader.each(() => readTypes(reader, uses));
      break;
    case MODULE.imports:
      reader.each(() => {
        reader.text();
        reader.text();
        skipImport(reader, uses);
      });
      break;
    case MODULE.table:
      reader.each(() => {
        const initialized = reader.peek() === 0x40;
        reader.at += initialized ? 2 : 0;
        readTable(reader, uses);
        if (initialized) {
          skipConstant(reader, uses);
        }
      });
      break;
    case MODULE.memory:
      reader.each(() => readMemory(reader, uses));
      break;
    case MODULE.global:
      reader.each(() => {
        readType(reader, uses);
        reader.byte();
        skipConstant(reader, uses);
      });
      break;
    case MODULE.tag:
      uses.add("exceptions").add("gc");
      break;
    case MODULE.code:
      reader.each(() => {
        const length = reader.number();
        if (length >= LARGE_FUNCTION) {
          uses.add("large-function");
        }
        reader.at += length;
      });
  }
}

/** A type, or a group of them that name each other. */
function readTypes(reader: Reader, uses: Set<Use>): void {
  const kind = reader.byte();
  switch (kind) {
    case 0x4e:
      reader.each(() => readTypes(reader, uses));
      return;
    case 0x4f:
    case 0x50:
      reader.each(() => reader.number());
      readTypes(reader, uses);
      return;
    case 0x60:
      reader.each(() => readType(reader, uses));
      reader.each(() => readType(reader, uses));
      return;
    case 0x5e:
    case 0x5f: {
      uses.add("gc");
      const field = (): void => {
        readType(reader, uses);
        reader.byte();
      };
      if (kind === 0x5e) {
        field();
      } else {
        reader.each(field);
      }
      return;
    }
    default:
      throw new Error("a type of an unknown kind");
  }
}

/** Numbers, vectors, packed fields, and references to functions: what is no object of the collector's. */
const PLAIN = new Set([0x7f, 0x7e, 0x7d, 0x7c, 0x7b, 0x78, 0x77, 0x70, 0x73]);
/** References to anything else, in one byte. */
const REFERENCES = new Set([
  0x75, 0x74, 0x72, 0x71, 0x6f, 0x6e, 0x6d, 0x6c, 0x6b, 0x6a, 0x69, 0x68,
]);

function readType(reader: Reader, uses: Set<Use>): void {
  const byte = reader.byte();
  if (byte === 0x63 || byte === 0x64) {
    readHeapType(reader, uses);
  } else if (REFERENCES.has(byte)) {
    uses.add("gc");
  } else if (!PLAIN.has(byte)) {
    throw new Error("an unknown type");
  }
}

/** Types by their index count where they are defined. */
function readHeapType(reader: Reader, uses: Set<Use>): void {
  if (REFERENCES.has(reader.peek())) {
    uses.add("gc");
  }
  reader.number();
}

function readTable(reader: Reader, uses: Set<Use>): void {
  readType(reader, uses);
  if (readLimits(reader)) {
    uses.add("table64");
  }
}

function readMemory(reader: Reader, uses: Set<Use>): void {
  if (readLimits(reader)) {
    uses.add("memory64");
  }
}

/** Whether they are 64-bit ones. */
function readLimits(reader: Reader): boolean {
  const flags = reader.byte();
  if (flags > 0xf) {
    throw new Error("limits of an unknown kind");
  }
  reader.number();
  if (flags & 1) {
    reader.number();
  }
  if (flags & 8) {
    reader.number();
  }
  return (flags & 4) !== 0;
}

/** An expression up to its end. */
function skipConstant(reader: Reader, uses: Set<Use>): void {
  for (let code = reader.byte(); code !== 0x0b; code = reader.byte()) {
    if (code === 0x43) {
      reader.at += 4;
    } else if (code === 0x44) {
      reader.at += 8;
    } else if (code === 0xd0) {
      readHeapType(reader, uses);
    } else if (code === 0x41 || code === 0x42 || code === 0x23 || code === 0xd2) {
      reader.number();
    } else if (code === 0xfd && reader.number() === 12) {
      reader.at += 16;
    } else if (![0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e].includes(code)) {
      throw new Error("an expression of an unknown kind");
    }
  }
}

/** Lifting, lowering, resources; all others are of asynchronous calls, and end it. */
function readCanonical(reader: Reader, uses: Set<Use>): boolean {
  const kind = reader.byte();
  if (kind > 4) {
    uses.add("async");
    // What follows is of many kinds, and says no more.
    return false;
  }
  if (kind < 2) {
    reader.byte();
  }
  reader.number();
  if (kind < 2) {
    reader.each(() => {
      const option = reader.byte();
      if (option === 6 || option === 7) {
        uses.add("async");
      } else if (option > 9) {
        throw new Error("an unknown option");
      }
      if (option > 2 && option !== 6 && option !== 9) {
        reader.number();
      }
    });
  }
  if (kind === 0) {
    reader.number();
  }
  return true;
}

/** Reads through a window, so that large files need little memory. */
class Reader {
  at = 0;
  readonly size: number;
  readonly #read: ReadBytes;
  #window: Uint8Array = new Uint8Array();
  #start = 0;

  constructor(size: number, read: ReadBytes) {
    this.size = size;
    this.#read = read;
  }

  peek(): number {
    let byte = this.#window[this.at - this.#start];
    if (byte === undefined) {
      this.#start = this.at;
      this.#window = this.#read(this.at, WINDOW);
      byte = this.#window[0];
    }
    if (byte === undefined) {
      throw new Error("truncated");
    }
    return byte;
  }

  byte(): number {
    const byte = this.peek();
    this.at += 1;
    return byte;
  }

  /** LEB128; beyond 53 bits not exact, and nothing here needs them. */
  number(): number {
    let value = 0;
    for (let scale = 1; scale < 2 ** 70; scale *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        return value;
      }
    }
    throw new Error("a number that is too long");
  }

  text(): string {
    const length = this.number();
    if (length > MOST_NAME) {
      throw new Error("a name that is too long");
    }
    const bytes = new Uint8Array(length);
    for (let index = 0; index < length; index += 1) {
      bytes[index] = this.byte();
    }
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  }

  /** Every item of a list, until one returns false. */
  each(read: () => unknown): void {
    const count = this.number();
    for (let index = 0; index < count && read() !== false; index += 1) {}
  }
}

/** Bytes at a time: of most files everything that is looked at lies in a few. */
const WINDOW = 64 * 1024;

/** As validators have it. */
const MOST_NAME = 100_000;
