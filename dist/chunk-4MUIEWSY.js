import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);
import {
  InputError,
  __name
} from "./chunk-UP5NAKJT.js";

// src/support/temporary.ts
import { lstatSync } from "node:fs";
import { mkdtemp, readdir, rm as rm2 } from "node:fs/promises";
import { join as join2 } from "node:path";

// src/support/lock.ts
import { createHash as createHash2, randomUUID as randomUUID2 } from "node:crypto";
import { readlink, rename, rm, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

// src/support/files.ts
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  statSync
} from "node:fs";
import { lstat, open, stat } from "node:fs/promises";
var READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
async function openRegular(path, links = "follow") {
  const follow = links === "follow";
  requireRegular(path, await (follow ? stat(path) : lstat(path)));
  const handle = await open(path, follow ? READ : READ | (constants.O_NOFOLLOW ?? 0));
  try {
    requireRegular(path, await handle.stat());
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}
__name(openRegular, "openRegular");
async function readRegular(path, links = "follow") {
  const handle = await openRegular(path, links);
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
__name(readRegular, "readRegular");
function readRegularTextSync(path) {
  requireRegular(path, statSync(path));
  const descriptor = openSync(path, READ);
  try {
    requireRegular(path, fstatSync(descriptor));
    return readFileSync(descriptor, "utf8");
  } finally {
    closeSync(descriptor);
  }
}
__name(readRegularTextSync, "readRegularTextSync");
function requireRegular(path, stats) {
  if (!stats.isFile()) {
    throw new Error(`'${path}' is ${kindOf(stats)}, not a regular file`);
  }
}
__name(requireRegular, "requireRegular");
function kindOf(stats) {
  return stats.isDirectory() ? "a directory" : stats.isFIFO() ? "a pipe" : stats.isSocket() ? "a socket" : stats.isSymbolicLink() ? "a link" : "a device";
}
__name(kindOf, "kindOf");

// src/support/owner.ts
import { createHash, randomUUID } from "node:crypto";
import { readFileSync as readFileSync2, readlinkSync } from "node:fs";
import { hostname } from "node:os";
var PREFIX = ".cwasm-cache-";
var OWNER = /^([0-9a-f]{12})-(\d{1,10})-(\d{1,20})-/;
var machine = createHash("sha256").update(
  JSON.stringify([
    hostname(),
    quietly(() => readFileSync2("/proc/sys/kernel/random/boot_id", "utf8")),
    quietly(() => readlinkSync("/proc/self/ns/pid"))
  ])
).digest("hex").slice(0, 12);
var owner = `${machine}-${process.pid}-${statusOf(process.pid)?.start ?? 0}-`;
function temporaryName() {
  return `${PREFIX}${owner}${randomUUID()}.tmp`;
}
__name(temporaryName, "temporaryName");
function isAlive(label) {
  const [, where, id, start] = OWNER.exec(label) ?? [];
  if (where !== machine) {
    return void 0;
  }
  const pid = Number(id);
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code !== "ESRCH";
  }
  const now = statusOf(pid);
  return now === void 0 || now.start === start && now.state !== "Z";
}
__name(isAlive, "isAlive");
function statusOf(pid) {
  const text = quietly(() => readFileSync2(`/proc/${pid}/stat`, "latin1"));
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, start] = [fields?.[0], fields?.[19]];
  return state === void 0 || start === void 0 ? void 0 : { state, start };
}
__name(statusOf, "statusOf");
function quietly(work) {
  try {
    return work();
  } catch {
    return void 0;
  }
}
__name(quietly, "quietly");

// src/support/lock.ts
var PATIENCE = 5e3;
async function withLock(path, work) {
  const lock = join(
    dirname(path),
    `${PREFIX}${createHash2("sha256").update(basename(path)).digest("hex").slice(0, 32)}.lock`
  );
  const mine = `${owner}${randomUUID2()}`;
  let seen;
  let since = performance.now();
  while (!await takeLock(lock, mine)) {
    const holder = await readLock(lock);
    if (holder !== seen) {
      seen = holder;
      since = performance.now();
    }
    const late = performance.now() - since > PATIENCE;
    if (holder !== void 0 && (late || isAlive(holder) === false)) {
      await breakLock(lock, holder);
    } else if (late) {
      throw new Error(`'${lock}' is in the way: remove it`);
    } else {
      await sleep(1 + Math.random() * 10);
    }
  }
  try {
    return await work();
  } finally {
    if (await readLock(lock) === mine) {
      await rm(lock, { force: true }).catch(() => void 0);
    }
  }
}
__name(withLock, "withLock");
async function takeLock(lock, mine) {
  const exists = /* @__PURE__ */ __name((error) => error.code === "EEXIST", "exists");
  if (process.platform !== "win32") {
    try {
      await symlink(mine, lock);
      return true;
    } catch (error) {
      if (exists(error)) {
        return false;
      }
    }
  }
  try {
    await writeFile(lock, mine, { flag: "wx", mode: 384 });
    return true;
  } catch (error) {
    if (exists(error) || process.platform === "win32" && isPending(error)) {
      return false;
    }
    throw error;
  }
}
__name(takeLock, "takeLock");
function isPending(error) {
  return ["EPERM", "EACCES", "EBUSY"].includes(error.code ?? "");
}
__name(isPending, "isPending");
async function readLock(lock) {
  try {
    return await readlink(lock);
  } catch {
    return await readRegular(lock, "refuse").then(String, () => void 0);
  }
}
__name(readLock, "readLock");
async function breakLock(lock, holder) {
  const taken = join(dirname(lock), temporaryName());
  try {
    await rename(lock, taken);
  } catch {
    return;
  }
  const was = await readLock(taken);
  if (was !== void 0 && was !== holder) {
    await takeLock(lock, was);
  }
  await rm(taken, { force: true });
}
__name(breakLock, "breakLock");

