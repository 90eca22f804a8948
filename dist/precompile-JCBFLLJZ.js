import {
  RefusedEntry,
  defaultFolder,
  openFolder,
  withMode
} from "./chunk-CUF4ABFE.js";
import {
  ENGINE_INPUTS,
  FunctionCache,
  atMost,
  cacheKey,
  compilerName,
  discover,
  displayPath,
  engineDifference,
  entryName,
  findNative,
  keyParts,
  mapAtMost,
  namedFields,
  openCompiler,
  openEngine,
  readComponent,
  readSettings,
  sidecarMismatch,
  writeSidecar
} from "./chunk-BM3ZKBAU.js";
import {
  DIRECTORY_MODE,
  directoryModeOf,
  duration,
  oneLine,
  placePair,
  sidecarPath,
  size,
  tell
} from "./chunk-4DDAVAH5.js";
import {
  parseArtifact,
  sha256
} from "./chunk-QGANPWXE.js";
import {
  COMMAND_LINE,
  EXIT,
  InputError,
  OPTION_FLAGS,
  __name,
  inWords,
  joinOptions,
  mention,
  messageOf,
  optionsHelp,
  parseFlags,
  print,
  text,
  textFlags
} from "./chunk-HORMJAAW.js";

// src/commands/precompile.ts
import { stat as stat2 } from "node:fs/promises";
import { join as join2 } from "node:path";

