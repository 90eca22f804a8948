var __defProp = Object.defineProperty;
var __name = (target, value) => __defProp(target, "name", { value, configurable: true });

// src/commands/exit.ts
var EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  unknown: 3,
  interrupted: 130,
  terminated: 143
};

// src/support/errors.ts
var ACTION = {
  subject: /* @__PURE__ */ __name((input) => `Input '${input}'`, "subject"),
  name: /* @__PURE__ */ __name((input) => `'${input}'`, "name"),
  setting: /* @__PURE__ */ __name((input, value) => `${input}: ${value}`, "setting")
};
function mention(input, value) {
  return value === void 0 ? `{input ${input}}` : `{input ${input}=${value}}`;
}
__name(mention, "mention");
function inWords(message, wording) {
  return message.replace(
    /\{input ([a-z-]+)(?:=([^{}]*))?\}/g,
    (_, input, value) => value === void 0 ? wording.name(input) : wording.setting(input, value)
  );
}
__name(inWords, "inWords");
var InputError = class extends Error {
  static {
    __name(this, "InputError");
  }
  name = "InputError";
  input;
  #parts;
  /** @param reason why not, where that is not plain from what is allowed; without a full stop */
  constructor(input, value, allowed, advice, reason = "") {
    super();
    this.input = input;
    this.#parts = [value, allowed, advice, reason];
    this.message = this.inWords(ACTION);
  }
  inWords(wording) {
    const [value, allowed, advice, reason] = this.#parts;
    const why = reason === "" ? "" : `: ${reason}`;
    return inWords(
      `${wording.subject(this.input)}: ${JSON.stringify(value)} is not usable${why}. Allowed: ${allowed}. ${advice}`.trimEnd(),
      wording
    );
  }
};
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
__name(messageOf, "messageOf");
function messageFor(error, wording) {
  return error instanceof InputError ? error.inWords(wording) : inWords(messageOf(error), wording);
}
__name(messageFor, "messageFor");

// src/support/nearest.ts
function nearest(name, names) {
  let best;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of names) {
    const changes = distance(name, candidate);
    if (changes < least) {
      [best, least] = [candidate, changes];
    }
  }
  return best;
}
__name(nearest, "nearest");
function didYouMean(name, names) {
  const meant = nearest(name, names);
  return meant === void 0 ? "" : `Did you mean '${meant}'? `;
}
__name(didYouMean, "didYouMean");
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(
        Math.min(
          row[j] + 1,
          next[j - 1] + 1,
          row[j - 1] + same
        )
      );
    }
    row = next;
  }
  return row[b.length];
}
__name(distance, "distance");

// src/engine/known-options.ts
function group(name, options) {
  return Object.entries(options).map(([option, known]) => [option, { group: name, ...known }]);
}
__name(group, "group");
function runTime(kind, ...names) {
  return Object.fromEntries(names.map((name) => [name, { kind, runTime: true }]));
}
__name(runTime, "runTime");
var KNOWN = new Map([
  ...group("O", {
    "opt-level": { kind: ["0", "1", "2", "s"], default: "2" },
    "regalloc-algorithm": {
      kind: ["backtracking", "single-pass"],
      from: 36,
      default: "backtracking"
    },
    // Wasmtime 27 has only the old names of these three.
    "memory-may-move": { kind: "bool", from: 36, default: "true" },
    "static-memory-forced": {
      kind: "bool",
      same: "memory-may-move",
      opposite: true,
      strength: -1
    },
    "memory-reservation": { kind: "number", from: 36 },
    "static-memory-maximum-size": { kind: "number", same: "memory-reservation", strength: -1 },
    "memory-reservation-for-growth": { kind: "number", from: 36 },
    "dynamic-memory-reserved-for-growth": {
      kind: "number",
      same: "memory-reservation-for-growth",
      strength: -1
    },
    "memory-guard-size": { kind: "number" },
    "dynamic-memory-guard-size": { kind: "number", same: "memory-guard-size", strength: 1 },
    "static-memory-guard-size": { kind: "number", same: "memory-guard-size", strength: 2 },
    "gc-heap-may-move": { kind: "bool", from: 48 },
    "gc-heap-reservation": { kind: "number", from: 48 },
    "gc-heap-reservation-for-growth": { kind: "number", from: 48 },
    "gc-heap-guard-size": { kind: "number", from: 48 },
    "gc-heap-initial-size": { kind: "number", from: 48, default: "0" },
    "guard-before-linear-memory": { kind: "bool", default: "true" },
    "table-lazy-init": { kind: "bool", default: "true" },
    "memory-init-cow": { kind: "bool", default: "true" },
    "memory-guaranteed-dense-image-size": { kind: "number", from: 36, default: "16777216" },
    "signals-based-traps": { kind: "bool" },
    ...runTime(
      "number",
      "pooling-decommit-batch-size",
      "pooling-memory-keep-resident",
      "pooling-table-keep-resident",
      "pooling-max-memory-protection-keys",
      "pooling-total-core-instances",
      "pooling-total-component-instances",
      "pooling-total-memories",
      "pooling-total-tables",
      "pooling-total-stacks",
      "pooling-max-memory-size",
      "pooling-table-elements",
      "pooling-max-core-instance-size",
      "pooling-max-unused-warm-slots",
      "pooling-async-stack-keep-resident",
      "pooling-max-component-instance-size",
      "pooling-max-core-instances-per-component",
      "pooling-max-memories-per-component",
      "pooling-max-tables-per-component",
      "pooling-max-tables-per-module",
      "pooling-max-memories-per-module",
      "pooling-total-gc-heaps"
    ),
    "pooling-allocator": { kind: "bool", runTime: true },
    "pooling-memory-protection-keys": { kind: ["true", "false", "auto"], runTime: true },
    "pooling-pagemap-scan": { kind: ["true", "false", "auto"], from: 48, runTime: true },
    "pooling-async-stack-zeroing": { kind: "bool", to: 27, runTime: true }
  }),
  ...group("C", {
    compiler: { kind: ["cranelift", "winch"], default: "cranelift" },
    collector: { kind: ["drc", "null", "copying"], needs: "gc", default: "drc" },
    "cranelift-debug-verifier": { kind: "bool", default: "false" },
    pcc: { kind: "bool", to: 36, default: "false" },
    "native-unwind-info": { kind: "bool" },
    inlining: {
      kind: ["true", "false", "gc", "inter-module", "intrinsics"],
      from: 36,
      default: "false"
    },
    "metadata-for-internal-asserts": { kind: "bool", from: 48, default: "false" },
    "metadata-for-gc-heap-corruption": { kind: "bool", from: 48, default: "true" },
    ...runTime("bool", "cache", "parallel-compilation"),
    ...runTime("text", "cache-config")
  }),
  ...group("D", {
    "debug-info": { kind: "bool", default: "false" },
    "guest-debug": { kind: "bool", from: 48, needs: "debug", default: "false" },
    "address-map": { kind: "bool", default: "true" },
    symbols: { kind: "bool", from: 48, default: "true" },
    ...runTime("bool", "logging", "log-to-files"),
    ...runTime("text", "coredump"),
    "max-backtrace": { kind: "number", from: 48, runTime: true },
    debugger: { kind: "text", from: 48, runTime: true },
    arg: { kind: "text", from: 48, runTime: true },
    "inherit-stdin": { kind: "bool", from: 48, runTime: true },
    "inherit-stdout": { kind: "bool", from: 48, runTime: true },
    "inherit-stderr": { kind: "bool", from: 48, runTime: true }
  }),
  ...group("W", {
    "nan-canonicalization": { kind: "bool", default: "false" },
    fuel: { kind: "number" },
    "epoch-interruption": { kind: "bool", default: "false" },
    "relaxed-simd-deterministic": { kind: "bool", default: "false" },
    wmemcheck: { kind: "bool", needs: "wmemcheck", default: "false" },
    "bulk-memory": { kind: "bool", proposal: true },
    "multi-memory": { kind: "bool", proposal: true },
    "multi-value": { kind: "bool", proposal: true },
    "reference-types": { kind: "bool", needs: "gc", proposal: true },
    simd: { kind: "bool", proposal: true },
    "relaxed-simd": { kind: "bool", proposal: true },
    "tail-call": { kind: "bool", proposal: true },
    threads: { kind: "bool", needs: "threads", proposal: true },
    memory64: { kind: "bool", proposal: true },
    "component-model": { kind: "bool", default: "true", proposal: true },
    "component-model-more-flags": { kind: "bool", to: 27, proposal: true },
    "component-model-multiple-returns": { kind: "bool", to: 27, proposal: true },
    "component-model-async": {
      kind: "bool",
      from: 36,
      needs: "component-model-async",
      proposal: true
    },
    "component-model-async-builtins": {
      kind: "bool",
      from: 36,
      to: 36,
      needs: "component-model-async",
      proposal: true
    },
    "component-model-more-async-builtins": {
      kind: "bool",
      from: 48,
      needs: "component-model-async",
      proposal: true
    },
    "component-model-async-stackful": {
      kind: "bool",
      from: 36,
      needs: "component-model-async",
      proposal: true
    },
    "component-model-threading": {
      kind: "bool",
      from: 48,
      needs: "component-model-async",
      proposal: true
    },
    "component-model-error-context": { kind: "bool", from: 36, proposal: true },
    "component-model-gc": { kind: "bool", from: 36, needs: "gc" },
    "component-model-map": { kind: "bool", from: 48, proposal: true },
    "component-model-memory64": { kind: "bool", from: 48, proposal: true },
    "component-model-fixed-length-lists": { kind: "bool", from: 48, proposal: true },
    "component-model-implements": { kind: "bool", from: 48, proposal: true },
    "function-references": { kind: "bool", needs: "gc", proposal: true },
    gc: { kind: "bool", needs: "gc", proposal: true },
    "gc-support": { kind: "bool", from: 48, needs: "gc" },
    "stack-switching": { kind: "bool", from: 36, needs: "stack-switching", proposal: true },
    "custom-page-sizes": { kind: "bool", proposal: true },
    "wide-arithmetic": { kind: "bool", proposal: true },
    "branch-hinting": { kind: "bool", from: 48, default: "false" },
    "extended-const": { kind: "bool", from: 36, proposal: true },
    exceptions: { kind: "bool", from: 36, proposal: true },
    "shared-everything-threads": { kind: "bool", from: 36, needs: "shared-everything-threads" },
    "concurrency-support": { kind: "bool", from: 48, needs: "component-model-async" },
    ...runTime("number", "max-wasm-stack", "async-stack-size", "max-memory-size"),
    ...runTime("number", "max-table-elements", "max-instances", "max-tables", "max-memories"),
    ...runTime("bool", "unknown-exports-allow", "unknown-imports-trap", "unknown-imports-default"),
    ...runTime("bool", "trap-on-grow-failure"),
    "async-stack-zeroing": { kind: "bool", from: 36, runTime: true },
    "shared-memory": { kind: "bool", from: 48, runTime: true },
    timeout: { kind: "duration", runTime: true }
  })
]);

