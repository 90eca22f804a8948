import {
  makeDirectory,
  placeFile,
  sweepFiles
} from "./chunk-4DDAVAH5.js";
import {
  __name,
  messageOf,
  openRegular
} from "./chunk-HORMJAAW.js";

// src/store/store.ts
var RefusedEntry = class extends Error {
  static {
    __name(this, "RefusedEntry");
  }
  name = "RefusedEntry";
};
function withMode(store, mode) {
  return {
    description: store.description,
    get: /* @__PURE__ */ __name(async (slot) => mode.restore ? await store.get(slot) : "off", "get"),
    put: /* @__PURE__ */ __name(async (slot, files, replacing) => mode.save ? await store.put(slot, files, replacing) : "off", "put")
  };
}
__name(withMode, "withMode");
function wholeEntry(slot, found) {
  const names = Object.keys(slot.limits);
  const missing = names.filter((name) => found[name] === void 0);
  if (missing.length === names.length) {
    return "miss";
  }
  if (missing.length > 0) {
    throw new RefusedEntry(`it is incomplete: it lacks ${missing.join(" and ")}`);
  }
  return found;
}
__name(wholeEntry, "wholeEntry");
function requireWithinLimits({ limits }, files) {
  for (const [name, { length }] of Object.entries(files)) {
    requireWithinLimit(name, length, limits[name] ?? 0);
  }
}
__name(requireWithinLimits, "requireWithinLimits");
function requireWithinLimit(name, size, limit) {
  if (size > limit) {
    throw new Error(`${name} has ${size} bytes, and at most ${limit} are allowed`);
  }
}
__name(requireWithinLimit, "requireWithinLimit");

// src/store/folder.ts
import { lstat, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
function defaultFolder() {
  const base = {
    win32: process.env["LOCALAPPDATA"] ?? join(homedir(), "AppData", "Local"),
    darwin: join(homedir(), "Library", "Caches")
  }[process.platform];
  const xdg = process.env["XDG_CACHE_HOME"] ?? "";
  return join(isAbsolute(xdg) ? xdg : base || join(homedir(), ".cache"), "cwasm-cache");
}
__name(defaultFolder, "defaultFolder");
async function openFolder(path) {
  const root = resolve(path);
  await makeDirectory(root);
  await requireOwn(root);
  await sweepFiles(root);
  return {
    description: `folder ${root}`,
    async get(slot) {
      const folder = join(root, slot.folder);
      const found = {};
      for (const [name, limit] of Object.entries(slot.limits)) {
        const bytes = await unlessMissing(readWithin(join(folder, name), limit)).catch((error) => {
          throw new RefusedEntry(`it cannot be read: ${messageOf(error)}`);
        });
        if (bytes !== void 0) {
          found[name] = bytes;
        }
      }
      return wholeEntry(slot, found);
    },
    async put(slot, files) {
      requireWithinLimits(slot, files);
      await writeFiles(join(root, slot.folder), files, root);
      return "saved";
    }
  };
}
__name(openFolder, "openFolder");
async function writeFiles(folder, files, staging) {
  await remove(folder, (stats) => !stats.isDirectory() && !stats.isSymbolicLink());
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, name);
    await remove(path, (stats) => stats.isDirectory());
    await placeFile(path, bytes, staging);
  }
}
__name(writeFiles, "writeFiles");
async function remove(path, barring) {
  const stats = await unlessMissing(lstat(path));
  if (stats !== void 0 && barring(stats)) {
    await rm(path, { recursive: true, force: true });
  }
}
__name(remove, "remove");
async function readWithin(path, limit) {
  const handle = await openRegular(path, "refuse");
  try {
    const stats = await handle.stat();
    requireWithinLimit(`'${path}'`, stats.size, limit);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
__name(readWithin, "readWithin");
async function unlessMissing(work) {
  try {
    return await work;
  } catch (error) {
    if (error.code === "ENOENT") {
      return void 0;
    }
    throw error;
  }
}
__name(unlessMissing, "unlessMissing");
async function requireOwn(root) {
  const stats = await stat(root);
  if (!stats.isDirectory()) {
    throw new Error(`'${root}' is not a directory`);
  }
  if (process.getuid !== void 0 && (stats.uid !== process.getuid() || (stats.mode & 18) !== 0)) {
    throw new Error(`'${root}' belongs to someone else or can be written by others`);
  }
}
__name(requireOwn, "requireOwn");

export {
  RefusedEntry,
  withMode,
  defaultFolder,
  openFolder
};