// src/report/manifest.ts
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
  const count2 = /* @__PURE__ */ __name((status) => manifest.artifacts.filter((artifact) => artifact.status === status).length, "count");
  return {
    restored: count2("restored"),
    compiled: count2("compiled"),
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
function order(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
__name(order, "order");

// src/report/terminal.ts
var INTERVAL = 100;
var CLEAR_LINE = "\r\x1B[2K";
function terminalReporter(stream, verbose, wording) {
  let shown = false;
  let last = performance.now();
  const clear = /* @__PURE__ */ __name(() => {
    if (shown) {
      stream.write(CLEAR_LINE);
      shown = false;
    }
  }, "clear");
  const line = /* @__PURE__ */ __name((text2) => {
    clear();
    stream.write(`${oneLine(inWords(text2, wording))}
`);
  }, "line");
  const about = /* @__PURE__ */ __name((kind) => (message, file) => line(file === void 0 ? `${kind}: ${message}` : `${kind}: ${file}: ${message}`), "about");
  return {
    async group(_title, work) {
      try {
        return await work();
      } finally {
        clear();
      }
    },
    info: line,
    detail: verbose ? line : () => {
    },
    words: /* @__PURE__ */ __name((message) => inWords(message, wording), "words"),
    notice: about("note"),
    warning: about("warning"),
    error: about("error"),
    progress(message) {
      if (stream.isTTY && performance.now() - last > INTERVAL) {
        last = performance.now();
        stream.write(`${CLEAR_LINE}${oneLine(message).slice(0, stream.columns - 1)}`);
        shown = true;
      }
    }
  };
}
__name(terminalReporter, "terminalReporter");

// src/run/globs.ts
import { lstatSync, statSync } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { homedir as homedir2 } from "node:os";
import { basename as basename3, resolve, sep as sep5 } from "node:path";

// src/report/no-core.ts
function debug() {
}
__name(debug, "debug");

// node_modules/@actions/glob/lib/internal-globber.js
import * as fs from "fs";

// node_modules/@actions/glob/lib/internal-glob-options-helper.js
function getOptions(copy) {
  const result = {
    followSymbolicLinks: true,
    implicitDescendants: true,
    matchDirectories: true,
    omitBrokenSymbolicLinks: true,
    excludeHiddenFiles: false
  };
  if (copy) {
    if (typeof copy.followSymbolicLinks === "boolean") {
      result.followSymbolicLinks = copy.followSymbolicLinks;
      debug(`followSymbolicLinks '${result.followSymbolicLinks}'`);
    }
    if (typeof copy.implicitDescendants === "boolean") {
      result.implicitDescendants = copy.implicitDescendants;
      debug(`implicitDescendants '${result.implicitDescendants}'`);
    }
    if (typeof copy.matchDirectories === "boolean") {
      result.matchDirectories = copy.matchDirectories;
      debug(`matchDirectories '${result.matchDirectories}'`);
    }
    if (typeof copy.omitBrokenSymbolicLinks === "boolean") {
      result.omitBrokenSymbolicLinks = copy.omitBrokenSymbolicLinks;
      debug(`omitBrokenSymbolicLinks '${result.omitBrokenSymbolicLinks}'`);
    }
    if (typeof copy.excludeHiddenFiles === "boolean") {
      result.excludeHiddenFiles = copy.excludeHiddenFiles;
      debug(`excludeHiddenFiles '${result.excludeHiddenFiles}'`);
    }
  }
  return result;
}
__name(getOptions, "getOptions");

// node_modules/@actions/glob/lib/internal-globber.js
import * as path5 from "path";

// node_modules/@actions/glob/lib/internal-path-helper.js
import * as path from "path";
import assert from "assert";
var IS_WINDOWS = process.platform === "win32";
function dirname2(p) {
  p = safeTrimTrailingSeparator(p);
  if (IS_WINDOWS && /^\\\\[^\\]+(\\[^\\]+)?$/.test(p)) {
    return p;
  }
  let result = path.dirname(p);
  if (IS_WINDOWS && /^\\\\[^\\]+\\[^\\]+\\$/.test(result)) {
    result = safeTrimTrailingSeparator(result);
  }
  return result;
}
__name(dirname2, "dirname");
function ensureAbsoluteRoot(root, itemPath) {
  assert(root, `ensureAbsoluteRoot parameter 'root' must not be empty`);
  assert(itemPath, `ensureAbsoluteRoot parameter 'itemPath' must not be empty`);
  if (hasAbsoluteRoot(itemPath)) {
    return itemPath;
  }
  if (IS_WINDOWS) {
    if (itemPath.match(/^[A-Z]:[^\\/]|^[A-Z]:$/i)) {
      let cwd = process.cwd();
      assert(cwd.match(/^[A-Z]:\\/i), `Expected current directory to start with an absolute drive root. Actual '${cwd}'`);
      if (itemPath[0].toUpperCase() === cwd[0].toUpperCase()) {
        if (itemPath.length === 2) {
          return `${itemPath[0]}:\\${cwd.substr(3)}`;
        } else {
          if (!cwd.endsWith("\\")) {
            cwd += "\\";
          }
          return `${itemPath[0]}:\\${cwd.substr(3)}${itemPath.substr(2)}`;
        }
      } else {
        return `${itemPath[0]}:\\${itemPath.substr(2)}`;
      }
    } else if (normalizeSeparators(itemPath).match(/^\\$|^\\[^\\]/)) {
      const cwd = process.cwd();
      assert(cwd.match(/^[A-Z]:\\/i), `Expected current directory to start with an absolute drive root. Actual '${cwd}'`);
      return `${cwd[0]}:\\${itemPath.substr(1)}`;
    }
  }
  assert(hasAbsoluteRoot(root), `ensureAbsoluteRoot parameter 'root' must have an absolute root`);
  if (root.endsWith("/") || IS_WINDOWS && root.endsWith("\\")) {
  } else {
    root += path.sep;
  }
  return root + itemPath;
}
__name(ensureAbsoluteRoot, "ensureAbsoluteRoot");
function hasAbsoluteRoot(itemPath) {
  assert(itemPath, `hasAbsoluteRoot parameter 'itemPath' must not be empty`);
  itemPath = normalizeSeparators(itemPath);
  if (IS_WINDOWS) {
    return itemPath.startsWith("\\\\") || /^[A-Z]:\\/i.test(itemPath);
  }
  return itemPath.startsWith("/");
}
__name(hasAbsoluteRoot, "hasAbsoluteRoot");
function hasRoot(itemPath) {
  assert(itemPath, `isRooted parameter 'itemPath' must not be empty`);
  itemPath = normalizeSeparators(itemPath);
  if (IS_WINDOWS) {
    return itemPath.startsWith("\\") || /^[A-Z]:/i.test(itemPath);
  }
  return itemPath.startsWith("/");
}
__name(hasRoot, "hasRoot");
function normalizeSeparators(p) {
  p = p || "";
  if (IS_WINDOWS) {
    p = p.replace(/\//g, "\\");
    const isUnc = /^\\\\+[^\\]/.test(p);
    return (isUnc ? "\\" : "") + p.replace(/\\\\+/g, "\\");
  }
  return p.replace(/\/\/+/g, "/");
}
__name(normalizeSeparators, "normalizeSeparators");
function safeTrimTrailingSeparator(p) {
  if (!p) {
    return "";
  }
  p = normalizeSeparators(p);
  if (!p.endsWith(path.sep)) {
    return p;
  }
  if (p === path.sep) {
    return p;
  }
  if (IS_WINDOWS && /^[A-Z]:\\$/i.test(p)) {
    return p;
  }
  return p.substr(0, p.length - 1);
}
__name(safeTrimTrailingSeparator, "safeTrimTrailingSeparator");

// node_modules/@actions/glob/lib/internal-match-kind.js
var MatchKind;
(function(MatchKind2) {
  MatchKind2[MatchKind2["None"] = 0] = "None";
  MatchKind2[MatchKind2["Directory"] = 1] = "Directory";
  MatchKind2[MatchKind2["File"] = 2] = "File";
  MatchKind2[MatchKind2["All"] = 3] = "All";
})(MatchKind || (MatchKind = {}));

// node_modules/@actions/glob/lib/internal-pattern-helper.js
var IS_WINDOWS2 = process.platform === "win32";
function getSearchPaths(patterns) {
  patterns = patterns.filter((x) => !x.negate);
  const searchPathMap = {};
  for (const pattern of patterns) {
    const key = IS_WINDOWS2 ? pattern.searchPath.toUpperCase() : pattern.searchPath;
    searchPathMap[key] = "candidate";
  }
  const result = [];
  for (const pattern of patterns) {
    const key = IS_WINDOWS2 ? pattern.searchPath.toUpperCase() : pattern.searchPath;
    if (searchPathMap[key] === "included") {
      continue;
    }
    let foundAncestor = false;
    let tempKey = key;
    let parent = dirname2(tempKey);
    while (parent !== tempKey) {
      if (searchPathMap[parent]) {
        foundAncestor = true;
        break;
      }
      tempKey = parent;
      parent = dirname2(tempKey);
    }
    if (!foundAncestor) {
      result.push(pattern.searchPath);
      searchPathMap[key] = "included";
    }
  }
  return result;
}
__name(getSearchPaths, "getSearchPaths");
function match(patterns, itemPath) {
  let result = MatchKind.None;
  for (const pattern of patterns) {
    if (pattern.negate) {
      result &= ~pattern.match(itemPath);
    } else {
      result |= pattern.match(itemPath);
    }
  }
  return result;
}
__name(match, "match");
function partialMatch(patterns, itemPath) {
  return patterns.some((x) => !x.negate && x.partialMatch(itemPath));
}
__name(partialMatch, "partialMatch");

// node_modules/@actions/glob/lib/internal-pattern.js
import * as os from "os";
import * as path4 from "path";
import assert3 from "assert";

// node_modules/balanced-match/dist/esm/index.js
var range = /* @__PURE__ */ __name((a, b, str) => {
  let begs, beg, left, right = void 0, result;
  let ai = str.indexOf(a);
  let bi = str.indexOf(b, ai + 1);
  let i = ai;
  if (ai >= 0 && bi > 0) {
    if (a === b) {
      return [ai, bi];
    }
    begs = [];
    left = str.length;
    while (i >= 0 && !result) {
      if (i === ai) {
        begs.push(i);
        ai = str.indexOf(a, i + 1);
      } else if (begs.length === 1) {
        const r = begs.pop();
        if (r !== void 0)
          result = [r, bi];
      } else {
        beg = begs.pop();
        if (beg !== void 0 && beg < left) {
          left = beg;
          right = bi;
        }
        bi = str.indexOf(b, i + 1);
      }
      i = ai < bi && ai >= 0 ? ai : bi;
    }
    if (begs.length && right !== void 0) {
      result = [left, right];
    }
  }
  return result;
}, "range");

// node_modules/brace-expansion/dist/esm/index.js
var escSlash = "\0SLASH" + Math.random().toFixed(16) + "\0";
var escOpen = "\0OPEN" + Math.random().toFixed(16) + "\0";
var escClose = "\0CLOSE" + Math.random().toFixed(16) + "\0";
var escComma = "\0COMMA" + Math.random().toFixed(16) + "\0";
var escPeriod = "\0PERIOD" + Math.random().toFixed(16) + "\0";
var escSlashPattern = new RegExp(escSlash, "g");
var escOpenPattern = new RegExp(escOpen, "g");
var escClosePattern = new RegExp(escClose, "g");
var escCommaPattern = new RegExp(escComma, "g");
var escPeriodPattern = new RegExp(escPeriod, "g");
var slashPattern = /\\\\/g;
var openPattern = /\\{/g;
var closePattern = /\\}/g;
var commaPattern = /\\,/g;
var periodPattern = /\\\./g;
var EXPANSION_MAX = 1e5;
var EXPANSION_MAX_LENGTH = 4e6;
var EXPANSION_MAX_DEPTH = 1e3;
var EXPANSION_MAX_REWRITES = 1e3;
var EXPANSION_MAX_STEPS = 2e7;
var CALL_STEPS = 16;
function numeric(str) {
  return !isNaN(str) ? parseInt(str, 10) : str.charCodeAt(0);
}
__name(numeric, "numeric");
function escapeBraces(str) {
  return str.replace(slashPattern, escSlash).replace(openPattern, escOpen).replace(closePattern, escClose).replace(commaPattern, escComma).replace(periodPattern, escPeriod);
}
__name(escapeBraces, "escapeBraces");
function unescapeBraces(str) {
  return str.replace(escSlashPattern, "\\").replace(escOpenPattern, "{").replace(escClosePattern, "}").replace(escCommaPattern, ",").replace(escPeriodPattern, ".");
}
__name(unescapeBraces, "unescapeBraces");
function pushAll(target, items) {
  for (let i = 0; i < items.length; i++) {
    target.push(items[i]);
  }
}
__name(pushAll, "pushAll");
function balancedWithBudget(str, masked, budget) {
  if (budget.remaining < 0) {
    return void 0;
  }
  const r = range("{", "}", masked);
  const unmatched = r !== void 0 && masked.indexOf("{") < r[0];
  budget.remaining -= r && !unmatched ? r[1] + 1 : str.length;
  if (!r || budget.remaining < 0) {
    return void 0;
  }
  return {
    end: r[1],
    pre: str.slice(0, r[0]),
    body: str.slice(r[0] + 1, r[1]),
    post: str.slice(r[1] + 1),
    unmatched
  };
}
__name(balancedWithBudget, "balancedWithBudget");
function maskUnmatchedOpens(masked, budget) {
  budget.remaining -= masked.length;
  const open = [];
  for (let i = 0; i < masked.length; i++) {
    const c = masked.charCodeAt(i);
    if (c === 123) {
      open.push(i);
    } else if (c === 125 && open.length) {
      open.pop();
    }
  }
  let out = "";
  let last = 0;
  for (let i = 0; i < open.length; i++) {
    const at = open[i];
    out += masked.slice(last, at) + "\0";
    last = at + 1;
  }
  return out + masked.slice(last);
}
__name(maskUnmatchedOpens, "maskUnmatchedOpens");
function commaSetFollows(str, budget) {
  budget.remaining -= str.length;
  if (budget.remaining < 0) {
    return false;
  }
  let close = false;
  for (let i = str.length - 1; i >= 0; i--) {
    const c = str.charCodeAt(i);
    if (c === 125) {
      close = true;
    } else if (c === 10 || c === 13 || c === 8232 || c === 8233) {
      close = false;
    } else if (c === 44 && close && str.charCodeAt(i + 1) !== 44) {
      return true;
    }
  }
  return false;
}
__name(commaSetFollows, "commaSetFollows");
function parseCommaParts(str, budget) {
  const parts = [];
  let carry = "";
  for (; ; ) {
    const m = balancedWithBudget(str, str, budget);
    if (budget.remaining < 0) {
      return void 0;
    }
    if (!m) {
      const tail = str.split(",");
      tail[0] = carry + tail[0];
      pushAll(parts, tail);
      return parts;
    }
    const { pre, body, post } = m;
    const p = pre.split(",");
    p[0] = carry + p[0];
    p[p.length - 1] += "{" + body + "}";
    if (!post.length) {
      pushAll(parts, p);
      return parts;
    }
    carry = p.pop();
    pushAll(parts, p);
    str = post;
  }
}
__name(parseCommaParts, "parseCommaParts");
function bound(value, fallback) {
  return value === void 0 || isNaN(value) ? fallback : value;
}
__name(bound, "bound");
function expand(str, options = {}) {
  if (!str) {
    return [];
  }
  const max = bound(options.max, EXPANSION_MAX);
  const maxLength = bound(options.maxLength, EXPANSION_MAX_LENGTH);
  const maxDepth = bound(options.maxDepth, EXPANSION_MAX_DEPTH);
  const maxRewrites = bound(options.maxRewrites, EXPANSION_MAX_REWRITES);
  const maxSteps = bound(options.maxSteps, EXPANSION_MAX_STEPS);
  if (str.slice(0, 2) === "{}") {
    str = "\\{\\}" + str.slice(2);
  }
  return expand_(escapeBraces(str), max, maxLength, maxDepth, 0, maxRewrites, { remaining: maxSteps }, true).map(unescapeBraces);
}
__name(expand, "expand");
function embrace(str) {
  return "{" + str + "}";
}
__name(embrace, "embrace");
function isPadded(el) {
  return /^-?0\d/.test(el);
}
__name(isPadded, "isPadded");
function lte(i, y) {
  return i <= y;
}
__name(lte, "lte");
function gte(i, y) {
  return i >= y;
}
__name(gte, "gte");
function combine(acc, pre, values, max, maxLength, dropEmpties, budget) {
  const out = [];
  let length = 0;
  let nonEmpty;
  outer: for (let a = 0; a < acc.length; a++) {
    const prefix = acc[a] + pre;
    let vs = values;
    if (dropEmpties && !prefix) {
      if (!nonEmpty)
        nonEmpty = values.filter((v) => v);
      vs = nonEmpty;
    }
    for (let v = 0; v < vs.length; v++) {
      if (out.length >= max)
        break outer;
      const expansion = prefix + vs[v];
      if (length + expansion.length > maxLength)
        break outer;
      out.push(expansion);
      length += expansion.length;
    }
  }
  budget.remaining -= out.length;
  return out;
}
__name(combine, "combine");
function expandSequence(body, isAlphaSequence, max, maxLength, budget) {
  const n = body.split(/\.\./);
  const N = [];
  if (n[0] === void 0 || n[1] === void 0) {
    return N;
  }
  const x = numeric(n[0]);
  const y = numeric(n[1]);
  const width = Math.max(n[0].length, n[1].length);
  let incr = n.length === 3 && n[2] !== void 0 ? Math.max(Math.abs(numeric(n[2])), 1) : 1;
  let test = lte;
  const reverse = y < x;
  if (reverse) {
    incr *= -1;
    test = gte;
  }
  const pad = n.some(isPadded);
  const cost = pad ? width : 1;
  let length = 0;
  for (let i = x; test(i, y) && N.length < max; i += incr) {
    budget.remaining -= cost;
    if (budget.remaining < 0) {
      return void 0;
    }
    let c;
    if (isAlphaSequence) {
      c = String.fromCharCode(i);
      if (c === "\\") {
        c = "";
      }
    } else {
      c = String(i);
      if (pad) {
        const need = width - c.length;
        if (need > 0) {
          const z = new Array(need + 1).join("0");
          if (i < 0) {
            c = "-" + z + c.slice(1);
          } else {
            c = z + c;
          }
        }
      }
    }
    if (length + c.length > maxLength)
      break;
    N.push(c);
    length += c.length;
  }
  return N;
}
__name(expandSequence, "expandSequence");
function expand_(str, max, maxLength, maxDepth, depth, maxRewrites, budget, isTop) {
  budget.remaining -= CALL_STEPS;
  if (depth > maxDepth) {
    return [str];
  }
  let acc = [""];
  let rewrites = 0;
  let dropEmpties = false;
  let firstGroup = true;
  let masked = str;
  for (; ; ) {
    const m = balancedWithBudget(str, masked, budget);
    if (!m) {
      return combine(acc, str, [""], max, maxLength, dropEmpties, budget);
    }
    if (m.unmatched) {
      masked = maskUnmatchedOpens(masked, budget);
    }
    const pre = m.pre;
    const literal = /* @__PURE__ */ __name(() => combine(acc, pre + "{" + m.body + "}" + m.post, [""], max, maxLength, dropEmpties, budget), "literal");
    if (/\$$/.test(pre)) {
      acc = combine(acc, pre + "{" + m.body + "}", [""], max, maxLength, dropEmpties && !m.post.length, budget);
      firstGroup = false;
      if (!m.post.length)
        break;
      str = m.post;
      masked = masked.slice(m.end + 1);
      continue;
    }
    const isNumericSequence = /^-?\d+\.\.-?\d+(?:\.\.-?\d+)?$/.test(m.body);
    const isAlphaSequence = /^[a-zA-Z]\.\.[a-zA-Z](?:\.\.-?\d+)?$/.test(m.body);
    const isSequence = isNumericSequence || isAlphaSequence;
    const isOptions = m.body.indexOf(",") >= 0;
    if (!isSequence && !isOptions) {
      if (rewrites < maxRewrites && commaSetFollows(m.post, budget)) {
        rewrites++;
        str = m.pre + "{" + m.body + escClose + m.post;
        masked = masked.slice(0, m.end) + escClose + masked.slice(m.end + 1);
        isTop = true;
        continue;
      }
      return literal();
    }
    if (firstGroup) {
      dropEmpties = isTop && !isSequence;
      firstGroup = false;
    }
    let values;
    if (isSequence) {
      values = expandSequence(m.body, isAlphaSequence, max, maxLength, budget);
      if (!values) {
        return literal();
      }
    } else {
      let n = parseCommaParts(m.body, budget);
      if (!n) {
        return literal();
      }
      if (n.length === 1 && n[0] !== void 0) {
        n = expand_(n[0], max, maxLength, maxDepth, depth + 1, maxRewrites, budget, false).map(embrace);
        if (budget.remaining < 0) {
          return literal();
        }
        if (n.length === 1) {
          const next2 = combine(acc, pre + n[0], [""], max, maxLength, dropEmpties && !m.post.length, budget);
          if (budget.remaining < 0) {
            return literal();
          }
          acc = next2;
          if (!m.post.length)
            break;
          str = m.post;
          masked = masked.slice(m.end + 1);
          continue;
        }
      }
      let dropsEmpties = dropEmpties && !m.post.length && !pre;
      for (let d = 0; dropsEmpties && d < acc.length; d++) {
        if (acc[d]) {
          dropsEmpties = false;
        }
      }
      values = [];
      let valuesLength = 0;
      outer: for (let j = 0; j < n.length; j++) {
        const expanded = expand_(n[j], max, maxLength, maxDepth, depth + 1, maxRewrites, budget, false);
        if (budget.remaining < 0) {
          return literal();
        }
        for (let k = 0; k < expanded.length; k++) {
          const v = expanded[k];
          if (dropsEmpties && !v)
            continue;
          if (values.length >= max || valuesLength + v.length > maxLength) {
            break outer;
          }
          values.push(v);
          valuesLength += v.length;
        }
      }
    }
    const next = combine(acc, pre, values, max, maxLength, dropEmpties && !m.post.length, budget);
    if (budget.remaining < 0) {
      return literal();
    }
    acc = next;
    if (!m.post.length)
      break;
    str = m.post;
    masked = masked.slice(m.end + 1);
  }
  return acc;
}
__name(expand_, "expand_");

// node_modules/minimatch/dist/esm/assert-valid-pattern.js
var MAX_PATTERN_LENGTH = 1024 * 64;
var assertValidPattern = /* @__PURE__ */ __name((pattern) => {
  if (typeof pattern !== "string") {
    throw new TypeError("invalid pattern");
  }
  if (pattern.length > MAX_PATTERN_LENGTH) {
    throw new TypeError("pattern is too long");
  }
}, "assertValidPattern");

// node_modules/minimatch/dist/esm/brace-expressions.js
var posixClasses = {
  "[:alnum:]": ["\\p{L}\\p{Nl}\\p{Nd}", true],
  "[:alpha:]": ["\\p{L}\\p{Nl}", true],
  "[:ascii:]": ["\\x00-\\x7f", false],
  "[:blank:]": ["\\p{Zs}\\t", true],
  "[:cntrl:]": ["\\p{Cc}", true],
  "[:digit:]": ["\\p{Nd}", true],
  "[:graph:]": ["\\p{Z}\\p{C}", true, true],
  "[:lower:]": ["\\p{Ll}", true],
  "[:print:]": ["\\p{C}", true],
  "[:punct:]": ["\\p{P}", true],
  "[:space:]": ["\\p{Z}\\t\\r\\n\\v\\f", true],
  "[:upper:]": ["\\p{Lu}", true],
  "[:word:]": ["\\p{L}\\p{Nl}\\p{Nd}\\p{Pc}", true],
  "[:xdigit:]": ["A-Fa-f0-9", false]
};
var braceEscape = /* @__PURE__ */ __name((s) => s.replace(/[[\]\\-]/g, "\\$&"), "braceEscape");
var regexpEscape = /* @__PURE__ */ __name((s) => s.replace(/[-[\]{}()*+?.,\\^$|#\s]/g, "\\$&"), "regexpEscape");
var rangesToString = /* @__PURE__ */ __name((ranges) => ranges.join(""), "rangesToString");
var parseClass = /* @__PURE__ */ __name((glob2, position) => {
  const pos = position;
  if (glob2.charAt(pos) !== "[") {
    throw new Error("not in a brace expression");
  }
  const ranges = [];
  const negs = [];
  let i = pos + 1;
  let sawStart = false;
  let uflag = false;
  let escaping = false;
  let negate = false;
  let endPos = pos;
  let rangeStart = "";
  WHILE: while (i < glob2.length) {
    const c = glob2.charAt(i);
    if ((c === "!" || c === "^") && i === pos + 1) {
      negate = true;
      i++;
      continue;
    }
    if (c === "]" && sawStart && !escaping) {
      endPos = i + 1;
      break;
    }
    sawStart = true;
    if (c === "\\") {
      if (!escaping) {
        escaping = true;
        i++;
        continue;
      }
    }
    if (c === "[" && !escaping) {
      for (const [cls, [unip, u, neg]] of Object.entries(posixClasses)) {
        if (glob2.startsWith(cls, i)) {
          if (rangeStart) {
            return ["$.", false, glob2.length - pos, true];
          }
          i += cls.length;
          if (neg)
            negs.push(unip);
          else
            ranges.push(unip);
          uflag = uflag || u;
          continue WHILE;
        }
      }
    }
    escaping = false;
    if (rangeStart) {
      if (c > rangeStart) {
        ranges.push(braceEscape(rangeStart) + "-" + braceEscape(c));
      } else if (c === rangeStart) {
        ranges.push(braceEscape(c));
      }
      rangeStart = "";
      i++;
      continue;
    }
    if (glob2.startsWith("-]", i + 1)) {
      ranges.push(braceEscape(c + "-"));
      i += 2;
      continue;
    }
    if (glob2.startsWith("-", i + 1)) {
      rangeStart = c;
      i += 2;
      continue;
    }
    ranges.push(braceEscape(c));
    i++;
  }
  if (endPos < i) {
    return ["", false, 0, false];
  }
  if (!ranges.length && !negs.length) {
    return ["$.", false, glob2.length - pos, true];
  }
  if (negs.length === 0 && ranges.length === 1 && /^\\?.$/.test(ranges[0]) && !negate) {
    const r = ranges[0].length === 2 ? ranges[0].slice(-1) : ranges[0];
    return [regexpEscape(r), false, endPos - pos, false];
  }
  const sranges = "[" + (negate ? "^" : "") + rangesToString(ranges) + "]";
  const snegs = "[" + (negate ? "" : "^") + rangesToString(negs) + "]";
  const comb = ranges.length && negs.length ? "(" + sranges + "|" + snegs + ")" : ranges.length ? sranges : snegs;
  return [comb, uflag, endPos - pos, true];
}, "parseClass");

// node_modules/minimatch/dist/esm/unescape.js
var unescape = /* @__PURE__ */ __name((s, { windowsPathsNoEscape = false, magicalBraces = true } = {}) => {
  if (magicalBraces) {
    return windowsPathsNoEscape ? s.replace(/\[([^/\\])\]/g, "$1") : s.replace(/((?!\\).|^)\[([^/\\])\]/g, "$1$2").replace(/\\([^/])/g, "$1");
  }
  return windowsPathsNoEscape ? s.replace(/\[([^/\\{}])\]/g, "$1") : s.replace(/((?!\\).|^)\[([^/\\{}])\]/g, "$1$2").replace(/\\([^/{}])/g, "$1");
}, "unescape");

// node_modules/minimatch/dist/esm/ast.js
var _a;
var types = /* @__PURE__ */ new Set(["!", "?", "+", "*", "@"]);
var isExtglobType = /* @__PURE__ */ __name((c) => types.has(c), "isExtglobType");
var isExtglobAST = /* @__PURE__ */ __name((c) => isExtglobType(c.type), "isExtglobAST");
var adoptionMap = /* @__PURE__ */ new Map([
  ["!", ["@"]],
  ["?", ["?", "@"]],
  ["@", ["@"]],
  ["*", ["*", "+", "?", "@"]],
  ["+", ["+", "@"]]
]);
var adoptionWithSpaceMap = /* @__PURE__ */ new Map([
  ["!", ["?"]],
  ["@", ["?"]],
  ["+", ["?", "*"]]
]);
var adoptionAnyMap = /* @__PURE__ */ new Map([
  ["!", ["?", "@"]],
  ["?", ["?", "@"]],
  ["@", ["?", "@"]],
  ["*", ["*", "+", "?", "@"]],
  ["+", ["+", "@", "?", "*"]]
]);
var usurpMap = /* @__PURE__ */ new Map([
  ["!", /* @__PURE__ */ new Map([["!", "@"]])],
  [
    "?",
    /* @__PURE__ */ new Map([
      ["*", "*"],
      ["+", "*"]
    ])
  ],
  [
    "@",
    /* @__PURE__ */ new Map([
      ["!", "!"],
      ["?", "?"],
      ["@", "@"],
      ["*", "*"],
      ["+", "+"]
    ])
  ],
  [
    "+",
    /* @__PURE__ */ new Map([
      ["?", "*"],
      ["*", "*"]
    ])
  ]
]);
var startNoTraversal = "(?!(?:^|/)\\.\\.?(?:$|/))";
var startNoDot = "(?!\\.)";
var addPatternStart = /* @__PURE__ */ new Set(["[", "."]);
var justDots = /* @__PURE__ */ new Set(["..", "."]);
var reSpecials = new Set("().*{}+?[]^$\\!");
var regExpEscape = /* @__PURE__ */ __name((s) => s.replace(/[-[\]{}()*+?.,\\^$|#\s]/g, "\\$&"), "regExpEscape");
var qmark = "[^/]";
var star = qmark + "*?";
var starNoEmpty = qmark + "+?";
var ID = 0;
var AST = class {
  static {
    __name(this, "AST");
  }
  type;
  #root;
  #hasMagic;
  #uflag = false;
  #parts = [];
  #parent;
  #parentIndex;
  #negs;
  #filledNegs = false;
  #options;
  #toString;
  // set to true if it's an extglob with no children
  // (which really means one child of '')
  #emptyExt = false;
  id = ++ID;
  get depth() {
    return (this.#parent?.depth ?? -1) + 1;
  }
  [/* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom")]() {
    return {
      "@@type": "AST",
      id: this.id,
      type: this.type,
      root: this.#root.id,
      parent: this.#parent?.id,
      depth: this.depth,
      partsLength: this.#parts.length,
      parts: this.#parts
    };
  }
  constructor(type, parent, options = {}) {
    this.type = type;
    if (type)
      this.#hasMagic = true;
    this.#parent = parent;
    this.#root = this.#parent ? this.#parent.#root : this;
    this.#options = this.#root === this ? options : this.#root.#options;
    this.#negs = this.#root === this ? [] : this.#root.#negs;
    if (type === "!" && !this.#root.#filledNegs)
      this.#negs.push(this);
    this.#parentIndex = this.#parent ? this.#parent.#parts.length : 0;
  }
  get hasMagic() {
    if (this.#hasMagic !== void 0)
      return this.#hasMagic;
    for (const p of this.#parts) {
      if (typeof p === "string")
        continue;
      if (p.type || p.hasMagic)
        return this.#hasMagic = true;
    }
    return this.#hasMagic;
  }
  // reconstructs the pattern
  toString() {
    return this.#toString !== void 0 ? this.#toString : !this.type ? this.#toString = this.#parts.map((p) => String(p)).join("") : this.#toString = this.type + "(" + this.#parts.map((p) => String(p)).join("|") + ")";
  }
  #fillNegs() {
    if (this !== this.#root)
      throw new Error("should only call on root");
    if (this.#filledNegs)
      return this;
    this.toString();
    this.#filledNegs = true;
    let n;
    while (n = this.#negs.pop()) {
      if (n.type !== "!")
        continue;
      let p = n;
      let pp = p.#parent;
      while (pp) {
        for (let i = p.#parentIndex + 1; !pp.type && i < pp.#parts.length; i++) {
          for (const part of n.#parts) {
            if (typeof part === "string") {
              throw new Error("string part in extglob AST??");
            }
            part.copyIn(pp.#parts[i]);
          }
        }
        p = pp;
        pp = p.#parent;
      }
    }
    return this;
  }
  push(...parts) {
    for (const p of parts) {
      if (p === "")
        continue;
      if (typeof p !== "string" && !(p instanceof _a && p.#parent === this)) {
        throw new Error("invalid part: " + p);
      }
      this.#parts.push(p);
    }
  }
  toJSON() {
    const ret = this.type === null ? this.#parts.slice().map((p) => typeof p === "string" ? p : p.toJSON()) : [this.type, ...this.#parts.map((p) => p.toJSON())];
    if (this.isStart() && !this.type)
      ret.unshift([]);
    if (this.isEnd() && (this === this.#root || this.#root.#filledNegs && this.#parent?.type === "!")) {
      ret.push({});
    }
    return ret;
  }
  isStart() {
    if (this.#root === this)
      return true;
    if (!this.#parent?.isStart())
      return false;
    if (this.#parentIndex === 0)
      return true;
    const p = this.#parent;
    for (let i = 0; i < this.#parentIndex; i++) {
      const pp = p.#parts[i];
      if (!(pp instanceof _a && pp.type === "!")) {
        return false;
      }
    }
    return true;
  }
  isEnd() {
    if (this.#root === this)
      return true;
    if (this.#parent?.type === "!")
      return true;
    if (!this.#parent?.isEnd())
      return false;
    if (!this.type)
      return this.#parent?.isEnd();
    const pl = this.#parent ? this.#parent.#parts.length : 0;
    return this.#parentIndex === pl - 1;
  }
  copyIn(part) {
    if (typeof part === "string")
      this.push(part);
    else
      this.push(part.clone(this));
  }
  clone(parent) {
    const c = new _a(this.type, parent);
    for (const p of this.#parts) {
      c.copyIn(p);
    }
    return c;
  }
  static #parseAST(str, ast, pos, opt, extDepth) {
    const maxDepth = opt.maxExtglobRecursion ?? 2;
    let escaping = false;
    let inBrace = false;
    let braceStart = -1;
    let braceNeg = false;
    if (ast.type === null) {
      let i2 = pos;
      let acc2 = "";
      while (i2 < str.length) {
        const c = str.charAt(i2++);
        if (escaping || c === "\\") {
          escaping = !escaping;
          acc2 += c;
          continue;
        }
        if (inBrace) {
          if (i2 === braceStart + 1) {
            if (c === "^" || c === "!") {
              braceNeg = true;
            }
          } else if (c === "]" && !(i2 === braceStart + 2 && braceNeg)) {
            inBrace = false;
          }
          acc2 += c;
          continue;
        } else if (c === "[") {
          inBrace = true;
          braceStart = i2;
          braceNeg = false;
          acc2 += c;
          continue;
        }
        const doRecurse = !opt.noext && isExtglobType(c) && str.charAt(i2) === "(" && extDepth <= maxDepth;
        if (doRecurse) {
          ast.push(acc2);
          acc2 = "";
          const ext2 = new _a(c, ast);
          i2 = _a.#parseAST(str, ext2, i2, opt, extDepth + 1);
          ast.push(ext2);
          continue;
        }
        acc2 += c;
      }
      ast.push(acc2);
      return i2;
    }
    let i = pos + 1;
    let part = new _a(null, ast);
    const parts = [];
    let acc = "";
    while (i < str.length) {
      const c = str.charAt(i++);
      if (escaping || c === "\\") {
        escaping = !escaping;
        acc += c;
        continue;
      }
      if (inBrace) {
        if (i === braceStart + 1) {
          if (c === "^" || c === "!") {
            braceNeg = true;
          }
        } else if (c === "]" && !(i === braceStart + 2 && braceNeg)) {
          inBrace = false;
        }
        acc += c;
        continue;
      } else if (c === "[") {
        inBrace = true;
        braceStart = i;
        braceNeg = false;
        acc += c;
        continue;
      }
      const doRecurse = !opt.noext && isExtglobType(c) && str.charAt(i) === "(" && /* c8 ignore start - the maxDepth is sufficient here */
      (extDepth <= maxDepth || ast && ast.#canAdoptType(c));
      if (doRecurse) {
        const depthAdd = ast && ast.#canAdoptType(c) ? 0 : 1;
        part.push(acc);
        acc = "";
        const ext2 = new _a(c, part);
        part.push(ext2);
        i = _a.#parseAST(str, ext2, i, opt, extDepth + depthAdd);
        continue;
      }
      if (c === "|") {
        part.push(acc);
        acc = "";
        parts.push(part);
        part = new _a(null, ast);
        continue;
      }
      if (c === ")") {
        if (acc === "" && ast.#parts.length === 0) {
          ast.#emptyExt = true;
        }
        part.push(acc);
        acc = "";
        ast.push(...parts, part);
        return i;
      }
      acc += c;
    }
    ast.type = null;
    ast.#hasMagic = void 0;
    ast.#parts = [str.substring(pos - 1)];
    return i;
  }
  #canAdoptWithSpace(child) {
    return this.#canAdopt(child, adoptionWithSpaceMap);
  }
  #canAdopt(child, map = adoptionMap) {
    if (!child || typeof child !== "object" || child.type !== null || child.#parts.length !== 1 || this.type === null) {
      return false;
    }
    const gc = child.#parts[0];
    if (!gc || typeof gc !== "object" || gc.type === null) {
      return false;
    }
    return this.#canAdoptType(gc.type, map);
  }
  #canAdoptType(c, map = adoptionAnyMap) {
    return !!map.get(this.type)?.includes(c);
  }
  #adoptWithSpace(child, index) {
    const gc = child.#parts[0];
    const blank = new _a(null, gc, this.options);
    blank.#parts.push("");
    gc.push(blank);
    this.#adopt(child, index);
  }
  #adopt(child, index) {
    const gc = child.#parts[0];
    this.#parts.splice(index, 1, ...gc.#parts);
    for (const p of gc.#parts) {
      if (typeof p === "object")
        p.#parent = this;
    }
    this.#toString = void 0;
  }
  #canUsurpType(c) {
    const m = usurpMap.get(this.type);
    return !!m?.has(c);
  }
  #canUsurp(child) {
    if (!child || typeof child !== "object" || child.type !== null || child.#parts.length !== 1 || this.type === null || this.#parts.length !== 1) {
      return false;
    }
    const gc = child.#parts[0];
    if (!gc || typeof gc !== "object" || gc.type === null) {
      return false;
    }
    return this.#canUsurpType(gc.type);
  }
  #usurp(child) {
    const m = usurpMap.get(this.type);
    const gc = child.#parts[0];
    const nt = m?.get(gc.type);
    if (!nt)
      return false;
    this.#parts = gc.#parts;
    for (const p of this.#parts) {
      if (typeof p === "object") {
        p.#parent = this;
      }
    }
    this.type = nt;
    this.#toString = void 0;
    this.#emptyExt = false;
  }
  static fromGlob(pattern, options = {}) {
    const ast = new _a(null, void 0, options);
    _a.#parseAST(pattern, ast, 0, options, 0);
    return ast;
  }
  // returns the regular expression if there's magic, or the unescaped
  // string if not.
  toMMPattern() {
    if (this !== this.#root)
      return this.#root.toMMPattern();
    const glob2 = this.toString();
    const [re, body, hasMagic, uflag] = this.toRegExpSource();
    const anyMagic = hasMagic || this.#hasMagic || this.#options.nocase && !this.#options.nocaseMagicOnly && glob2.toUpperCase() !== glob2.toLowerCase();
    if (!anyMagic) {
      return body;
    }
    const flags = (this.#options.nocase ? "i" : "") + (uflag ? "u" : "");
    return Object.assign(new RegExp(`^${re}$`, flags), {
      _src: re,
      _glob: glob2
    });
  }
  get options() {
    return this.#options;
  }
  // returns the string match, the regexp source, whether there's magic
  // in the regexp (so a regular expression is required) and whether or
  // not the uflag is needed for the regular expression (for posix classes)
  // TODO: instead of injecting the start/end at this point, just return
  // the BODY of the regexp, along with the start/end portions suitable
  // for binding the start/end in either a joined full-path makeRe context
  // (where we bind to (^|/), or a standalone matchPart context (where
  // we bind to ^, and not /).  Otherwise slashes get duped!
  //
  // In part-matching mode, the start is:
  // - if not isStart: nothing
  // - if traversal possible, but not allowed: ^(?!\.\.?$)
  // - if dots allowed or not possible: ^
  // - if dots possible and not allowed: ^(?!\.)
  // end is:
  // - if not isEnd(): nothing
  // - else: $
  //
  // In full-path matching mode, we put the slash at the START of the
  // pattern, so start is:
  // - if first pattern: same as part-matching mode
  // - if not isStart(): nothing
  // - if traversal possible, but not allowed: /(?!\.\.?(?:$|/))
  // - if dots allowed or not possible: /
  // - if dots possible and not allowed: /(?!\.)
  // end is:
  // - if last pattern, same as part-matching mode
  // - else nothing
  //
  // Always put the (?:$|/) on negated tails, though, because that has to be
  // there to bind the end of the negated pattern portion, and it's easier to
  // just stick it in now rather than try to inject it later in the middle of
  // the pattern.
  //
  // We can just always return the same end, and leave it up to the caller
  // to know whether it's going to be used joined or in parts.
  // And, if the start is adjusted slightly, can do the same there:
  // - if not isStart: nothing
  // - if traversal possible, but not allowed: (?:/|^)(?!\.\.?$)
  // - if dots allowed or not possible: (?:/|^)
  // - if dots possible and not allowed: (?:/|^)(?!\.)
  //
  // But it's better to have a simpler binding without a conditional, for
  // performance, so probably better to return both start options.
  //
  // Then the caller just ignores the end if it's not the first pattern,
  // and the start always gets applied.
  //
  // But that's always going to be $ if it's the ending pattern, or nothing,
  // so the caller can just attach $ at the end of the pattern when building.
  //
  // So the todo is:
  // - better detect what kind of start is needed
  // - return both flavors of starting pattern
  // - attach $ at the end of the pattern when creating the actual RegExp
  //
  // Ah, but wait, no, that all only applies to the root when the first pattern
  // is not an extglob. If the first pattern IS an extglob, then we need all
  // that dot prevention biz to live in the extglob portions, because eg
  // +(*|.x*) can match .xy but not .yx.
  //
  // So, return the two flavors if it's #root and the first child is not an
  // AST, otherwise leave it to the child AST to handle it, and there,
  // use the (?:^|/) style of start binding.
  //
  // Even simplified further:
  // - Since the start for a join is eg /(?!\.) and the start for a part
  // is ^(?!\.), we can just prepend (?!\.) to the pattern (either root
  // or start or whatever) and prepend ^ or / at the Regexp construction.
  toRegExpSource(allowDot) {
    const dot = allowDot ?? !!this.#options.dot;
    if (this.#root === this) {
      this.#flatten();
      this.#fillNegs();
    }
    if (!isExtglobAST(this)) {
      const noEmpty = this.isStart() && this.isEnd() && !this.#parts.some((s) => typeof s !== "string");
      const src = this.#parts.map((p) => {
        const [re, _, hasMagic, uflag] = typeof p === "string" ? _a.#parseGlob(p, this.#hasMagic, noEmpty) : p.toRegExpSource(allowDot);
        this.#hasMagic = this.#hasMagic || hasMagic;
        this.#uflag = this.#uflag || uflag;
        return re;
      }).join("");
      let start2 = "";
      if (this.isStart()) {
        if (typeof this.#parts[0] === "string") {
          const dotTravAllowed = this.#parts.length === 1 && justDots.has(this.#parts[0]);
          if (!dotTravAllowed) {
            const aps = addPatternStart;
            const needNoTrav = (
              // dots are allowed, and the pattern starts with [ or .
              dot && aps.has(src.charAt(0)) || // the pattern starts with \., and then [ or .
              src.startsWith("\\.") && aps.has(src.charAt(2)) || // the pattern starts with \.\., and then [ or .
              src.startsWith("\\.\\.") && aps.has(src.charAt(4))
            );
            const needNoDot = !dot && !allowDot && aps.has(src.charAt(0));
            start2 = needNoTrav ? startNoTraversal : needNoDot ? startNoDot : "";
          }
        }
      }
      let end = "";
      if (this.isEnd() && this.#root.#filledNegs && this.#parent?.type === "!") {
        end = "(?:$|\\/)";
      }
      const final2 = start2 + src + end;
      return [
        final2,
        unescape(src),
        this.#hasMagic = !!this.#hasMagic,
        this.#uflag
      ];
    }
    const repeated = this.type === "*" || this.type === "+";
    const start = this.type === "!" ? "(?:(?!(?:" : "(?:";
    let body = this.#partsToRegExp(dot);
    if (this.isStart() && this.isEnd() && !body && this.type !== "!") {
      const s = this.toString();
      const me = this;
      me.#parts = [s];
      me.type = null;
      me.#hasMagic = void 0;
      return [s, unescape(this.toString()), false, false];
    }
    let bodyDotAllowed = !repeated || allowDot || dot || !startNoDot ? "" : this.#partsToRegExp(true);
    if (bodyDotAllowed === body) {
      bodyDotAllowed = "";
    }
    if (bodyDotAllowed) {
      body = `(?:${body})(?:${bodyDotAllowed})*?`;
    }
    let final = "";
    if (this.type === "!" && this.#emptyExt) {
      final = (this.isStart() && !dot ? startNoDot : "") + starNoEmpty;
    } else {
      const close = this.type === "!" ? (
        // !() must match something,but !(x) can match ''
        "))" + (this.isStart() && !dot && !allowDot ? startNoDot : "") + star + ")"
      ) : this.type === "@" ? ")" : this.type === "?" ? ")?" : this.type === "+" && bodyDotAllowed ? ")" : this.type === "*" && bodyDotAllowed ? `)?` : `)${this.type}`;
      final = start + body + close;
    }
    return [
      final,
      unescape(body),
      this.#hasMagic = !!this.#hasMagic,
      this.#uflag
    ];
  }
  #flatten() {
    if (!isExtglobAST(this)) {
      for (const p of this.#parts) {
        if (typeof p === "object") {
          p.#flatten();
        }
      }
    } else {
      let iterations = 0;
      let done = false;
      do {
        done = true;
        for (let i = 0; i < this.#parts.length; i++) {
          const c = this.#parts[i];
          if (typeof c === "object") {
            c.#flatten();
            if (this.#canAdopt(c)) {
              done = false;
              this.#adopt(c, i);
            } else if (this.#canAdoptWithSpace(c)) {
              done = false;
              this.#adoptWithSpace(c, i);
            } else if (this.#canUsurp(c)) {
              done = false;
              this.#usurp(c);
            }
          }
        }
      } while (!done && ++iterations < 10);
    }
    this.#toString = void 0;
  }
  #partsToRegExp(dot) {
    return this.#parts.map((p) => {
      if (typeof p === "string") {
        throw new Error("string type in extglob ast??");
      }
      const [re, _, _hasMagic, uflag] = p.toRegExpSource(dot);
      this.#uflag = this.#uflag || uflag;
      return re;
    }).filter((p) => !(this.isStart() && this.isEnd()) || !!p).join("|");
  }
  static #parseGlob(glob2, hasMagic, noEmpty = false) {
    let escaping = false;
    let re = "";
    let uflag = false;
    let inStar = false;
    for (let i = 0; i < glob2.length; i++) {
      const c = glob2.charAt(i);
      if (escaping) {
        escaping = false;
        re += (reSpecials.has(c) ? "\\" : "") + c;
        continue;
      }
      if (c === "*") {
        if (inStar)
          continue;
        inStar = true;
        re += noEmpty && /^[*]+$/.test(glob2) ? starNoEmpty : star;
        hasMagic = true;
        continue;
      } else {
        inStar = false;
      }
      if (c === "\\") {
        if (i === glob2.length - 1) {
          re += "\\\\";
        } else {
          escaping = true;
        }
        continue;
      }
      if (c === "[") {
        const [src, needUflag, consumed, magic] = parseClass(glob2, i);
        if (consumed) {
          re += src;
          uflag = uflag || needUflag;
          i += consumed - 1;
          hasMagic = hasMagic || magic;
          continue;
        }
      }
      if (c === "?") {
        re += qmark;
        hasMagic = true;
        continue;
      }
      re += regExpEscape(c);
    }
    return [re, unescape(glob2), !!hasMagic, uflag];
  }
};
_a = AST;

