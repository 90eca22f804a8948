/** The folder store, and what every store does: modes, and what counts as an entry. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { defaultFolder, openFolder } from "../../src/store/folder.ts";
import { forSettings } from "../../src/store/modes.ts";
import { type Files, RefusedEntry, type Slot, type Store } from "../../src/store/store.ts";
import { temporaryDirectory } from "../support/fixtures.ts";

const LIMIT = 10;

function slotOf(key: string, match: Slot["match"] = "exact"): Slot {
  return { key, match, folder: `folder-of-${key}`, limits: { one: LIMIT, two: LIMIT } };
}

function filesOf(one: string, two = "two"): Files {
  return { one: Buffer.from(one), two: Buffer.from(two) };
}

const slot = slotOf("a");
const files = filesOf("one");

let root: string;
let store: Store;

beforeEach(async () => {
  root = join(temporaryDirectory(), "made", "for it");
  store = await openFolder(root);
});

/** Where a file of an entry lies. */
function pathOf(name: string, { folder } = slot): string {
  return join(root, folder, name);
}

/** Everything in the store that is no folder. */
function stored(): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}

describe("an entry", () => {
  test("comes back as it was put, from a store that is opened later as well", async () => {
    expect(await store.get(slot)).toBe("miss");
    expect(await store.put(slot, files, false)).toBe("saved");
    expect(await store.get(slot)).toEqual(files);
    expect(await (await openFolder(root)).get(slot)).toEqual(files);
  });

  test.each(["exact", "prefix"] as const)(
    "of a key that is matched as %s takes the place of the one before it",
    async (match) => {
      const matched = slotOf("b", match);
      await store.put(matched, files, false);
      expect(await store.put(matched, filesOf("newer"), false)).toBe("saved");
      expect(await store.get(matched)).toEqual(filesOf("newer"));
      expect(stored()).toHaveLength(2);
    },
  );

  test("is that of its own key alone", async () => {
    await store.put(slot, files, false);
    await store.put(slotOf("ab"), filesOf("longer"), false);
    expect(await store.get(slotOf("b"))).toBe("miss");
    expect(await store.get(slotOf("ab", "prefix"))).toEqual(filesOf("longer"));
    expect(await store.get(slot)).toEqual(files);
  });

  test("is for its owner alone, and nothing else is left", async () => {
    await store.put(slot, files, false);
    expect(stored()).toEqual([pathOf("one"), pathOf("two")]);
    const modes = [root, join(root, slot.folder), ...stored()].map(
      (path) => statSync(path).mode & 0o777,
    );
    expect(modes).toEqual([0o700, 0o700, 0o600, 0o600]);
  });

  test("has its own files only, whatever lies beside them", async () => {
    await store.put(slot, files, false);
    writeFileSync(pathOf("three"), "3");
    expect(await store.get(slot)).toEqual(files);
  });

  test.each([LIMIT, 0])("may have a file of %i bytes", async (size) => {
    const allowed = filesOf("x".repeat(size));
    await store.put(slot, allowed, false);
    expect(await store.get(slot)).toEqual(allowed);
  });

  test("with a file beyond its limit is not put, and the one before it stays", async () => {
    await store.put(slot, files, false);
    const large = filesOf("x".repeat(LIMIT + 1));
    await expect(store.put(slot, large, false)).rejects.toThrow("one has 11 bytes, and at most 10");
    const unknown = { ...files, three: Buffer.from("3") };
    await expect(store.put(slot, unknown, false)).rejects.toThrow("three has 1 bytes");
    expect(await store.get(slot)).toEqual(files);
  });
});

