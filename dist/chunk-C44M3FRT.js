import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);
import {
  __name,
  sidecarPath
} from "./chunk-TK3DZVDP.js";

// src/support/errors.ts
var InputError = class extends Error {
  static {
    __name(this, "InputError");
  }
  name = "InputError";
  input;
  constructor(input, value, allowed, advice) {
    super(
      `Input '${input}': ${JSON.stringify(value)} is not usable. Allowed: ${allowed}. ${advice}`
    );
    this.input = input;
  }
};
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
__name(messageOf, "messageOf");

// src/report/manifest.ts
var MANIFEST_NAME = "cwasm-manifest.json";
function makeManifest(engines, artifacts, skipped, failed) {
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
    failed
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
    failed: manifest.failed.length
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
  InputError,
  messageOf,
  MANIFEST_NAME,
  makeManifest,
  writeManifest,
  counts,
  totals,
  nothingMade,
  isCacheHit,
  layOutUpload
};