// node_modules/minimatch/dist/esm/escape.js
var escape = /* @__PURE__ */ __name((s, { windowsPathsNoEscape = false, magicalBraces = false } = {}) => {
  if (magicalBraces) {
    return windowsPathsNoEscape ? s.replace(/[?*()[\]{}]/g, "[$&]") : s.replace(/[?*()[\]\\{}]/g, "\\$&");
  }
  return windowsPathsNoEscape ? s.replace(/[?*()[\]]/g, "[$&]") : s.replace(/[?*()[\]\\]/g, "\\$&");
}, "escape");

// node_modules/minimatch/dist/esm/index.js
var minimatch = /* @__PURE__ */ __name((p, pattern, options = {}) => {
  assertValidPattern(pattern);
  if (!options.nocomment && pattern.charAt(0) === "#") {
    return false;
  }
  return new Minimatch(pattern, options).match(p);
}, "minimatch");
var starDotExtRE = /^\*+([^+@!?*[(]*)$/;
var starDotExtTest = /* @__PURE__ */ __name((ext2) => (f) => !f.startsWith(".") && f.endsWith(ext2), "starDotExtTest");
var starDotExtTestDot = /* @__PURE__ */ __name((ext2) => (f) => f.endsWith(ext2), "starDotExtTestDot");
var starDotExtTestNocase = /* @__PURE__ */ __name((ext2) => {
  ext2 = ext2.toLowerCase();
  return (f) => !f.startsWith(".") && f.toLowerCase().endsWith(ext2);
}, "starDotExtTestNocase");
var starDotExtTestNocaseDot = /* @__PURE__ */ __name((ext2) => {
  ext2 = ext2.toLowerCase();
  return (f) => f.toLowerCase().endsWith(ext2);
}, "starDotExtTestNocaseDot");
var starDotStarRE = /^\*+\.\*+$/;
var starDotStarTest = /* @__PURE__ */ __name((f) => !f.startsWith(".") && f.includes("."), "starDotStarTest");
var starDotStarTestDot = /* @__PURE__ */ __name((f) => f !== "." && f !== ".." && f.includes("."), "starDotStarTestDot");
var dotStarRE = /^\.\*+$/;
var dotStarTest = /* @__PURE__ */ __name((f) => f !== "." && f !== ".." && f.startsWith("."), "dotStarTest");
var starRE = /^\*+$/;
var starTest = /* @__PURE__ */ __name((f) => f.length !== 0 && !f.startsWith("."), "starTest");
var starTestDot = /* @__PURE__ */ __name((f) => f.length !== 0 && f !== "." && f !== "..", "starTestDot");
var qmarksRE = /^\?+([^+@!?*[(]*)?$/;
var qmarksTestNocase = /* @__PURE__ */ __name(([$0, ext2 = ""]) => {
  const noext = qmarksTestNoExt([$0]);
  if (!ext2)
    return noext;
  ext2 = ext2.toLowerCase();
  return (f) => noext(f) && f.toLowerCase().endsWith(ext2);
}, "qmarksTestNocase");
var qmarksTestNocaseDot = /* @__PURE__ */ __name(([$0, ext2 = ""]) => {
  const noext = qmarksTestNoExtDot([$0]);
  if (!ext2)
    return noext;
  ext2 = ext2.toLowerCase();
  return (f) => noext(f) && f.toLowerCase().endsWith(ext2);
}, "qmarksTestNocaseDot");
var qmarksTestDot = /* @__PURE__ */ __name(([$0, ext2 = ""]) => {
  const noext = qmarksTestNoExtDot([$0]);
  return !ext2 ? noext : (f) => noext(f) && f.endsWith(ext2);
}, "qmarksTestDot");
var qmarksTest = /* @__PURE__ */ __name(([$0, ext2 = ""]) => {
  const noext = qmarksTestNoExt([$0]);
  return !ext2 ? noext : (f) => noext(f) && f.endsWith(ext2);
}, "qmarksTest");
var qmarksTestNoExt = /* @__PURE__ */ __name(([$0]) => {
  const len = $0.length;
  return (f) => f.length === len && !f.startsWith(".");
}, "qmarksTestNoExt");
var qmarksTestNoExtDot = /* @__PURE__ */ __name(([$0]) => {
  const len = $0.length;
  return (f) => f.length === len && f !== "." && f !== "..";
}, "qmarksTestNoExtDot");
var defaultPlatform = typeof process === "object" && process ? typeof process.env === "object" && process.env && process.env.__MINIMATCH_TESTING_PLATFORM__ || process.platform : "posix";
var path2 = {
  win32: { sep: "\\" },
  posix: { sep: "/" }
};
var sep2 = defaultPlatform === "win32" ? path2.win32.sep : path2.posix.sep;
minimatch.sep = sep2;
var GLOBSTAR = /* @__PURE__ */ Symbol("globstar **");
minimatch.GLOBSTAR = GLOBSTAR;
var qmark2 = "[^/]";
var star2 = qmark2 + "*?";
var twoStarDot = "(?:(?!(?:\\/|^)(?:\\.{1,2})($|\\/)).)*?";
var twoStarNoDot = "(?:(?!(?:\\/|^)\\.).)*?";
var filter = /* @__PURE__ */ __name((pattern, options = {}) => (p) => minimatch(p, pattern, options), "filter");
minimatch.filter = filter;
var ext = /* @__PURE__ */ __name((a, b = {}) => Object.assign({}, a, b), "ext");
var defaults = /* @__PURE__ */ __name((def) => {
  if (!def || typeof def !== "object" || !Object.keys(def).length) {
    return minimatch;
  }
  const orig = minimatch;
  const m = /* @__PURE__ */ __name((p, pattern, options = {}) => orig(p, pattern, ext(def, options)), "m");
  return Object.assign(m, {
    Minimatch: class Minimatch extends orig.Minimatch {
      static {
        __name(this, "Minimatch");
      }
      constructor(pattern, options = {}) {
        super(pattern, ext(def, options));
      }
      static defaults(options) {
        return orig.defaults(ext(def, options)).Minimatch;
      }
    },
    AST: class AST extends orig.AST {
      static {
        __name(this, "AST");
      }
      /* c8 ignore start */
      constructor(type, parent, options = {}) {
        super(type, parent, ext(def, options));
      }
      /* c8 ignore stop */
      static fromGlob(pattern, options = {}) {
        return orig.AST.fromGlob(pattern, ext(def, options));
      }
    },
    unescape: /* @__PURE__ */ __name((s, options = {}) => orig.unescape(s, ext(def, options)), "unescape"),
    escape: /* @__PURE__ */ __name((s, options = {}) => orig.escape(s, ext(def, options)), "escape"),
    filter: /* @__PURE__ */ __name((pattern, options = {}) => orig.filter(pattern, ext(def, options)), "filter"),
    defaults: /* @__PURE__ */ __name((options) => orig.defaults(ext(def, options)), "defaults"),
    makeRe: /* @__PURE__ */ __name((pattern, options = {}) => orig.makeRe(pattern, ext(def, options)), "makeRe"),
    braceExpand: /* @__PURE__ */ __name((pattern, options = {}) => orig.braceExpand(pattern, ext(def, options)), "braceExpand"),
    match: /* @__PURE__ */ __name((list2, pattern, options = {}) => orig.match(list2, pattern, ext(def, options)), "match"),
    sep: orig.sep,
    GLOBSTAR
  });
}, "defaults");
minimatch.defaults = defaults;
var braceExpand = /* @__PURE__ */ __name((pattern, options = {}) => {
  assertValidPattern(pattern);
  if (options.nobrace || !/\{(?:(?!\{).)*\}/.test(pattern)) {
    return [pattern];
  }
  return expand(pattern, { max: options.braceExpandMax });
}, "braceExpand");
minimatch.braceExpand = braceExpand;
var makeRe = /* @__PURE__ */ __name((pattern, options = {}) => new Minimatch(pattern, options).makeRe(), "makeRe");
minimatch.makeRe = makeRe;
var match2 = /* @__PURE__ */ __name((list2, pattern, options = {}) => {
  const mm = new Minimatch(pattern, options);
  list2 = list2.filter((f) => mm.match(f));
  if (mm.options.nonull && !list2.length) {
    list2.push(pattern);
  }
  return list2;
}, "match");
minimatch.match = match2;
var globMagic = /[?*]|[+@!]\(.*?\)|\[|\]/;
var regExpEscape2 = /* @__PURE__ */ __name((s) => s.replace(/[-[\]{}()*+?.,\\^$|#\s]/g, "\\$&"), "regExpEscape");
var Minimatch = class {
  static {
    __name(this, "Minimatch");
  }
  options;
  set;
  pattern;
  windowsPathsNoEscape;
  nonegate;
  negate;
  comment;
  empty;
  preserveMultipleSlashes;
  partial;
  globSet;
  globParts;
  nocase;
  isWindows;
  platform;
  windowsNoMagicRoot;
  maxGlobstarRecursion;
  regexp;
  constructor(pattern, options = {}) {
    assertValidPattern(pattern);
    options = options || {};
    this.options = options;
    this.maxGlobstarRecursion = options.maxGlobstarRecursion ?? 200;
    this.pattern = pattern;
    this.platform = options.platform || defaultPlatform;
    this.isWindows = this.platform === "win32";
    const awe = "allowWindowsEscape";
    this.windowsPathsNoEscape = !!options.windowsPathsNoEscape || options[awe] === false;
    if (this.windowsPathsNoEscape) {
      this.pattern = this.pattern.replace(/\\/g, "/");
    }
    this.preserveMultipleSlashes = !!options.preserveMultipleSlashes;
    this.regexp = null;
    this.negate = false;
    this.nonegate = !!options.nonegate;
    this.comment = false;
    this.empty = false;
    this.partial = !!options.partial;
    this.nocase = !!this.options.nocase;
    this.windowsNoMagicRoot = options.windowsNoMagicRoot !== void 0 ? options.windowsNoMagicRoot : !!(this.isWindows && this.nocase);
    this.globSet = [];
    this.globParts = [];
    this.set = [];
    this.make();
  }
  hasMagic() {
    if (this.options.magicalBraces && this.set.length > 1) {
      return true;
    }
    for (const pattern of this.set) {
      for (const part of pattern) {
        if (typeof part !== "string")
          return true;
      }
    }
    return false;
  }
  debug(..._) {
  }
  make() {
    const pattern = this.pattern;
    const options = this.options;
    if (!options.nocomment && pattern.charAt(0) === "#") {
      this.comment = true;
      return;
    }
    if (!pattern) {
      this.empty = true;
      return;
    }
    this.parseNegate();
    this.globSet = [...new Set(this.braceExpand())];
    if (options.debug) {
      this.debug = (...args) => console.error(...args);
    }
    this.debug(this.pattern, this.globSet);
    const rawGlobParts = this.globSet.map((s) => this.slashSplit(s));
    this.globParts = this.preprocess(rawGlobParts);
    this.debug(this.pattern, this.globParts);
    let set = this.globParts.map((s, _, __) => {
      if (this.isWindows && this.windowsNoMagicRoot) {
        const isUNC = s[0] === "" && s[1] === "" && (s[2] === "?" || !globMagic.test(s[2])) && !globMagic.test(s[3]);
        const isDrive = /^[a-z]:/i.test(s[0]);
        if (isUNC) {
          return [
            ...s.slice(0, 4),
            ...s.slice(4).map((ss) => this.parse(ss))
          ];
        } else if (isDrive) {
          return [s[0], ...s.slice(1).map((ss) => this.parse(ss))];
        }
      }
      return s.map((ss) => this.parse(ss));
    });
    this.debug(this.pattern, set);
    this.set = set.filter((s) => s.indexOf(false) === -1);
    if (this.isWindows) {
      for (let i = 0; i < this.set.length; i++) {
        const p = this.set[i];
        if (p[0] === "" && p[1] === "" && this.globParts[i][2] === "?" && typeof p[3] === "string" && /^[a-z]:$/i.test(p[3])) {
          p[2] = "?";
        }
      }
    }
    this.debug(this.pattern, this.set);
  }
  // various transforms to equivalent pattern sets that are
  // faster to process in a filesystem walk.  The goal is to
  // eliminate what we can, and push all ** patterns as far
  // to the right as possible, even if it increases the number
  // of patterns that we have to process.
  preprocess(globParts) {
    if (this.options.noglobstar) {
      for (const partset of globParts) {
        for (let j = 0; j < partset.length; j++) {
          if (partset[j] === "**") {
            partset[j] = "*";
          }
        }
      }
    }
    const { optimizationLevel = 1 } = this.options;
    if (optimizationLevel >= 2) {
      globParts = this.firstPhasePreProcess(globParts);
      globParts = this.secondPhasePreProcess(globParts);
    } else if (optimizationLevel >= 1) {
      globParts = this.levelOneOptimize(globParts);
    } else {
      globParts = this.adjascentGlobstarOptimize(globParts);
    }
    return globParts;
  }
  // just get rid of adjascent ** portions
  adjascentGlobstarOptimize(globParts) {
    return globParts.map((parts) => {
      let gs = -1;
      while (-1 !== (gs = parts.indexOf("**", gs + 1))) {
        let i = gs;
        while (parts[i + 1] === "**") {
          i++;
        }
        if (i !== gs) {
          parts.splice(gs, i - gs);
        }
      }
      return parts;
    });
  }
  // get rid of adjascent ** and resolve .. portions
  levelOneOptimize(globParts) {
    return globParts.map((parts) => {
      parts = parts.reduce((set, part) => {
        const prev = set[set.length - 1];
        if (part === "**" && prev === "**") {
          return set;
        }
        if (part === "..") {
          if (prev && prev !== ".." && prev !== "." && prev !== "**") {
            set.pop();
            return set;
          }
        }
        set.push(part);
        return set;
      }, []);
      return parts.length === 0 ? [""] : parts;
    });
  }
  levelTwoFileOptimize(parts) {
    if (!Array.isArray(parts)) {
      parts = this.slashSplit(parts);
    }
    let didSomething = false;
    do {
      didSomething = false;
      if (!this.preserveMultipleSlashes) {
        for (let i = 1; i < parts.length - 1; i++) {
          const p = parts[i];
          if (i === 1 && p === "" && parts[0] === "")
            continue;
          if (p === "." || p === "") {
            didSomething = true;
            parts.splice(i, 1);
            i--;
          }
        }
        if (parts[0] === "." && parts.length === 2 && (parts[1] === "." || parts[1] === "")) {
          didSomething = true;
          parts.pop();
        }
      }
      let dd = 0;
      while (-1 !== (dd = parts.indexOf("..", dd + 1))) {
        const p = parts[dd - 1];
        if (p && p !== "." && p !== ".." && p !== "**" && !(this.isWindows && /^[a-z]:$/i.test(p))) {
          didSomething = true;
          parts.splice(dd - 1, 2);
          dd -= 2;
        }
      }
    } while (didSomething);
    return parts.length === 0 ? [""] : parts;
  }
  // First phase: single-pattern processing
  // <pre> is 1 or more portions
  // <rest> is 1 or more portions
  // <p> is any portion other than ., .., '', or **
  // <e> is . or ''
  //
  // **/.. is *brutal* for filesystem walking performance, because
  // it effectively resets the recursive walk each time it occurs,
  // and ** cannot be reduced out by a .. pattern part like a regexp
  // or most strings (other than .., ., and '') can be.
  //
  // <pre>/**/../<p>/<p>/<rest> -> {<pre>/../<p>/<p>/<rest>,<pre>/**/<p>/<p>/<rest>}
  // <pre>/<e>/<rest> -> <pre>/<rest>
  // <pre>/<p>/../<rest> -> <pre>/<rest>
  // **/**/<rest> -> **/<rest>
  //
  // **/*/<rest> -> */**/<rest> <== not valid because ** doesn't follow
  // this WOULD be allowed if ** did follow symlinks, or * didn't
  firstPhasePreProcess(globParts) {
    let didSomething = false;
    do {
      didSomething = false;
      for (let parts of globParts) {
        let gs = -1;
        while (-1 !== (gs = parts.indexOf("**", gs + 1))) {
          let gss = gs;
          while (parts[gss + 1] === "**") {
            gss++;
          }
          if (gss > gs) {
            parts.splice(gs + 1, gss - gs);
          }
          let next = parts[gs + 1];
          const p = parts[gs + 2];
          const p2 = parts[gs + 3];
          if (next !== "..")
            continue;
          if (!p || p === "." || p === ".." || !p2 || p2 === "." || p2 === "..") {
            continue;
          }
          didSomething = true;
          parts.splice(gs, 1);
          const other = parts.slice(0);
          other[gs] = "**";
          globParts.push(other);
          gs--;
        }
        if (!this.preserveMultipleSlashes) {
          for (let i = 1; i < parts.length - 1; i++) {
            const p = parts[i];
            if (i === 1 && p === "" && parts[0] === "")
              continue;
            if (p === "." || p === "") {
              didSomething = true;
              parts.splice(i, 1);
              i--;
            }
          }
          if (parts[0] === "." && parts.length === 2 && (parts[1] === "." || parts[1] === "")) {
            didSomething = true;
            parts.pop();
          }
        }
        let dd = 0;
        while (-1 !== (dd = parts.indexOf("..", dd + 1))) {
          const p = parts[dd - 1];
          if (p && p !== "." && p !== ".." && p !== "**") {
            didSomething = true;
            const needDot = dd === 1 && parts[dd + 1] === "**";
            const splin = needDot ? ["."] : [];
            parts.splice(dd - 1, 2, ...splin);
            if (parts.length === 0)
              parts.push("");
            dd -= 2;
          }
        }
      }
    } while (didSomething);
    return globParts;
  }
  // second phase: multi-pattern dedupes
  // {<pre>/*/<rest>,<pre>/<p>/<rest>} -> <pre>/*/<rest>
  // {<pre>/<rest>,<pre>/<rest>} -> <pre>/<rest>
  // {<pre>/**/<rest>,<pre>/<rest>} -> <pre>/**/<rest>
  //
  // {<pre>/**/<rest>,<pre>/**/<p>/<rest>} -> <pre>/**/<rest>
  // ^-- not valid because ** doens't follow symlinks
  secondPhasePreProcess(globParts) {
    for (let i = 0; i < globParts.length - 1; i++) {
      for (let j = i + 1; j < globParts.length; j++) {
        const matched = this.partsMatch(globParts[i], globParts[j], !this.preserveMultipleSlashes);
        if (matched) {
          globParts[i] = [];
          globParts[j] = matched;
          break;
        }
      }
    }
    return globParts.filter((gs) => gs.length);
  }
  partsMatch(a, b, emptyGSMatch = false) {
    let ai = 0;
    let bi = 0;
    let result = [];
    let which = "";
    while (ai < a.length && bi < b.length) {
      if (a[ai] === b[bi]) {
        result.push(which === "b" ? b[bi] : a[ai]);
        ai++;
        bi++;
      } else if (emptyGSMatch && a[ai] === "**" && b[bi] === a[ai + 1]) {
        result.push(a[ai]);
        ai++;
      } else if (emptyGSMatch && b[bi] === "**" && a[ai] === b[bi + 1]) {
        result.push(b[bi]);
        bi++;
      } else if (a[ai] === "*" && b[bi] && (this.options.dot || !b[bi].startsWith(".")) && b[bi] !== "**") {
        if (which === "b")
          return false;
        which = "a";
        result.push(a[ai]);
        ai++;
        bi++;
      } else if (b[bi] === "*" && a[ai] && (this.options.dot || !a[ai].startsWith(".")) && a[ai] !== "**") {
        if (which === "a")
          return false;
        which = "b";
        result.push(b[bi]);
        ai++;
        bi++;
      } else {
        return false;
      }
    }
    return a.length === b.length && result;
  }
  parseNegate() {
    if (this.nonegate)
      return;
    const pattern = this.pattern;
    let negate = false;
    let negateOffset = 0;
    for (let i = 0; i < pattern.length && pattern.charAt(i) === "!"; i++) {
      negate = !negate;
      negateOffset++;
    }
    if (negateOffset)
      this.pattern = pattern.slice(negateOffset);
    this.negate = negate;
  }
  // set partial to true to test if, for example,
  // "/a/b" matches the start of "/*/b/*/d"
  // Partial means, if you run out of file before you run
  // out of pattern, then that's fine, as long as all
  // the parts match.
  matchOne(file, pattern, partial = false) {
    let fileStartIndex = 0;
    let patternStartIndex = 0;
    if (this.isWindows) {
      const fileDrive = typeof file[0] === "string" && /^[a-z]:$/i.test(file[0]);
      const fileUNC = !fileDrive && file[0] === "" && file[1] === "" && file[2] === "?" && /^[a-z]:$/i.test(file[3]);
      const patternDrive = typeof pattern[0] === "string" && /^[a-z]:$/i.test(pattern[0]);
      const patternUNC = !patternDrive && pattern[0] === "" && pattern[1] === "" && pattern[2] === "?" && typeof pattern[3] === "string" && /^[a-z]:$/i.test(pattern[3]);
      const fdi = fileUNC ? 3 : fileDrive ? 0 : void 0;
      const pdi = patternUNC ? 3 : patternDrive ? 0 : void 0;
      if (typeof fdi === "number" && typeof pdi === "number") {
        const [fd, pd] = [
          file[fdi],
          pattern[pdi]
        ];
        if (fd.toLowerCase() === pd.toLowerCase()) {
          pattern[pdi] = fd;
          patternStartIndex = pdi;
          fileStartIndex = fdi;
        }
      }
    }
    const { optimizationLevel = 1 } = this.options;
    if (optimizationLevel >= 2) {
      file = this.levelTwoFileOptimize(file);
    }
    if (pattern.includes(GLOBSTAR)) {
      return this.#matchGlobstar(file, pattern, partial, fileStartIndex, patternStartIndex);
    }
    return this.#matchOne(file, pattern, partial, fileStartIndex, patternStartIndex);
  }
  #matchGlobstar(file, pattern, partial, fileIndex, patternIndex) {
    const firstgs = pattern.indexOf(GLOBSTAR, patternIndex);
    const lastgs = pattern.lastIndexOf(GLOBSTAR);
    const [head, body, tail] = partial ? [
      pattern.slice(patternIndex, firstgs),
      pattern.slice(firstgs + 1),
      []
    ] : [
      pattern.slice(patternIndex, firstgs),
      pattern.slice(firstgs + 1, lastgs),
      pattern.slice(lastgs + 1)
    ];
    if (head.length) {
      const fileHead = file.slice(fileIndex, fileIndex + head.length);
      if (!this.#matchOne(fileHead, head, partial, 0, 0)) {
        return false;
      }
      fileIndex += head.length;
      patternIndex += head.length;
    }
    let fileTailMatch = 0;
    if (tail.length) {
      if (tail.length + fileIndex > file.length)
        return false;
      let tailStart = file.length - tail.length;
      if (this.#matchOne(file, tail, partial, tailStart, 0)) {
        fileTailMatch = tail.length;
      } else {
        if (file[file.length - 1] !== "" || fileIndex + tail.length === file.length) {
          return false;
        }
        tailStart--;
        if (!this.#matchOne(file, tail, partial, tailStart, 0)) {
          return false;
        }
        fileTailMatch = tail.length + 1;
      }
    }
    if (!body.length) {
      let sawSome = !!fileTailMatch;
      for (let i2 = fileIndex; i2 < file.length - fileTailMatch; i2++) {
        const f = String(file[i2]);
        sawSome = true;
        if (f === "." || f === ".." || !this.options.dot && f.startsWith(".")) {
          return false;
        }
      }
      return partial || sawSome;
    }
    const bodySegments = [[[], 0]];
    let currentBody = bodySegments[0];
    let nonGsParts = 0;
    const nonGsPartsSums = [0];
    for (const b of body) {
      if (b === GLOBSTAR) {
        nonGsPartsSums.push(nonGsParts);
        currentBody = [[], 0];
        bodySegments.push(currentBody);
      } else {
        currentBody[0].push(b);
        nonGsParts++;
      }
    }
    let i = bodySegments.length - 1;
    const fileLength = file.length - fileTailMatch;
    for (const b of bodySegments) {
      b[1] = fileLength - (nonGsPartsSums[i--] + b[0].length);
    }
    return !!this.#matchGlobStarBodySections(file, bodySegments, fileIndex, 0, partial, 0, !!fileTailMatch);
  }
  // return false for "nope, not matching"
  // return null for "not matching, cannot keep trying"
  #matchGlobStarBodySections(file, bodySegments, fileIndex, bodyIndex, partial, globStarDepth, sawTail) {
    const bs = bodySegments[bodyIndex];
    if (!bs) {
      for (let i = fileIndex; i < file.length; i++) {
        sawTail = true;
        const f = file[i];
        if (f === "." || f === ".." || !this.options.dot && f.startsWith(".")) {
          return false;
        }
      }
      return sawTail;
    }
    const [body, after] = bs;
    while (fileIndex <= after) {
      const m = this.#matchOne(file.slice(0, fileIndex + body.length), body, partial, fileIndex, 0);
      if (m && globStarDepth < this.maxGlobstarRecursion) {
        const sub = this.#matchGlobStarBodySections(file, bodySegments, fileIndex + body.length, bodyIndex + 1, partial, globStarDepth + 1, sawTail);
        if (sub !== false) {
          return sub;
        }
      }
      const f = file[fileIndex];
      if (f === "." || f === ".." || !this.options.dot && f.startsWith(".")) {
        return false;
      }
      fileIndex++;
    }
    return partial || null;
  }
  #matchOne(file, pattern, partial, fileIndex, patternIndex) {
    let fi;
    let pi;
    let pl;
    let fl;
    for (fi = fileIndex, pi = patternIndex, fl = file.length, pl = pattern.length; fi < fl && pi < pl; fi++, pi++) {
      this.debug("matchOne loop");
      let p = pattern[pi];
      let f = file[fi];
      this.debug(pattern, p, f);
      if (p === false || p === GLOBSTAR) {
        return false;
      }
      let hit;
      if (typeof p === "string") {
        hit = f === p;
        this.debug("string match", p, f, hit);
      } else {
        hit = p.test(f);
        this.debug("pattern match", p, f, hit);
      }
      if (!hit)
        return false;
    }
    if (fi === fl && pi === pl) {
      return true;
    } else if (fi === fl) {
      return partial;
    } else if (pi === pl) {
      return fi === fl - 1 && file[fi] === "";
    } else {
      throw new Error("wtf?");
    }
  }
  braceExpand() {
    return braceExpand(this.pattern, this.options);
  }
  parse(pattern) {
    assertValidPattern(pattern);
    const options = this.options;
    if (pattern === "**")
      return GLOBSTAR;
    if (pattern === "")
      return "";
    let m;
    let fastTest = null;
    if (m = pattern.match(starRE)) {
      fastTest = options.dot ? starTestDot : starTest;
    } else if (m = pattern.match(starDotExtRE)) {
      fastTest = (options.nocase ? options.dot ? starDotExtTestNocaseDot : starDotExtTestNocase : options.dot ? starDotExtTestDot : starDotExtTest)(m[1]);
    } else if (m = pattern.match(qmarksRE)) {
      fastTest = (options.nocase ? options.dot ? qmarksTestNocaseDot : qmarksTestNocase : options.dot ? qmarksTestDot : qmarksTest)(m);
    } else if (m = pattern.match(starDotStarRE)) {
      fastTest = options.dot ? starDotStarTestDot : starDotStarTest;
    } else if (m = pattern.match(dotStarRE)) {
      fastTest = dotStarTest;
    }
    const re = AST.fromGlob(pattern, this.options).toMMPattern();
    if (fastTest && typeof re === "object") {
      Reflect.defineProperty(re, "test", { value: fastTest });
    }
    return re;
  }
  makeRe() {
    if (this.regexp || this.regexp === false)
      return this.regexp;
    const set = this.set;
    if (!set.length) {
      this.regexp = false;
      return this.regexp;
    }
    const options = this.options;
    const twoStar = options.noglobstar ? star2 : options.dot ? twoStarDot : twoStarNoDot;
    const flags = new Set(options.nocase ? ["i"] : []);
    let re = set.map((pattern) => {
      const pp = pattern.map((p) => {
        if (p instanceof RegExp) {
          for (const f of p.flags.split(""))
            flags.add(f);
        }
        return typeof p === "string" ? regExpEscape2(p) : p === GLOBSTAR ? GLOBSTAR : p._src;
      });
      pp.forEach((p, i) => {
        const next = pp[i + 1];
        const prev = pp[i - 1];
        if (p !== GLOBSTAR || prev === GLOBSTAR) {
          return;
        }
        if (prev === void 0) {
          if (next !== void 0 && next !== GLOBSTAR) {
            pp[i + 1] = "(?:\\/|" + twoStar + "\\/)?" + next;
          } else {
            pp[i] = twoStar;
          }
        } else if (next === void 0) {
          pp[i - 1] = prev + "(?:\\/|\\/" + twoStar + ")?";
        } else if (next !== GLOBSTAR) {
          pp[i - 1] = prev + "(?:\\/|\\/" + twoStar + "\\/)" + next;
          pp[i + 1] = GLOBSTAR;
        }
      });
      const filtered = pp.filter((p) => p !== GLOBSTAR);
      if (this.partial && filtered.length >= 1) {
        const prefixes = [];
        for (let i = 1; i <= filtered.length; i++) {
          prefixes.push(filtered.slice(0, i).join("/"));
        }
        return "(?:" + prefixes.join("|") + ")";
      }
      return filtered.join("/");
    }).join("|");
    const [open, close] = set.length > 1 ? ["(?:", ")"] : ["", ""];
    re = "^" + open + re + close + "$";
    if (this.partial) {
      re = "^(?:\\/|" + open + re.slice(1, -1) + close + ")$";
    }
    if (this.negate)
      re = "^(?!" + re + ").+$";
    try {
      this.regexp = new RegExp(re, [...flags].join(""));
    } catch {
      this.regexp = false;
    }
    return this.regexp;
  }
  slashSplit(p) {
    if (this.preserveMultipleSlashes) {
      return p.split("/");
    } else if (this.isWindows && /^\/\/[^/]+/.test(p)) {
      return ["", ...p.split(/\/+/)];
    } else {
      return p.split(/\/+/);
    }
  }
  match(f, partial = this.partial) {
    this.debug("match", f, this.pattern);
    if (this.comment) {
      return false;
    }
    if (this.empty) {
      return f === "";
    }
    if (f === "/" && partial) {
      return true;
    }
    const options = this.options;
    if (this.isWindows) {
      f = f.split("\\").join("/");
    }
    const ff = this.slashSplit(f);
    this.debug(this.pattern, "split", ff);
    const set = this.set;
    this.debug(this.pattern, "set", set);
    let filename = ff[ff.length - 1];
    if (!filename) {
      for (let i = ff.length - 2; !filename && i >= 0; i--) {
        filename = ff[i];
      }
    }
    for (const pattern of set) {
      let file = ff;
      if (options.matchBase && pattern.length === 1) {
        file = [filename];
      }
      const hit = this.matchOne(file, pattern, partial);
      if (hit) {
        if (options.flipNegate) {
          return true;
        }
        return !this.negate;
      }
    }
    if (options.flipNegate) {
      return false;
    }
    return this.negate;
  }
  static defaults(def) {
    return minimatch.defaults(def).Minimatch;
  }
};
minimatch.AST = AST;
minimatch.Minimatch = Minimatch;
minimatch.escape = escape;
minimatch.unescape = unescape;

// node_modules/@actions/glob/lib/internal-path.js
import * as path3 from "path";
import assert2 from "assert";
var IS_WINDOWS3 = process.platform === "win32";
var Path = class {
  static {
    __name(this, "Path");
  }
  /**
   * Constructs a Path
   * @param itemPath Path or array of segments
   */
  constructor(itemPath) {
    this.segments = [];
    if (typeof itemPath === "string") {
      assert2(itemPath, `Parameter 'itemPath' must not be empty`);
      itemPath = safeTrimTrailingSeparator(itemPath);
      if (!hasRoot(itemPath)) {
        this.segments = itemPath.split(path3.sep);
      } else {
        let remaining = itemPath;
        let dir = dirname2(remaining);
        while (dir !== remaining) {
          const basename4 = path3.basename(remaining);
          this.segments.unshift(basename4);
          remaining = dir;
          dir = dirname2(remaining);
        }
        this.segments.unshift(remaining);
      }
    } else {
      assert2(itemPath.length > 0, `Parameter 'itemPath' must not be an empty array`);
      for (let i = 0; i < itemPath.length; i++) {
        let segment = itemPath[i];
        assert2(segment, `Parameter 'itemPath' must not contain any empty segments`);
        segment = normalizeSeparators(itemPath[i]);
        if (i === 0 && hasRoot(segment)) {
          segment = safeTrimTrailingSeparator(segment);
          assert2(segment === dirname2(segment), `Parameter 'itemPath' root segment contains information for multiple segments`);
          this.segments.push(segment);
        } else {
          assert2(!segment.includes(path3.sep), `Parameter 'itemPath' contains unexpected path separators`);
          this.segments.push(segment);
        }
      }
    }
  }
  /**
   * Converts the path to it's string representation
   */
  toString() {
    let result = this.segments[0];
    let skipSlash = result.endsWith(path3.sep) || IS_WINDOWS3 && /^[A-Z]:$/i.test(result);
    for (let i = 1; i < this.segments.length; i++) {
      if (skipSlash) {
        skipSlash = false;
      } else {
        result += path3.sep;
      }
      result += this.segments[i];
    }
    return result;
  }
};

// node_modules/@actions/glob/lib/internal-pattern.js
var IS_WINDOWS4 = process.platform === "win32";
var Pattern = class _Pattern {
  static {
    __name(this, "Pattern");
  }
  constructor(patternOrNegate, isImplicitPattern = false, segments, homedir3) {
    this.negate = false;
    let pattern;
    if (typeof patternOrNegate === "string") {
      pattern = patternOrNegate.trim();
    } else {
      segments = segments || [];
      assert3(segments.length, `Parameter 'segments' must not empty`);
      const root = _Pattern.getLiteral(segments[0]);
      assert3(root && hasAbsoluteRoot(root), `Parameter 'segments' first element must be a root path`);
      pattern = new Path(segments).toString().trim();
      if (patternOrNegate) {
        pattern = `!${pattern}`;
      }
    }
    while (pattern.startsWith("!")) {
      this.negate = !this.negate;
      pattern = pattern.substr(1).trim();
    }
    pattern = _Pattern.fixupPattern(pattern, homedir3);
    this.segments = new Path(pattern).segments;
    this.trailingSeparator = normalizeSeparators(pattern).endsWith(path4.sep);
    pattern = safeTrimTrailingSeparator(pattern);
    let foundGlob = false;
    const searchSegments = this.segments.map((x) => _Pattern.getLiteral(x)).filter((x) => !foundGlob && !(foundGlob = x === ""));
    this.searchPath = new Path(searchSegments).toString();
    this.rootRegExp = new RegExp(_Pattern.regExpEscape(searchSegments[0]), IS_WINDOWS4 ? "i" : "");
    this.isImplicitPattern = isImplicitPattern;
    const minimatchOptions = {
      dot: true,
      nobrace: true,
      nocase: IS_WINDOWS4,
      nocomment: true,
      noext: true,
      nonegate: true
    };
    pattern = IS_WINDOWS4 ? pattern.replace(/\\/g, "/") : pattern;
    this.minimatch = new Minimatch(pattern, minimatchOptions);
  }
  /**
   * Matches the pattern against the specified path
   */
  match(itemPath) {
    if (this.segments[this.segments.length - 1] === "**") {
      itemPath = normalizeSeparators(itemPath);
      if (!itemPath.endsWith(path4.sep) && this.isImplicitPattern === false) {
        itemPath = `${itemPath}${path4.sep}`;
      }
    } else {
      itemPath = safeTrimTrailingSeparator(itemPath);
    }
    if (this.minimatch.match(itemPath)) {
      return this.trailingSeparator ? MatchKind.Directory : MatchKind.All;
    }
    return MatchKind.None;
  }
  /**
   * Indicates whether the pattern may match descendants of the specified path
   */
  partialMatch(itemPath) {
    itemPath = safeTrimTrailingSeparator(itemPath);
    if (dirname2(itemPath) === itemPath) {
      return this.rootRegExp.test(itemPath);
    }
    return this.minimatch.matchOne(itemPath.split(IS_WINDOWS4 ? /\\+/ : /\/+/), this.minimatch.set[0], true);
  }
  /**
   * Escapes glob patterns within a path
   */
  static globEscape(s) {
    return (IS_WINDOWS4 ? s : s.replace(/\\/g, "\\\\")).replace(/(\[)(?=[^/]+\])/g, "[[]").replace(/\?/g, "[?]").replace(/\*/g, "[*]");
  }
  /**
   * Normalizes slashes and ensures absolute root
   */
  static fixupPattern(pattern, homedir3) {
    assert3(pattern, "pattern cannot be empty");
    const literalSegments = new Path(pattern).segments.map((x) => _Pattern.getLiteral(x));
    assert3(literalSegments.every((x, i) => (x !== "." || i === 0) && x !== ".."), `Invalid pattern '${pattern}'. Relative pathing '.' and '..' is not allowed.`);
    assert3(!hasRoot(pattern) || literalSegments[0], `Invalid pattern '${pattern}'. Root segment must not contain globs.`);
    pattern = normalizeSeparators(pattern);
    if (pattern === "." || pattern.startsWith(`.${path4.sep}`)) {
      pattern = _Pattern.globEscape(process.cwd()) + pattern.substr(1);
    } else if (pattern === "~" || pattern.startsWith(`~${path4.sep}`)) {
      homedir3 = homedir3 || os.homedir();
      assert3(homedir3, "Unable to determine HOME directory");
      assert3(hasAbsoluteRoot(homedir3), `Expected HOME directory to be a rooted path. Actual '${homedir3}'`);
      pattern = _Pattern.globEscape(homedir3) + pattern.substr(1);
    } else if (IS_WINDOWS4 && (pattern.match(/^[A-Z]:$/i) || pattern.match(/^[A-Z]:[^\\]/i))) {
      let root = ensureAbsoluteRoot("C:\\dummy-root", pattern.substr(0, 2));
      if (pattern.length > 2 && !root.endsWith("\\")) {
        root += "\\";
      }
      pattern = _Pattern.globEscape(root) + pattern.substr(2);
    } else if (IS_WINDOWS4 && (pattern === "\\" || pattern.match(/^\\[^\\]/))) {
      let root = ensureAbsoluteRoot("C:\\dummy-root", "\\");
      if (!root.endsWith("\\")) {
        root += "\\";
      }
      pattern = _Pattern.globEscape(root) + pattern.substr(1);
    } else {
      pattern = ensureAbsoluteRoot(_Pattern.globEscape(process.cwd()), pattern);
    }
    return normalizeSeparators(pattern);
  }
  /**
   * Attempts to unescape a pattern segment to create a literal path segment.
   * Otherwise returns empty string.
   */
  static getLiteral(segment) {
    let literal = "";
    for (let i = 0; i < segment.length; i++) {
      const c = segment[i];
      if (c === "\\" && !IS_WINDOWS4 && i + 1 < segment.length) {
        literal += segment[++i];
        continue;
      } else if (c === "*" || c === "?") {
        return "";
      } else if (c === "[" && i + 1 < segment.length) {
        let set = "";
        let closed = -1;
        for (let i2 = i + 1; i2 < segment.length; i2++) {
          const c2 = segment[i2];
          if (c2 === "\\" && !IS_WINDOWS4 && i2 + 1 < segment.length) {
            set += segment[++i2];
            continue;
          } else if (c2 === "]") {
            closed = i2;
            break;
          } else {
            set += c2;
          }
        }
        if (closed >= 0) {
          if (set.length > 1) {
            return "";
          }
          if (set) {
            literal += set;
            i = closed;
            continue;
          }
        }
      }
      literal += c;
    }
    return literal;
  }
  /**
   * Escapes regexp special characters
   * https://javascript.info/regexp-escaping
   */
  static regExpEscape(s) {
    return s.replace(/[[\\^$.|?*+()]/g, "\\$&");
  }
};

// node_modules/@actions/glob/lib/internal-search-state.js
var SearchState = class {
  static {
    __name(this, "SearchState");
  }
  constructor(path6, level) {
    this.path = path6;
    this.level = level;
  }
};

// node_modules/@actions/glob/lib/internal-globber.js
var __awaiter = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve3) {
      resolve3(value);
    });
  }
  __name(adopt, "adopt");
  return new (P || (P = Promise))(function(resolve3, reject) {
    function fulfilled(value) {
      try {
        step(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    __name(fulfilled, "fulfilled");
    function rejected(value) {
      try {
        step(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    __name(rejected, "rejected");
    function step(result) {
      result.done ? resolve3(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    __name(step, "step");
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var __asyncValues = function(o) {
  if (!Symbol.asyncIterator) throw new TypeError("Symbol.asyncIterator is not defined.");
  var m = o[Symbol.asyncIterator], i;
  return m ? m.call(o) : (o = typeof __values === "function" ? __values(o) : o[Symbol.iterator](), i = {}, verb("next"), verb("throw"), verb("return"), i[Symbol.asyncIterator] = function() {
    return this;
  }, i);
  function verb(n) {
    i[n] = o[n] && function(v) {
      return new Promise(function(resolve3, reject) {
        v = o[n](v), settle(resolve3, reject, v.done, v.value);
      });
    };
  }
  __name(verb, "verb");
  function settle(resolve3, reject, d, v) {
    Promise.resolve(v).then(function(v2) {
      resolve3({ value: v2, done: d });
    }, reject);
  }
  __name(settle, "settle");
};
var __await = function(v) {
  return this instanceof __await ? (this.v = v, this) : new __await(v);
};
var __asyncGenerator = function(thisArg, _arguments, generator) {
  if (!Symbol.asyncIterator) throw new TypeError("Symbol.asyncIterator is not defined.");
  var g = generator.apply(thisArg, _arguments || []), i, q = [];
  return i = Object.create((typeof AsyncIterator === "function" ? AsyncIterator : Object).prototype), verb("next"), verb("throw"), verb("return", awaitReturn), i[Symbol.asyncIterator] = function() {
    return this;
  }, i;
  function awaitReturn(f) {
    return function(v) {
      return Promise.resolve(v).then(f, reject);
    };
  }
  __name(awaitReturn, "awaitReturn");
  function verb(n, f) {
    if (g[n]) {
      i[n] = function(v) {
        return new Promise(function(a, b) {
          q.push([n, v, a, b]) > 1 || resume(n, v);
        });
      };
      if (f) i[n] = f(i[n]);
    }
  }
  __name(verb, "verb");
  function resume(n, v) {
    try {
      step(g[n](v));
    } catch (e) {
      settle(q[0][3], e);
    }
  }
  __name(resume, "resume");
  function step(r) {
    r.value instanceof __await ? Promise.resolve(r.value.v).then(fulfill, reject) : settle(q[0][2], r);
  }
  __name(step, "step");
  function fulfill(value) {
    resume("next", value);
  }
  __name(fulfill, "fulfill");
  function reject(value) {
    resume("throw", value);
  }
  __name(reject, "reject");
  function settle(f, v) {
    if (f(v), q.shift(), q.length) resume(q[0][0], q[0][1]);
  }
  __name(settle, "settle");
};
var IS_WINDOWS5 = process.platform === "win32";
var DefaultGlobber = class _DefaultGlobber {
  static {
    __name(this, "DefaultGlobber");
  }
  constructor(options) {
    this.patterns = [];
    this.searchPaths = [];
    this.options = getOptions(options);
  }
  getSearchPaths() {
    return this.searchPaths.slice();
  }
  glob() {
    return __awaiter(this, void 0, void 0, function* () {
      var _a2, e_1, _b, _c;
      const result = [];
      try {
        for (var _d = true, _e = __asyncValues(this.globGenerator()), _f; _f = yield _e.next(), _a2 = _f.done, !_a2; _d = true) {
          _c = _f.value;
          _d = false;
          const itemPath = _c;
          result.push(itemPath);
        }
      } catch (e_1_1) {
        e_1 = { error: e_1_1 };
      } finally {
        try {
          if (!_d && !_a2 && (_b = _e.return)) yield _b.call(_e);
        } finally {
          if (e_1) throw e_1.error;
        }
      }
      return result;
    });
  }
  globGenerator() {
    return __asyncGenerator(this, arguments, /* @__PURE__ */ __name(function* globGenerator_1() {
      const options = getOptions(this.options);
      const patterns = [];
      for (const pattern of this.patterns) {
        patterns.push(pattern);
        if (options.implicitDescendants && (pattern.trailingSeparator || pattern.segments[pattern.segments.length - 1] !== "**")) {
          patterns.push(new Pattern(pattern.negate, true, pattern.segments.concat("**")));
        }
      }
      const stack = [];
      for (const searchPath of getSearchPaths(patterns)) {
        debug(`Search path '${searchPath}'`);
        try {
          yield __await(fs.promises.lstat(searchPath));
        } catch (err) {
          if (err.code === "ENOENT") {
            continue;
          }
          throw err;
        }
        stack.unshift(new SearchState(searchPath, 1));
      }
      const traversalChain = [];
      while (stack.length) {
        const item = stack.pop();
        const match3 = match(patterns, item.path);
        const partialMatch2 = !!match3 || partialMatch(patterns, item.path);
        if (!match3 && !partialMatch2) {
          continue;
        }
        const stats = yield __await(
          _DefaultGlobber.stat(item, options, traversalChain)
          // Broken symlink, or symlink cycle detected, or no longer exists
        );
        if (!stats) {
          continue;
        }
        if (options.excludeHiddenFiles && path5.basename(item.path).match(/^\./)) {
          continue;
        }
        if (stats.isDirectory()) {
          if (match3 & MatchKind.Directory && options.matchDirectories) {
            yield yield __await(item.path);
          } else if (!partialMatch2) {
            continue;
          }
          const childLevel = item.level + 1;
          const childItems = (yield __await(fs.promises.readdir(item.path))).map((x) => new SearchState(path5.join(item.path, x), childLevel));
          stack.push(...childItems.reverse());
        } else if (match3 & MatchKind.File) {
          yield yield __await(item.path);
        }
      }
    }, "globGenerator_1"));
  }
  /**
   * Constructs a DefaultGlobber
   */
  static create(patterns, options) {
    return __awaiter(this, void 0, void 0, function* () {
      const result = new _DefaultGlobber(options);
      if (IS_WINDOWS5) {
        patterns = patterns.replace(/\r\n/g, "\n");
        patterns = patterns.replace(/\r/g, "\n");
      }
      const lines = patterns.split("\n").map((x) => x.trim());
      for (const line of lines) {
        if (!line || line.startsWith("#")) {
          continue;
        } else {
          result.patterns.push(new Pattern(line));
        }
      }
      result.searchPaths.push(...getSearchPaths(result.patterns));
      return result;
    });
  }
  static stat(item, options, traversalChain) {
    return __awaiter(this, void 0, void 0, function* () {
      let stats;
      if (options.followSymbolicLinks) {
        try {
          stats = yield fs.promises.stat(item.path);
        } catch (err) {
          if (err.code === "ENOENT") {
            if (options.omitBrokenSymbolicLinks) {
              debug(`Broken symlink '${item.path}'`);
              return void 0;
            }
            throw new Error(`No information found for the path '${item.path}'. This may indicate a broken symbolic link.`);
          }
          throw err;
        }
      } else {
        stats = yield fs.promises.lstat(item.path);
      }
      if (stats.isDirectory() && options.followSymbolicLinks) {
        const realPath = yield fs.promises.realpath(item.path);
        while (traversalChain.length >= item.level) {
          traversalChain.pop();
        }
        if (traversalChain.some((x) => x === realPath)) {
          debug(`Symlink cycle detected for path '${item.path}' and realpath '${realPath}'`);
          return void 0;
        }
        traversalChain.push(realPath);
      }
      return stats;
    });
  }
};

// node_modules/@actions/glob/lib/glob.js
var __awaiter2 = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve3) {
      resolve3(value);
    });
  }
  __name(adopt, "adopt");
  return new (P || (P = Promise))(function(resolve3, reject) {
    function fulfilled(value) {
      try {
        step(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    __name(fulfilled, "fulfilled");
    function rejected(value) {
      try {
        step(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    __name(rejected, "rejected");
    function step(result) {
      result.done ? resolve3(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    __name(step, "step");
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
function create(patterns, options) {
  return __awaiter2(this, void 0, void 0, function* () {
    return yield DefaultGlobber.create(patterns, options);
  });
}
__name(create, "create");

// src/run/globs.ts
var DIRECTORY = 1;
var FILE = 2;
async function glob(patterns) {
  const resolved = patterns.map((pattern) => resolveDots(pattern));
  const folders = new Set(resolved.filter(mayNameFolder));
  const globber = await makeGlobber(
    resolved.flatMap((pattern) => folders.has(pattern) ? [pattern, below(pattern)] : [pattern]),
    patterns
  );
  const found = await new Walk(globber).run();
  const named = await makeGlobber([...folders], patterns);
  return withoutSearched(found, named.patterns);
}
__name(glob, "glob");
function literalPattern(path6) {
  return escaped(resolve(path6)).replace(/[^\S\n\r]$/g, "[$&]").replace(/[\n\r]/g, "?");
}
__name(literalPattern, "literalPattern");
function escaped(path6) {
  return (process.platform === "win32" ? path6 : path6.replaceAll("\\", "\\\\")).replace(
    /[[?*]/g,
    "[$&]"
  );
}
__name(escaped, "escaped");
async function makeGlobber(patterns, given) {
  if (patterns.length === 0) {
    return { patterns: [], getSearchPaths: /* @__PURE__ */ __name(() => [], "getSearchPaths") };
  }
  try {
    const globber = await create(patterns.join("\n"), { implicitDescendants: false });
    return globber;
  } catch (error) {
    throw new InputError(
      "files",
      given.join("\n"),
      "glob patterns with *, **, ? and [a-z], absolute or relative to the working directory",
      `${messageOf(error)}.`
    );
  }
}
__name(makeGlobber, "makeGlobber");
function resolveDots(pattern, cwd = process.cwd(), platform = process.platform) {
  const [, marks = "", body = ""] = /^((?:!\s*)*)(.*)$/s.exec(pattern) ?? [];
  const windows = platform === "win32";
  const path6 = windows ? body.replace(
    /^[\\/]{2}\?[\\/](?:UNC(?=[\\/]))?/i,
    (prefix) => prefix.length > 4 ? "\\" : ""
  ) : body;
  const parts = path6.split(windows ? /[\\/]/ : "/");
  if (!parts.some((part, index) => part === ".." || part === "." && index > 0)) {
    return marks + path6;
  }
  const separator = windows ? "\\" : "/";
  const rooted = /^[\\/]/.test(path6) || windows && /^[a-z]:/i.test(path6);
  const base = parts[0] === "~" ? homedir2() : rooted ? void 0 : cwd;
  const whole = base === void 0 ? parts : [...escaped(base).split(separator), ...parts.slice(parts[0] === "~" ? 1 : 0)];
  const kept = [];
  for (const [index, part] of whole.entries()) {
    if (part === "..") {
      if (hasWildcard(kept.at(-1) ?? "")) {
        throw new InputError(
          "files",
          pattern,
          "patterns in which '..' comes before every wildcard",
          "Write the folder that is meant, or one pattern for each."
        );
      }
      if (kept.length > 1) {
        kept.pop();
      }
    } else if (part !== "." && (part !== "" || index === 0 || index === whole.length - 1)) {
      kept.push(part);
    }
  }
  const share = windows && /^[\\/]{2}/.test(path6) ? separator : "";
  return marks + share + (kept.length === 1 ? `${kept[0]}${separator}` : kept.join(separator));
}
__name(resolveDots, "resolveDots");
function mayNameFolder(pattern) {
  const windows = process.platform === "win32";
  const last = withoutEnd(pattern).split(windows ? /[\\/]/ : "/").at(-1) ?? "";
  if (hasWildcard(last) || /^\s*#/.test(pattern)) {
    return false;
  }
  if (pattern.startsWith("!") || pattern.startsWith("~") || hasWildcard(pattern)) {
    return true;
  }
  const path6 = pattern.replace(
    windows ? /\[(.)\]/gs : /\\(.)|\[(.)\]/gs,
    (_, ...groups) => groups[0] ?? groups[1] ?? ""
  );
  return statQuietly(path6)?.isDirectory() === true;
}
__name(mayNameFolder, "mayNameFolder");
function withoutEnd(pattern) {
  return pattern.replace(process.platform === "win32" ? /[\\/]+$/ : /\/+$/, "");
}
__name(withoutEnd, "withoutEnd");
function hasWildcard(part) {
  const escapes = process.platform === "win32" ? /\[.\]/gs : /\\.|\[.\]/gs;
  return /[*?]|\[.+\]/s.test(part.replace(escapes, ""));
}
__name(hasWildcard, "hasWildcard");
function below(pattern) {
  return `${withoutEnd(pattern)}${sep5}${pattern.startsWith("!") ? "**" : `**${sep5}*.wasm`}`;
}
__name(below, "below");
function withoutSearched({ paths, troubles }, named) {
  const isNamed = /* @__PURE__ */ __name((path6) => named.some((pattern) => !pattern.negate && (pattern.match(path6) & DIRECTORY) !== 0), "isNamed");
  const folders = paths.filter(
    (path6) => isNamed(path6) && statQuietly(path6)?.isDirectory() === true
  );
  const empty = folders.filter(
    (folder) => !paths.some((path6) => path6.startsWith(folder === sep5 ? sep5 : folder + sep5))
  );
  return {
    paths: paths.filter((path6) => !folders.includes(path6)),
    troubles: [
      ...troubles,
      ...empty.map((path6) => ({
        path: path6,
        harmless: true,
        reason: "a directory with no .wasm file below it"
      }))
    ]
  };
}
__name(withoutSearched, "withoutSearched");
var Walk = class {
  static {
    __name(this, "Walk");
  }
  #globber;
  #paths = /* @__PURE__ */ new Set();
  #troubles = /* @__PURE__ */ new Map();
  constructor(globber) {
    this.#globber = globber;
  }
  async run() {
    const steps = this.#globber.getSearchPaths().map((path6) => ({ path: path6, bytes: void 0, entry: void 0, above: [] }));
    for (let step = steps.pop(); step !== void 0; step = steps.pop()) {
      for (const next of await this.#take(step)) {
        steps.push(next);
      }
    }
    const troubles = [...this.#troubles.values()];
    return {
      paths: [...this.#paths].sort(),
      troubles: troubles.sort((a, b) => a.path < b.path ? -1 : 1)
    };
  }
  /** Notes a path if it matches. Returns what lies in it, if that is to be looked at. */
  async #take(step) {
    const { path: path6, bytes, entry } = step;
    const kind = this.#match(path6);
    const descend = this.#mayMatchBelow(path6);
    if (kind === 0 && !descend) {
      return [];
    }
    if (entry?.isFile() === true) {
      this.#note(step, kind & FILE);
      return [];
    }
    let stats;
    try {
      stats = await stat(bytes ?? path6);
    } catch (error) {
      this.#cannotFollow(step, kind, error);
      return [];
    }
    if (!stats.isDirectory()) {
      this.#note(step, kind & FILE);
      return [];
    }
    return await this.#enter(step, kind & DIRECTORY, descend);
  }
  async #enter(step, matches, descend) {
    const { path: path6, bytes, entry, above } = step;
    try {
      const parent = above.at(-1);
      const real = parent !== void 0 && bytes === void 0 && entry?.isSymbolicLink() === false ? resolve(parent, basename3(path6)) : await realpath(bytes ?? path6);
      if (above.includes(real)) {
        return [];
      }
      this.#note(step, matches);
      if (!descend) {
        return [];
      }
      const entries = await readdir(bytes ?? path6, { encoding: "buffer", withFileTypes: true });
      return entries.map((child) => {
        const name = child.name.toString();
        const faithful = bytes === void 0 && Buffer.from(name).equals(child.name);
        return {
          path: path6.endsWith(sep5) ? path6 + name : `${path6}${sep5}${name}`,
          bytes: faithful ? void 0 : Buffer.concat([bytes ?? Buffer.from(path6), Buffer.from(sep5), child.name]),
          entry: child,
          above: [...above, real]
        };
      });
    } catch (error) {
      const { code = "" } = error;
      if (code !== "ENOENT") {
        this.#trouble(
          path6,
          bytes,
          false,
          `cannot be searched: ${messageOf(error)}. Make it readable, or leave it out with the pattern '!**/${basename3(path6)}/**'`
        );
      }
      return [];
    }
  }
  #note({ path: path6, bytes }, matches) {
    if (matches === 0) {
      return;
    }
    if (bytes === void 0) {
      this.#paths.add(path6);
    } else {
      this.#trouble(path6, bytes, false, "its name is not UTF-8: rename it, or a folder above it");
    }
  }
  /** A link in a circle, to nothing, or to where one may not go. */
  #cannotFollow({ path: path6, bytes }, kind, error) {
    const link = error.code !== "ENOENT" || lstatQuietly(bytes ?? path6)?.isSymbolicLink() === true;
    if (link) {
      const reason = error.code === "ENOENT" ? "a link to nothing" : error.code === "ELOOP" ? "a link in a circle, or in a chain of too many" : `cannot be looked at: ${messageOf(error)}`;
      const harmless = (kind & FILE) === 0 && ["ENOENT", "ELOOP"].includes(error.code ?? "");
      if (!harmless || error.code !== "ENOENT") {
        this.#trouble(path6, bytes, harmless, reason);
      }
    }
  }
  #trouble(path6, bytes, harmless, reason) {
    const shown = bytes === void 0 ? path6 : showBytes(bytes);
    this.#troubles.set(shown, { path: shown, harmless, reason });
  }
  #match(path6) {
    let kind = 0;
    for (const pattern of this.#globber.patterns) {
      kind = pattern.negate ? kind & ~pattern.match(path6) : kind | pattern.match(path6);
    }
    return kind;
  }
  /** False also where a pattern with `!` takes away all that could be found below. */
  #mayMatchBelow(path6) {
    const { patterns } = this.#globber;
    const cut = patterns.findLastIndex(
      (pattern) => pattern.negate && pattern.segments.at(-1) === "**" && pattern.match(path6) !== 0
    );
    return patterns.slice(cut + 1).some((pattern) => !pattern.negate && pattern.partialMatch(path6));
  }
};
function showBytes(bytes) {
  let shown = "";
  for (let at = 0; at < bytes.length; ) {
    const length = [1, 2, 3, 4].find((count2) => {
      const piece = bytes.subarray(at, at + count2);
      return piece.length === count2 && Buffer.from(piece.toString()).equals(piece);
    });
    shown += length === void 0 ? `\\x${bytes.subarray(at, at + 1).toString("hex")}` : bytes.subarray(at, at + length).toString();
    at += length ?? 1;
  }
  return shown;
}
__name(showBytes, "showBytes");
function lstatQuietly(path6) {
  try {
    return lstatSync(path6);
  } catch {
    return void 0;
  }
}
__name(lstatQuietly, "lstatQuietly");
function statQuietly(path6) {
  try {
    return statSync(path6);
  } catch {
    return void 0;
  }
}
__name(statQuietly, "statQuietly");

// src/upload/layout.ts
import { posix, win32 } from "node:path";
var REFUSED = /["\\:<>|*?\r\n]/;
var CASELESS = /windows|darwin|apple/;
function layOutUpload(artifacts, cwd, platform = process.platform) {
  const parts = /* @__PURE__ */ __name((path6) => split(path6, platform), "parts");
  const below2 = parts(cwd);
  const paths = artifacts.map(({ path: path6 }) => parts(path6));
  const inside = paths.every((path6) => commonLength(path6, below2) === below2.length);
  const base = inside ? below2.length : paths.reduce(
    (length, path6) => Math.min(length, commonLength(path6, paths[0] ?? []), path6.length - 1),
    Number.POSITIVE_INFINITY
  );
  const named = /* @__PURE__ */ new Map();
  const taken = /* @__PURE__ */ new Map();
  for (const { target, path: path6 } of artifacts) {
    const name = parts(path6).slice(base).join("/");
    const refused = REFUSED.exec(name);
    if (refused !== null) {
      throw uploadError(
        path6,
        'without " : < > | * ? \\ and line breaks, in the artifact and its folders',
        `The service for workflow artifacts refuses ${JSON.stringify(refused[0])}: rename the component or its folder, or name the place with {dir} and {target} alone.`
      );
    }
    const place = CASELESS.test(target) ? name.normalize("NFC").toLowerCase() : name;
    const other = taken.get(`${target}\0${place}`);
    if (other !== void 0) {
      throw uploadError(
        path6,
        "with one name for each file of a workflow artifact",
        `'${other}' would be the same file there: use {dir}, {stem} and {target} to tell them apart.`
      );
    }
    taken.set(`${target}\0${place}`, path6);
    const files = named.get(target) ?? [];
    files.push({ file: path6, name }, { file: sidecarPath(path6), name: sidecarPath(name) });
    named.set(target, files);
  }
  return named;
}
__name(layOutUpload, "layOutUpload");
function uploadError(path6, allowed, advice) {
  return new InputError("output", path6, `paths ${allowed}`, advice);
}
__name(uploadError, "uploadError");
function split(path6, platform) {
  const windows = platform === "win32";
  const { root } = (windows ? win32 : posix).parse(path6);
  const rest = path6.slice(root.length);
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

// src/run/cache.ts
var MOST_NAMED = 3;
var Cache = class {
  static {
    __name(this, "Cache");
  }
  #store;
  #reporter;
  #unread = /* @__PURE__ */ new Map();
  #refused = /* @__PURE__ */ new Map();
  #unsaved = /* @__PURE__ */ new Map();
  #refusedKeys = /* @__PURE__ */ new Set();
  #saved = 0;
  /** @param store undefined where there is none */
  constructor(store, reporter) {
    this.#store = store;
    this.#reporter = reporter;
  }
  /**
   * What the store has, if it may be used.
   *
   * @param what the entry, for people: component and target
   * @param use takes the untrusted files; throws an Error that says why they may not be used
   */
  async get(what, slot, use) {
    if (this.#store === void 0) {
      return void 0;
    }
    const { description } = this.#store;
    let found;
    try {
      found = await this.#store.get(slot);
    } catch (error) {
      if (error instanceof RefusedEntry) {
        this.#refuse(what, slot, error);
      } else {
        this.#note(this.#unread, what, error, `not read from the ${description}`);
      }
      return void 0;
    }
    if (found === "off") {
      return void 0;
    }
    if (found === "miss") {
      this.#reporter.detail(`${what}: not in the ${description} under ${slot.key}`);
      return void 0;
    }
    try {
      return use(found);
    } catch (error) {
      this.#refuse(what, slot, error);
      return void 0;
    }
  }
  async put(what, slot, files) {
    if (this.#store === void 0) {
      return;
    }
    const { description } = this.#store;
    try {
      const replacing = this.#refusedKeys.has(slot.key);
      switch (await this.#store.put(slot, files, replacing)) {
        case "saved":
          this.#saved += 1;
          this.#reporter.detail(`${what}: saved to the ${description}`);
          break;
        case "present":
          if (replacing) {
            throw new Error("the refused entry stays in its place until it is deleted there");
          }
          this.#reporter.detail(`${what}: another job has saved it to the ${description} already`);
          break;
        case "off":
      }
    } catch (error) {
      this.#note(this.#unsaved, what, error, `not saved to the ${description}`);
    }
  }
  /** What was saved so far, for the manifest. */
  get saves() {
    return {
      saved: this.#saved,
      not_saved: count(this.#unsaved),
      reasons: [...this.#unsaved.keys()]
    };
  }
  /** The one warning, if anything went wrong. */
  report() {
    const where = this.#store?.description;
    const sentences = [
      [this.#unread, `not read from the ${where}`],
      [this.#refused, "stored but not used"],
      [this.#unsaved, `not saved to the ${where}`]
    ];
    const told = sentences.filter(([troubles]) => troubles.size > 0).map(
      ([troubles, what]) => `${plural(count(troubles), "entry", "entries")} ${what}: ${list(troubles)}`
    );
    if (told.length > 0) {
      this.#reporter.warning(`${told.join(". ")}.`);
    }
  }
  #refuse(what, { key }, error) {
    this.#refusedKeys.add(key);
    this.#note(this.#refused, what, error, `what is stored under ${key} is not used`);
  }
  #note(troubles, what, error, told) {
    const reason = messageOf(error);
    troubles.set(reason, [...troubles.get(reason) ?? [], what]);
    this.#reporter.detail(`${what}: ${told}: ${reason}`);
  }
};
function count(troubles) {
  return [...troubles.values()].reduce((sum, { length }) => sum + length, 0);
}
__name(count, "count");
function list(troubles) {
  const causes = [...troubles].sort(([, a], [, b]) => b.length - a.length).map(([reason, entries]) => `${reason} (${shorten(entries, ", ")})`);
  return shorten(causes, "; ");
}
__name(list, "list");
function shorten(texts, separator) {
  const more = texts.length - MOST_NAMED;
  return [...texts.slice(0, MOST_NAMED), ...more > 0 ? [`and ${more} more`] : []].join(separator);
}
__name(shorten, "shorten");
function plural(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}
__name(plural, "plural");

// src/store/entry.ts
var ARTIFACT = "artifact.cwasm";
var SIDECAR = "artifact.cwasm.meta";
var RECORD = "record.json";
var MOST_TEXT = 64 * 1024;
var MOST_FIXED = 16 * 1024 * 1024;
var MOST_PER_BYTE = 256;
var MOST_ARTIFACT = 2 ** 31;
function entrySlot({ name }, size2) {
  return {
    ...name,
    match: "exact",
    limits: {
      [ARTIFACT]: Math.min(MOST_ARTIFACT, MOST_FIXED + MOST_PER_BYTE * size2),
      [SIDECAR]: MOST_TEXT,
      [RECORD]: MOST_TEXT
    }
  };
}
__name(entrySlot, "entrySlot");
function entryFiles({ artifact, sidecar, record }) {
  return { [ARTIFACT]: artifact, [SIDECAR]: Buffer.from(sidecar), [RECORD]: Buffer.from(record) };
}
__name(entryFiles, "entryFiles");
function makeEntry(artifact, expected) {
  requireEngine(artifact, expected);
  const artifactSha256 = sha256(artifact);
  return {
    artifact,
    artifactSha256,
    sidecar: writeSidecar(expected.key),
    record: `${JSON.stringify({ key: expected.name.key, artifact_sha256: artifactSha256 })}
`
  };
}
__name(makeEntry, "makeEntry");
function verifyEntry(files, expected) {
  const artifact = files[ARTIFACT] ?? new Uint8Array();
  const [sidecar, record] = [SIDECAR, RECORD].map(
    (name) => Buffer.from(files[name] ?? []).toString()
  );
  const artifactSha256 = sha256(artifact);
  const fault = recordFault(record, expected.name.key, artifactSha256) ?? sidecarMismatch(sidecar, expected.key);
  if (fault !== void 0) {
    throw new Error(fault);
  }
  requireEngine(artifact, expected);
  return { artifact, artifactSha256, sidecar, record };
}
__name(verifyEntry, "verifyEntry");
function requireEngine(artifact, expected) {
  let head;
  try {
    head = parseArtifact(artifact);
  } catch (error) {
    throw new Error(`the artifact is damaged: ${messageOf(error)}`);
  }
  if (head.kind !== expected.kind) {
    throw new Error(`the artifact is of a ${head.kind}, not of a ${expected.kind}`);
  }
  if (!Buffer.from(head.engineSection).equals(expected.engineSection)) {
    const difference = engineDifference(head.engineSection, expected.engineSection);
    throw new Error(`the artifact was made by another engine: ${difference}`);
  }
}
__name(requireEngine, "requireEngine");
function recordFault(text2, key, artifactSha256) {
  let record;
  try {
    record = JSON.parse(text2);
  } catch {
    return "the entry's record is not JSON";
  }
  if (typeof record !== "object" || record === null || Reflect.get(record, "key") !== key) {
    return "the entry's record is of another key";
  }
  return Reflect.get(record, "artifact_sha256") === artifactSha256 ? void 0 : "the artifact's sha256 is not the recorded one";
}
__name(recordFault, "recordFault");

// src/run/deliver.ts
import { dirname as dirname3 } from "node:path";
async function deliver(task, { artifact, artifactSha256, sidecar }, made, { cwd, outcome, settings }) {
  for (const place of task.places) {
    const { component, path: path6 } = place;
    try {
      await placePair(path6, artifact, sidecar, settings.directoryMode);
      const mode = await directoryModeOf(dirname3(path6));
      if (settings.directoryMode === void 0 && mode !== void 0 && mode !== DIRECTORY_MODE) {
        outcome.noteMode(displayPath(dirname3(path6), cwd), mode);
      }
      outcome.place(place, {
        component: component.path,
        target: task.target.triple,
        status: made.status,
        artifact: displayPath(path6, cwd),
        sidecar: displayPath(sidecarPath(path6), cwd),
        key: namedFields(task.expected.key),
        entry: task.expected.name.key,
        component_size: component.size,
        artifact_size: artifact.length,
        artifact_sha256: artifactSha256,
        milliseconds: Math.round(made.milliseconds)
      });
    } catch (error) {
      outcome.fail([place], `cannot be written: ${messageOf(error)}`);
    }
  }
}
__name(deliver, "deliver");

// src/run/function-caches.ts
var BLOB = "blob";
var OVERHEAD = 64 * 1024;
var FunctionCaches = class {
  static {
    __name(this, "FunctionCaches");
  }
  #context;
  #opened = /* @__PURE__ */ new Map();
  constructor(context) {
    this.#context = context;
  }
  /**
   * The cache of a target; the store is asked once. Undefined if there is to be none.
   *
   * @param identity see `Compiler.identity`
   */
  async get(compiler, identity, target) {
    if (this.#context.settings.functionCacheLimit === 0) {
      return void 0;
    }
    const opened = this.#opened.get(target) ?? this.#restore(compiler, identity, target);
    this.#opened.set(target, opened);
    return (await opened).functions;
  }
  /** Saves what was learned. */
  async save() {
    const { settings, cache } = this.#context;
    for (const { what, slot, functions } of await Promise.all(this.#opened.values())) {
      const bytes = functions.pack(settings.functionCacheLimit);
      if (bytes !== void 0) {
        await cache.put(what, slot, { [BLOB]: bytes });
      }
    }
  }
  async #restore(compiler, identity, { triple, sectionDigest }) {
    const { settings, cache, reporter } = this.#context;
    const what = `function cache for ${triple}`;
    const owner = `${identity} ${triple} ${sectionDigest}`;
    const digest = sha256(owner);
    const slot = {
      match: "prefix",
      key: `cwasm-functions-v1-${compilerName(compiler)}-${triple}-${digest}-`,
      folder: `functions-${digest.slice(0, 32)}`,
      limits: { [BLOB]: settings.functionCacheLimit + OVERHEAD }
    };
    const functions = new FunctionCache(
      owner,
      (reason) => reporter.warning(
        `the stored ${what} is wrong, although its digest is right: ${reason}. Everything is compiled without it, and it is replaced where this run may save.`
      )
    );
    await cache.get(what, slot, (files) => {
      const bytes = files[BLOB] ?? new Uint8Array();
      const fault = functions.load(bytes);
      if (fault !== void 0) {
        throw new Error(fault);
      }
      reporter.detail(`${what}: ${size(bytes.length)} restored`);
    });
    return { what, slot, functions };
  }
};

// src/run/plan.ts
import { dirname as dirname4, resolve as resolve2 } from "node:path";
function describeTask({ component, target }) {
  return `${component.path} for ${target.triple}`;
}
__name(describeTask, "describeTask");
function layOut(components, engines, output, cwd) {
  const taken = /* @__PURE__ */ new Map();
  return components.flatMap(
    (component) => engines.flatMap(
      (engine) => engine.targets.map((target) => {
        const place = { component, engine, target, path: pathOf(component, target, output, cwd) };
        claim(place, taken);
        return place;
      })
    )
  );
}
__name(layOut, "layOut");
function pathOf(component, target, output, cwd) {
  const { stem } = component;
  const folder = dirname4(component.file);
  const dir = folder === cwd ? "." : displayPath(folder, cwd);
  const path6 = output({ dir, stem, target: target.triple });
  if (stem === "." || stem === "..") {
    throw outputError(path6, `The name of ${component.path} gives no file name.`);
  }
  return resolve2(cwd, path6);
}
__name(pathOf, "pathOf");
function claim(place, taken) {
  const { path: path6 } = place;
  const owner = describeTask(place);
  const identity = process.platform === "linux" ? path6 : path6.normalize("NFC").toLowerCase();
  const other = taken.get(identity);
  if (other !== void 0) {
    throw outputError(
      path6,
      `Both ${other} and ${owner} would be written there: use {dir}, {stem} and {target} to tell them apart, or take one of them out of ${mention("files")}.`
    );
  }
  taken.set(identity, owner);
}
__name(claim, "claim");
function outputError(path6, advice) {
  return new InputError("output", path6, "one path for each artifact", advice);
}
__name(outputError, "outputError");
function planTasks(places, explain) {
  const tasks = /* @__PURE__ */ new Map();
  for (const place of places) {
    const { component, engine, target } = place;
    const key = cacheKey(component.sha256, engine, target);
    const name = entryName(key, engine.compiler, target);
    const task = tasks.get(name.key);
    if (task !== void 0) {
      task.places.push(place);
      continue;
    }
    tasks.set(name.key, {
      component,
      engine,
      target,
      expected: { name, key, kind: component.kind, engineSection: target.section },
      places: [place]
    });
    const parts = keyParts(key, engine.compiler, target).map(([part, value]) => `${part} ${value}`);
    explain(`${describeTask(place)}: ${parts.join(", ")}`);
  }
  return [...tasks.values()];
}
__name(planTasks, "planTasks");

// src/run/compile.ts
var SAVES = 4;
var WORTH_REUSING = 64 * 1024;
async function compileAll(tasks, context) {
  const { settings, cache, signal, outcome } = context;
  const caches = new FunctionCaches(context);
  const saving = atMost(SAVES);
  const order2 = [...tasks].sort((a, b) => b.component.size - a.component.size);
  await mapAtMost(settings.jobs + SAVES, order2, async (task) => {
    if (signal.aborted) {
      return;
    }
    try {
      const { entry, milliseconds } = await compileOne(task, caches, context);
      await deliver(task, entry, { status: "compiled", milliseconds }, context);
      const slot = entrySlot(task.expected, task.component.size);
      await saving(() => cache.put(describeTask(task), slot, entryFiles(entry)));
    } catch (error) {
      if (!signal.aborted) {
        outcome.fail(task.places, messageOf(error));
      }
    }
  });
  if (!context.cancel.aborted) {
    await caches.save();
  }
}
__name(compileAll, "compileAll");
async function compileOne(task, caches, { reporter, settings }) {
  const { component, engine, target, expected } = task;
  const compiler = await engine.opened.get();
  const { artifact, milliseconds } = await compiler.compile({
    read: /* @__PURE__ */ __name(() => readComponent(component), "read"),
    size: component.size,
    options: target.options,
    target: target.triple,
    timeout: settings.timeout,
    functions: component.size < WORTH_REUSING || compiler.identity === void 0 ? void 0 : await caches.get(engine.compiler, compiler.identity, target),
    onProgress: /* @__PURE__ */ __name((done, all) => reporter.progress(`${describeTask(task)}: ${done} of ${all} functions`), "onProgress")
  });
  return { entry: makeEntry(artifact, expected), milliseconds };
}
__name(compileOne, "compileOne");

// src/run/outcome.ts
var Outcome = class {
  static {
    __name(this, "Outcome");
  }
  #artifacts = [];
  #skipped = [];
  #failed = [];
  /** Where artifacts are still due. */
  #due = /* @__PURE__ */ new Set();
  #modes = /* @__PURE__ */ new Map();
  #reporter;
  #onFailure;
  /** @param onFailure called after each failure */
  constructor(reporter, onFailure) {
    this.#reporter = reporter;
    this.#onFailure = onFailure;
  }
  /** Files that matched and cannot be compiled. */
  exclude(others, coreModules) {
    for (const { path: path6, kind, reason } of others) {
      const passedOver = kind === "directory" || kind === "passed-over";
      if (passedOver || kind === "core-module" && coreModules !== "error") {
        this.#reporter.notice(`skipped: ${reason}`, path6);
        this.#skipped.push({ component: path6, reason });
      } else {
        this.#fail({ component: path6, reason }, reason);
      }
    }
  }
  /** What the run is to make: each place ends as an artifact or a failure, or counts as skipped. */
  expect(tasks) {
    for (const place of tasks.flatMap(({ places }) => places)) {
      this.#due.add(place);
    }
  }
  place(place, artifact) {
    this.#due.delete(place);
    this.#artifacts.push(artifact);
    const took = duration(artifact.milliseconds);
    this.#reporter.info(
      `${artifact.status} ${artifact.artifact} (${size(artifact.artifact_size)}, ${took})`
    );
  }
  /** A folder that artifacts lie in has a mode of its own. */
  noteMode(folder, mode) {
    this.#modes.set(folder, mode);
  }
  /** Says once in a run what the reference's host makes of such folders. */
  reportModes() {
    const [first] = this.#modes;
    if (first !== void 0) {
      const [folder, mode] = first;
      const others = this.#modes.size > 1 ? ` and ${this.#modes.size - 1} more` : "";
      this.#reporter.notice(
        `artifacts lie in '${folder}' (mode 0${mode.toString(8)})${others}: the reference's host loads them from a folder of mode 0700 only, and compiles in memory otherwise. Set ${mention("directory-mode", "0700")}, or have ${mention("output")} name a folder that does not exist yet`
      );
    }
  }
  fail(places, reason) {
    for (const place of places) {
      const { component, target } = place;
      this.#due.delete(place);
      this.#fail(
        { component: component.path, target: target.triple, reason },
        `for ${target.triple}: ${reason}`
      );
    }
  }
  manifest(engines, saves) {
    const skipped = [...this.#due].map(({ component, target }) => ({
      component: component.path,
      target: target.triple,
      reason: this.#reporter.words(`not compiled: ${mention("fail-fast")} ended the run`)
    }));
    return makeManifest(
      engines,
      this.#artifacts,
      [...this.#skipped, ...skipped],
      this.#failed,
      saves
    );
  }
  #fail(absent, message) {
    this.#failed.push({ ...absent, reason: this.#reporter.words(absent.reason) });
    this.#reporter.error(message, absent.component);
    this.#onFailure();
  }
};

// src/run/restore.ts
var CONCURRENCY = 8;
async function restoreAll(tasks, context) {
  const { reporter, cache, signal } = context;
  const missing = [];
  let done = 0;
  await mapAtMost(CONCURRENCY, tasks, async (task) => {
    if (signal.aborted) {
      return;
    }
    const start = performance.now();
    const { component, expected } = task;
    const slot = entrySlot(expected, component.size);
    const entry = await cache.get(
      describeTask(task),
      slot,
      (files) => verifyEntry(files, expected)
    );
    if (entry === void 0) {
      missing.push(task);
    } else {
      const milliseconds = performance.now() - start;
      await deliver(task, entry, { status: "restored", milliseconds }, context);
    }
    done += 1;
    reporter.progress(`looked up ${done} of ${tasks.length}`);
  });
  return missing;
}
__name(restoreAll, "restoreAll");

// src/run/run.ts
async function run(settings, surroundings) {
  const { reporter, signal: cancel } = surroundings;
  const failed = new AbortController();
  const outcome = new Outcome(reporter, () => settings.failFast && failed.abort());
  const signal = AbortSignal.any([cancel, failed.signal]);
  const cache = new Cache(surroundings.store, reporter);
  const context = { ...surroundings, settings, cache, outcome, signal, cancel };
  const engines = await reporter.group("Resolve the engine", async () => [
    await openEngine(settings, surroundings)
  ]);
  for (const { compiler, pinnedVersion, pinnedSource } of engines) {
    reporter.detail(
      `Wasmtime ${compiler.version}, ${compiler.hostFeatures}; sidecars say ${pinnedVersion}, ${pinnedSource}`
    );
  }
  const stop = /* @__PURE__ */ __name(() => void closeAll(engines), "stop");
  signal.addEventListener("abort", stop, { once: true });
  try {
    const found = await reporter.group("Find components", () => find(context));
    const tasks = await reporter.group(
      "Compute cache keys",
      async () => plan(found, engines, context)
    );
    const missing = await reporter.group("Restore", () => restoreAll(tasks, context));
    if (missing.length > 0 && !signal.aborted) {
      await reporter.group("Compile", () => compileAll(missing, context));
    }
  } finally {
    signal.removeEventListener("abort", stop);
    await closeAll(engines);
  }
  cancel.throwIfAborted();
  outcome.reportModes();
  cache.report();
  return outcome.manifest(engines, cache.saves);
}
__name(run, "run");
async function closeAll(engines) {
  await Promise.all(engines.map(({ opened }) => opened.close()));
}
__name(closeAll, "closeAll");
async function find({ settings, cwd, glob: glob2, outcome, reporter }) {
  const globbed = await glob2(settings.files);
  if (globbed.paths.length === 0 && globbed.troubles.every(({ harmless }) => harmless)) {
    const message = `no file matches ${JSON.stringify(settings.files.join(" "))} in ${cwd}`;
    switch (settings.ifNoFilesFound) {
      case "error":
        throw new InputError(
          "files",
          settings.files.join("\n"),
          "patterns that match at least one file",
          `Build the components first, or set ${mention("if-no-files-found", "warn")} or ignore.`
        );
      case "warn":
        reporter.warning(message);
        break;
      case "ignore":
        reporter.info(message);
    }
  }
  const found = await discover(globbed, cwd, settings.coreModules === "compile");
  for (const { path: path6, kind, size: bytes, sha256: sha2562 } of found.components) {
    reporter.detail(`${path6}: ${kind}, ${size(bytes)}, sha256 ${sha2562}`);
  }
  outcome.exclude(found.others, settings.coreModules);
  return found;
}
__name(find, "find");
function plan({ components }, engines, { settings, cwd, outcome, reporter }) {
  const places = layOut(components, engines, settings.output, cwd);
  if (settings.upload !== void 0) {
    layOutUpload(
      places.map(({ target, path: path6 }) => ({ target: target.triple, path: path6 })),
      cwd
    );
  }
  const tasks = planTasks(places, reporter.detail);
  for (const { triple, fingerprint } of engines.flatMap(({ targets }) => targets)) {
    reporter.detail(`engine config hash for ${triple} is of ${fingerprint}`);
  }
  outcome.expect(tasks);
  return tasks;
}
__name(plan, "plan");

// src/commands/precompile.ts
var INPUT_FLAGS = [
  "output",
  ...ENGINE_INPUTS,
  "core-modules",
  "directory-mode",
  "if-no-files-found",
  "if-nothing-made",
  "cache",
  "jobs",
  "timeout-minutes",
  "function-cache-limit"
];
var flag = { type: "boolean" };
async function precompile(args, signal) {
  const { values, positionals } = parseFlags(args, {
    ...textFlags(INPUT_FLAGS),
    ...OPTION_FLAGS,
    target: { type: "string", multiple: true },
    out: text,
    "fail-fast": flag,
    "fail-on-save-error": flag,
    store: text,
    "no-store": flag,
    json: flag,
    verbose: flag
  });
  const help = optionsHelp(values);
  if (help !== "") {
    await print(help);
    return EXIT.ok;
  }
  const inputs = {
    ...values,
    options: joinOptions(values),
    files: (await Promise.all(positionals.map(patternOf))).join("\n"),
    targets: values.target?.join("\n"),
    "fail-fast": String(values["fail-fast"] ?? false),
    "fail-on-save-error": String(values["fail-on-save-error"] ?? false),
    "if-no-files-found": values["if-no-files-found"] ?? "error",
    cache: values["no-store"] ? "false" : values.cache
  };
  const settings = withOut(
    readSettings((name) => inputs[name] ?? ""),
    values.out,
    values.output
  );
  const reporter = terminalReporter(process.stderr, values.verbose ?? false, COMMAND_LINE);
  const store = await openStore(settings, values.store, reporter.warning);
  const manifest = await run(settings, {
    cwd: process.cwd(),
    reporter,
    glob,
    findNative,
    openCompiler,
    store,
    signal
  });
  reporter.info(totals(manifest));
  if (values.json) {
    await print(writeManifest(manifest));
  }
  const nothing = nothingMade(manifest);
  if (nothing !== void 0) {
    tell(nothing, settings.ifNothingMade, reporter);
    return settings.ifNothingMade === "error" ? EXIT.failed : EXIT.ok;
  }
  const { failed, "not-saved": notSaved } = counts(manifest);
  return failed > 0 || settings.failOnSaveError && notSaved > 0 ? EXIT.failed : EXIT.ok;
}
__name(precompile, "precompile");
function withOut(settings, out, output) {
  if (out === void 0) {
    return settings;
  }
  if (output !== void 0) {
    throw new InputError("out", out, "only one of --out and --output", "Leave one of them out.");
  }
  const several = settings.targets.length > 1;
  return {
    ...settings,
    output: /* @__PURE__ */ __name(({ stem, target }) => join2(out, several ? target : "", `${stem}.cwasm`), "output")
  };
}
__name(withOut, "withOut");
async function patternOf(argument) {
  const exists = await stat2(argument).then(
    () => true,
    () => false
  );
  return exists ? literalPattern(argument) : argument;
}
__name(patternOf, "patternOf");
async function openStore({ cache }, folder, warn) {
  if (!cache.restore && !cache.save) {
    return void 0;
  }
  try {
    return withMode(await openFolder(folder ?? defaultFolder()), cache);
  } catch (error) {
    if (folder !== void 0) {
      throw new InputError("store", folder, "a folder of your own", `${messageOf(error)}.`);
    }
    warn(`nothing is restored or saved: ${messageOf(error)}`);
    return void 0;
  }
}
__name(openStore, "openStore");
export {
  precompile
};