// src/engine/lines.ts
var EMBEDDED = [
  { version: "27.0.0", hostFeatures: "minimal" },
  { version: "27.0.0", hostFeatures: "default" },
  { version: "36.0.20", hostFeatures: "minimal" },
  { version: "36.0.20", hostFeatures: "default" },
  { version: "48.0.8", hostFeatures: "minimal" },
  { version: "50.0.1", hostFeatures: "minimal" }
];
var LAST_EXACT = 37;
var PULLEY_SINCE = 36;
var CARGO_FEATURES = {
  minimal: /* @__PURE__ */ new Set(),
  default: /* @__PURE__ */ new Set(["gc", "threads"]),
  native: void 0
};
var USUAL_OPTIONS = {
  minimal: [["epoch-interruption", "true"]],
  default: [],
  native: []
};

// src/engine/version.ts
import { dirname, join } from "node:path";

// node_modules/smol-toml/dist/error.js
function getLineColFromPtr(string, ptr) {
  let lines = string.slice(0, ptr).split(/\r?\n/);
  return [lines.length, lines.pop().length + 1];
}
__name(getLineColFromPtr, "getLineColFromPtr");
function makeCodeBlock(string, line, column) {
  let lines = string.split(/\r?\n/);
  let codeblock = "";
  let numberLen = (Math.log10(line + 1) | 0) + 1;
  for (let i = line - 1; i <= line + 1; i++) {
    let l = lines[i - 1];
    if (!l)
      continue;
    codeblock += i.toString().padEnd(numberLen, " ");
    codeblock += ":  ";
    codeblock += l;
    codeblock += "\n";
    if (i === line) {
      codeblock += " ".repeat(numberLen + column + 2);
      codeblock += "^\n";
    }
  }
  return codeblock;
}
__name(makeCodeBlock, "makeCodeBlock");
var TomlError = class _TomlError extends Error {
  static {
    __name(this, "TomlError");
  }
  line;
  column;
  codeblock;
  constructor(message, options) {
    const [line, column] = getLineColFromPtr(options.toml, options.ptr);
    const codeblock = makeCodeBlock(options.toml, line, column);
    super(`Invalid TOML document: ${message}

${codeblock}`, options);
    this.line = line;
    this.column = column;
    this.codeblock = codeblock;
  }
  /** @internal */
  static x(message, ctx, ptr) {
    throw new _TomlError(message, { toml: ctx.s, ptr: ptr ?? ctx.p });
  }
};

// node_modules/smol-toml/dist/primitive.js
function parseString(ctx) {
  let startPtr = ctx.p;
  let c = ctx.s.charCodeAt(ctx.p++);
  let first = c;
  let isLiteral = c === 39;
  let isMultiline = c === ctx.s.charCodeAt(ctx.p) && c === ctx.s.charCodeAt(ctx.p + 1);
  if (isMultiline) {
    if ((c = ctx.s.charCodeAt(ctx.p += 2)) === 10)
      ctx.p++;
    else if (c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10)
      ctx.p += 2;
  }
  let parsed = "";
  let sliceStart = ctx.p;
  let state = 0;
  for (; ctx.p < ctx.s.length; ctx.p++) {
    c = ctx.s.charCodeAt(ctx.p);
    if (isMultiline && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10)) {
      state = state && 3;
    } else if (c < 32 && c !== 9 || c === 127) {
      TomlError.x("control characters are not allowed in strings", ctx);
    } else if ((!state || state === 3) && c === first && (!isMultiline || ctx.s.charCodeAt(ctx.p + 1) === first && ctx.s.charCodeAt(ctx.p + 2) === first)) {
      if (isMultiline) {
        if (ctx.s.charCodeAt(ctx.p + 3) === first)
          ctx.p++;
        if (ctx.s.charCodeAt(ctx.p + 3) === first)
          ctx.p++;
      }
      if (!state) {
        let s = ctx.s.slice(sliceStart, ctx.p);
        parsed = parsed ? parsed + s : s;
      }
      ctx.p += isMultiline ? 3 : 1;
      return parsed;
    } else if (!state) {
      if (!isLiteral && c === 92) {
        parsed += ctx.s.slice(sliceStart, sliceStart = ctx.p);
        state = 1;
      }
    } else if (state === 1) {
      if (c === 120 || c === 117 || c === 85) {
        let errPtr = ctx.p++ - 1;
        let value = 0;
        let len = c === 120 ? 2 : c === 117 ? 4 : 8;
        for (let j = 0; j < len; j++, ctx.p++) {
          let hex = ctx.s.charCodeAt(ctx.p);
          let digit = (
            /* 0-9 */
            hex >= 48 && hex <= 57 ? hex - 48 : (
              /* A-F */
              hex >= 65 && hex <= 70 ? hex - 65 + 10 : (
                /* a-f */
                hex >= 97 && hex <= 102 ? hex - 97 + 10 : -1
              )
            )
          );
          if (digit < 0)
            TomlError.x("invalid non-hex character in unicode escape", ctx);
          value = value << 4 | digit;
        }
        if (value < 0 || value > 1114111 || value >= 55296 && value <= 57343) {
          TomlError.x("invalid unicode escape", ctx, errPtr);
        }
        parsed += String.fromCodePoint(value);
        sliceStart = ctx.p--;
        state = 0;
      } else if (isMultiline && (c === 32 || c === 9)) {
        state = 2;
      } else {
        if (c === 98)
          parsed += "\b";
        else if (c === 116)
          parsed += "	";
        else if (c === 110)
          parsed += "\n";
        else if (c === 102)
          parsed += "\f";
        else if (c === 114)
          parsed += "\r";
        else if (c === 101)
          parsed += "\x1B";
        else if (c === 34)
          parsed += '"';
        else if (c === 92)
          parsed += "\\";
        else
          TomlError.x("unrecognised escape sequence", ctx);
        sliceStart = ctx.p + 1;
        state = 0;
      }
    } else if (c !== 32 && c !== 9) {
      if (state === 2)
        TomlError.x("invalid escape: only line-ending whitespace may be escaped", ctx, sliceStart);
      state = !isLiteral && c === 92 ? 1 : 0;
      sliceStart = ctx.p;
    }
  }
  TomlError.x("unfinished string", ctx, startPtr);
}
__name(parseString, "parseString");

