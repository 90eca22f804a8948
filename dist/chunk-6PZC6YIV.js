import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);
import {
  __name,
  sha256
} from "./chunk-MVRL76AA.js";

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
  upload: "none",
  "artifact-name": "cwasm-{target}",
  "retention-days": "",
  "fail-fast": "false",
  jobs: "",
  "function-cache-limit": "256 MB"
};

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

// src/engine/cpu.ts
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
function parseCpu(text, targets, line) {
  const names = text.split(/[\s,]+/).filter((name) => name !== "");
  const flags = /* @__PURE__ */ new Map();
  for (const name of names) {
    if (name === BASELINE && names.length === 1) {
      break;
    }
    const [architecture, features] = lookUp(text, name);
    if (!targets.some((target) => architectureOf(target) === architecture)) {
      throw refusal(text, `'${name}' is of ${architecture}, and no target is.`);
    }
    const ofArchitecture = flags.get(architecture) ?? /* @__PURE__ */ new Map();
    flags.set(architecture, ofArchitecture);
    for (const feature of features) {
      const flag = flagOf(architecture, feature, line);
      if (flag !== void 0) {
        ofArchitecture.set(flag, [`cranelift-${flag}`, "true"]);
      } else if (features.length === 1) {
        throw refusal(text, `Wasmtime ${line} makes no use of '${name}'.`);
      }
    }
  }
  return (target) => [...flags.get(architectureOf(target))?.values() ?? []];
}
__name(parseCpu, "parseCpu");
function lookUp(text, name) {
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
  throw refusal(
    text,
    name === "native" ? "The machine that compiles is not the one that runs: name the least that your hosts have." : `There is no '${name}'. ${didYouMean(name, known)}`.trimEnd()
  );
}
__name(lookUp, "lookUp");
function flagOf(architecture, feature, line) {
  const [flag, from = 0, to = Number.POSITIVE_INFINITY] = FEATURES[architecture][feature];
  return line >= from && line <= to ? flag : void 0;
}
__name(flagOf, "flagOf");
function architectureOf(target) {
  const first = target.split("-")[0];
  return first.startsWith("riscv64") ? "riscv64" : first === "arm64" ? "aarch64" : first;
}
__name(architectureOf, "architectureOf");
function refusal(text, problem) {
  return new InputError(
    "cpu",
    text,
    `${BASELINE}; or of ${Object.keys(CPUS).join(", ")} and single features such as avx2 or lse, separated by commas`,
    problem
  );
}
__name(refusal, "refusal");

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
function peekTable(ctx, key, table, meta, type) {
  let t = table;
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
  let tables = "";
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
        tables += (tables && "\n") + stringifyArrayTable(obj[k], prefix ? `${prefix}.${key}` : key, depth - 1, numberAsFloat, strictTemporal);
      } else if (type === "object") {
        let tblKey = prefix ? `${prefix}.${key}` : key;
        tables += (tables && "\n") + stringifyTable(tblKey, obj[k], tblKey, depth - 1, numberAsFloat, strictTemporal);
      } else {
        preamble += key;
        preamble += " = ";
        preamble += stringifyValue(obj[k], type, depth, numberAsFloat, strictTemporal);
        preamble += "\n";
      }
    }
  }
  if (tableKey && (preamble || !tables))
    preamble = preamble ? `[${tableKey}]
${preamble}` : `[${tableKey}]`;
  return preamble && tables ? `${preamble}
${tables}` : preamble || tables;
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
function parseOptions(text, of) {
  return refusing(text, () => canonical(readFlags(text), of));
}
__name(parseOptions, "parseOptions");
function parseOptionsFile(path, contents, of) {
  return refusing(path, () => canonical(readConfig(contents), of));
}
__name(parseOptionsFile, "parseOptionsFile");
function parseOption(name, value, of) {
  const group2 = KNOWN.get(name)?.group ?? "C";
  return canonical([{ group: group2, name, value }], of)[0];
}
__name(parseOption, "parseOption");
function byName([a], [b]) {
  return a < b ? -1 : 1;
}
__name(byName, "byName");
function readFlags(text) {
  const said = [];
  let open;
  for (const word of text.replace(/^\s*#.*$/gm, "").split(/\s+/)) {
    const flag = open === void 0 ? FLAG.exec(word) : null;
    if (word === "") {
      continue;
    }
    if (open === void 0 && flag === null) {
      throw new OptionProblem(`'${word}' is no flag with options.`);
    }
    const long = flag?.[2];
    const group2 = open ?? flag?.[1] ?? TABLES[long] ?? WASI;
    const list = flag === null ? word : flag[3];
    open = list === "" ? group2 : void 0;
    if (group2 === WASI || list === "") {
      continue;
    }
    for (const item of list.split(",")) {
      const [name = "", ...rest] = item.split("=");
      said.push({ group: group2, name, value: rest.length === 0 ? void 0 : rest.join("=") });
    }
  }
  if (open !== void 0) {
    throw new OptionProblem(`'-${open}' at the end has no options.`);
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
  return Object.entries(config).flatMap(([table, options]) => {
    const group2 = Object.hasOwn(TABLES, table) ? TABLES[table] : void 0;
    if (group2 === void 0 || typeof options !== "object" || options === null) {
      if (table === "wasi" || table === "record") {
        return [];
      }
      throw new OptionProblem(
        `${didYouMean(table, Object.keys(TABLES))}It has '${table}' beside ${Object.keys(TABLES).map((name) => `[${name}]`).join(", ")}.`
      );
    }
    return Object.entries(options).flatMap(
      ([name, value]) => table === "codegen" && name === "cranelift" ? craneliftPairs(value) : [{ group: group2, name, value: scalar(name, value) }]
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
function canonical(said, of) {
  const given = /* @__PURE__ */ new Map();
  for (const { group: group2, name, value } of expandAll(said, of)) {
    const [option, plain] = one(group2, name, value, of);
    const strength = KNOWN.get(name)?.strength ?? 0;
    if (strength >= (given.get(option)?.strength ?? strength)) {
      given.set(option, { value: plain, strength });
    }
  }
  return [...given].map(([name, { value }]) => [name, value]).filter(([name, value]) => !changesNothing(name, value, of)).sort(byName);
}
__name(canonical, "canonical");
function expandAll(said, of) {
  const last = said.findLast(({ group: group2, name }) => group2 === "W" && name === "all-proposals");
  if (last === void 0) {
    return [...said];
  }
  const value = plainValue(last, "bool");
  const lacking = [];
  const proposals = [...KNOWN].flatMap(([name, known]) => {
    if (known.proposal !== true || !inLine(known, of.line)) {
      return [];
    }
    if (value === "true" && !available(known, of)) {
      lacking.push(name);
      return [];
    }
    return [{ group: "W", name, value }];
  });
  if (of.line > 27 && lacking.length > 0) {
    throw new OptionProblem(`all-proposals would need ${lacking.join(", ")}: name those you use.`);
  }
  return [...proposals, ...said.filter(({ name }) => name !== "all-proposals")];
}
__name(expandAll, "expandAll");
function one(group2, name, value, of) {
  const known = KNOWN.get(name);
  if (group2 === "C" && name.startsWith("cranelift-") && known === void 0) {
    const setting = name.slice("cranelift-".length).replaceAll("-", "_");
    return [`cranelift-${setting}`, craneliftValue(name, value)];
  }
  if (known === void 0 || known.group !== group2 || !inLine(known, of.line)) {
    return unknown(group2, name, value, of);
  }
  const plain = plainValue({ name, value }, known.kind);
  if (known.needs !== void 0 && plain !== "false" && !available(known, of)) {
    throw new OptionProblem(
      `'${name}' needs Wasmtime's Cargo feature '${known.needs}', which the embedded compiler for these host-features is built without. If your host has it, try host-features: default, or a native Wasmtime in 'compiler'.`
    );
  }
  if (name === "compiler" && plain === "winch" && of.features !== void 0) {
    throw new OptionProblem(
      "The embedded compilers are Cranelift. Name a native Wasmtime in 'compiler'."
    );
  }
  return [known.same ?? name, known.opposite === true ? opposite(plain) : plain];
}
__name(one, "one");
function unknown(group2, name, value, of) {
  if (of.features === void 0 && KNOWN.get(name) === void 0) {
    return [`${group2}:${name}`, value ?? ""];
  }
  const names = [...KNOWN].filter(([, known]) => inLine(known, of.line));
  const elsewhere = names.find(([other]) => other === name)?.[1].group;
  const inGroup = names.filter(([, known]) => known.group === group2).map(([other]) => other);
  throw new OptionProblem(
    elsewhere === void 0 ? `Wasmtime ${of.line} has no option -${group2} ${name}. ${didYouMean(name, inGroup)}` : `'${name}' is an option of -${elsewhere}, not of -${group2}.`
  );
}
__name(unknown, "unknown");
function changesNothing(name, value, of) {
  const known = KNOWN.get(name);
  return known?.runTime === true || known?.default === value || known?.needs !== void 0 && value === "false" && !available(known, of);
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
    throw wrong("an option with a value");
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
function number(name, text) {
  if (!/^(0x[0-9a-f]+|\d+)$/i.test(text)) {
    return void 0;
  }
  const value = BigInt(text);
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
function inLine({ from = 0, to = Number.POSITIVE_INFINITY }, line) {
  return line >= from && line <= to;
}
__name(inLine, "inLine");
function available({ needs }, { features }) {
  return needs === void 0 || features === void 0 || features.has(needs);
}
__name(available, "available");
function toFlags(options, line) {
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
    if (known !== void 0 && !inLine(known, line) && old !== void 0) {
      const [oldName, { opposite: inverted }] = old;
      return ["-O", `${oldName}=${inverted === true ? opposite(value) : value}`];
    }
    return [`-${known?.group ?? "C"}`, `${name}=${value}`];
  });
}
__name(toFlags, "toFlags");
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
function refusing(text, parse2) {
  try {
    return parse2();
  } catch (error) {
    throw error instanceof OptionProblem ? optionsError(text, error.message) : error;
  }
}
__name(refusing, "refusing");
function optionsError(text, problem) {
  return new InputError(
    "options",
    text,
    "options of 'wasmtime compile' (-O, -C, -D, -W), or the path of a .toml file for its --config",
    `${problem.trimEnd()} See docs/engine.md.`
  );
}
__name(optionsError, "optionsError");
function raise(error) {
  throw error;
}
__name(raise, "raise");

// src/engine/fingerprint.ts
var KEYS = {
  component_model: "component-model",
  fuel: "fuel",
  epoch: "epoch-interruption"
};
function describeEngine(options, hostFeatures) {
  const values = new Map(options);
  const others = options.filter(([name]) => !Object.values(KEYS).includes(name));
  return [
    "v2",
    `component_model=${values.get("component-model") ?? "true"}`,
    "async=false",
    `fuel=${values.get("fuel") ?? "false"}`,
    `epoch=${values.get("epoch-interruption") ?? "false"}`,
    "cranelift",
    ...others.map(([name, value]) => `${name}=${value}`),
    ...hostFeatures === "minimal" ? [] : [`host=${hostFeatures}`]
  ].join(";");
}
__name(describeEngine, "describeEngine");
function readFingerprint(text, of) {
  const [version = "", ...fields] = text.split(";");
  if (!/^v\d+$/.test(version)) {
    throw refusal2(text, "It does not begin with a version.");
  }
  const keys = fields.map((field) => field.split("=")[0]);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== void 0) {
    throw refusal2(text, `'${twice}' is named twice.`);
  }
  return fields.flatMap((field) => {
    const read = readField(text, field, of);
    if (read === void 0) {
      throw refusal2(text, `'${field}' is not known.`);
    }
    return read.option === void 0 ? [] : [read.option];
  }).sort(byName);
}
__name(readFingerprint, "readFingerprint");
function requireAgreement(text, options, of) {
  const given = new Map(options);
  for (const field of text.split(";")) {
    const read = readField(text, field, of);
    const says = read?.name === void 0 ? void 0 : given.get(read.name);
    if (read?.name !== void 0 && read.option?.[1] !== says) {
      throw refusal2(
        text,
        `It says ${field}, but 'options' say ${says === void 0 ? "nothing of it" : `${read.name}=${says}`}.`
      );
    }
  }
}
__name(requireAgreement, "requireAgreement");
function readField(text, field, of) {
  const [key = "", ...rest] = field.split("=");
  const value = rest.join("=");
  const possible = /* @__PURE__ */ __name((is) => {
    if (!is) {
      throw refusal2(text, `'${field}' is not possible here.`);
    }
    return {};
  }, "possible");
  if (field === "cranelift") {
    return {};
  }
  if (key === "async") {
    return possible(value === "true" || value === "false");
  }
  if (key === "host") {
    return possible(value === of.hostFeatures);
  }
  const isKey = Object.hasOwn(KEYS, key);
  const name = isKey ? KEYS[key] : key;
  if (!isOption(name)) {
    return void 0;
  }
  if (isKey) {
    possible(value === "true" || value === "false" && key !== "component_model");
  }
  if (name === "fuel") {
    return { name, option: value === "true" ? [name, value] : void 0 };
  }
  try {
    return { name, option: parseOption(name, value, of) };
  } catch (error) {
    throw error instanceof OptionProblem ? refusal2(text, error.message) : error;
  }
}
__name(readField, "readField");
function refusal2(text, problem) {
  return new InputError(
    "engine-fingerprint",
    text,
    `fields separated by ';': a version such as v2, the keys ${Object.keys(KEYS).join(", ")} and async with =true or =false, cranelift, and compile options`,
    `${problem} Copy the fingerprint from your host, character by character; if it is of another form, say its options in 'options' as well.`
  );
}
__name(refusal2, "refusal");

// src/engine/version.ts
var LAST_EXACT = 37;
function parseVersion(text, readText) {
  if (text.endsWith(".lock")) {
    return locked(text, readText);
  }
  const [, major, rest] = /^(\d{1,4})(\.\d{1,6}\.\d{1,6}(?:-[\w.]+)?)?$/.exec(text) ?? [];
  if (major === void 0) {
    throw refusal3(text, "Name the version of the crate 'wasmtime' that your host is built with.");
  }
  return { pinned: text, major: Number(major), full: rest === void 0 ? void 0 : text };
}
__name(parseVersion, "parseVersion");
function locked(path, readText) {
  let packages;
  try {
    packages = parse(readText(path))["package"];
  } catch (error) {
    throw refusal3(path, `It cannot be read: ${messageOf(error).split("\n")[0]}.`);
  }
  const versions = (Array.isArray(packages) ? packages : []).filter((entry) => Reflect.get(Object(entry), "name") === "wasmtime").map((entry) => String(Reflect.get(Object(entry), "version")));
  const [version] = versions;
  if (version === void 0 || versions.length > 1) {
    throw refusal3(
      path,
      version === void 0 ? "It locks no crate 'wasmtime': name the lock file of the program that loads the artifacts." : `It locks ${versions.join(" and ")}: say which of them loads the artifacts.`
    );
  }
  return parseVersion(version, readText);
}
__name(locked, "locked");
function needsExactPatch(version) {
  return majorOf(version) <= LAST_EXACT;
}
__name(needsExactPatch, "needsExactPatch");
function majorOf(version) {
  return Number(version.split(".")[0]);
}
__name(majorOf, "majorOf");
function refusal3(text, advice) {
  return new InputError(
    "wasmtime-version",
    text,
    "a major version such as 27, a full one such as 27.0.0, or the path of your host's Cargo.lock",
    advice
  );
}
__name(refusal3, "refusal");

// src/engine/engine.ts
var USUAL_OPTIONS = {
  minimal: [["epoch-interruption", "true"]],
  default: [],
  native: []
};
var EMBEDDED = [
  { version: "27.0.0", hostFeatures: "minimal" },
  { version: "27.0.0", hostFeatures: "default" },
  { version: "36.0.20", hostFeatures: "minimal" },
  { version: "36.0.20", hostFeatures: "default" },
  { version: "48.0.8", hostFeatures: "minimal" },
  { version: "50.0.1", hostFeatures: "minimal" }
];
var CARGO_FEATURES = {
  minimal: /* @__PURE__ */ new Set(),
  default: /* @__PURE__ */ new Set(["gc", "threads"]),
  native: void 0
};
function resolveEngines(inputs) {
  const host = parseVersion(inputs.version, inputs.readText);
  const compiler = resolveCompiler(host, inputs);
  const { hostFeatures } = compiler;
  const of = {
    line: majorOf(compiler.version),
    features: CARGO_FEATURES[hostFeatures],
    hostFeatures
  };
  const given = readOptions(inputs, of);
  const { fingerprint } = inputs;
  if (given !== void 0 && fingerprint !== "") {
    requireAgreement(fingerprint, given, of);
  }
  const options = given ?? (fingerprint === "" ? USUAL_OPTIONS[hostFeatures] : readFingerprint(fingerprint, of));
  const cpu = parseCpu(inputs.cpu, inputs.targets, of.line);
  return new Map(
    inputs.targets.map((target) => {
      const all = withCpu(options, cpu(target), inputs.cpu);
      const description = fingerprint || describeEngine(all, hostFeatures);
      return [
        target,
        {
          ...compiler,
          pinnedVersion: host.pinned,
          options: all,
          fingerprint: description,
          configHash: engineConfigHash(description)
        }
      ];
    })
  );
}
__name(resolveEngines, "resolveEngines");
function anyOf(engines) {
  return engines.values().next().value;
}
__name(anyOf, "anyOf");
function engineConfigHash(fingerprint) {
  return sha256(fingerprint);
}
__name(engineConfigHash, "engineConfigHash");
function resolveCompiler(host, { hostFeatures, native }) {
  if (native !== void 0) {
    requireVersion(host, native);
    return { version: native.version, hostFeatures: "native", native };
  }
  const ofLine = EMBEDDED.filter(({ version }) => majorOf(version) === host.major);
  const [first] = ofLine;
  if (first === void 0) {
    throw new InputError(
      "wasmtime-version",
      host.pinned,
      unique(EMBEDDED.flatMap(({ version }) => [String(majorOf(version)), version])),
      "These have an embedded compiler. Pin your host to one of them, or name a native Wasmtime of your host's version in 'compiler'."
    );
  }
  if (host.full !== void 0 && host.full !== first.version && needsExactPatch(first.version)) {
    throw new InputError(
      "wasmtime-version",
      host.pinned,
      unique([first.version]),
      `Up to Wasmtime 37 an artifact loads on exactly the patch that made it, and the embedded compiler is ${first.version}: a host on ${host.full} would refuse it. Pin wasmtime = "=${first.version}" in the host, or name a native Wasmtime ${host.full} in 'compiler'.`
    );
  }
  const embedded = ofLine.find((engine) => engine.hostFeatures === hostFeatures);
  if (embedded === void 0) {
    throw new InputError(
      "host-features",
      hostFeatures,
      unique(ofLine.map((engine) => engine.hostFeatures)),
      `These are the Cargo features that embedded compilers of Wasmtime ${host.major} are built for. For others name a native Wasmtime in 'compiler'.`
    );
  }
  return { ...embedded, native: void 0 };
}
__name(resolveCompiler, "resolveCompiler");
function requireVersion(host, native) {
  const right = majorOf(native.version) === host.major && (host.full === void 0 || host.full === native.version || !needsExactPatch(host.full));
  if (!right) {
    throw new InputError(
      "compiler",
      native.path,
      `a Wasmtime ${host.pinned}, as wasmtime-version says`,
      `This one is ${native.version}, and what it compiles is refused by your host. Install that version, or change wasmtime-version if your host has this one.`
    );
  }
}
__name(requireVersion, "requireVersion");
function readOptions({ options, readText }, of) {
  if (options === "") {
    return void 0;
  }
  if (!/^\S+\.toml$/.test(options)) {
    return parseOptions(options, of);
  }
  let contents;
  try {
    contents = readText(options);
  } catch {
    throw optionsError(options, "There is no such file; relative paths begin in the workspace.");
  }
  return parseOptionsFile(options, contents, of);
}
__name(readOptions, "readOptions");
function withCpu(options, flags, cpu) {
  const all = new Map(options);
  for (const [name, value] of flags) {
    const other = all.get(name) ?? value;
    if (other !== value) {
      throw new InputError(
        "cpu",
        cpu,
        "what 'options' do not contradict",
        `They say ${name}=${other}: leave one of the two out.`
      );
    }
    all.set(name, value);
  }
  return [...all].sort(byName);
}
__name(withCpu, "withCpu");
function unique(values) {
  return [...new Set(values)].join(", ");
}
__name(unique, "unique");

// src/report/manifest.ts
var MANIFEST_NAME = "cwasm-manifest.json";
function makeManifest(engines, artifacts, skipped, failed) {
  const { version, hostFeatures } = anyOf(engines);
  return {
    schema: 1,
    engine: {
      wasmtime_version: version,
      host_features: hostFeatures,
      fingerprints: Object.fromEntries(
        [...engines].map(([target, { fingerprint }]) => [target, fingerprint])
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
  InputError,
  messageOf,
  parse,
  stringify,
  didYouMean,
  toFlags,
  optionsError,
  majorOf,
  EMBEDDED_COMPILER,
  DEFAULTS,
  USUAL_OPTIONS,
  resolveEngines,
  anyOf,
  MANIFEST_NAME,
  makeManifest,
  writeManifest,
  counts,
  totals,
  isCacheHit
};
