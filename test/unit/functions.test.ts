import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { FunctionCache } from "../../src/compiler/functions.ts";

const SIZE = 100_000;

/** A packed entry whose name and body follow from a number. */
function entry(number: number, size = SIZE): Buffer {
  const head = Buffer.alloc(36);
  head.writeUInt32LE(number);
  head.writeUInt32LE(size, 32);
  return Buffer.concat([head, Buffer.alloc(size, number)]);
}

function names(...numbers: number[]): Buffer {
  return Buffer.concat(numbers.map((number) => entry(number).subarray(0, 32)));
}

function numbers(cache: FunctionCache): number[] {
  return cache.lists.flatMap((list) => {
    const all = Buffer.from(list);
    return Array.from({ length: all.length / (36 + SIZE) }, (_, at) =>
      all.readUInt32LE(at * (36 + SIZE)),
    );
  });
}

function filled(...entries: number[]): FunctionCache {
  const cache = new FunctionCache("me");
  cache.learn({ compiled: entries.map((number) => entry(number)), used: new Uint8Array() }, [
    "00".repeat(8),
  ]);
  return cache;
}

function reload(bytes: Uint8Array | undefined, identity = "me"): FunctionCache {
  const cache = new FunctionCache(identity);
  expect(cache.load(bytes as Uint8Array)).toBeUndefined();
  return cache;
}

test("what was learned is there after a round trip", () => {
  const cache = reload(filled(1, 2, 3).pack(1e9));
  expect(numbers(cache)).toEqual([1, 2, 3]);
  expect(cache.knows("00".repeat(8))).toBe(true);
  expect(cache.knows("01".repeat(8))).toBe(false);
});

test("an entry is kept once, however often it is learned", () => {
  const cache = filled(1, 2, 3);
  cache.learn(
    { compiled: [entry(2), Buffer.concat([entry(4), entry(4)])], used: new Uint8Array() },
    [],
  );
  expect(numbers(cache)).toEqual([1, 2, 3, 4]);
});

test("bodies whose functions are not kept are not known, and do not take the functions' place", () => {
  const digest = (number: number): string => number.toString(16).padStart(16, "0");
  const limit = 10 * (SIZE + 36 + 8);
  let cache = new FunctionCache("me");
  for (let run = 0; run < 5; run++) {
    const own = Array.from({ length: 1000 }, (_, at) => 1000 * run + at);
    const compiled = own.slice(0, 20).map((number) => entry(number));
    cache.learn({ compiled, used: new Uint8Array() }, own.map(digest));
    const packed = cache.pack(limit) as Uint8Array;
    expect(packed.length).toBeLessThan(limit + 1000);
    cache = reload(packed);
    expect(numbers(cache)).toEqual(own.slice(0, 10));
    expect(own.filter((number) => cache.knows(digest(number)))).toHaveLength(10);
  }
});

test("little that is new is not worth saving", () => {
  const cache = reload(filled(1, 2, 3).pack(1e9));
  expect(cache.pack(1e9)).toBeUndefined();
  cache.learn({ compiled: [entry(4, 1000)], used: names(1) }, []);
  expect(cache.pack(1e9)).toBeUndefined();
});

/** An entry that leads from a body to the code of an entry. */
function record(number: number, code: number): Buffer {
  const bytes = entry(1000 + number, 60);
  names(code).copy(bytes, 36);
  return bytes;
}

test("a record is kept with its code alone, and all bodies are known whose records are", () => {
  const cache = new FunctionCache("me");
  const digest = (number: number) => `${number}`.padStart(16, "0");
  const compiled = [entry(1), record(1, 1), record(2, 1), record(4, 3), entry(2), entry(3)];
  cache.learn({ compiled, used: new Uint8Array() }, [1, 2, 3, 4].map(digest));
  const whole = reload(cache.pack(1e9));
  expect(whole.size).toBe(3 * (SIZE + 36) + 3 * 96);
  expect([1, 2, 3].map((number) => whole.knows(digest(number)))).toEqual([true, true, true]);
  // Two of the three, and none of the record that would lead to the third.
  expect(reload(cache.pack(2.5 * SIZE)).size).toBe(2 * (SIZE + 36) + 2 * 96);
});

test("what is packed of a compile does not depend on which worker made what", () => {
  const all = [entry(1), record(1, 1), record(2, 1), entry(2), record(4, 3), entry(3)];
  const packed = (...compiled: Buffer[]): string => {
    const cache = new FunctionCache("me");
    cache.learn({ compiled, used: new Uint8Array() }, []);
    return (cache.pack(1e9) as Buffer).toString("hex");
  };
  const one = packed(Buffer.concat(all));
  expect(packed(...all.toReversed()) === one).toBe(true);
  expect(packed(...all.slice(3), Buffer.concat(all.slice(0, 3))) === one).toBe(true);
  expect(packed(...all, entry(4)) === one).toBe(false);
});

test("new records alone are not worth saving", () => {
  const cache = reload(filled(1, 2, 3).pack(1e9));
  const many = Array.from({ length: 5000 }, (_, number) => record(number, 1));
  cache.learn({ compiled: many, used: names(1) }, []);
  expect(cache.pack(1e9)).toBeUndefined();
  cache.learn({ compiled: [entry(4), entry(5), entry(6)], used: names(1) }, []);
  expect(reload(cache.pack(1e9)).size).toBe(6 * (SIZE + 36) + 5000 * 96);
});

