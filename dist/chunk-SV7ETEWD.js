import {
  makeDirectory,
  placeFile,
  sweepFiles
} from "./chunk-O4QBGLOX.js";
import {
  __name,
  readRegular
} from "./chunk-33YICJ4B.js";

// src/store/folder.ts
import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join as join2, resolve } from "node:path";

// src/store/files.ts
import { join } from "node:path";

// src/store/store.ts
var ENTRY_FILES = {
  artifact: "artifact.cwasm",
  sidecar: "artifact.cwasm.meta",
  record: "record.json"
};

// src/store/files.ts
async function readEntry(folder) {
  const [artifact, sidecar, record] = await Promise.all([
    readRegular(join(folder, ENTRY_FILES.artifact), "refuse"),
    readRegular(join(folder, ENTRY_FILES.sidecar), "refuse"),
    readRegular(join(folder, ENTRY_FILES.record), "refuse")
  ]);
  return { artifact, sidecar: sidecar.toString(), record: record.toString() };
}
__name(readEntry, "readEntry");
async function writeEntry(folder, files, staging) {
  await placeFile(join(folder, ENTRY_FILES.artifact), files.artifact, staging);
  await placeFile(join(folder, ENTRY_FILES.sidecar), files.sidecar, staging);
  await placeFile(join(folder, ENTRY_FILES.record), files.record, staging);
}
__name(writeEntry, "writeEntry");
var BLOB = "blob";
async function readBlob(folder) {
  return await readRegular(join(folder, BLOB), "refuse");
}
__name(readBlob, "readBlob");
async function writeBlob(folder, bytes, staging) {
  await placeFile(join(folder, BLOB), bytes, staging);
}
__name(writeBlob, "writeBlob");

// src/store/folder.ts
function defaultFolder() {
  const base = {
    win32: process.env["LOCALAPPDATA"] ?? join2(homedir(), "AppData", "Local"),
    darwin: join2(homedir(), "Library", "Caches")
  }[process.platform];
  return join2(process.env["XDG_CACHE_HOME"] || base || join2(homedir(), ".cache"), "cwasm-cache");
}
__name(defaultFolder, "defaultFolder");
async function openFolder(path) {
  const root = resolve(path);
  await makeDirectory(root);
  await requireOwn(root);
  await sweepFiles(root);
  const folderOf = /* @__PURE__ */ __name(({ folder }) => join2(root, folder), "folderOf");
  return {
    description: `folder ${root}`,
    restore: /* @__PURE__ */ __name((name) => unlessMissing(readEntry(folderOf(name))), "restore"),
    async save(name, files) {
      await writeEntry(folderOf(name), files, root);
      return true;
    },
    restoreBlob: /* @__PURE__ */ __name((name) => unlessMissing(readBlob(folderOf(name))), "restoreBlob"),
    async saveBlob(name, bytes) {
      await writeBlob(folderOf(name), bytes, root);
      return true;
    },
    async close() {
    }
  };
}
__name(openFolder, "openFolder");
async function unlessMissing(reading) {
  try {
    return await reading;
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
  defaultFolder,
  openFolder
};