// node_modules/smol-toml/dist/date.js
var DATE_TIME_RE = /^(\d{4}-\d{2}-\d{2})?[Tt ]?(?:(\d{2}):\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|z|[-+]\d{2}:\d{2})?$/i;
var TomlDate = class _TomlDate extends Date {
  static {
    __name(this, "TomlDate");
  }
  #hasDate = false;
  #hasTime = false;
  #offset = null;
  constructor(date, fasttype, unsafeDelim) {
    let hasDate = true;
    let hasTime = true;
    let offset = "Z";
    let c;
    if (typeof date === "string") {
      if (fasttype)
        prep: {
          if (fasttype < 3) {
            if (+date.slice(11, 13) > 23) {
              date = "";
              break prep;
            }
            if (fasttype === 2) {
              offset = null;
              date += "Z";
            } else if ((c = date.charCodeAt(date.length - 1)) !== 90 && c !== 122) {
              offset = date.slice(date.length - 6);
            }
            if (unsafeDelim)
              date = date.slice(0, 10) + "T" + date.slice(11);
          } else if (fasttype === 4) {
            date = +date.slice(0, 2) > 23 ? "" : `0000-01-01T${date}Z`;
          }
          hasDate = fasttype !== 4;
          hasTime = fasttype !== 3;
        }
      else {
        let match = date.match(DATE_TIME_RE);
        if (match) {
          if (!match[1]) {
            hasDate = false;
            date = `0000-01-01T${date}`;
          }
          hasTime = !!match[2];
          hasTime && date[10] === " " && (date = date.replace(" ", "T"));
          if (match[2] && +match[2] > 23) {
            date = "";
          } else {
            offset = match[3] || null;
            if (!offset && hasTime)
              date += "Z";
          }
        } else {
          date = "";
        }
      }
    }
    super(date);
    if (!isNaN(this.getTime())) {
      this.#hasDate = hasDate;
      this.#hasTime = hasTime;
      this.#offset = offset;
    }
  }
  isDateTime() {
    return this.#hasDate && this.#hasTime;
  }
  isLocal() {
    return !this.#hasDate || !this.#hasTime || !this.#offset;
  }
  isDate() {
    return this.#hasDate && !this.#hasTime;
  }
  isTime() {
    return this.#hasTime && !this.#hasDate;
  }
  isValid() {
    return this.#hasDate || this.#hasTime;
  }
  toISOString() {
    let iso = super.toISOString();
    if (this.isDate())
      return iso.slice(0, 10);
    if (this.isTime())
      return iso.slice(11, 23);
    if (this.#offset === null)
      return iso.slice(0, -1);
    if (this.#offset === "Z" || this.#offset === "z")
      return iso;
    let offset = +this.#offset.slice(1, 3) * 60 + +this.#offset.slice(4, 6);
    offset = this.#offset[0] === "-" ? offset : -offset;
    let offsetDate = new Date(this.getTime() - offset * 6e4);
    return offsetDate.toISOString().slice(0, -1) + this.#offset;
  }
  static wrapAsOffsetDateTime(jsDate, offset = "Z") {
    let date = new _TomlDate(jsDate);
    date.#offset = offset;
    return date;
  }
  static wrapAsLocalDateTime(jsDate) {
    let date = new _TomlDate(jsDate);
    date.#offset = null;
    return date;
  }
  static wrapAsLocalDate(jsDate) {
    let date = new _TomlDate(jsDate);
    date.#hasTime = false;
    date.#offset = null;
    return date;
  }
  static wrapAsLocalTime(jsDate) {
    let date = new _TomlDate(jsDate);
    date.#hasDate = false;
    date.#offset = null;
    return date;
  }
};

// node_modules/smol-toml/dist/extract.js
function isDigit(char, base = 10) {
  return base === 16 ? char > 47 && char < 58 || char > 64 && char < 71 || char > 96 && char < 103 : char > 47 && char < 48 + base;
}
__name(isDigit, "isDigit");
function isEndOfValue(char, delim) {
  return char === 32 || char === 9 || char === 10 || char === 13 || // Structure end or next value delimiter
  delim && (char === delim || char === 44) || // Comment
  char === 35;
}
__name(isEndOfValue, "isEndOfValue");
function extractValue(ctx, end) {
  let errPtr = ctx.p;
  let c = ctx.s.charCodeAt(ctx.p);
  if (c === 91 || c === 123) {
    ctx.d-- || TomlError.x("document contains excessively nested structures. aborting.", ctx);
    let value = c === 91 ? parseArray(ctx) : parseInlineTable(ctx);
    ctx.d++;
    return value;
  }
  if (c === 34 || c === 39) {
    return parseString(ctx);
  }
  if (c === 116) {
    if (ctx.s.charCodeAt(++ctx.p) !== 114 || ctx.s.charCodeAt(++ctx.p) !== 117 || ctx.s.charCodeAt(++ctx.p) !== 101)
      TomlError.x("invalid value", ctx, errPtr);
    return ctx.p++, true;
  }
  if (c === 102) {
    if (ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 108 || ctx.s.charCodeAt(++ctx.p) !== 115 || ctx.s.charCodeAt(++ctx.p) !== 101)
      TomlError.x("invalid value", ctx, errPtr);
    return ctx.p++, false;
  }
  if (c === 43 || c === 45) {
    return parseNumber(ctx, ctx.p, ctx.s.charCodeAt(++ctx.p), 44 - c, end);
  }
  if (ctx.s.charCodeAt(ctx.p + 4) === 45 && ctx.s.charCodeAt(ctx.p + 7) === 45) {
    return parseDate(ctx, c, end);
  }
  if (ctx.s.charCodeAt(ctx.p + 2) === 58) {
    return parseTime(ctx, c, end);
  }
  return parseNumber(ctx, ctx.p, c, 0, end);
}
__name(extractValue, "extractValue");
function parseNumber(ctx, startPtr, startChr, sign, endChr) {
  let c = startChr;
  let state = 0;
  let hasUnderscores = false;
  if (c === 105) {
    if (ctx.s.charCodeAt(++ctx.p) !== 110 || ctx.s.charCodeAt(++ctx.p) !== 102)
      TomlError.x("invalid value", ctx, startPtr);
    return ctx.p++, (sign || 1) / 0;
  }
  if (c === 110) {
    if (ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 110)
      TomlError.x("invalid value", ctx, startPtr);
    return ctx.p++, NaN;
  }
  if (c === 48) {
    if (++ctx.p >= ctx.s.length || isEndOfValue(c = ctx.s.charCodeAt(ctx.p), endChr))
      return ctx.bi === true ? 0n : 0;
    if (!sign) {
      if (c === 120)
        return parseIntegerBaseN(ctx, startPtr, 16, endChr);
      else if (c === 98)
        return parseIntegerBaseN(ctx, startPtr, 2, endChr);
      else if (c === 111)
        return parseIntegerBaseN(ctx, startPtr, 8, endChr);
    }
    if (c === 46)
      state = 2;
    else if (c === 101 || c === 69)
      state = 4;
    else
      TomlError.x("illegal leading zero", ctx, startPtr);
  } else if (!isDigit(c))
    TomlError.x("invalid value", ctx, startPtr);
  while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
    if (!state)
      state = 1;
    if (c === 95) {
      if (!(state & 1))
        TomlError.x("illegal underscore", ctx);
      state += 11;
      hasUnderscores = true;
    } else if (state === 1 && c === 46)
      state = 2;
    else if ((state === 1 || state === 3) && (c === 101 || c === 69))
      state = 4;
    else if (state === 4 && (c === 43 || c === 45)) {
      state = 6;
    } else if (!isDigit(c))
      TomlError.x(`illegal character in numeric literal`, ctx);
    else if (state > 9)
      state -= 11;
    else if (!(state & 1))
      state++;
  }
  if (!state) {
    let val = (startChr - 48) * (sign || 1);
    return ctx.bi === true ? BigInt(val) : val;
  }
  if (!(state & 1))
    TomlError.x("unfinished numeric value", ctx, startPtr);
  let str = ctx.s.slice(startPtr, ctx.p);
  if (hasUnderscores)
    str = str.replaceAll("_", "");
  return state > 1 ? parseFloat(str) : parseInteger(ctx, str, 10, startPtr);
}
__name(parseNumber, "parseNumber");
function parseIntegerBaseN(ctx, startPtr, base, endChr) {
  let c, underscore = 1;
  while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
    if (c === 95) {
      if (underscore & 1)
        TomlError.x("illegal underscore", ctx);
      underscore = 3;
    } else if (!isDigit(c, base))
      TomlError.x(`illegal character in numeric literal`, ctx);
    else if (underscore & 1)
      underscore--;
  }
  if (underscore & 1)
    TomlError.x("unfinished numeric value", ctx);
  let str = ctx.s.slice(startPtr + 2, ctx.p);
  if (underscore)
    str = str.replaceAll("_", "");
  return parseInteger(ctx, str, base, startPtr);
}
__name(parseIntegerBaseN, "parseIntegerBaseN");
function parseInteger(ctx, str, base, startPtr) {
  if (ctx.bi !== true)
    int: {
      let val = parseInt(str, base);
      if (!Number.isSafeInteger(val)) {
        if (ctx.bi)
          break int;
        TomlError.x("integer value cannot be represented losslessly", ctx, startPtr);
      }
      return val;
    }
  return base === 10 ? BigInt(str) : BigInt((base === 2 ? "0b" : base === 8 ? "0o" : "0x") + str);
}
__name(parseInteger, "parseInteger");
function parseDate(ctx, c, endChr) {
  let startPtr = ctx.p++, unsafeSeparator;
  if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(ctx.p++)) || !isDigit(ctx.s.charCodeAt(ctx.p++)) || !isDigit(ctx.s.charCodeAt(ctx.p++))) {
    return parseNumber(ctx, ctx.p = startPtr, c, 0, endChr);
  }
  ctx.p += 5;
  if (!isDigit(ctx.s.charCodeAt(ctx.p++)))
    TomlError.x("invalid date-time: date part is malformed", ctx, startPtr);
  if (ctx.p >= ctx.s.length || ((c = ctx.s.charCodeAt(ctx.p)) !== 32 || (unsafeSeparator = true, !isDigit(ctx.s.charCodeAt(ctx.p + 1)))) && c !== 84 && c !== 116) {
    let t2 = ctx.s.slice(startPtr, ctx.p);
    return readDate(ctx, t2, 3, false, startPtr);
  }
  if (ctx.s.charCodeAt(ctx.p += 3) !== 58)
    TomlError.x("invalid date-time: time part is malformed", ctx, startPtr);
  if (ctx.s.charCodeAt(ctx.p += 3) === 58)
    ctx.p += 3;
  if (ctx.s.charCodeAt(ctx.p) === 46)
    while (isDigit(ctx.s.charCodeAt(++ctx.p)))
      ;
  if (c = ctx.s.charCodeAt(ctx.p)) {
    if (c === 90 || c === 122) {
      let t2 = ctx.s.slice(startPtr, ++ctx.p);
      return readDate(ctx, t2, 1, unsafeSeparator, startPtr, "[+00:00]");
    }
    if (c === 43 || c === 45) {
      let t2 = ctx.s.slice(startPtr, ctx.p += 6);
      return readDate(ctx, t2, 1, unsafeSeparator, startPtr, !ctx.ld && "[" + ctx.s.slice(ctx.p - 6, ctx.p) + "]");
    }
  }
  let t = ctx.s.slice(startPtr, ctx.p);
  return readDate(ctx, t, 2, unsafeSeparator, startPtr);
}
__name(parseDate, "parseDate");
function parseTime(ctx, c, endChr) {
  let start = ctx.p;
  if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(++ctx.p))) {
    return parseNumber(ctx, --ctx.p, c, 0, endChr);
  }
  if (ctx.s.charCodeAt(ctx.p += 4) === 58)
    ctx.p += 3;
  if (ctx.s.charCodeAt(ctx.p) === 46)
    while (isDigit(ctx.s.charCodeAt(++ctx.p)))
      ;
  let t = ctx.s.slice(start, ctx.p);
  return readDate(ctx, t, 4, false, start);
}
__name(parseTime, "parseTime");
function readDate(ctx, str, type, unsafeDelim, errPtr, temporalSuffix) {
  if (ctx.ld) {
    let date = new TomlDate(str, type, unsafeDelim);
    if (!date.isValid())
      TomlError.x("invalid date", ctx, errPtr);
    return date;
  }
  try {
    if (temporalSuffix)
      str += temporalSuffix;
    switch (type) {
      case 1:
        return Temporal.ZonedDateTime.from(str);
      case 2:
        return Temporal.PlainDateTime.from(str);
      case 3:
        return Temporal.PlainDate.from(str);
      case 4:
        return Temporal.PlainTime.from(str);
    }
  } catch (e) {
    TomlError.x(e instanceof Error ? e.message : "" + e, ctx, errPtr);
  }
}
__name(readDate, "readDate");

