import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);
import {
  __name
} from "./chunk-HWIGVB6T.js";

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