// src/support/temporary.ts
var OLD = 36e5;
async function temporaryFolder(base, kind) {
  return await mkdtemp(join2(base, `${folderPrefix(kind)}${owner}`));
}
__name(temporaryFolder, "temporaryFolder");
async function sweepFiles(folder) {
  await sweep(folder, async (name, path) => {
    if (!name.startsWith(PREFIX)) {
      return;
    }
    if (name.endsWith(".lock")) {
      const holder = await readLock(path);
      if (holder !== void 0 && isAbandoned(path, holder)) {
        await breakLock(path, holder);
      }
    } else if (name.endsWith(".tmp") && isAbandoned(path, name.slice(PREFIX.length))) {
      await rm2(path, { force: true });
    }
  });
}
__name(sweepFiles, "sweepFiles");
async function sweepFolders(base, kind) {
  const prefix = folderPrefix(kind);
  await sweep(base, async (name, path) => {
    if (name.startsWith(prefix) && isAbandoned(path, name.slice(prefix.length))) {
      await rm2(path, { recursive: true, force: true });
    }
  });
}
__name(sweepFolders, "sweepFolders");
function folderPrefix(kind) {
  return `cwasm-cache-${kind}-`;
}
__name(folderPrefix, "folderPrefix");
async function sweep(folder, look) {
  for (const name of await readdir(folder).catch(() => [])) {
    await look(name, join2(folder, name)).catch(() => void 0);
  }
}
__name(sweep, "sweep");
function isAbandoned(path, label) {
  const alive = isAlive(label);
  if (alive === true) {
    return false;
  }
  const stats = lstatSync(path);
  if (process.getuid !== void 0 && stats.uid !== process.getuid()) {
    return false;
  }
  return alive === false || Date.now() - stats.mtimeMs > OLD;
}
__name(isAbandoned, "isAbandoned");

// src/artifact/place.ts
import { chmod, lstat as lstat2, mkdir, rename as rename3, rm as rm3, stat as stat2, writeFile as writeFile2 } from "node:fs/promises";
import { dirname as dirname2, join as join3, resolve } from "node:path";

// src/support/held.ts
import { rename as rename2 } from "node:fs/promises";
import { setTimeout as sleep2 } from "node:timers/promises";
var WAITS = [10, 20, 50, 100, 200, 400, 600, 700];
var HELD = /* @__PURE__ */ new Set(["EPERM", "EACCES", "EBUSY"]);
async function renameOver(from, to) {
  await whileHeld(to, () => rename2(from, to), process.platform);
}
__name(renameOver, "renameOver");
async function whileHeld(path, work, platform, waits = WAITS) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const { code = "" } = error;
      if (platform !== "win32" || !HELD.has(code)) {
        throw error;
      }
      const wait = waits[attempt];
      if (wait === void 0) {
        throw new Error(
          `'${path}' cannot be replaced (${code}): another program holds it open, such as a host that has loaded it or a virus scanner. End that program, or write elsewhere.`,
          { cause: error }
        );
      }
      await sleep2(wait);
    }
  }
}
__name(whileHeld, "whileHeld");