// node_modules/smol-toml/dist/util.js
function skipComment(ctx) {
  for (; ctx.p < ctx.s.length; ctx.p++) {
    let c = ctx.s.charCodeAt(ctx.p);
    if (c === 10)
      break;
    if (c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10) {
      ctx.p++;
      break;
    }
    if (c < 32 && c !== 9 || c === 127) {
      TomlError.x("control characters are not allowed in comments", ctx);
    }
  }
}
__name(skipComment, "skipComment");
function skipVoid(ctx, banNewLines, banComments) {
  let c;
  while (ctx.p < ctx.s.length) {
    while (ctx.p < ctx.s.length && ((c = ctx.s.charCodeAt(ctx.p)) === 32 || c === 9 || !banNewLines && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10)))
      ctx.p++;
    if (banComments || c !== 35)
      break;
    skipComment(ctx);
  }
}
__name(skipVoid, "skipVoid");

// node_modules/smol-toml/dist/struct.js
function parseKey(ctx, end = 61) {
  let startPtr;
  let state = 0;
  let parsed = [];
  let sliceStart;
  let c = ctx.s.charCodeAt(startPtr = ctx.p);
  do {
    if (c === end) {
      if (!state)
        TomlError.x("unexpected end of key", ctx);
      if (state === 1)
        parsed.push(ctx.s.slice(sliceStart, ctx.p));
      return ctx.p++, parsed;
    } else if (c === 46) {
      if (!state)
        TomlError.x("illegal empty bare key", ctx);
      if (state === 1)
        parsed.push(ctx.s.slice(sliceStart, ctx.p));
      state = 0;
    } else if (!state && (c === 34 || c === 39)) {
      if (c === ctx.s.charCodeAt(ctx.p + 1) && c === ctx.s.charCodeAt(ctx.p + 2))
        TomlError.x("illegal quoted key: multiline strings are not allowed", ctx);
      parsed.push(parseString(ctx));
      state = 2;
      ctx.p--;
    } else if (c === 32 || c === 9) {
      if (state === 1) {
        parsed.push(ctx.s.slice(sliceStart, ctx.p));
        state = 2;
      }
    } else if (state === 2 || c < 48 && c !== 45 || c > 57 && c < 65 || c > 90 && c < 97 && c !== 95 || c > 122) {
      TomlError.x("illegal character in key", ctx);
    } else if (!state) {
      state = 1;
      sliceStart = ctx.p;
    }
  } while (c = ctx.s.charCodeAt(++ctx.p));
  TomlError.x("incomplete key-value: cannot find end of key", ctx, startPtr);
}
__name(parseKey, "parseKey");
function parseInlineTable(ctx) {
  let startPtr = ctx.p++;
  let res = /* @__PURE__ */ Object.create(null);
  let seen = /* @__PURE__ */ new Set();
  let c;
  while (ctx.p < ctx.s.length) {
    skipVoid(ctx);
    if ((c = ctx.s.charCodeAt(ctx.p)) === 125) {
      ctx.p++;
      return res;
    }
    let k;
    let t = res;
    let hasOwn = false;
    let errPtr = ctx.p;
    let key = parseKey(ctx);
    for (let i = 0; i < key.length; i++) {
      if (i)
        t = hasOwn ? t[k] : t[k] = /* @__PURE__ */ Object.create(null);
      k = key[i];
      if ((hasOwn = Object.hasOwn(t, k)) && (typeof t[k] !== "object" || seen.has(t[k]))) {
        TomlError.x("trying to redefine an already defined value", ctx, errPtr);
      }
      let unsafe = k === "__proto__";
      if (ctx.uk && (unsafe || k === "constructor")) {
        t = ctx.uk !== 1 && TomlError.x("document contains an unsafe property", ctx, errPtr);
        break;
      }
      if (!hasOwn && unsafe) {
        Object.defineProperty(t, k, { enumerable: true, configurable: true, writable: true });
      }
    }
    if (hasOwn) {
      TomlError.x("trying to redefine an already defined value", ctx, errPtr);
    }
    skipVoid(ctx, true, true);
    let value = extractValue(
      ctx,
      125
      /* } */
    );
    if (t && typeof (t[k] = value) === "object")
      seen.add(value);
    skipVoid(ctx);
    if ((c = ctx.s.charCodeAt(ctx.p++)) === 125) {
      return res;
    }
    if (c !== 44)
      TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
  }
  TomlError.x("unfinished table", ctx, startPtr);
}
__name(parseInlineTable, "parseInlineTable");
function parseArray(ctx) {
  let startPtr = ctx.p++;
  let res = [];
  let c;
  while (ctx.p < ctx.s.length) {
    skipVoid(ctx);
    if ((c = ctx.s.charCodeAt(ctx.p)) === 93) {
      ctx.p++;
      return res;
    }
    res.push(extractValue(
      ctx,
      93
      /* ] */
    ));
    skipVoid(ctx);
    if ((c = ctx.s.charCodeAt(ctx.p++)) === 93) {
      return res;
    }
    if (c !== 44)
      TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
  }
  TomlError.x("unfinished array", ctx, startPtr);
}
__name(parseArray, "parseArray");

// node_modules/smol-toml/dist/parse.js
function peekTable(ctx, key, table2, meta, type) {
  let t = table2;
  let m = meta;
  let k;
  let hasOwn = false;
  let state;
  for (let i = 0; i < key.length; i++) {
    if (i) {
      t = hasOwn ? t[k] : t[k] = /* @__PURE__ */ Object.create(null);
      m = (state = m[k]).c;
      if (type === 0 && (state.t === 1 || state.t === 2)) {
        return null;
      }
      if (state.t === 2) {
        let l = t.length - 1;
        t = t[l];
        m = m[l].c;
      }
    }
    k = key[i];
    if ((hasOwn = Object.hasOwn(t, k)) && m[k]?.t === 0 && m[k]?.d) {
      return null;
    }
    if (!hasOwn) {
      let unsafe = k === "__proto__";
      if (ctx.uk && (unsafe || k === "constructor"))
        return false;
      if (unsafe) {
        Object.defineProperty(t, k, { enumerable: true, configurable: true, writable: true });
        Object.defineProperty(m, k, { enumerable: true, configurable: true, writable: true });
      }
      m[k] = {
        t: i < key.length - 1 && type === 2 ? 3 : type,
        d: false,
        i: 0,
        c: /* @__PURE__ */ Object.create(null)
      };
    }
  }
  state = m[k];
  if (state.t !== type && !(type === 1 && state.t === 3)) {
    return null;
  }
  if (type === 2) {
    if (!state.d) {
      state.d = true;
      t[k] = [];
    }
    t[k].push(t = /* @__PURE__ */ Object.create(null));
    state.c[state.i++] = state = { t: 1, d: false, i: 0, c: /* @__PURE__ */ Object.create(null) };
  }
  if (state.d) {
    return null;
  }
  state.d = true;
  if (type === 1) {
    t = hasOwn ? t[k] : t[k] = /* @__PURE__ */ Object.create(null);
  } else if (type === 0 && hasOwn) {
    return null;
  }
  return [k, t, state.c];
}
__name(peekTable, "peekTable");
function validateTablePeek(ctx, peek, ptr) {
  if (peek === null || ctx.uk === 2)
    TomlError.x(peek === null ? "trying to redefine an already defined table or value" : "document contains an unsafe property", ctx, ptr);
}
__name(validateTablePeek, "validateTablePeek");
function parse(toml, options = {}) {
  let ctx = {
    s: toml,
    p: 0,
    d: options.maxDepth ?? 1e3,
    bi: options.integersAsBigInt ?? false,
    ld: options.useLegacyDate ?? true,
    uk: options.unsafeKeyBehaviour === "throw" ? 2 : options.unsafeKeyBehaviour === "drop" ? 1 : 0
  };
  let res = /* @__PURE__ */ Object.create(null);
  let meta = /* @__PURE__ */ Object.create(null);
  let tmp;
  let skipping = false;
  let tbl = res;
  let m = meta;
  if (toml.charCodeAt(0) === 65279)
    ctx.p++;
  skipVoid(ctx);
  while (ctx.p < toml.length) {
    if (toml.charCodeAt(ctx.p) === 91) {
      let isTableArray = toml.charCodeAt(++ctx.p) === 91;
      tmp = ctx.p += +isTableArray;
      skipping = false;
      let k = parseKey(
        ctx,
        93
        /* ] */
      );
      if (isTableArray) {
        if (toml.charCodeAt(ctx.p) !== 93) {
          TomlError.x("expected end of table array declaration", ctx);
        }
        ctx.p++;
      }
      let p = peekTable(
        ctx,
        k,
        res,
        meta,
        isTableArray ? 2 : 1
        /* Type.EXPLICIT */
      );
      if (!p) {
        validateTablePeek(ctx, p, tmp);
        skipping = true;
      } else {
        m = p[2];
        tbl = p[1];
      }
    } else {
      tmp = ctx.p;
      let k = parseKey(ctx);
      let p = peekTable(
        ctx,
        k,
        tbl,
        m,
        0
        /* Type.DOTTED */
      );
      if (!p && !skipping)
        validateTablePeek(ctx, p, tmp);
      skipVoid(ctx, true, true);
      let v = extractValue(ctx, void 0);
      if (p && !skipping)
        p[1][p[0]] = v;
    }
    skipVoid(ctx, true);
    if (ctx.p < toml.length && (tmp = toml.charCodeAt(ctx.p)) !== 10 && (tmp !== 13 || toml.charCodeAt(ctx.p + 1) !== 10)) {
      TomlError.x("each key-value declaration must be followed by an end-of-line", ctx);
    }
    skipVoid(ctx);
  }
  return res;
}
__name(parse, "parse");