test("within the limit, what this run used or made comes first, then the rest in its order", () => {
  const cache = reload(filled(1, 2, 3, 4).pack(1e9));
  cache.learn({ compiled: [entry(5), entry(6), entry(7)], used: names(3) }, []);
  expect(numbers(reload(cache.pack(1e9)))).toEqual([3, 5, 6, 7, 1, 2, 4]);
  expect(numbers(reload(cache.pack(5 * (SIZE + 36 + 8))))).toEqual([3, 5, 6, 7, 1]);
  expect((cache.pack(5 * (SIZE + 36 + 8)) as Uint8Array).length).toBeLessThan(
    5 * (SIZE + 36) + 200,
  );
});

describe("a file that is not what it should be is not used", () => {
  const bytes = Buffer.from(filled(1, 2, 3).pack(1e9) as Uint8Array);
  /** With a digest that fits: damage that a digest does not show. */
  const resealed = (contents: Buffer): Buffer =>
    Buffer.concat([
      bytes.subarray(0, 19),
      createHash("sha256").update(contents).digest(),
      contents,
    ]);

  test.each([
    ["nothing", Buffer.alloc(0), "not a function cache"],
    ["text", Buffer.alloc(1000, "x"), "not a function cache"],
    [
      "another version",
      Buffer.concat([Buffer.from("cwasm-functions-v2\n"), bytes.subarray(19)]),
      "not a function cache",
    ],
    ["cut", bytes.subarray(0, -1), "damaged"],
    ["longer", Buffer.concat([bytes, Buffer.alloc(1)]), "damaged"],
    [
      "one bit of a function",
      Buffer.from(bytes).fill(
        bytes.readUInt8(bytes.length - 5) ^ 1,
        bytes.length - 5,
        bytes.length - 4,
      ),
      "damaged",
    ],
    ["of nobody", resealed(Buffer.alloc(0)), "another compiler"],
    ["without entries", resealed(bytes.subarray(51, 51 + 6)), "truncated"],
    [
      "lengths beyond the end",
      resealed(Buffer.concat([bytes.subarray(51, 51 + 6), Buffer.alloc(4, 0xff)])),
      "truncated",
    ],
  ])("%s", (_, file, message) => {
    const cache = new FunctionCache("me");
    expect(cache.load(file)).toContain(message);
    expect(cache.lists).toEqual([]);
  });

  test("of another engine", () => {
    expect(new FunctionCache("you").load(bytes)).toContain("another engine");
  });

  test("entries that are cut are no entries", () => {
    const contents = Buffer.from(bytes.subarray(51));
    // The last entry claims to be longer than the file.
    contents.writeUInt32LE(SIZE + 1, contents.length - SIZE - 4);
    expect(numbers(reload(resealed(contents)))).toEqual([1, 2]);
  });
});

describe("entries of earlier runs that make the compiler fail", () => {
  test("are dropped with their bodies, and the reason is reported once", () => {
    const reasons: string[] = [];
    const cache = new FunctionCache("me", (reason) => reasons.push(reason));
    expect(cache.load(filled(1, 2, 3).pack(1e9) as Uint8Array)).toBeUndefined();
    expect(cache.hasEarlier).toBe(true);
    cache.discard("a trap");
    cache.discard("another trap");
    expect(reasons).toEqual(["a trap"]);
    expect(cache.hasEarlier).toBe(false);
    expect(cache.lists).toEqual([]);
    expect(cache.knows("00".repeat(8))).toBe(false);
  });

  test("are replaced by what this run made, under the same names too, however little it is", () => {
    const cache = reload(filled(1, 2, 3, 4).pack(1e9));
    const [own] = [Buffer.concat([entry(1).subarray(0, 36), Buffer.alloc(SIZE, 99)])];
    cache.learn({ compiled: [own], used: new Uint8Array() }, []);
    expect(cache.own).toHaveLength(1);
    expect(cache.pack(1e9)).toBeUndefined();
    cache.discard("a trap");
    const next = reload(cache.pack(1e9));
    expect(numbers(next)).toEqual([1]);
    expect((next.lists[0] as Uint8Array).at(-1)).toBe(99);
  });

  test("cannot be read: they count as missing, so what is compiled again shows it", () => {
    const reasons: string[] = [];
    const cache = new FunctionCache("me", (reason) => reasons.push(reason));
    expect(cache.load(filled(1, 2, 3).pack(1e9) as Uint8Array)).toBeUndefined();
    cache.learn({ compiled: [entry(4)], despite: entry(4), used: names(1) }, []);
    expect(reasons).toEqual([]);
    cache.learn({ compiled: [entry(2)], despite: entry(2), used: names(1, 2) }, []);
    expect(reasons).toEqual(["some of its functions cannot be read"]);
    expect(numbers(reload(cache.pack(1e9)))).toEqual([4, 2]);
  });

  test("are replaced by nothing if nothing was made", () => {
    const cache = reload(filled(1, 2, 3, 4).pack(1e9));
    cache.discard("a trap");
    expect(reload(cache.pack(1e9)).lists).toEqual([]);
  });
});
