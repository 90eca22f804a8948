import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { placePair } from "../../src/artifact/place.ts";
import { temporaryDirectory } from "../support/fixtures.ts";

const bytes = Buffer.from("artifact");
let folder: string;
let path: string;

beforeEach(() => {
  folder = temporaryDirectory();
  path = join(folder, "a.cwasm");
});

function pair(): (string | undefined)[] {
  return [path, `${path}.meta`].map((file) => {
    try {
      return readFileSync(file, "utf8");
    } catch {
      return undefined;
    }
  });
}

test("writes both, for their owner alone, and nothing else", async () => {
  await placePair(path, bytes, "sidecar");
  expect(pair()).toEqual(["artifact", "sidecar"]);
  expect(readdirSync(folder)).toHaveLength(2);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(`${path}.meta`).mode & 0o777).toBe(0o600);
});

test("the mode does not depend on the umask or on what was there", async () => {
  writeFileSync(path, "old");
  chmodSync(path, 0o644);
  const umask = process.umask(0o777);
  try {
    await placePair(path, bytes, "sidecar");
  } finally {
    process.umask(umask);
  }
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("replaces links instead of following them", async () => {
  const outside = join(temporaryDirectory(), "outside");
  writeFileSync(outside, "keep");
  symlinkSync(outside, path);
  symlinkSync(outside, `${path}.meta`);
  await placePair(path, bytes, "sidecar");
  expect(pair()).toEqual(["artifact", "sidecar"]);
  expect(readFileSync(outside, "utf8")).toBe("keep");
});

describe("what can't be placed leaves the old pair", () => {
  beforeEach(async () => {
    await placePair(path, Buffer.from("old artifact"), "old sidecar");
  });

  test("a folder in the artifact's place", async () => {
    const other = join(folder, "b.cwasm");
    mkdirSync(other);
    writeFileSync(`${other}.meta`, "old");
    await expect(placePair(other, bytes, "new")).rejects.toThrow("is a directory");
    expect(readFileSync(`${other}.meta`, "utf8")).toBe("old");
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("a name that is too long", async () => {
    const long = join(folder, `${"x".repeat(245)}.cwasm`);
    await expect(placePair(long, bytes, "new")).rejects.toThrow("ENAMETOOLONG");
    expect(readdirSync(folder).sort()).toEqual(["a.cwasm", "a.cwasm.meta"]);
    expect(pair()).toEqual(["old artifact", "old sidecar"]);
  });

  test("a file where a folder should be", async () => {
    await expect(placePair(join(path, "c.cwasm"), bytes, "new")).rejects.toThrow(
      "is not a directory",
    );
  });
});

test("however often the pair is replaced, a sidecar is never beside another artifact", async () => {
  const rounds = 200;
  let done = false;
  const writer = (async () => {
    for (let round = 0; round < rounds; round += 1) {
      await placePair(path, Buffer.from(`${round} `.repeat(1000)), String(round));
    }
    done = true;
  })();
  let seen = 0;
  while (!done) {
    // As a host looks: sidecar and artifact; if the sidecar is still the same, the artifact was its own.
    const [, before] = pair();
    const [artifact, after] = pair();
    if (before !== undefined && before === after) {
      expect(artifact).toBe(`${before} `.repeat(1000));
      seen += 1;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  await writer;
  expect(seen).toBeGreaterThan(0);
  expect(pair()).toEqual([`${rounds - 1} `.repeat(1000), String(rounds - 1)]);
});