// node_modules/smol-toml/dist/stringify.js
var BARE_KEY = /^[a-z0-9-_]+$/i;
var HAS_WELLFORMED = !!"".isWellFormed;
function extendedTypeOf(obj) {
  let type = typeof obj;
  if (type === "object") {
    if (Array.isArray(obj))
      return "array";
    if (typeof obj.getUTCDate === "function" && obj instanceof Date)
      return "date";
    if (globalThis.Temporal) {
      if (obj.until) {
        if (obj instanceof Temporal.ZonedDateTime)
          return "temporal/tz+uc";
        if (obj instanceof Temporal.PlainDateTime || obj instanceof Temporal.PlainDate)
          return "temporal/uc";
        if (obj instanceof Temporal.PlainTime || obj instanceof Temporal.Instant)
          return "temporal";
        if (obj instanceof Temporal.PlainYearMonth)
          return "temporal/x";
      } else if (obj.toPlainDate && obj instanceof Temporal.PlainMonthDay || obj.negated && obj instanceof Temporal.Duration) {
        return "temporal/x";
      }
    }
  }
  return type;
}
__name(extendedTypeOf, "extendedTypeOf");
function isArrayOfTables(obj) {
  for (let i = 0; i < obj.length; i++) {
    if (extendedTypeOf(obj[i]) !== "object")
      return false;
  }
  return obj.length != 0;
}
__name(isArrayOfTables, "isArrayOfTables");
function formatWellFormedStringUnchecked(s) {
  return JSON.stringify(s).replaceAll("\x7F", "\\u007f");
}
__name(formatWellFormedStringUnchecked, "formatWellFormedStringUnchecked");
function formatString(s) {
  return formatWellFormedStringUnchecked(HAS_WELLFORMED ? s.toWellFormed() : s);
}
__name(formatString, "formatString");
function formatKey(s) {
  if (BARE_KEY.test(s))
    return s;
  if (HAS_WELLFORMED && !s.isWellFormed())
    throw new RangeError("key contains illegal lone surrogates");
  return formatWellFormedStringUnchecked(s);
}
__name(formatKey, "formatKey");
function stringifyValue(val, type, depth, numberAsFloat, strictTemporal) {
  if (depth === 0) {
    throw new Error("Could not stringify the object: maximum object depth exceeded");
  }
  switch (type) {
    // @ts-expect-error -- intentional fallthrough case
    case "number":
      if (isNaN(val))
        return "nan";
      if (val === Infinity)
        return "inf";
      if (val === -Infinity)
        return "-inf";
      if (Number.isInteger(val) && (numberAsFloat || !Number.isSafeInteger(val)))
        return val.toFixed(1);
    case "bigint":
    case "boolean":
    case "temporal":
      return val.toString();
    case "string":
      return formatString(val);
    case "date":
      if (isNaN(val.getTime()))
        throw new TypeError("cannot serialize invalid date");
      return val.toISOString();
    case "object":
      return stringifyInlineTable(val, depth, numberAsFloat, strictTemporal);
    case "array":
      return stringifyArray(val, depth, numberAsFloat, strictTemporal);
    // @ts-expect-error -- intentional fallthrough case
    case "temporal/tz+uc":
      if (strictTemporal) {
        let tz = val.timeZoneId;
        let tzc = tz.charCodeAt(0);
        if (
          // Classic offset
          tzc !== 43 && tzc !== 45 && // Fast pre-check pass; see below for the actually accepted values
          (tzc !== 85 && tzc !== 71 && tzc !== 90 && tzc !== 69 || // UTC and its aliases; Temporal implementations don't all canonicalise unfortunately
          tz !== "UTC" && tz !== "UCT" && tz !== "Universal" && tz !== "Zulu" && // GMT is a TZ but it's for all intents and purposes equivalent to UTC. Safe to downgrade.
          !tz.startsWith("GMT") && tz !== "Greenwich" && // Etc/* are all safe to downgrade to offset (either UTC, GMT, or offset)
          !tz.startsWith("Etc/"))
        ) {
          throw new TypeError("Temporal objects with an IANA timezone are not allowed in Temporal strict mode");
        }
      }
    case "temporal/uc":
      if (strictTemporal && val.calendarId !== "iso8601")
        throw new TypeError("Temporal objects with a non-default calendar are not allowed in Temporal strict mode");
      return val.toString({
        calendarName: "never",
        timeZoneName: "never"
      });
    case "temporal/x":
      throw new TypeError("Unsupported " + val[Symbol.toStringTag]);
  }
}
__name(stringifyValue, "stringifyValue");
function stringifyInlineTable(obj, depth, numberAsFloat, strictTemporal) {
  let keys = Object.keys(obj);
  if (keys.length === 0)
    return "{}";
  let res = "{ ";
  for (let i = 0; i < keys.length; i++) {
    let k = keys[i];
    if (i)
      res += ", ";
    res += formatKey(k) + " = " + stringifyValue(obj[k], extendedTypeOf(obj[k]), depth - 1, numberAsFloat, strictTemporal);
  }
  return res + " }";
}
__name(stringifyInlineTable, "stringifyInlineTable");
function stringifyArray(array, depth, numberAsFloat, strictTemporal) {
  if (array.length === 0)
    return "[]";
  let res = "[ ";
  for (let i = 0; i < array.length; i++) {
    if (i)
      res += ", ";
    if (array[i] === null || array[i] === void 0) {
      throw new TypeError("arrays cannot contain null or undefined values");
    }
    res += stringifyValue(array[i], extendedTypeOf(array[i]), depth - 1, numberAsFloat, strictTemporal);
  }
  return res + " ]";
}
__name(stringifyArray, "stringifyArray");
function stringifyArrayTable(array, key, depth, numberAsFloat, strictTemporal) {
  if (depth === 0) {
    throw new Error("Could not stringify the object: maximum object depth exceeded");
  }
  let res = "";
  for (let i = 0; i < array.length; i++) {
    res += `${res && "\n"}[[${key}]]
`;
    res += stringifyTable(0, array[i], key, depth, numberAsFloat, strictTemporal);
  }
  return res;
}
__name(stringifyArrayTable, "stringifyArrayTable");
function stringifyTable(tableKey, obj, prefix, depth, numberAsFloat, strictTemporal) {
  if (depth === 0) {
    throw new Error("Could not stringify the object: maximum object depth exceeded");
  }
  let preamble = "";
  let tables2 = "";
  let keys = Object.keys(obj);
  for (let i = 0; i < keys.length; i++) {
    let k = keys[i];
    if (obj[k] !== null && obj[k] !== void 0) {
      let type = extendedTypeOf(obj[k]);
      if (type === "symbol" || type === "function") {
        throw new TypeError(`cannot serialize values of type '${type}'`);
      }
      let key = formatKey(k);
      if (type === "array" && isArrayOfTables(obj[k])) {
        tables2 += (tables2 && "\n") + stringifyArrayTable(obj[k], prefix ? `${prefix}.${key}` : key, depth - 1, numberAsFloat, strictTemporal);
      } else if (type === "object") {
        let tblKey = prefix ? `${prefix}.${key}` : key;
        tables2 += (tables2 && "\n") + stringifyTable(tblKey, obj[k], tblKey, depth - 1, numberAsFloat, strictTemporal);
      } else {
        preamble += key;
        preamble += " = ";
        preamble += stringifyValue(obj[k], type, depth, numberAsFloat, strictTemporal);
        preamble += "\n";
      }
    }
  }
  if (tableKey && (preamble || !tables2))
    preamble = preamble ? `[${tableKey}]
${preamble}` : `[${tableKey}]`;
  return preamble && tables2 ? `${preamble}
${tables2}` : preamble || tables2;
}
__name(stringifyTable, "stringifyTable");
function stringify(obj, { maxDepth = 1e3, numbersAsFloat = false, strictTemporal = false } = {}) {
  if (extendedTypeOf(obj) !== "object") {
    throw new TypeError("stringify can only be called with an object");
  }
  let str = stringifyTable(0, obj, "", maxDepth, numbersAsFloat, strictTemporal);
  if (str[str.length - 1] !== "\n")
    return str + "\n";
  return str;
}
__name(stringify, "stringify");