// src/artifact/place.ts
var FILE_MODE = 384;
var DIRECTORY_MODE = 448;
function sidecarPath(artifactPath) {
  return `${artifactPath}.meta`;
}
__name(sidecarPath, "sidecarPath");
async function placePair(path, artifact, sidecar, directoryMode) {
  const meta = sidecarPath(path);
  const folder = dirname2(path);
  await makeDirectory(folder);
  await setMode(folder, directoryMode);
  await refuseDirectory(path);
  await refuseDirectory(meta);
  await sweepOnce(folder);
  const newArtifact = await create(folder, artifact, path);
  const newSidecar = await create(folder, sidecar, meta).catch(async (error) => {
    await remove(newArtifact);
    throw error;
  });
  const oldSidecar = join3(folder, temporaryName());
  try {
    await withLock(path, async () => {
      const made = await Promise.all([newArtifact, newSidecar].map(identity));
      const replaced = await renameIfPresent(meta, oldSidecar);
      try {
        await renameOver(newArtifact, path);
      } catch (error) {
        if (replaced) {
          await rename3(oldSidecar, meta);
        }
        throw error;
      }
      await renameOver(newSidecar, meta);
      const mine = await Promise.all([
        isStill(path, made[0], artifact),
        isStill(meta, made[1], Buffer.from(sidecar))
      ]);
      if (mine[0] !== mine[1]) {
        await remove(meta);
      }
    });
  } finally {
    await Promise.all([newArtifact, newSidecar, oldSidecar].map(remove));
  }
}
__name(placePair, "placePair");
async function placeFile(path, contents, staging = dirname2(path)) {
  await makeDirectory(dirname2(path));
  await sweepOnce(staging);
  const temporary = await create(staging, contents, path);
  try {
    await renameOver(temporary, path);
  } finally {
    await remove(temporary);
  }
}
__name(placeFile, "placeFile");
async function makeDirectory(path) {
  const missing = [];
  for (let folder = resolve(path); !await isDirectory(folder); folder = dirname2(folder)) {
    missing.unshift(folder);
    if (folder === dirname2(folder)) {
      break;
    }
  }
  for (const folder of missing) {
    try {
      await mkdir(folder, DIRECTORY_MODE);
      await chmod(folder, DIRECTORY_MODE);
    } catch (error) {
      if (error.code !== "EEXIST" || !await isDirectory(folder)) {
        throw error;
      }
    }
  }
}
__name(makeDirectory, "makeDirectory");
async function directoryModeOf(path) {
  return process.platform === "win32" ? void 0 : (await stat2(path)).mode & 4095;
}
__name(directoryModeOf, "directoryModeOf");
async function setMode(folder, mode) {
  if (mode !== void 0 && await directoryModeOf(folder) !== mode) {
    await chmod(folder, mode);
  }
}
__name(setMode, "setMode");
async function isDirectory(path) {
  try {
    if ((await stat2(path)).isDirectory()) {
      return true;
    }
  } catch (error) {
    if (error.code !== "ENOENT") {
      throw error;
    }
    return false;
  }
  throw new Error(`'${path}' is not a directory`);
}
__name(isDirectory, "isDirectory");
var swept = /* @__PURE__ */ new Map();
function sweepOnce(folder) {
  const sweeping = swept.get(folder) ?? sweepFiles(folder);
  swept.set(folder, sweeping);
  return sweeping;
}
__name(sweepOnce, "sweepOnce");
async function create(folder, contents, path) {
  const temporary = join3(folder, temporaryName());
  try {
    await writeFile2(temporary, contents, { flag: "wx", mode: FILE_MODE });
    await chmod(temporary, FILE_MODE);
    return temporary;
  } catch (error) {
    await remove(temporary);
    throw Object.assign(new Error(`${reasonOf(error)}, '${path}'`), { cause: error });
  }
}
__name(create, "create");
function reasonOf({ message }) {
  return message.replace(/, \w+( '.*')?$/s, "");
}
__name(reasonOf, "reasonOf");
async function remove(path) {
  await rm3(path, { force: true }).catch(() => void 0);
}
__name(remove, "remove");
async function refuseDirectory(path) {
  const stats = await lstat2(path).catch(() => void 0);
  if (stats?.isDirectory()) {
    throw new Error(`'${path}' is a directory`);
  }
}
__name(refuseDirectory, "refuseDirectory");
async function identity(path) {
  const { dev, ino } = await lstat2(path, { bigint: true });
  return { dev, ino };
}
__name(identity, "identity");
async function isStill(path, file, contents) {
  try {
    const { dev, ino } = await identity(path);
    return dev === file?.dev && ino === file.ino || (await readRegular(path, "refuse")).equals(contents);
  } catch {
    return false;
  }
}
__name(isStill, "isStill");
async function renameIfPresent(from, to) {
  try {
    await renameOver(from, to);
    return true;
  } catch (error) {
    if (error.code === "ENOENT") {
      return false;
    }
    throw error;
  }
}
__name(renameIfPresent, "renameIfPresent");

