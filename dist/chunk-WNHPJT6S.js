import {
  __name
} from "./chunk-HNFUF6P3.js";

// src/inputs/defaults.ts
var BASELINE = "baseline";
var EMBEDDED_COMPILER = "embedded";
var DEFAULTS = {
  files: "**/*.wasm\n!**/node_modules/**\n!**/.git/**",
  targets: "",
  "wasmtime-version": "27",
  "host-features": "minimal",
  options: "",
  cpu: BASELINE,
  "engine-fingerprint": "",
  compiler: EMBEDDED_COMPILER,
  output: "",
  "core-modules": "skip",
  "if-no-files-found": "warn",
  cache: "true",
  "fail-on-save-error": "false",
  upload: "none",
  "artifact-name": "cwasm-{target}",
  "retention-days": "",
  "fail-fast": "false",
  jobs: "",
  "function-cache-limit": "256 MB"
};

// src/report/reporter.ts
function oneLine(text) {
  return text.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => character === "\n" ? "\\n" : `\\u{${character.codePointAt(0).toString(16)}}`
  ).replaceAll("##[", "##\\u{5b}");
}
__name(oneLine, "oneLine");
function size(bytes) {
  for (const [unit, name] of [
    [1e9, "GB"],
    [1e6, "MB"],
    [1e3, "kB"]
  ]) {
    if (bytes >= unit) {
      return `${(bytes / unit).toFixed(1)} ${name}`;
    }
  }
  return `${bytes} B`;
}
__name(size, "size");
function duration(milliseconds) {
  return milliseconds < 1e3 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1e3).toFixed(1)} s`;
}
__name(duration, "duration");

// src/artifact/place.ts
import { randomUUID } from "node:crypto";
import { chmod, lstat, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
var FILE_MODE = 384;
var DIRECTORY_MODE = 448;
function sidecarPath(artifactPath) {
  return `${artifactPath}.meta`;
}
__name(sidecarPath, "sidecarPath");
async function placePair(path, artifact, sidecar) {
  const meta = sidecarPath(path);
  await makeDirectory(dirname(path));
  await refuseDirectory(path);
  await refuseDirectory(meta);
  const temporary = [path, path, path].map(temporaryBeside);
  const [newArtifact, newSidecar, oldSidecar] = temporary;
  try {
    await create(newArtifact, artifact);
    await create(newSidecar, sidecar);
    const replaced = await renameIfPresent(meta, oldSidecar);
    try {
      await rename(newArtifact, path);
    } catch (error) {
      if (replaced) {
        await rename(oldSidecar, meta);
      }
      throw error;
    }
    await rename(newSidecar, meta);
  } finally {
    await Promise.all(temporary.map((file) => rm(file, { force: true })));
  }
}
__name(placePair, "placePair");
async function placeFile(path, contents) {
  await makeDirectory(dirname(path));
  const temporary = temporaryBeside(path);
  try {
    await create(temporary, contents);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}
__name(placeFile, "placeFile");
async function makeDirectory(path) {
  await mkdir(path, { recursive: true, mode: DIRECTORY_MODE });
}
__name(makeDirectory, "makeDirectory");
function temporaryBeside(path) {
  return join(dirname(path), `.cwasm-cache-${randomUUID()}.tmp`);
}
__name(temporaryBeside, "temporaryBeside");
async function create(path, contents) {
  await writeFile(path, contents, { flag: "wx", mode: FILE_MODE });
  await chmod(path, FILE_MODE);
}
__name(create, "create");
async function refuseDirectory(path) {
  const stats = await lstat(path).catch(() => void 0);
  if (stats?.isDirectory()) {
    throw new Error(`'${path}' is a directory`);
  }
}
__name(refuseDirectory, "refuseDirectory");
async function renameIfPresent(from, to) {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (error.code === "ENOENT") {
      return false;
    }
    throw error;
  }
}
__name(renameIfPresent, "renameIfPresent");

export {
  BASELINE,
  EMBEDDED_COMPILER,
  DEFAULTS,
  oneLine,
  size,
  duration,
  sidecarPath,
  placePair,
  placeFile,
  makeDirectory
};