// src/engine/version.ts
function parseVersion(text2, readText) {
  const [, path, pinned] = /^(.*\.lock)(?::(.*))?$/s.exec(text2) ?? [];
  if (path === void 0) {
    return { ...parseNumber2(text2, text2), source: "as given" };
  }
  const { major, full } = parseNumber2(text2, lockedVersion(text2, path, readText));
  if (pinned !== void 0) {
    return { ...samePinned(text2, pinned, major), full, source: "as given" };
  }
  const manifest = join(dirname(path), "Cargo.toml");
  const required = requirement(manifest, readText);
  return required === void 0 || Number.parseInt(required, 10) !== major ? {
    pinned: full,
    source: `of the lock file: ${manifest} has no plain requirement on wasmtime. If your host writes it differently, say how: ${path}:${major}`,
    major,
    full
  } : { pinned: required, source: `required in ${manifest}`, major, full };
}
__name(parseVersion, "parseVersion");
function parseNumber2(text2, number2) {
  const [, major, rest] = /^(\d{1,4})(\.\d{1,6}\.\d{1,6}(?:-[\w.]+)?)?$/.exec(number2) ?? [];
  if (major === void 0) {
    throw refusal(text2, "Name the version of the crate 'wasmtime' that your host is built with.");
  }
  return { pinned: number2, major: Number(major), full: rest === void 0 ? void 0 : number2 };
}
__name(parseNumber2, "parseNumber");
function samePinned(text2, pinned, major) {
  if (!/^\d{1,4}(\.\d{1,6}){0,2}$/.test(pinned) || Number.parseInt(pinned, 10) !== major) {
    throw refusal(
      text2,
      `The text behind the colon is how your host writes its version, and the lock file has Wasmtime ${major}.`
    );
  }
  return { pinned, major };
}
__name(samePinned, "samePinned");
function lockedVersion(text2, path, readText) {
  let packages;
  try {
    packages = parse(readText(path))["package"];
  } catch (error) {
    throw refusal(text2, `It cannot be read: ${messageOf(error).split("\n")[0]}.`);
  }
  const found = tables(packages).filter((entry) => entry["name"] === "wasmtime").map(({ version: version2, source: source2 }) => ({
    version: String(version2),
    source: typeof source2 === "string" ? source2 : void 0
  }));
  const [only] = found;
  if (only === void 0 || found.length > 1) {
    throw refusal(
      text2,
      only === void 0 ? "It locks no crate 'wasmtime': name the lock file of the program that loads the artifacts." : `It locks ${found.map(({ version: version2 }) => version2).join(" and ")}: say which of them loads the artifacts.`
    );
  }
  const { version, source } = only;
  if (source === void 0 || !/^(registry|sparse)\+/.test(source)) {
    throw refusal(
      text2,
      `It takes wasmtime ${version} from ${source ?? "a folder"}, which may be other code than the published release: artifacts would be refused, or worse. If it is the same code, give the version itself: ${version}.`
    );
  }
  return version;
}
__name(lockedVersion, "lockedVersion");
function requirement(path, readText) {
  let manifest;
  try {
    manifest = parse(readText(path));
  } catch {
    return void 0;
  }
  const perTarget = Object.values(table(manifest["target"])).map(table);
  const found = [manifest, table(manifest["workspace"]), ...perTarget].flatMap(({ dependencies }) => Object.entries(table(dependencies))).filter(([name, dependency]) => (table(dependency)["package"] ?? name) === "wasmtime").map(
    ([, dependency]) => typeof dependency === "string" ? dependency : table(dependency)["version"]
  ).filter((version) => typeof version === "string").map((version) => /^[=^~]?\s*(\d+(?:\.\d+){0,2})$/.exec(version.trim())?.[1]);
  return new Set(found).size === 1 ? found[0] : void 0;
}
__name(requirement, "requirement");
function table(value) {
  return typeof value === "object" && value !== null ? value : {};
}
__name(table, "table");
function tables(value) {
  return Array.isArray(value) ? value.map(table) : [];
}
__name(tables, "tables");
function loadingVersion(version) {
  return needsExactPatch(version) ? version : String(majorOf(version));
}
__name(loadingVersion, "loadingVersion");
function needsExactPatch(version) {
  return majorOf(version) <= LAST_EXACT;
}
__name(needsExactPatch, "needsExactPatch");
function majorOf(version) {
  return Number(version.split(".")[0]);
}
__name(majorOf, "majorOf");
function refusal(text2, advice) {
  return new InputError(
    "wasmtime-version",
    text2,
    "a major version such as 27, a full one such as 27.0.0, or the path of your host's Cargo.lock, with the host's own text of its version behind a colon if need be",
    advice
  );
}
__name(refusal, "refusal");

// src/engine/cpu.ts
var BASELINE = "baseline";
var FEATURES = {
  x86_64: {
    sse3: ["has_sse3"],
    ssse3: ["has_ssse3"],
    cmpxchg16b: ["has_cmpxchg16b"],
    "sse4.1": ["has_sse41"],
    "sse4.2": ["has_sse42"],
    popcnt: ["has_popcnt"],
    avx: ["has_avx"],
    avx2: ["has_avx2"],
    fma: ["has_fma"],
    bmi1: ["has_bmi1"],
    bmi2: ["has_bmi2"],
    lzcnt: ["has_lzcnt"],
    avx512f: ["has_avx512f"],
    avx512dq: ["has_avx512dq"],
    avx512vl: ["has_avx512vl"],
    avx512bitalg: ["has_avx512bitalg"],
    avx512vbmi: ["has_avx512vbmi"],
    avx512vnni: ["has_avx512vnni", 48],
    avxvnni: ["has_avx_vnni", 48]
  },
  aarch64: {
    lse: ["has_lse"],
    paca: ["has_pauth"],
    fp16: ["has_fp16"],
    dotprod: ["has_dotprod", 48],
    i8mm: ["has_i8mm", 48]
  },
  riscv64: Object.fromEntries(
    "m a f d v zfa zfh zca zcd zcb zbkb zba zbb zbc zbs zicond zicsr zifencei".split(" ").map((name) => [name, [`has_${name}`]])
  ),
  s390x: {
    "vxrs-ext2": ["has_vxrs_ext2"],
    mie2: ["has_mie2", 0, 27],
    mie3: ["has_mie3", 36],
    mie4: ["has_mie4", 36],
    "vxrs-ext3": ["has_vxrs_ext3", 36]
  }
};
var X86_64_V2 = ["sse3", "ssse3", "cmpxchg16b", "sse4.1", "sse4.2", "popcnt"];
var X86_64_V3 = [...X86_64_V2, "avx", "avx2", "fma", "bmi1", "bmi2", "lzcnt"];
var CPUS = {
  "x86-64-v2": { architecture: "x86_64", features: X86_64_V2 },
  "x86-64-v3": { architecture: "x86_64", features: X86_64_V3 },
  "x86-64-v4": {
    architecture: "x86_64",
    features: [...X86_64_V3, "avx512f", "avx512dq", "avx512vl"]
  },
  "neoverse-n1": { architecture: "aarch64", features: ["lse", "fp16", "dotprod"] },
  "apple-m1": { architecture: "aarch64", features: ["lse", "paca", "fp16", "dotprod"] }
};
function parseCpu(text2, targets, major) {
  const names = text2.split(/[\s,]+/).filter((name) => name !== "");
  const flags = /* @__PURE__ */ new Map();
  for (const name of names) {
    if (name === BASELINE && names.length === 1) {
      break;
    }
    const [architecture, features] = lookUp(text2, name);
    if (!targets.some((target) => architectureOf(target) === architecture)) {
      throw refusal2(text2, `'${name}' is of ${architecture}, and no target is.`);
    }
    const ofArchitecture = flags.get(architecture) ?? /* @__PURE__ */ new Map();
    flags.set(architecture, ofArchitecture);
    for (const feature of features) {
      const flag = flagOf(architecture, feature, major);
      if (flag !== void 0) {
        ofArchitecture.set(flag, [`cranelift-${flag}`, "true"]);
      } else if (features.length === 1) {
        throw refusal2(text2, `Wasmtime ${major} makes no use of '${name}'.`);
      }
    }
  }
  return (target) => [...flags.get(architectureOf(target))?.values() ?? []];
}
__name(parseCpu, "parseCpu");
function lookUp(text2, name) {
  const cpu = Object.hasOwn(CPUS, name) ? CPUS[name] : void 0;
  if (cpu !== void 0) {
    return [cpu.architecture, cpu.features];
  }
  for (const [architecture, features] of Object.entries(FEATURES)) {
    for (const [feature, [flag]] of Object.entries(features)) {
      if (feature === name || flag === name) {
        return [architecture, [feature]];
      }
    }
  }
  const known = [...Object.keys(CPUS), ...Object.values(FEATURES).flatMap(Object.keys)];
  throw refusal2(
    text2,
    name === "native" ? "The machine that compiles is not the one that runs: name the least that your hosts have." : `There is no '${name}'. ${didYouMean(name, known)}`.trimEnd()
  );
}
__name(lookUp, "lookUp");
function flagOf(architecture, feature, major) {
  const [flag, from = 0, to = Number.POSITIVE_INFINITY] = FEATURES[architecture][feature];
  return major >= from && major <= to ? flag : void 0;
}
__name(flagOf, "flagOf");
function featureOf(flag) {
  for (const features of Object.values(FEATURES)) {
    const found = Object.entries(features).find(([, [name]]) => name === flag);
    if (found !== void 0) {
      return found[0];
    }
  }
  return void 0;
}
__name(featureOf, "featureOf");
function architectureOf(target) {
  const first = target.split("-")[0];
  return first.startsWith("riscv64") ? "riscv64" : first === "arm64" ? "aarch64" : first;
}
__name(architectureOf, "architectureOf");
function refusal2(text2, problem) {
  return new InputError(
    "cpu",
    text2,
    `${BASELINE}; or of ${Object.keys(CPUS).join(", ")} and single features such as avx2 or lse, separated by commas`,
    problem
  );
}
__name(refusal2, "refusal");