/** What may lie in the place of a file, and why it is refused. */
const SPOILT: [string, (path: string) => void, RegExp][] = [
  ["nothing", () => {}, /incomplete: it lacks one/],
  ["too many bytes", (path) => writeFileSync(path, "x".repeat(LIMIT + 1)), /has 11 bytes/],
  ["a directory", (path) => mkdirSync(join(path, "within"), { recursive: true }), /a directory/],
  ["a link to another file", (path) => symlinkSync(pathOf("two"), path), /is a link/],
  ["a link to nowhere", (path) => symlinkSync("nowhere", path), /is a link/],
  ["a pipe", (path) => void spawnSync("mkfifo", [path]), /is a pipe/],
];

describe.skipIf(process.platform === "win32").each(SPOILT)(
  "with %s in the place of a file",
  (_, spoil, reason) => {
    beforeEach(async () => {
      await store.put(slot, files, false);
      rmSync(pathOf("one"));
      spoil(pathOf("one"));
    });

    test("an entry is refused, which says why", async () => {
      await expect(store.get(slot)).rejects.toThrow(RefusedEntry);
      await expect(store.get(slot)).rejects.toThrow(reason);
    });

    test("the next one heals it", async () => {
      expect(await store.put(slot, filesOf("next"), true)).toBe("saved");
      expect(await store.get(slot)).toEqual(filesOf("next"));
      expect(stored()).toEqual([pathOf("one"), pathOf("two")]);
      expect(readFileSync(pathOf("two"), "utf8")).toBe("two");
    });
  },
);

test("a file in the place of an entry's folder is refused, and the next entry heals it", async () => {
  writeFileSync(join(root, slot.folder), "a file");
  await expect(store.get(slot)).rejects.toThrow(RefusedEntry);
  await store.put(slot, files, true);
  expect(await store.get(slot)).toEqual(files);
});

describe("a folder is no store", () => {
  test("if it is a file", async () => {
    const file = join(root, "file");
    writeFileSync(file, "");
    await expect(openFolder(file)).rejects.toThrow("is not a directory");
  });

  test.skipIf(process.platform === "win32").each(["770", "707", "777"])(
    "if others may write to it: mode %s",
    async (mode) => {
      chmodSync(root, Number.parseInt(mode, 8));
      await expect(openFolder(root)).rejects.toThrow("can be written by others");
    },
  );

  test.skipIf(process.platform === "win32")("but others may read", async () => {
    chmodSync(root, 0o755);
    await expect(openFolder(root)).resolves.toMatchObject({ description: `folder ${root}` });
    expect(statSync(root).mode & 0o777).toBe(0o755);
  });
});

test.each([
  [{ restore: true, save: true }, files, "saved"],
  [{ restore: true, save: false }, files, "off"],
  [{ restore: false, save: true }, "off", "saved"],
  [{ restore: false, save: false }, "off", "off"],
] as const)("with the mode %j no more is asked of it", async (mode, got, put) => {
  await store.put(slot, files, false);
  const limited = forSettings(store, { ...mode, compare: false, signingKeys: undefined });
  expect(limited.description).toBe(store.description);
  expect(await limited.get(slot)).toEqual(got);
  expect(await limited.put(slotOf("b"), files, false)).toBe(put);
  expect(existsSync(join(root, slotOf("b").folder))).toBe(mode.save);
});

describe.skipIf(["win32", "darwin"].includes(process.platform))("the default folder", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test.each([
    ["/somewhere", "/somewhere/cwasm-cache"],
    ["", join(homedir(), ".cache", "cwasm-cache")],
    ["relative", join(homedir(), ".cache", "cwasm-cache")],
    ["./relative", join(homedir(), ".cache", "cwasm-cache")],
  ])("with XDG_CACHE_HOME '%s'", (value, folder) => {
    vi.stubEnv("XDG_CACHE_HOME", value);
    expect(defaultFolder()).toBe(folder);
    expect(isAbsolute(defaultFolder())).toBe(true);
  });

  test("without XDG_CACHE_HOME", () => {
    vi.stubEnv("XDG_CACHE_HOME", undefined);
    expect(defaultFolder()).toBe(join(homedir(), ".cache", "cwasm-cache"));
  });
});
