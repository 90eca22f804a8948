import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);
import {
  __name
} from "./chunk-A3SGWRYO.js";

// src/manifest.ts
var MANIFEST_NAME = "cwasm-manifest.json";
function makeManifest(engine, artifacts, skipped, failed) {
  return {
    schema: 1,
    engine: {
      wasmtime_version: engine.version,
      host_features: engine.hostFeatures,
      fingerprint: engine.fingerprint
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
  const of = /* @__PURE__ */ __name((status) => manifest.artifacts.filter((artifact) => artifact.status === status).length, "of");
  return {
    restored: of("restored"),
    compiled: of("compiled"),
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
function isCacheHit(manifest) {
  const { restored, compiled, failed } = counts(manifest);
  return restored > 0 && compiled === 0 && failed === 0;
}
__name(isCacheHit, "isCacheHit");
function order(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
__name(order, "order");

export {
  MANIFEST_NAME,
  makeManifest,
  writeManifest,
  counts,
  totals,
  isCacheHit
};