// src/report/manifest.ts
var MANIFEST_NAME = "cwasm-manifest.json";
function makeManifest(engines, artifacts, skipped, failed, saves = { saved: 0, not_saved: 0, reasons: [] }) {
  const [{ compiler, targets }] = engines;
  return {
    schema: 1,
    engine: {
      wasmtime_version: compiler.version,
      host_features: compiler.hostFeatures,
      fingerprints: Object.fromEntries(
        targets.map(({ triple, fingerprint }) => [triple, fingerprint])
      )
    },
    artifacts: [...artifacts].sort((a, b) => order(a.artifact, b.artifact)),
    skipped,
    failed,
    saves
  };
}
__name(makeManifest, "makeManifest");
function writeManifest(manifest) {
  return `${JSON.stringify(manifest, null, 2)}
`;
}
__name(writeManifest, "writeManifest");
function counts(manifest) {
  const count = /* @__PURE__ */ __name((status) => manifest.artifacts.filter((artifact) => artifact.status === status).length, "count");
  return {
    restored: count("restored"),
    compiled: count("compiled"),
    skipped: manifest.skipped.length,
    failed: manifest.failed.length,
    saved: manifest.saves.saved,
    "not-saved": manifest.saves.not_saved
  };
}
__name(counts, "counts");
function totals(manifest) {
  const { restored, compiled, skipped, failed } = counts(manifest);
  return `${restored} restored, ${compiled} compiled, ${skipped} skipped, ${failed} failed`;
}
__name(totals, "totals");
function nothingMade({ artifacts, skipped, failed }) {
  const [first] = skipped;
  return artifacts.length > 0 || failed.length > 0 || first === void 0 ? void 0 : `nothing was made: all that was found is skipped, such as ${first.component}: ${first.reason}`;
}
__name(nothingMade, "nothingMade");
function isCacheHit(manifest) {
  const { restored, compiled, failed } = counts(manifest);
  return restored > 0 && compiled === 0 && failed === 0;
}
__name(isCacheHit, "isCacheHit");
function order(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
__name(order, "order");

// src/upload/layout.ts
import { posix, win32 } from "node:path";
var REFUSED = /["\\:<>|*?\r\n]/;
var CASELESS = /windows|darwin|apple/;
function layOutUpload(artifacts, cwd, platform = process.platform) {
  const parts = /* @__PURE__ */ __name((path) => split(path, platform), "parts");
  const below = parts(cwd);
  const paths = artifacts.map(({ path }) => parts(path));
  const inside = paths.every((path) => commonLength(path, below) === below.length);
  const base = inside ? below.length : paths.reduce(
    (length, path) => Math.min(length, commonLength(path, paths[0] ?? []), path.length - 1),
    Number.POSITIVE_INFINITY
  );
  const named = /* @__PURE__ */ new Map();
  const taken = /* @__PURE__ */ new Map();
  for (const { target, path } of artifacts) {
    const name = parts(path).slice(base).join("/");
    const refused = REFUSED.exec(name);
    if (refused !== null) {
      throw uploadError(
        path,
        'without " : < > | * ? \\ and line breaks, in the artifact and its folders',
        `The service for workflow artifacts refuses ${JSON.stringify(refused[0])}: rename the component or its folder, or name the place with {dir} and {target} alone.`
      );
    }
    const place = CASELESS.test(target) ? name.normalize("NFC").toLowerCase() : name;
    const other = taken.get(`${target}\0${place}`);
    if (other !== void 0) {
      throw uploadError(
        path,
        "with one name for each file of a workflow artifact",
        `'${other}' would be the same file there: use {dir}, {stem} and {target} to tell them apart.`
      );
    }
    taken.set(`${target}\0${place}`, path);
    const files = named.get(target) ?? [];
    files.push({ file: path, name }, { file: sidecarPath(path), name: sidecarPath(name) });
    named.set(target, files);
  }
  return named;
}
__name(layOutUpload, "layOutUpload");
function uploadError(path, allowed, advice) {
  return new InputError("output", path, `paths ${allowed}`, advice);
}
__name(uploadError, "uploadError");
function split(path, platform) {
  const windows = platform === "win32";
  const { root } = (windows ? win32 : posix).parse(path);
  const rest = path.slice(root.length);
  return [
    ...root.replaceAll(":", "").split(windows ? /[\\/]/ : "/"),
    ...rest.split(windows ? /[\\/]/ : "/")
  ].filter((part) => part !== "");
}
__name(split, "split");
function commonLength(a, b) {
  const different = a.findIndex((part, index) => part !== b[index]);
  return different === -1 ? a.length : different;
}
__name(commonLength, "commonLength");

export {
  openRegular,
  readRegular,
  readRegularTextSync,
  kindOf,
  temporaryFolder,
  sweepFolders,
  DIRECTORY_MODE,
  sidecarPath,
  placePair,
  placeFile,
  makeDirectory,
  directoryModeOf,
  MANIFEST_NAME,
  makeManifest,
  writeManifest,
  counts,
  totals,
  nothingMade,
  isCacheHit,
  layOutUpload
};
