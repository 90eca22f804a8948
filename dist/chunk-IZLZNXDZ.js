import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);
import {
  __name
} from "./chunk-UP5NAKJT.js";

// src/support/hash.ts
import { createHash } from "node:crypto";
function sha256(data) {
  return createHash("sha256").update(data).digest("hex");
}
__name(sha256, "sha256");

// src/report/reporter.ts
function tell(message, how, reporter) {
  const level = { ignore: "info", warn: "warning", error: "error" };
  reporter[level[how]](message);
}
__name(tell, "tell");
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
function requireWithinLimit(name, size2, limit) {
  if (size2 > limit) {
    throw new Error(`${name} has ${size2} bytes, and at most ${limit} are allowed`);
  }
}
__name(requireWithinLimit, "requireWithinLimit");

export {
  sha256,
  tell,
  oneLine,
  size,
  duration,
  RefusedEntry,
  withMode,
  wholeEntry,
  requireWithinLimits,
  requireWithinLimit
};