// src/inputs/defaults.ts
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
  "directory-mode": "",
  "core-modules": "skip",
  "if-no-files-found": "warn",
  "if-nothing-made": "",
  cache: "true",
  "fail-on-save-error": "false",
  upload: "none",
  "artifact-name": "cwasm-{target}",
  "retention-days": "",
  "fail-fast": "false",
  jobs: "",
  "timeout-minutes": "30",
  "function-cache-limit": "256 MB"
};

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

// src/commands/flags.ts
import { parseArgs } from "node:util";

// src/engine/options.ts
var TABLES = {
  optimize: "O",
  codegen: "C",
  debug: "D",
  wasm: "W"
};
var FLAG = /^(?:-([OCDWS])=?|--(optimize|codegen|debug|wasm|wasi)(?:=|$))(.*)$/;
var WASI = "S";
var SYNONYMS = /* @__PURE__ */ new Map([
  ["opt-level 1", "2"],
  ["inlining inter-module", "gc"]
]);
function parseOptions(text2, line) {
  return refusing(text2, () => ofArtifacts(readFlags(text2), line));
}
__name(parseOptions, "parseOptions");
function parseOptionsFile(path, contents, line) {
  return refusing(path, () => ofArtifacts(readConfig(contents), line));
}
__name(parseOptionsFile, "parseOptionsFile");
function parseOption(name, value, line) {
  const group2 = KNOWN.get(name)?.group ?? "C";
  return canonical([{ group: group2, name, value }], line)[0];
}
__name(parseOption, "parseOption");
function byName([a], [b]) {
  return a < b ? -1 : 1;
}
__name(byName, "byName");
function readFlags(text2) {
  const said = [];
  let open2;
  for (const word of text2.replace(/^\s*#.*$/gm, "").split(/\s+/)) {
    const flag = open2 === void 0 ? FLAG.exec(word) : null;
    if (word === "") {
      continue;
    }
    if (open2 === void 0 && flag === null) {
      throw new OptionProblem(`'${word}' is no flag with options.`);
    }
    const long = flag?.[2];
    const group2 = open2 ?? flag?.[1] ?? TABLES[long] ?? WASI;
    const list = flag === null ? word : flag[3];
    open2 = list === "" ? group2 : void 0;
    if (group2 === WASI || list === "") {
      continue;
    }
    for (const item of list.split(",")) {
      const [name = "", ...rest] = item.split("=");
      said.push({ group: group2, name, value: rest.length === 0 ? void 0 : rest.join("=") });
    }
  }
  if (open2 !== void 0) {
    throw new OptionProblem(`'-${open2}' at the end has no options.`);
  }
  return said;
}
__name(readFlags, "readFlags");
function readConfig(contents) {
  let config;
  try {
    config = parse(contents);
  } catch (error) {
    throw new OptionProblem(`It is not TOML: ${messageOf(error).split("\n")[0]}.`);
  }
  return Object.entries(config).flatMap(([table2, options]) => {
    const group2 = Object.hasOwn(TABLES, table2) ? TABLES[table2] : void 0;
    if (group2 === void 0 || typeof options !== "object" || options === null) {
      if (table2 === "wasi" || table2 === "record") {
        return [];
      }
      throw new OptionProblem(
        `${didYouMean(table2, Object.keys(TABLES))}It has '${table2}' beside ${Object.keys(TABLES).map((name) => `[${name}]`).join(", ")}.`
      );
    }
    return Object.entries(options).flatMap(
      ([name, value]) => table2 === "codegen" && name === "cranelift" ? craneliftPairs(value) : [{ group: group2, name, value: scalar(name, value) }]
    );
  });
}
__name(readConfig, "readConfig");
function craneliftPairs(pairs) {
  if (!Array.isArray(pairs) || !pairs.every(Array.isArray)) {
    throw new OptionProblem("'cranelift' is a list of pairs of a name and a value.");
  }
  return pairs.map(([name, value]) => ({
    group: "C",
    name: `cranelift-${String(name)}`,
    value: value === void 0 || value === null ? void 0 : scalar("cranelift", value)
  }));
}
__name(craneliftPairs, "craneliftPairs");
function scalar(name, value) {
  if (["string", "number", "bigint", "boolean"].includes(typeof value)) {
    return String(value);
  }
  throw new OptionProblem(`'${name}' has no plain value.`);
}
__name(scalar, "scalar");
function ofArtifacts(said, line) {
  const options = canonical(said, line);
  return said.every(({ name }) => KNOWN.get(name)?.runTime === true) ? void 0 : options;
}
__name(ofArtifacts, "ofArtifacts");
function canonical(said, line) {
  const given = /* @__PURE__ */ new Map();
  for (const { group: group2, name, value } of expandAll(said, line)) {
    const [option, plain] = one(group2, name, value, line);
    const strength = KNOWN.get(name)?.strength ?? 0;
    if (strength >= (given.get(option)?.strength ?? strength)) {
      given.set(option, { value: plain, strength });
    }
  }
  return [...given].map(([name, { value }]) => [name, value]).filter(([name, value]) => !changesNothing(name, value, line)).sort(byName);
}
__name(canonical, "canonical");
function expandAll(said, line) {
  const last = said.findLast(({ group: group2, name }) => group2 === "W" && name === "all-proposals");
  if (last === void 0) {
    return [...said];
  }
  const value = plainValue(last, "bool");
  const lacking = [];
  const proposals = [...KNOWN].flatMap(([name, known]) => {
    if (known.proposal !== true || !inLine(known, line.major)) {
      return [];
    }
    if (value === "true" && !available(known, line)) {
      lacking.push(name);
      return [];
    }
    return [{ group: "W", name, value }];
  });
  if (line.major > 27 && lacking.length > 0) {
    throw new OptionProblem(`all-proposals would need ${lacking.join(", ")}: name those you use.`);
  }
  return [...proposals, ...said.filter(({ name }) => name !== "all-proposals")];
}
__name(expandAll, "expandAll");
function one(group2, name, value, line) {
  const known = KNOWN.get(name);
  if (group2 === "C" && name.startsWith("cranelift-") && known === void 0) {
    const setting = name.slice("cranelift-".length).replaceAll("-", "_");
    return [`cranelift-${setting}`, craneliftValue(name, value)];
  }
  if (known === void 0 || known.group !== group2 || !inLine(known, line.major)) {
    return unknown(group2, name, value, line);
  }
  const plain = plainValue({ name, value }, known.kind);
  if (known.needs !== void 0 && plain !== "false" && !available(known, line)) {
    throw new OptionProblem(
      `'${name}' needs Wasmtime's Cargo feature '${known.needs}', which the embedded compiler for these host-features is built without. If your host has it, try ${mention("host-features", "default")}, or a native Wasmtime in ${mention("compiler")}.`
    );
  }
  if (name === "compiler" && plain === "winch" && line.features !== void 0) {
    throw new OptionProblem(
      `The embedded compilers are Cranelift. Name a native Wasmtime in ${mention("compiler")}.`
    );
  }
  return [known.same ?? name, known.opposite === true ? opposite(plain) : plain];
}
__name(one, "one");
function unknown(group2, name, value, line) {
  if (line.features === void 0 && KNOWN.get(name) === void 0) {
    return [`${group2}:${name}`, value ?? ""];
  }
  const names = [...KNOWN].filter(([, known]) => inLine(known, line.major));
  const elsewhere = names.find(([other]) => other === name)?.[1].group;
  const inGroup = names.filter(([, known]) => known.group === group2).map(([other]) => other);
  throw new OptionProblem(
    elsewhere === void 0 ? `Wasmtime ${line.major} has no option -${group2} ${name}. ${didYouMean(name, inGroup)}` : `'${name}' is an option of -${elsewhere}, not of -${group2}.`
  );
}
__name(unknown, "unknown");
function changesNothing(name, value, line) {
  const known = KNOWN.get(name);
  return known?.runTime === true || known?.default === value || known?.needs !== void 0 && value === "false" && !available(known, line);
}
__name(changesNothing, "changesNothing");
function plainValue({ name, value }, kind) {
  const wrong = /* @__PURE__ */ __name((allowed) => new OptionProblem(`'${name}' is ${allowed}, not ${JSON.stringify(value ?? "")}.`), "wrong");
  if (kind === "bool") {
    return bool(value) ?? raise(wrong("y or n"));
  }
  if (typeof kind !== "string") {
    const plain = kind.includes("true") ? bool(value) ?? value : value;
    const found = kind.find((allowed) => allowed === plain);
    if (found === void 0) {
      throw wrong(`one of ${kind.join(", ")}`);
    }
    return SYNONYMS.get(`${name} ${found}`) ?? found;
  }
  if (value === void 0 || value === "") {
    throw wrong(`an option with a value (${name}=${kind === "number" ? "1" : "VALUE"})`);
  }
  if (kind === "number") {
    return number(name, value.replaceAll("_", "")) ?? raise(wrong("a whole number"));
  }
  if (kind === "duration" && !/^\d+(\.\d+)?\s*([mun]?s|µs|min|h)?$/.test(value)) {
    throw wrong("a time such as 1s or 100ms");
  }
  return value;
}
__name(plainValue, "plainValue");
function bool(value) {
  switch (value) {
    case void 0:
    case "y":
    case "yes":
    case "true":
      return "true";
    case "n":
    case "no":
    case "false":
      return "false";
    default:
      return void 0;
  }
}
__name(bool, "bool");
function number(name, text2) {
  if (!/^(0x[0-9a-f]+|\d+)$/i.test(text2)) {
    return void 0;
  }
  const value = BigInt(text2);
  if (value >= 2n ** 64n || name === "max-wasm-stack" && value === 0n) {
    return void 0;
  }
  return name === "fuel" ? "true" : String(value);
}
__name(number, "number");
function craneliftValue(name, value) {
  if (value !== void 0 && !/^[\w.-]+$/.test(value)) {
    throw new OptionProblem(`'${name}' has no plain value.`);
  }
  return { on: "true", yes: "true", off: "false", no: "false" }[value ?? "on"] ?? value;
}
__name(craneliftValue, "craneliftValue");
function opposite(bool2) {
  return bool2 === "true" ? "false" : "true";
}
__name(opposite, "opposite");
function inLine({ from = 0, to = Number.POSITIVE_INFINITY }, major) {
  return major >= from && major <= to;
}
__name(inLine, "inLine");
function available({ needs }, { features }) {
  return needs === void 0 || features === void 0 || features.has(needs);
}
__name(available, "available");
function toFlags(options, major) {
  return options.flatMap(([name, value]) => {
    const [passed, unknownName] = /^([OCDW]):(.*)$/.exec(name)?.slice(1) ?? [];
    if (passed !== void 0) {
      return [`-${passed}`, value === "" ? `${unknownName}` : `${unknownName}=${value}`];
    }
    if (name === "fuel") {
      return ["-W", "fuel=1"];
    }
    const known = KNOWN.get(name);
    const old = [...KNOWN].find(([, { same }]) => same === name);
    if (known !== void 0 && !inLine(known, major) && old !== void 0) {
      const [oldName, { opposite: inverted }] = old;
      return ["-O", `${oldName}=${inverted === true ? opposite(value) : value}`];
    }
    return [`-${known?.group ?? "C"}`, `${name}=${value}`];
  });
}
__name(toFlags, "toFlags");
function listOptions(group2, major) {
  const list = [...KNOWN].filter(([, known]) => known.group === group2 && inLine(known, major)).map(([name, { kind, runTime: runTime2, needs, same }]) => {
    const values = typeof kind === "string" ? { bool: "y|n", number: "N", text: "\u2026", duration: "TIME" }[kind] : kind.join("|");
    const notes = [
      ...runTime2 === true ? ["decides nothing about an artifact"] : [],
      ...needs === void 0 ? [] : [`needs Wasmtime's Cargo feature ${needs}`],
      ...same === void 0 ? [] : [`an old name of ${same}`]
    ];
    return `-${group2} ${name}=${values}${notes.length === 0 ? "" : `  (${notes.join(", ")})`}`;
  });
  return group2 === "C" ? [...list, "-C cranelift-NAME=\u2026  any of Cranelift's settings"] : list;
}
__name(listOptions, "listOptions");
function isOption(name) {
  return KNOWN.has(name) || name.startsWith("cranelift-");
}
__name(isOption, "isOption");
var OptionProblem = class extends Error {
  static {
    __name(this, "OptionProblem");
  }
  name = "OptionProblem";
};
function refusing(text2, parse2) {
  try {
    return parse2();
  } catch (error) {
    throw error instanceof OptionProblem ? optionsError(text2, error.message) : error;
  }
}
__name(refusing, "refusing");
function optionsError(text2, problem) {
  return new InputError(
    "options",
    text2,
    "options of 'wasmtime compile' (-O, -C, -D, -W), or the path of a .toml file for its --config",
    "See docs/engine.md.",
    problem.trimEnd().replace(/\.$/, "")
  );
}
__name(optionsError, "optionsError");
function raise(error) {
  throw error;
}
__name(raise, "raise");

// src/commands/flags.ts
var OPTIONS = "-O, -C, -D or -W";
function flagName(input) {
  return { files: "GLOB", targets: "--target", options: OPTIONS }[input] ?? `--${input}`;
}
__name(flagName, "flagName");
var COMMAND_LINE = {
  subject: flagName,
  name: flagName,
  // Compile options are flags themselves, and some flags take no value.
  setting: /* @__PURE__ */ __name((input, value) => input === "options" ? value : value === "true" ? flagName(input) : `${flagName(input)} ${value}`, "setting")
};
var UsageError = class extends Error {
  static {
    __name(this, "UsageError");
  }
  name = "UsageError";
};
function parseFlags(args, options) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    const { code, message } = error;
    const flag = /'(--?[^\s'<]+)/.exec(message)?.[1] ?? "";
    switch (code) {
      case "ERR_PARSE_ARGS_UNKNOWN_OPTION": {
        const names = Object.keys(options).map(
          (name) => name.length === 1 ? `-${name}` : `--${name}`
        );
        const meant = flag.startsWith("--") ? didYouMean(flag, names) : "";
        throw new UsageError(`There is no flag ${flag}. ${meant}`.trimEnd());
      }
      case "ERR_PARSE_ARGS_INVALID_OPTION_VALUE":
        throw new UsageError(
          /does not take an argument/.test(message) ? `${flag} takes no value.` : `${flag} takes a value. One that begins with a dash is written ${flag}=VALUE.`
        );
      default:
        throw error;
    }
  }
}
__name(parseFlags, "parseFlags");
var text = { type: "string" };
function textFlags(names) {
  return Object.fromEntries(names.map((name) => [name, text]));
}
__name(textFlags, "textFlags");
var many = { type: "string", multiple: true };
var OPTION_FLAGS = {
  O: { ...many, short: "O" },
  C: { ...many, short: "C" },
  D: { ...many, short: "D" },
  W: { ...many, short: "W" }
};
function optionsHelp(values) {
  const letters = Object.keys(OPTION_FLAGS);
  const version = values["wasmtime-version"] ?? DEFAULTS["wasmtime-version"];
  return letters.filter((letter) => values[letter]?.some((value) => value === "help" || value === "help-long")).flatMap((letter) => listOptions(letter, parseVersion(version, readRegularTextSync).major)).map((line) => `${line}
`).join("");
}
__name(optionsHelp, "optionsHelp");
function joinOptions(values) {
  const letters = Object.keys(OPTION_FLAGS);
  const flags = letters.flatMap(
    (letter) => (values[letter] ?? []).map((value) => `-${letter} ${value}`)
  );
  if (flags.length > 0 && values.options !== void 0) {
    throw new InputError(
      "options",
      values.options,
      "only one of --options and the flags -O, -C, -D and -W",
      "Leave one of them out."
    );
  }
  return flags.length > 0 ? flags.join(" ") : values.options;
}
__name(joinOptions, "joinOptions");

// src/commands/print.ts
import { fstatSync as fstatSync2, writeSync } from "node:fs";
async function print(text2) {
  try {
    await (takesAllAtOnce() ? writeFully(text2) : writeToStream(text2));
  } catch (error) {
    throw new Error(
      error.code === "EPIPE" ? "standard output was closed before everything was written" : `standard output cannot be written: ${messageOf(error)}`
    );
  }
}
__name(print, "print");
function takesAllAtOnce() {
  const stats = fstatSync2(process.stdout.fd);
  return stats.isFile() || stats.isCharacterDevice() && !process.stdout.isTTY;
}
__name(takesAllAtOnce, "takesAllAtOnce");
function writeFully(text2) {
  const bytes = Buffer.from(text2);
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(process.stdout.fd, bytes, written);
  }
}
__name(writeFully, "writeFully");
function writeToStream(text2) {
  return new Promise((resolve, reject) => {
    process.stdout.write(text2, (error) => error ? reject(error) : resolve());
  });
}
__name(writeToStream, "writeToStream");

export {
  __name,
  EXIT,
  parse,
  stringify,
  mention,
  inWords,
  InputError,
  messageOf,
  messageFor,
  nearest,
  didYouMean,
  KNOWN,
  parseOptions,
  parseOptionsFile,
  parseOption,
  byName,
  toFlags,
  isOption,
  OptionProblem,
  optionsError,
  EMBEDDED,
  PULLEY_SINCE,
  CARGO_FEATURES,
  USUAL_OPTIONS,
  parseVersion,
  loadingVersion,
  needsExactPatch,
  majorOf,
  parseCpu,
  featureOf,
  EMBEDDED_COMPILER,
  DEFAULTS,
  openRegular,
  readRegular,
  readRegularTextSync,
  kindOf,
  COMMAND_LINE,
  UsageError,
  parseFlags,
  text,
  textFlags,
  OPTION_FLAGS,
  optionsHelp,
  joinOptions,
  print
};
