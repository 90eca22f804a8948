import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);
import {
  RefusedEntry,
  duration,
  oneLine,
  sha256,
  size,
  tell,
  withMode
} from "./chunk-IZLZNXDZ.js";
import {
  DIRECTORY_MODE,
  MANIFEST_NAME,
  counts,
  directoryModeOf,
  isCacheHit,
  kindOf,
  layOutUpload,
  makeManifest,
  nothingMade,
  openRegular,
  placeFile,
  placePair,
  readRegular,
  readRegularTextSync,
  sidecarPath,
  sweepFolders,
  temporaryFolder,
  totals,
  writeManifest
} from "./chunk-4MUIEWSY.js";
import {
  ACTION,
  InputError,
  __name,
  debug,
  error,
  getInput,
  group,
  inWords,
  info,
  mention,
  messageFor,
  messageOf,
  notice,
  setFailed,
  setOutput,
  summary,
  warning
} from "./chunk-UP5NAKJT.js";

// src/main.ts
import { mkdtemp } from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
import { join as join4 } from "node:path";

// src/compiler/native.ts
import { execFileSync, spawn } from "node:child_process";
import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join2, posix, resolve, win32 } from "node:path";

// node_modules/smol-toml/dist/error.js
function getLineColFromPtr(string, ptr) {
  let lines = string.slice(0, ptr).split(/\r?\n/);
  return [lines.length, lines.pop().length + 1];
}
__name(getLineColFromPtr, "getLineColFromPtr");
function makeCodeBlock(string, line2, column) {
  let lines = string.split(/\r?\n/);
  let codeblock = "";
  let numberLen = (Math.log10(line2 + 1) | 0) + 1;
  for (let i = line2 - 1; i <= line2 + 1; i++) {
    let l = lines[i - 1];
    if (!l)
      continue;
    codeblock += i.toString().padEnd(numberLen, " ");
    codeblock += ":  ";
    codeblock += l;
    codeblock += "\n";
    if (i === line2) {
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
    const [line2, column] = getLineColFromPtr(options.toml, options.ptr);
    const codeblock = makeCodeBlock(options.toml, line2, column);
    super(`Invalid TOML document: ${message}

${codeblock}`, options);
    this.line = line2;
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
        let match3 = date.match(DATE_TIME_RE);
        if (match3) {
          if (!match3[1]) {
            hasDate = false;
            date = `0000-01-01T${date}`;
          }
          hasTime = !!match3[2];
          hasTime && date[10] === " " && (date = date.replace(" ", "T"));
          if (match3[2] && +match3[2] > 23) {
            date = "";
          } else {
            offset = match3[3] || null;
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
function group2(name, options) {
  return Object.entries(options).map(([option, known]) => [option, { group: name, ...known }]);
}
__name(group2, "group");
function runTime(kind, ...names) {
  return Object.fromEntries(names.map((name) => [name, { kind, runTime: true }]));
}
__name(runTime, "runTime");
var KNOWN = new Map([
  ...group2("O", {
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
  ...group2("C", {
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
  ...group2("D", {
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
  ...group2("W", {
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
function parseOptions(text, line2) {
  return refusing(text, () => ofArtifacts(readFlags(text), line2));
}
__name(parseOptions, "parseOptions");
function parseOptionsFile(path6, contents, line2) {
  return refusing(path6, () => ofArtifacts(readConfig(contents), line2));
}
__name(parseOptionsFile, "parseOptionsFile");
function parseOption(name, value, line2) {
  const group3 = KNOWN.get(name)?.group ?? "C";
  return canonical([{ group: group3, name, value }], line2)[0];
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
    const flag2 = open === void 0 ? FLAG.exec(word) : null;
    if (word === "") {
      continue;
    }
    if (open === void 0 && flag2 === null) {
      throw new OptionProblem(`'${word}' is no flag with options.`);
    }
    const long = flag2?.[2];
    const group3 = open ?? flag2?.[1] ?? TABLES[long] ?? WASI;
    const list2 = flag2 === null ? word : flag2[3];
    open = list2 === "" ? group3 : void 0;
    if (group3 === WASI || list2 === "") {
      continue;
    }
    for (const item of list2.split(",")) {
      const [name = "", ...rest] = item.split("=");
      said.push({ group: group3, name, value: rest.length === 0 ? void 0 : rest.join("=") });
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
  } catch (error2) {
    throw new OptionProblem(`It is not TOML: ${messageOf(error2).split("\n")[0]}.`);
  }
  return Object.entries(config).flatMap(([table2, options]) => {
    const group3 = Object.hasOwn(TABLES, table2) ? TABLES[table2] : void 0;
    if (group3 === void 0 || typeof options !== "object" || options === null) {
      if (table2 === "wasi" || table2 === "record") {
        return [];
      }
      throw new OptionProblem(
        `${didYouMean(table2, Object.keys(TABLES))}It has '${table2}' beside ${Object.keys(TABLES).map((name) => `[${name}]`).join(", ")}.`
      );
    }
    return Object.entries(options).flatMap(
      ([name, value]) => table2 === "codegen" && name === "cranelift" ? craneliftPairs(value) : [{ group: group3, name, value: scalar(name, value) }]
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
function ofArtifacts(said, line2) {
  const options = canonical(said, line2);
  return said.every(({ name }) => KNOWN.get(name)?.runTime === true) ? void 0 : options;
}
__name(ofArtifacts, "ofArtifacts");
function canonical(said, line2) {
  const given = /* @__PURE__ */ new Map();
  for (const { group: group3, name, value } of expandAll(said, line2)) {
    const [option, plain2] = one(group3, name, value, line2);
    const strength = KNOWN.get(name)?.strength ?? 0;
    if (strength >= (given.get(option)?.strength ?? strength)) {
      given.set(option, { value: plain2, strength });
    }
  }
  return [...given].map(([name, { value }]) => [name, value]).filter(([name, value]) => !changesNothing(name, value, line2)).sort(byName);
}
__name(canonical, "canonical");
function expandAll(said, line2) {
  const last = said.findLast(({ group: group3, name }) => group3 === "W" && name === "all-proposals");
  if (last === void 0) {
    return [...said];
  }
  const value = plainValue(last, "bool");
  const lacking = [];
  const proposals = [...KNOWN].flatMap(([name, known]) => {
    if (known.proposal !== true || !inLine(known, line2.major)) {
      return [];
    }
    if (value === "true" && !available(known, line2)) {
      lacking.push(name);
      return [];
    }
    return [{ group: "W", name, value }];
  });
  if (line2.major > 27 && lacking.length > 0) {
    throw new OptionProblem(`all-proposals would need ${lacking.join(", ")}: name those you use.`);
  }
  return [...proposals, ...said.filter(({ name }) => name !== "all-proposals")];
}
__name(expandAll, "expandAll");
function one(group3, name, value, line2) {
  const known = KNOWN.get(name);
  if (group3 === "C" && name.startsWith("cranelift-") && known === void 0) {
    const setting = name.slice("cranelift-".length).replaceAll("-", "_");
    return [`cranelift-${setting}`, craneliftValue(name, value)];
  }
  if (known === void 0 || known.group !== group3 || !inLine(known, line2.major)) {
    return unknown(group3, name, value, line2);
  }
  const plain2 = plainValue({ name, value }, known.kind);
  if (known.needs !== void 0 && plain2 !== "false" && !available(known, line2)) {
    throw new OptionProblem(
      `'${name}' needs Wasmtime's Cargo feature '${known.needs}', which the embedded compiler for these host-features is built without. If your host has it, try ${mention("host-features", "default")}, or a native Wasmtime in ${mention("compiler")}.`
    );
  }
  if (name === "compiler" && plain2 === "winch" && line2.features !== void 0) {
    throw new OptionProblem(
      `The embedded compilers are Cranelift. Name a native Wasmtime in ${mention("compiler")}.`
    );
  }
  return [known.same ?? name, known.opposite === true ? opposite(plain2) : plain2];
}
__name(one, "one");
function unknown(group3, name, value, line2) {
  if (line2.features === void 0 && KNOWN.get(name) === void 0) {
    return [`${group3}:${name}`, value ?? ""];
  }
  const names = [...KNOWN].filter(([, known]) => inLine(known, line2.major));
  const elsewhere = names.find(([other]) => other === name)?.[1].group;
  const inGroup = names.filter(([, known]) => known.group === group3).map(([other]) => other);
  throw new OptionProblem(
    elsewhere === void 0 ? `Wasmtime ${line2.major} has no option -${group3} ${name}. ${didYouMean(name, inGroup)}` : `'${name}' is an option of -${elsewhere}, not of -${group3}.`
  );
}
__name(unknown, "unknown");
function changesNothing(name, value, line2) {
  const known = KNOWN.get(name);
  return known?.runTime === true || known?.default === value || known?.needs !== void 0 && value === "false" && !available(known, line2);
}
__name(changesNothing, "changesNothing");
function plainValue({ name, value }, kind) {
  const wrong = /* @__PURE__ */ __name((allowed) => new OptionProblem(`'${name}' is ${allowed}, not ${JSON.stringify(value ?? "")}.`), "wrong");
  if (kind === "bool") {
    return bool(value) ?? raise(wrong("y or n"));
  }
  if (typeof kind !== "string") {
    const plain2 = kind.includes("true") ? bool(value) ?? value : value;
    const found = kind.find((allowed) => allowed === plain2);
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
function opposite(bool3) {
  return bool3 === "true" ? "false" : "true";
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
function refusing(text, parse3) {
  try {
    return parse3();
  } catch (error2) {
    throw error2 instanceof OptionProblem ? optionsError(text, error2.message) : error2;
  }
}
__name(refusing, "refusing");
function optionsError(text, problem) {
  return new InputError(
    "options",
    text,
    "options of 'wasmtime compile' (-O, -C, -D, -W), or the path of a .toml file for its --config",
    "See docs/engine.md.",
    problem.trimEnd().replace(/\.$/, "")
  );
}
__name(optionsError, "optionsError");
function raise(error2) {
  throw error2;
}
__name(raise, "raise");

// src/engine/version.ts
import { dirname, join } from "node:path";

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
function parseVersion(text, readText) {
  const [, path6, pinned] = /^(.*\.lock)(?::(.*))?$/s.exec(text) ?? [];
  if (path6 === void 0) {
    return { ...parseNumber2(text, text), source: "as given" };
  }
  const { major, full } = parseNumber2(text, lockedVersion(text, path6, readText));
  if (pinned !== void 0) {
    return { ...samePinned(text, pinned, major), full, source: "as given" };
  }
  const manifest = join(dirname(path6), "Cargo.toml");
  const required = requirement(manifest, readText);
  return required === void 0 || Number.parseInt(required, 10) !== major ? {
    pinned: full,
    source: `of the lock file: ${manifest} has no plain requirement on wasmtime. If your host writes it differently, say how: ${path6}:${major}`,
    major,
    full
  } : { pinned: required, source: `required in ${manifest}`, major, full };
}
__name(parseVersion, "parseVersion");
function parseNumber2(text, number3) {
  const [, major, rest] = /^(\d{1,4})(\.\d{1,6}\.\d{1,6}(?:-[\w.]+)?)?$/.exec(number3) ?? [];
  if (major === void 0) {
    throw refusal(text, "Name the version of the crate 'wasmtime' that your host is built with.");
  }
  return { pinned: number3, major: Number(major), full: rest === void 0 ? void 0 : number3 };
}
__name(parseNumber2, "parseNumber");
function samePinned(text, pinned, major) {
  if (!/^\d{1,4}(\.\d{1,6}){0,2}$/.test(pinned) || Number.parseInt(pinned, 10) !== major) {
    throw refusal(
      text,
      `The text behind the colon is how your host writes its version, and the lock file has Wasmtime ${major}.`
    );
  }
  return { pinned, major };
}
__name(samePinned, "samePinned");
function lockedVersion(text, path6, readText) {
  let packages;
  try {
    packages = parse(readText(path6))["package"];
  } catch (error2) {
    throw refusal(text, `It cannot be read: ${messageOf(error2).split("\n")[0]}.`);
  }
  const found = tables(packages).filter((entry) => entry["name"] === "wasmtime").map(({ version: version2, source: source2 }) => ({
    version: String(version2),
    source: typeof source2 === "string" ? source2 : void 0
  }));
  const [only] = found;
  if (only === void 0 || found.length > 1) {
    throw refusal(
      text,
      only === void 0 ? "It locks no crate 'wasmtime': name the lock file of the program that loads the artifacts." : `It locks ${found.map(({ version: version2 }) => version2).join(" and ")}: say which of them loads the artifacts.`
    );
  }
  const { version, source } = only;
  if (source === void 0 || !/^(registry|sparse)\+/.test(source)) {
    throw refusal(
      text,
      `It takes wasmtime ${version} from ${source ?? "a folder"}, which may be other code than the published release: artifacts would be refused, or worse. If it is the same code, give the version itself: ${version}.`
    );
  }
  return version;
}
__name(lockedVersion, "lockedVersion");
function requirement(path6, readText) {
  let manifest;
  try {
    manifest = parse(readText(path6));
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
function needsExactPatch(version) {
  return majorOf(version) <= LAST_EXACT;
}
__name(needsExactPatch, "needsExactPatch");
function majorOf(version) {
  return Number(version.split(".")[0]);
}
__name(majorOf, "majorOf");
function refusal(text, advice) {
  return new InputError(
    "wasmtime-version",
    text,
    "a major version such as 27, a full one such as 27.0.0, or the path of your host's Cargo.lock, with the host's own text of its version behind a colon if need be",
    advice
  );
}
__name(refusal, "refusal");

// src/support/concurrency.ts
function atMost(limit) {
  const waiting = [];
  let running = 0;
  return async (work) => {
    if (running >= limit) {
      await new Promise((resolve6) => waiting.push(resolve6));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === void 0) {
        running -= 1;
      } else {
        next();
      }
    }
  };
}
__name(atMost, "atMost");
function mapAtMost(limit, items, work) {
  const gate = atMost(limit);
  return Promise.all(items.map((item) => gate(() => work(item))));
}
__name(mapAtMost, "mapAtMost");

// src/compiler/clock.ts
var Clock = class {
  static {
    __name(this, "Clock");
  }
  #expired = new AbortController();
  #limit;
  #elapsed = 0;
  #since = 0;
  #running = 0;
  #timer;
  /** @param limit milliseconds after which `signal` is aborted; undefined for none */
  constructor(limit = Number.POSITIVE_INFINITY) {
    this.#limit = limit;
  }
  /** Aborted when the time is up. */
  get signal() {
    return this.#expired.signal;
  }
  /** Milliseconds so far. */
  get milliseconds() {
    return this.#elapsed + (this.#running > 0 ? performance.now() - this.#since : 0);
  }
  /** A job begins. */
  start() {
    this.#running += 1;
    if (this.#running === 1) {
      this.#since = performance.now();
      if (Number.isFinite(this.#limit)) {
        const left = Math.max(0, this.#limit - this.#elapsed);
        this.#timer = setTimeout(() => this.#expired.abort(), left);
      }
    }
  }
  /** A job that has begun ends. */
  stop() {
    this.#running -= 1;
    if (this.#running === 0) {
      this.#elapsed += performance.now() - this.#since;
      clearTimeout(this.#timer);
    }
  }
};

// src/compiler/compiler.ts
var CompileError = class extends Error {
  static {
    __name(this, "CompileError");
  }
  name = "CompileError";
  kind;
  constructor(kind, chain) {
    super(chain.join(": "));
    this.kind = kind;
  }
};
function timedOut(timeout) {
  const minutes = timeout / 6e4;
  return new CompileError("timed-out", [
    `it was not compiled within ${minutes} ${minutes === 1 ? "minute" : "minutes"}, so its compile was ended`,
    `raise ${mention("timeout-minutes")} if it is to take longer`
  ]);
}
__name(timedOut, "timedOut");

// src/compiler/native.ts
var VERSION_TIMEOUT = 2e4;
var TEMPORARY = "native";
var MESSAGE = 2e3;
function findNative(name, cwd, programs = { platform: process.platform, path: process.env["PATH"] ?? "" }) {
  const allowed = "embedded, wasmtime for the one on PATH, or the path of a wasmtime program";
  const isPath = /[\\/]/.test(name);
  const folders = isPath ? [cwd] : foldersOf(programs);
  const path6 = folders.flatMap((folder) => fileNames(name, programs).map((file) => resolve(folder, file))).find(isProgram);
  if (path6 === void 0) {
    throw new InputError(
      "compiler",
      name,
      allowed,
      !isPath ? "There is no such program on PATH: install it in a step before this one, or give its path." : "There is no program of that name: nothing is downloaded, so a step before this one must install it."
    );
  }
  let says;
  try {
    says = execFileSync(path6, ["--version"], {
      encoding: "utf8",
      env: environment(1),
      stdio: ["ignore", "pipe", "pipe"],
      timeout: VERSION_TIMEOUT
    });
  } catch (error2) {
    throw new InputError("compiler", name, allowed, `It does not run: ${messageOf(error2)}.`);
  }
  const version = /^wasmtime(?:-cli)? (\d+\.\d+\.\d+[\w.-]*)/.exec(says)?.[1];
  if (version === void 0) {
    const line2 = JSON.stringify(says.split("\n")[0]);
    throw new InputError("compiler", name, allowed, `Asked for its version it says ${line2}.`);
  }
  return {
    kind: "native",
    version,
    hostFeatures: "native",
    path: path6,
    sha256: sha256(readFileSync(path6))
  };
}
__name(findNative, "findNative");
function foldersOf({ platform, path: path6 }) {
  const { delimiter } = platform === "win32" ? win32 : posix;
  return path6.split(delimiter).filter((folder) => folder !== "");
}
__name(foldersOf, "foldersOf");
function fileNames(name, { platform }) {
  return platform === "win32" && !/\.exe$/i.test(name) ? [`${name}.exe`, name] : [name];
}
__name(fileNames, "fileNames");
function isProgram(path6) {
  try {
    accessSync(path6, constants.X_OK);
    return statSync(path6).isFile();
  } catch {
    return false;
  }
}
__name(isProgram, "isProgram");
function openNative(native, jobs) {
  const stop = new AbortController();
  const gate = atMost(jobs);
  let swept;
  return {
    // What it keeps of functions is its own business.
    identity: void 0,
    compile: /* @__PURE__ */ __name((request) => gate(async () => {
      swept ??= sweepFolders(tmpdir(), TEMPORARY);
      await swept;
      return await compile(native, request, jobs, stop.signal);
    }), "compile"),
    settings: /* @__PURE__ */ __name(async () => [], "settings"),
    close: /* @__PURE__ */ __name(async () => stop.abort(), "close")
  };
}
__name(openNative, "openNative");
async function compile({ path: path6, version }, { read, options, target, timeout }, jobs, stop) {
  stop.throwIfAborted();
  const wasm = await read();
  const folder = await temporaryFolder(tmpdir(), TEMPORARY);
  const clock = new Clock(timeout);
  clock.start();
  try {
    const [input, output] = [join2(folder, "in.wasm"), join2(folder, "out.cwasm")];
    await writeFile(input, wasm, { mode: 384 });
    const flags2 = toFlags(options, majorOf(version));
    await execute(
      path6,
      ["compile", "--target", target, "-C", "cache=n", ...flags2, "-o", output, input],
      jobs,
      AbortSignal.any([stop, clock.signal])
    );
    return { artifact: await readFile(output), milliseconds: clock.milliseconds };
  } catch (error2) {
    if (stop.aborted) {
      throw new Error("stopped");
    }
    throw clock.signal.aborted ? timedOut(timeout) : error2;
  } finally {
    clock.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
__name(compile, "compile");
var WINDOWS = process.platform === "win32";
function execute(path6, args, jobs, signal) {
  signal.throwIfAborted();
  return new Promise((resolve6, reject) => {
    const child = spawn(path6, args, {
      env: environment(jobs),
      stdio: ["ignore", "ignore", "pipe"],
      // A process group of its own, so that its children can be ended with it.
      detached: !WINDOWS,
      windowsHide: true
    });
    const end = /* @__PURE__ */ __name(() => endTree(child), "end");
    signal.addEventListener("abort", end, { once: true });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr = (stderr + text).slice(-2 * MESSAGE);
    });
    child.on("exit", () => WINDOWS || end());
    child.on("error", (error2) => reject(new CompileError("compile-failed", [error2.message])));
    child.on("close", (code2, killedBy) => {
      signal.removeEventListener("abort", end);
      if (signal.aborted) {
        reject(signal.reason);
      } else if (code2 === 0) {
        resolve6();
      } else {
        const ended = killedBy === null ? `ended with ${code2}` : `was ended by ${killedBy}`;
        reject(new CompileError("compile-failed", [`${path6} ${ended}`, clean(stderr)]));
      }
    });
  });
}
__name(execute, "execute");
function endTree({ pid }) {
  if (pid === void 0) {
    return;
  }
  if (WINDOWS) {
    const system = process.env["SystemRoot"] ?? "C:\\Windows";
    spawn(join2(system, "System32", "taskkill.exe"), ["/PID", String(pid), "/T", "/F"], {
      stdio: "ignore",
      windowsHide: true
    }).on("error", () => process.kill(pid));
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
  }
}
__name(endTree, "endTree");
function clean(stderr) {
  return stderr.trim().slice(-MESSAGE) || "without a word";
}
__name(clean, "clean");
function environment(jobs) {
  const kept = ["PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR"].flatMap((name) => {
    const value = process.env[name];
    return value === void 0 ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(kept), RAYON_NUM_THREADS: String(jobs) };
}
__name(environment, "environment");

// src/compiler/embedded.ts
import { createHash as createHash2 } from "node:crypto";
import { readFile as readFile2 } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";

// src/compiler/memory.ts
import { freemem } from "node:os";
var BASE = 64 * 2 ** 20;
var PER_BYTE = 32;
var ARTIFACT_PER_BYTE = 6;
var PER_FUNCTION = 4600;
var PER_BYTE_OF_LARGEST = 1200;
var PER_BYTE_OF_ENTRIES = 2;
var DESCRIBE_PER_BYTE = 3;
var MOST = 2 ** 32;
var INSTANCE_IS_FULL = 3 * 2 ** 30;
var MARGIN = 1.2;
var MemoryEstimate = class {
  static {
    __name(this, "MemoryEstimate");
  }
  /** By shape: the same component, for another target or another shard of it. */
  #taken = /* @__PURE__ */ new Map();
  #factor = 1;
  /** Bytes for saying what a component is. */
  ofDescription(size2) {
    return BASE + DESCRIBE_PER_BYTE * size2;
  }
  /** Bytes for a compile. */
  of(shape) {
    const taken = this.#taken.get(keyOf(shape));
    const instance = taken === void 0 ? this.#factor * modelled(shape) : MARGIN * (taken + ofEntries(shape));
    return Math.min(MOST, instance) + ARTIFACT_PER_BYTE * shape.size;
  }
  /** Takes what an instance took. More than was estimated is expected of all others, too. */
  learn(shape, taken) {
    const key = keyOf(shape);
    this.#taken.set(key, Math.max(taken - ofEntries(shape), this.#taken.get(key) ?? 0));
    this.#factor = Math.max(this.#factor, taken / modelled(shape));
  }
};
function keyOf({ size: size2, functions, largest }) {
  return [size2, functions, largest].join(" ");
}
__name(keyOf, "keyOf");
function ofEntries({ entries = 0 }) {
  return PER_BYTE_OF_ENTRIES * entries;
}
__name(ofEntries, "ofEntries");
function modelled(shape) {
  return BASE + PER_BYTE * shape.size + PER_FUNCTION * shape.functions + PER_BYTE_OF_LARGEST * shape.largest + ofEntries(shape);
}
__name(modelled, "modelled");
var SHARE = 0.7;
function memoryForCompiles() {
  const available2 = process.availableMemory?.() ?? freemem();
  const limit = process.constrainedMemory();
  return SHARE * (limit > 0 ? Math.min(limit, available2) : available2);
}
__name(memoryForCompiles, "memoryForCompiles");

// src/compiler/pool.ts
import { Worker } from "node:worker_threads";
var WorkerLost = class extends Error {
  static {
    __name(this, "WorkerLost");
  }
  name = "WorkerLost";
  outOfMemory;
  constructor(reason, outOfMemory) {
    super(reason);
    this.outOfMemory = outOfMemory;
  }
};
var RESOURCE_LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 };
var Pool = class {
  static {
    __name(this, "Pool");
  }
  #options;
  #waiting = [];
  #idle = [];
  #running = /* @__PURE__ */ new Set();
  #closed = false;
  constructor(options) {
    this.#options = options;
  }
  /** Runs a job when a worker and memory are free, in the order of the calls. */
  run(job) {
    return new Promise((resolve6, reject) => {
      if (this.#closed) {
        reject(new Error("stopped"));
        return;
      }
      if (job.signal?.aborted === true) {
        reject(job.signal.reason);
        return;
      }
      const waiting = { job, resolve: resolve6, reject };
      this.#waiting.push(waiting);
      job.signal?.addEventListener("abort", () => this.#withdraw(waiting), { once: true });
      this.#next();
    });
  }
  /** How many more jobs would start at once, but for memory. */
  get idle() {
    return Math.max(0, this.#options.workers - this.#running.size - this.#waiting.length);
  }
  /** Stops all workers at once; their jobs and those that wait fail. */
  async close() {
    this.#closed = true;
    for (const { reject } of this.#waiting.splice(0)) {
      reject(new Error("stopped"));
    }
    const idle = this.#idle.splice(0).map(({ worker }) => worker);
    const busy = [...this.#running].flatMap(({ worker }) => worker ?? []);
    await Promise.all([...idle, ...busy].map((worker) => worker.terminate()));
  }
  #withdraw(waiting) {
    const at = this.#waiting.indexOf(waiting);
    if (at >= 0) {
      this.#waiting.splice(at, 1);
      waiting.reject(waiting.job.signal?.reason);
      this.#next();
    }
  }
  #next() {
    const first = this.#waiting[0];
    if (first === void 0 || !this.#fits(first.job)) {
      return;
    }
    this.#waiting.shift();
    const running = { job: first.job, memory: first.job.memory, worker: void 0 };
    this.#running.add(running);
    this.#perform(running).then(first.resolve, first.reject).finally(() => {
      this.#running.delete(running);
      this.#next();
    });
    this.#next();
  }
  #fits(job) {
    const running = [...this.#running];
    if (running.length === 0) {
      return true;
    }
    if (running.length >= this.#options.workers || job.alone === true || running.some((other) => other.job.alone === true)) {
      return false;
    }
    const taken = running.reduce((sum, { memory }) => sum + memory, 0);
    return taken + job.memory <= this.#options.memory;
  }
  async #perform(running) {
    const { job } = running;
    const message = await job.request();
    if (this.#closed) {
      throw new Error("stopped");
    }
    job.signal?.throwIfAborted();
    const worker = this.#takeIdle(running) ?? this.#start();
    running.worker = worker;
    const end = /* @__PURE__ */ __name(() => void worker.terminate(), "end");
    job.signal?.addEventListener("abort", end, { once: true });
    try {
      const response = await answer(worker, message, job, (bytes2) => {
        running.memory = Math.max(running.memory, bytes2);
      });
      if (!this.#closed && job.reusable(response)) {
        worker.unref();
        this.#idle.push({ worker, memory: job.taken(response) });
      } else {
        await worker.terminate();
      }
      return response;
    } catch (error2) {
      await worker.terminate();
      job.signal?.throwIfAborted();
      throw this.#closed ? new Error("stopped") : error2;
    } finally {
      job.signal?.removeEventListener("abort", end);
    }
  }
  /** An idle worker if there is one; those for which there is no memory beside the running jobs end. */
  #takeIdle(running) {
    if (running.job.alone === true) {
      for (const { worker } of this.#idle.splice(0)) {
        void worker.terminate();
      }
    }
    const mine = this.#idle.pop();
    running.memory = Math.max(running.memory, mine?.memory ?? 0);
    let taken = [...this.#running, ...this.#idle].reduce((sum, { memory }) => sum + memory, 0);
    while (taken > this.#options.memory) {
      const spare = this.#idle.shift();
      if (spare === void 0) {
        break;
      }
      taken -= spare.memory;
      void spare.worker.terminate();
    }
    return mine?.worker;
  }
  /** With nothing of the job's environment, nor of how this process was started. */
  #start() {
    const worker = new Worker(this.#options.entry, {
      workerData: this.#options.workerData,
      env: {},
      argv: [],
      execArgv: [],
      stdin: false,
      stdout: true,
      stderr: true,
      resourceLimits: RESOURCE_LIMITS
    });
    worker.stdout.resume();
    worker.stderr.resume();
    return worker;
  }
};
function answer(worker, message, job, onMemory) {
  worker.ref();
  return new Promise((resolve6, reject) => {
    const settle = /* @__PURE__ */ __name((act) => {
      worker.off("message", answered).off("error", failed2).off("messageerror", failed2).off("exit", ended);
      act();
    }, "settle");
    const lost = /* @__PURE__ */ __name((reason, outOfMemory) => settle(() => reject(new WorkerLost(reason, outOfMemory))), "lost");
    const answered = /* @__PURE__ */ __name((response) => {
      onMemory(job.taken(response));
      if (job.isFinal(response)) {
        settle(() => resolve6(response));
      }
    }, "answered");
    const failed2 = /* @__PURE__ */ __name((error2) => {
      const { code: code2 } = Object(error2);
      lost(messageOf(error2), code2 === "ERR_WORKER_OUT_OF_MEMORY");
    }, "failed");
    const ended = /* @__PURE__ */ __name((code2) => lost(`the worker thread ended with ${code2}`, false), "ended");
    worker.on("message", answered).on("error", failed2).on("messageerror", failed2).on("exit", ended);
    worker.postMessage(message);
  });
}
__name(answer, "answer");

// src/compiler/calls.ts
var KEPT = 256 * 2 ** 20;
var Calls = class {
  static {
    __name(this, "Calls");
  }
  #pool;
  #estimate;
  #timeout;
  #clock;
  #instanceWasFull = false;
  /** @param timeout milliseconds that the calls may take, those that run at once counted once */
  constructor(pool, estimate, timeout) {
    this.#pool = pool;
    this.#estimate = estimate;
    this.#timeout = timeout;
    this.#clock = new Clock(timeout);
  }
  /** That the calls have taken, waiting excluded. */
  get milliseconds() {
    return this.#clock.milliseconds;
  }
  /** How many calls more would start at once, but for memory. */
  get idle() {
    return this.#pool.idle;
  }
  async settings(target) {
    const request = /* @__PURE__ */ __name(async () => ({ call: "settings", target }), "request");
    const { result } = await this.#call({ request, memory: 0 });
    return result.settings;
  }
  /** Where the function bodies of a component lie. @param size bytes that `read` will give */
  async describe(size2, read) {
    const { result } = await this.#call({
      request: /* @__PURE__ */ __name(async () => ({ call: "describe", component: await read() }), "request"),
      memory: this.#estimate.ofDescription(size2)
    });
    const { bodies } = result;
    return Array.from({ length: bodies.length / 2 }, (_, index) => ({
      offset: bodies[2 * index],
      size: bodies[2 * index + 1]
    }));
  }
  /** One pass over a component. */
  async compile(shape, request, onProgress, alone = false) {
    const memory = this.#estimate.of(shape);
    const { result, before, after } = await this.#call({ request, memory, alone, onProgress });
    if (before < memory / 2) {
      this.#estimate.learn(shape, after);
    }
    return result;
  }
  /** The error of a component that runs out of memory with no other beside it. */
  outOfMemory({ message }) {
    const chain = [
      `there was not enough memory to compile it, also with nothing else running`,
      message
    ];
    const advice = this.#instanceWasFull ? `an embedded compiler can have 4 GiB: split the component, or name a native Wasmtime in ${mention("compiler")}` : "use a machine with more memory, or split the component";
    return new CompileError("out-of-memory", [...chain, advice]);
  }
  /** @throws CompileError; what the request throws */
  async #call(call) {
    const response = await this.#answer(call);
    if ("result" in response) {
      return { result: response.result, before: response.before, after: response.memory };
    }
    this.#instanceWasFull ||= response.memory > INSTANCE_IS_FULL;
    throw new CompileError(response.kind, response.chain);
  }
  async #answer({ request, memory, alone = false, onProgress }) {
    let begun = false;
    try {
      const response = await this.#pool.run({
        memory,
        alone,
        signal: this.#clock.signal,
        request: /* @__PURE__ */ __name(() => {
          begun = true;
          this.#clock.start();
          return request();
        }, "request"),
        isFinal: /* @__PURE__ */ __name((interim) => {
          if ("progress" in interim) {
            onProgress?.(interim.progress);
            return false;
          }
          return true;
        }, "isFinal"),
        reusable: /* @__PURE__ */ __name((answer2) => answer2.memory <= KEPT && !("spent" in answer2 && answer2.spent), "reusable"),
        taken: /* @__PURE__ */ __name((answer2) => answer2.memory, "taken")
      });
      return response;
    } catch (error2) {
      throw this.#failure(error2);
    } finally {
      if (begun) {
        this.#clock.stop();
      }
    }
  }
  #failure(error2) {
    if (this.#clock.signal.aborted) {
      return timedOut(this.#timeout);
    }
    if (!(error2 instanceof WorkerLost)) {
      return error2;
    }
    return error2.outOfMemory ? new CompileError("out-of-memory", [error2.message]) : new CompileError("crashed", ["the compiler crashed", error2.message]);
  }
};

// src/compiler/functions.ts
import { createHash } from "node:crypto";
var MAGIC = Buffer.from("cwasm-functions-v1\n");
var DIGEST = 32;
var NAME = 32;
var LENGTH = 4;
var BODY_DIGEST = 8;
var WORTH_SAVING = 256 * 1024;
var Functions = class {
  static {
    __name(this, "Functions");
  }
  /** Packed entries; shared memory, so that workers need no copies. */
  lists = [];
  /** Of the entries. */
  names = /* @__PURE__ */ new Set();
  /** Digests of bodies that have been compiled. */
  bodies = /* @__PURE__ */ new Set();
  /** Adds entries as one list. */
  add(entries) {
    const size2 = sizeOf(entries);
    if (size2 === 0) {
      return;
    }
    const packed = new Uint8Array(new SharedArrayBuffer(size2));
    let at = 0;
    for (const { name, list: list2, start, end } of entries) {
      this.names.add(name);
      packed.set(list2.subarray(start, end), at);
      at += end - start;
    }
    this.lists = [...this.lists, packed];
  }
};
var FunctionCache = class {
  static {
    __name(this, "FunctionCache");
  }
  #identity;
  #onDiscard;
  #earlier = new Functions();
  #own = new Functions();
  /** Names that this run used. */
  #used = /* @__PURE__ */ new Set();
  #learned = 0;
  #discarded = false;
  /**
   * @param identity what the entries are good for: compiler, engine and target
   * @param onDiscard called once if the entries of earlier runs turn out to be unusable
   */
  constructor(identity, onDiscard = () => {
  }) {
    this.#identity = identity;
    this.#onDiscard = onDiscard;
  }
  /** The entries, packed, as the compiler takes them. */
  get lists() {
    return [...this.#earlier.lists, ...this.#own.lists];
  }
  /** Those that this run made. */
  get own() {
    return this.#own.lists;
  }
  /** Whether there are any of an earlier run. */
  get hasEarlier() {
    return this.#earlier.lists.length > 0;
  }
  /** Bytes of all entries. */
  get size() {
    return this.lists.reduce((sum, list2) => sum + list2.length, 0);
  }
  /** Whether functions of such a body have been compiled before. A guess: it costs time at the worst. */
  knows(bodyDigest) {
    return this.#earlier.bodies.has(bodyDigest) || this.#own.bodies.has(bodyDigest);
  }
  /** Takes what a compile learned, and the bodies it has been through. */
  learn({ compiled, despite, used }, bodyDigests2) {
    for (const digest2 of bodyDigests2) {
      this.#own.bodies.add(digest2);
    }
    for (let at = 0; at < used.length; at += NAME) {
      this.#used.add(nameAt(used, at));
    }
    const entries = /* @__PURE__ */ new Map();
    for (const entry of compiled.flatMap((list2) => [...entriesOf(list2)])) {
      if (!this.#own.names.has(entry.name)) {
        entries.set(entry.name, entry);
      }
    }
    const learned = [...entries.values()];
    this.#learned += sizeOf(learned.filter(({ name }) => !this.#earlier.names.has(name)));
    this.#own.add(learned);
    if (despite !== void 0 && this.#hasUnreadable(despite)) {
      this.discard("some of its functions cannot be read");
    }
  }
  /** Whether functions of earlier runs had to be compiled again: what cannot be read counts as missing. */
  #hasUnreadable(compiled) {
    return [...entriesOf(compiled)].some(({ name }) => this.#earlier.names.has(name));
  }
  /**
   * Takes the entries of an earlier run. The bytes are untrusted.
   *
   * @returns why they are not used, or undefined if they are
   */
  load(bytes2) {
    const file = Buffer.from(bytes2.buffer, bytes2.byteOffset, bytes2.length);
    const start = MAGIC.length + DIGEST;
    if (file.length < start || !file.subarray(0, MAGIC.length).equals(MAGIC)) {
      return "it is not a function cache of this version";
    }
    const contents = file.subarray(start);
    if (!createHash("sha256").update(contents).digest().equals(file.subarray(MAGIC.length, start))) {
      return "it is damaged: its digest is not the recorded one";
    }
    const [identity, bodies, entries] = sections(contents);
    if (identity?.toString() !== this.#identity) {
      return "it was made by another compiler, or for another engine or target";
    }
    if (bodies === void 0 || entries === void 0) {
      return "it is cut";
    }
    for (let at = 0; at < bodies.length; at += BODY_DIGEST) {
      this.#earlier.bodies.add(bodies.toString("hex", at, at + BODY_DIGEST));
    }
    this.#earlier.add([...entriesOf(entries)]);
    return void 0;
  }
  /** Drops all that is of earlier runs, because something in it is wrong. */
  discard(reason) {
    this.#earlier = new Functions();
    if (!this.#discarded) {
      this.#discarded = true;
      this.#onDiscard(reason);
    }
  }
  /**
   * The file for later runs: what this run used or made, then what is left of earlier ones, the last
   * used first, within a limit of bytes. Undefined if the stored one may stay, as little is new.
   */
  pack(limit) {
    if (this.#learned < WORTH_SAVING && !this.#discarded) {
      return void 0;
    }
    const own = this.#own.lists.flatMap((list2) => [...entriesOf(list2)]);
    const earlier = this.#earlier.lists.flatMap((list2) => [...entriesOf(list2)]).filter(({ name }) => !this.#own.names.has(name));
    const order = [
      ...earlier.filter(({ name }) => this.#used.has(name)),
      ...own,
      ...earlier.filter(({ name }) => !this.#used.has(name))
    ];
    const digests = /* @__PURE__ */ new Set([...this.#own.bodies, ...this.#earlier.bodies]);
    const bodies = Buffer.from([...digests].join(""), "hex");
    const kept = [];
    let size2 = bodies.length;
    for (const { list: list2, start, end } of order) {
      size2 += end - start;
      if (size2 > limit) {
        break;
      }
      kept.push(list2.subarray(start, end));
    }
    const contents = Buffer.concat([
      ...framed(Buffer.from(this.#identity)),
      ...framed(bodies),
      ...framed(Buffer.concat(kept))
    ]);
    return Buffer.concat([MAGIC, createHash("sha256").update(contents).digest(), contents]);
  }
};
function sizeOf(entries) {
  return entries.reduce((sum, { start, end }) => sum + end - start, 0);
}
__name(sizeOf, "sizeOf");
function bodyDigests(component, bodies) {
  return bodies.map(
    ({ offset, size: size2 }) => createHash("sha1").update(component.subarray(offset, offset + size2)).digest("hex").slice(0, 2 * BODY_DIGEST)
  );
}
__name(bodyDigests, "bodyDigests");
function* entriesOf(list2) {
  const view = new DataView(list2.buffer, list2.byteOffset, list2.length);
  let start = 0;
  while (start + NAME + LENGTH <= list2.length) {
    const end = start + NAME + LENGTH + view.getUint32(start + NAME, true);
    if (end > list2.length) {
      return;
    }
    yield { name: nameAt(list2, start), list: list2, start, end };
    start = end;
  }
}
__name(entriesOf, "entriesOf");
function nameAt(bytes2, at) {
  return Buffer.from(bytes2.buffer, bytes2.byteOffset + at, NAME).toString("latin1");
}
__name(nameAt, "nameAt");
function framed(bytes2) {
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32LE(bytes2.length);
  return [length, bytes2];
}
__name(framed, "framed");
function sections(contents) {
  const found = [];
  for (let at = 0; at + LENGTH <= contents.length; ) {
    const start = at + LENGTH;
    at = start + contents.readUInt32LE(at);
    if (at > contents.length) {
      break;
    }
    found.push(contents.subarray(start, at));
  }
  return found;
}
__name(sections, "sections");

// src/compiler/shards.ts
var UNREACHABLE = 0;
var NOP = 1;
var END = 11;
var FILLER = Uint8Array.of(68, 0, 0, 0, 0, 0, 0, 0, 0, 26);
var SHORTEST = 3;
function emptyBodies(component, bodies, keep) {
  const shard = new Uint8Array(component);
  for (const [index, { offset, size: size2 }] of bodies.entries()) {
    if (keep.has(index) || size2 < SHORTEST) {
      continue;
    }
    const end = offset + size2 - 1;
    shard[offset] = 0;
    shard[offset + 1] = UNREACHABLE;
    let at = offset + 2;
    for (; at + FILLER.length <= end; at += FILLER.length) {
      shard.set(FILLER, at);
    }
    shard.fill(NOP, at, end);
    shard[end] = END;
  }
  return shard;
}
__name(emptyBodies, "emptyBodies");
function balance(bodies, indices, shards) {
  const split = Array.from({ length: shards }, () => ({ bytes: 0, indices: /* @__PURE__ */ new Set() }));
  const size2 = /* @__PURE__ */ __name((index) => bodies[index].size, "size");
  for (const index of [...indices].sort((a, b) => size2(b) - size2(a))) {
    const least = split.reduce((a, b) => b.bytes < a.bytes ? b : a);
    least.indices.add(index);
    least.bytes += size2(index);
  }
  return split.map((shard) => shard.indices);
}
__name(balance, "balance");

// src/compiler/embedded.ts
var bundled = import.meta.url.endsWith(".js");
var compilers = new URL(bundled ? "./compilers/" : "../../dist/compilers/", import.meta.url);
var workerEntry = new URL(bundled ? "./worker.js" : "./worker.ts", import.meta.url);
var SMALL = 64 * 1024;
var SHARD = 256 * 1024;
function compilerFolder({ version, hostFeatures }) {
  return new URL(`${version}-${hostFeatures}/`, compilers);
}
__name(compilerFolder, "compilerFolder");
async function openEmbedded(compiler, jobs) {
  const folder = compilerFolder(compiler);
  const packed = await readFile2(new URL("precompiler.core.wasm.br", folder));
  const core = await WebAssembly.compile(await promisify(brotliDecompress)(packed));
  const workerData = { glue: new URL("precompiler.js", folder).href, core };
  const pool = new Pool({
    entry: workerEntry,
    workerData,
    workers: jobs,
    memory: memoryForCompiles()
  });
  const estimate = new MemoryEstimate();
  return {
    identity: createHash2("sha256").update(packed).digest("hex"),
    compile: /* @__PURE__ */ __name(async (request) => {
      const calls = new Calls(pool, estimate, request.timeout);
      const artifact = await compile2(calls, request);
      return { artifact, milliseconds: calls.milliseconds };
    }, "compile"),
    settings: /* @__PURE__ */ __name(async (target) => await new Calls(pool, estimate).settings(target), "settings"),
    close: /* @__PURE__ */ __name(() => pool.close(), "close")
  };
}
__name(openEmbedded, "openEmbedded");
async function compile2(calls, request) {
  const { read, size: size2 } = request;
  let component;
  const readOnce = /* @__PURE__ */ __name(async () => {
    component ??= await read();
    return component;
  }, "readOnce");
  if (size2 < SMALL) {
    const shape = { size: size2, functions: size2 / 4, largest: size2 };
    return await retryAlone(
      calls,
      (alone) => precompile(calls, readOnce, shape, request, void 0, alone)
    );
  }
  const bodies = await calls.describe(size2, readOnce);
  return await compileLarge(calls, await readOnce(), bodies, request);
}
__name(compile2, "compile");
async function compileLarge(calls, component, bodies, request) {
  const { functions } = request;
  const largest = bodies.reduce((most, { size: size2 }) => Math.max(most, size2), 0);
  const shape = { size: component.length, functions: bodies.length, largest };
  const hadEarlier = functions?.hasEarlier === true;
  let trouble;
  const artifact = await retryAlone(calls, async (alone) => {
    if (alone) {
      const progress2 = new Progress(1, bodies.length, request.onProgress).next();
      return await precompile(calls, async () => component, shape, request, progress2, true);
    }
    try {
      return await together(calls, component, bodies, shape, request, true);
    } catch (error2) {
      if (!hadEarlier || !(error2 instanceof CompileError) || error2.kind === "timed-out") {
        throw error2;
      }
      trouble = error2;
      if (error2.kind === "out-of-memory") {
        throw error2;
      }
      return await together(calls, component, bodies, shape, request, false);
    }
  });
  if (trouble !== void 0) {
    functions?.discard(`with its functions the compiler failed: ${trouble.message}`);
  }
  return artifact;
}
__name(compileLarge, "compileLarge");
async function together(calls, component, bodies, shape, request, earlier) {
  const { options, target, functions, onProgress } = request;
  const digests = functions === void 0 ? [] : bodyDigests(component, bodies);
  const unknown2 = [...bodies.keys()].filter(
    (index) => !earlier || functions?.knows(digests[index]) !== true
  );
  const shards = shardCount(bodies, unknown2, calls.idle);
  const passes = new Progress(shards > 1 ? shards + 1 : 1, bodies.length, onProgress);
  if (shards === 1 && functions === void 0) {
    return await precompile(calls, async () => component, shape, request, passes.next());
  }
  const made = shards === 1 ? [] : await Promise.all(
    balance(bodies, unknown2, shards).map(
      (keep) => calls.compile(
        shape,
        async () => ({
          call: "compileFunctions",
          component: emptyBodies(component, bodies, keep),
          options,
          target
        }),
        passes.next()
      ).then(
        ({ compiled: compiled2 }) => compiled2,
        // The last pass compiles what is missing, and finds out if the component is at fault.
        (error2) => error2 instanceof CompileError ? new Uint8Array() : raise2(error2)
      )
    )
  );
  const known = functions === void 0 ? [] : earlier ? functions.lists : functions.own;
  const entries = [...known, ...made];
  const { artifact, compiled, used } = await calls.compile(
    { ...shape, entries: entries.reduce((sum, list2) => sum + list2.length, 0) },
    async () => ({ call: "precompileIncrementally", component, options, target, entries }),
    passes.next()
  );
  functions?.learn(
    { compiled: [...made, compiled], used, ...earlier && { despite: compiled } },
    digests
  );
  return artifact;
}
__name(together, "together");
async function precompile(calls, component, shape, { options, target }, onProgress, alone = false) {
  const { artifact } = await calls.compile(
    shape,
    async () => ({ call: "precompile", component: await component(), options, target }),
    onProgress,
    alone
  );
  return artifact;
}
__name(precompile, "precompile");
async function retryAlone(calls, attempt) {
  try {
    return await attempt(false);
  } catch (error2) {
    if (!isOutOfMemory(error2)) {
      throw error2;
    }
  }
  try {
    return await attempt(true);
  } catch (error2) {
    throw isOutOfMemory(error2) ? calls.outOfMemory(error2) : error2;
  }
}
__name(retryAlone, "retryAlone");
function isOutOfMemory(error2) {
  return error2 instanceof CompileError && error2.kind === "out-of-memory";
}
__name(isOutOfMemory, "isOutOfMemory");
function shardCount(bodies, unknown2, workers) {
  const bytes2 = unknown2.reduce((sum, index) => sum + bodies[index].size, 0);
  return Math.max(1, Math.min(workers, Math.floor(bytes2 / SHARD)));
}
__name(shardCount, "shardCount");
var Progress = class {
  static {
    __name(this, "Progress");
  }
  #passes = [];
  #all;
  #count;
  #report;
  constructor(passes, functions, report) {
    this.#count = passes;
    this.#all = functions;
    this.#report = report;
  }
  /** What to call with the functions of the next pass. */
  next() {
    const pass = this.#passes.push(0) - 1;
    return (functions) => {
      this.#passes[pass] = Math.min(functions, this.#all);
      const sum = this.#passes.reduce((a, b) => a + b, 0);
      this.#report?.(Math.floor(sum / this.#count), this.#all);
    };
  }
};
function raise2(error2) {
  throw error2;
}
__name(raise2, "raise");

// src/compiler/refusals.ts
var REFUSALS = [
  {
    says: /legacy_exceptions feature/,
    feature: "legacy exception handling",
    options: []
  },
  {
    says: /exceptions proposal not enabled|exception handling feature|exceptions support is not/,
    feature: "exception handling",
    options: ["exceptions"],
    needs: "gc",
    since: 37
  },
  {
    says: /proposed exception handling operator/,
    feature: "exception handling",
    options: []
  },
  {
    says: /shared-everything-threads/,
    feature: "shared-everything threads",
    options: ["shared-everything-threads"]
  },
  {
    says: /threads must be enabled|threads support is not enabled/,
    feature: "threads",
    options: ["threads"]
  },
  {
    // Without the Cargo feature even `externref` is refused, which is on where it is there.
    says: /gc types are disallowed/,
    feature: "references to anything but functions",
    options: ["reference-types"]
  },
  {
    says: /without the gc feature|gc types are disabled|gc support is not enabled/,
    feature: "garbage collection",
    options: ["function-references", "gc"]
  },
  {
    says: /function references required|function references support is not/,
    feature: "typed function references",
    options: ["function-references"]
  },
  {
    says: /reference types (?:must be enabled|support is not enabled)/,
    feature: "reference types",
    options: ["reference-types"]
  },
  { says: /memory64 must be enabled/, feature: "64-bit memories", options: ["memory64"] },
  { says: /multiple memories/, feature: "several memories", options: ["multi-memory"] },
  { says: /tail calls support is not enabled/, feature: "tail calls", options: ["tail-call"] },
  {
    says: /relaxed SIMD support is not enabled/,
    feature: "relaxed SIMD",
    options: ["relaxed-simd"]
  },
  { says: /SIMD support is not enabled/, feature: "SIMD", options: ["simd"] },
  {
    says: /bulk memory (?:must be enabled|support is not enabled)/,
    feature: "bulk memory",
    options: ["bulk-memory"]
  },
  {
    says: /custom page sizes proposal must be enabled/,
    feature: "custom page sizes",
    options: ["custom-page-sizes"]
  },
  {
    says: /wide arithmetic support is not enabled/,
    feature: "wide arithmetic",
    options: ["wide-arithmetic"]
  },
  {
    says: /stack switching (?:is disabled|support is not enabled)/,
    feature: "stack switching",
    options: ["stack-switching"]
  },
  {
    says: /component model async feature/,
    feature: "the component model's async",
    options: ["component-model-async"]
  },
  {
    says: /component model `value`s is not enabled/,
    feature: "values in component types",
    options: []
  }
];
function explaining(compiler, which) {
  return {
    ...compiler,
    compile: /* @__PURE__ */ __name(async (request) => {
      try {
        return await compiler.compile(request);
      } catch (error2) {
        const advice = error2 instanceof CompileError ? adviceOn(error2.message, which, request.options) : void 0;
        throw advice === void 0 ? error2 : new CompileError(error2.kind, [
          error2.message,
          advice
        ]);
      }
    }, "compile")
  };
}
__name(explaining, "explaining");
function adviceOn(message, compiler, options) {
  const refusal4 = REFUSALS.find(({ says }) => says.test(message));
  if (refusal4 === void 0) {
    return void 0;
  }
  const { feature } = refusal4;
  const wasmtime = `Wasmtime ${majorOf(compiler.version)}`;
  if (refusal4.options.length === 0 || !inLine2(refusal4, compiler)) {
    return `${wasmtime} cannot compile ${feature}, so no host on it can have it: build the component without`;
  }
  const off = refusal4.options.filter(
    (name) => options.some(([option, value]) => option === name && value === "false")
  );
  if (off.length > 0) {
    return `the options turn ${feature} off (-W ${off.map((name) => `${name}=n`).join(",")}): if the host does not, leave that out`;
  }
  const missing = missingFeatures(refusal4, compiler.hostFeatures);
  const flags2 = `-W ${refusal4.options.join(",")}`;
  if (missing.length === 0) {
    return `if the host turns ${feature} on, say so with ${mention("options", flags2)}`;
  }
  const built = `if the host is built with Wasmtime's Cargo feature ${missing.join(" and ")}`;
  return hasDefault(compiler, refusal4) ? `${built}, set ${mention("host-features", "default")}${isOnByDefault(refusal4) ? "" : `, and ${mention("options", flags2)} if it turns ${feature} on`}` : `${built}, only a native Wasmtime can compile this (${mention("compiler")}); otherwise the host cannot have ${feature}`;
}
__name(adviceOn, "adviceOn");
function inLine2({ options, since = 0 }, { version }) {
  const major = majorOf(version);
  return major >= since && options.every((name) => {
    const { from = 0, to = Number.POSITIVE_INFINITY } = KNOWN.get(name) ?? {};
    return from <= major && major <= to;
  });
}
__name(inLine2, "inLine");
function missingFeatures({ options, needs }, hostFeatures) {
  const has = CARGO_FEATURES[hostFeatures];
  const needed = [...options.map((name) => KNOWN.get(name)?.needs), needs];
  return [...new Set(needed)].filter(
    (feature) => feature !== void 0 && has?.has(feature) === false
  );
}
__name(missingFeatures, "missingFeatures");
function hasDefault({ version }, refusal4) {
  return EMBEDDED.some(
    (embedded) => majorOf(embedded.version) === majorOf(version) && missingFeatures(refusal4, embedded.hostFeatures).length === 0
  );
}
__name(hasDefault, "hasDefault");
function isOnByDefault({ options }) {
  return options.every((name) => name === "threads" || name === "reference-types");
}
__name(isOnByDefault, "isOnByDefault");

// src/compiler/open.ts
async function openCompiler(compiler, jobs) {
  const opened = compiler.kind === "embedded" ? await openEmbedded(compiler, jobs) : openNative(compiler, jobs);
  return explaining(opened, compiler);
}
__name(openCompiler, "openCompiler");

// src/inputs/inputs.ts
import { availableParallelism } from "node:os";

// src/engine/known-targets.ts
var RUST_TARGETS = {
  aarch64: "apple-darwin apple-ios apple-ios-macabi apple-ios-sim apple-tvos apple-tvos-sim apple-visionos apple-visionos-sim apple-watchos apple-watchos-sim kmc-solid_asp3 linux-android nintendo-switch-freestanding pc-windows-gnullvm pc-windows-msvc unknown-freebsd unknown-fuchsia unknown-helenos unknown-hermit unknown-illumos unknown-linux-gnu unknown-linux-gnu_ilp32 unknown-linux-musl unknown-linux-ohos unknown-managarm-mlibc unknown-netbsd unknown-none unknown-none-softfloat unknown-nto-qnx700 unknown-nto-qnx710 unknown-nto-qnx710_iosock unknown-nto-qnx800 unknown-nuttx unknown-openbsd unknown-redox unknown-teeos unknown-trusty unknown-uefi uwp-windows-msvc wrs-vxworks",
  aarch64_be: "unknown-hermit unknown-linux-gnu unknown-linux-gnu_ilp32 unknown-linux-musl unknown-netbsd unknown-none-softfloat",
  aarch64v8r: "unknown-none unknown-none-softfloat",
  arm64e: "apple-darwin apple-ios apple-tvos",
  arm64ec: "pc-windows-msvc",
  riscv64: "linux-android wrs-vxworks",
  riscv64a23: "unknown-linux-gnu",
  riscv64gc: "unknown-freebsd unknown-fuchsia unknown-hermit unknown-linux-gnu unknown-linux-musl unknown-managarm-mlibc unknown-netbsd unknown-none-elf unknown-nuttx-elf unknown-openbsd unknown-redox",
  riscv64im: "unknown-none-elf",
  riscv64imac: "unknown-none-elf unknown-nuttx-elf",
  s390x: "unknown-linux-gnu unknown-linux-musl unknown-none-softfloat",
  x86_64: "apple-darwin apple-ios apple-ios-macabi apple-tvos apple-watchos-sim fortanix-unknown-sgx linux-android lynx-lynxos178 pc-cygwin pc-nto-qnx710 pc-nto-qnx710_iosock pc-nto-qnx800 pc-solaris pc-windows-gnu pc-windows-gnullvm pc-windows-msvc unikraft-linux-musl unknown-dragonfly unknown-freebsd unknown-fuchsia unknown-haiku unknown-helenos unknown-hermit unknown-hurd-gnu unknown-illumos unknown-l4re-uclibc unknown-linux-gnu unknown-linux-gnuasan unknown-linux-gnux32 unknown-linux-musl unknown-linux-none unknown-linux-ohos unknown-managarm-mlibc unknown-motor unknown-netbsd unknown-none unknown-openbsd unknown-redox unknown-trusty unknown-uefi uwp-windows-gnu uwp-windows-msvc win7-windows-gnu win7-windows-msvc wrs-vxworks",
  x86_64h: "apple-darwin"
};
var KNOWN_TARGETS = /* @__PURE__ */ new Set([
  ...Object.entries(RUST_TARGETS).flatMap(
    ([architecture, systems]) => systems.split(" ").map((system) => `${architecture}-${system}`)
  ),
  ...["pulley32", "pulley64", "pulley32be", "pulley64be"]
]);
var SYNONYMS2 = {
  amd64: "x86_64",
  x64: "x86_64",
  arm64: "aarch64",
  riscv64: "riscv64gc",
  macos: "darwin",
  macosx: "darwin",
  osx: "darwin",
  win32: "windows",
  win64: "windows"
};
var USUAL = ["linux-gnu", "apple-darwin", "windows-msvc", "linux-musl"];
function nearestTarget(name) {
  const parts = name.toLowerCase().split("-").map((part) => SYNONYMS2[part] ?? part);
  const fitting = [...KNOWN_TARGETS].filter((triple) => {
    const has = triple.split("-");
    return has[0] === parts[0] && parts.every((part) => part === "unknown" || has.includes(part));
  });
  const usual = USUAL.map((system) => fitting.find((triple) => triple.endsWith(system)));
  return usual.find((triple) => triple !== void 0) ?? fitting[0] ?? nearest(name, KNOWN_TARGETS);
}
__name(nearestTarget, "nearestTarget");

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
function parseCpu(text, targets, major) {
  const names = text.split(/[\s,]+/).filter((name) => name !== "");
  const flags2 = /* @__PURE__ */ new Map();
  for (const name of names) {
    if (name === BASELINE && names.length === 1) {
      break;
    }
    const [architecture, features] = lookUp(text, name);
    if (!targets.some((target) => architectureOf(target) === architecture)) {
      throw refusal2(text, `'${name}' is of ${architecture}, and no target is.`);
    }
    const ofArchitecture = flags2.get(architecture) ?? /* @__PURE__ */ new Map();
    flags2.set(architecture, ofArchitecture);
    for (const feature of features) {
      const flag2 = flagOf(architecture, feature, major);
      if (flag2 !== void 0) {
        ofArchitecture.set(flag2, [`cranelift-${flag2}`, "true"]);
      } else if (features.length === 1) {
        throw refusal2(text, `Wasmtime ${major} makes no use of '${name}'.`);
      }
    }
  }
  return (target) => [...flags2.get(architectureOf(target))?.values() ?? []];
}
__name(parseCpu, "parseCpu");
function lookUp(text, name) {
  const cpu = Object.hasOwn(CPUS, name) ? CPUS[name] : void 0;
  if (cpu !== void 0) {
    return [cpu.architecture, cpu.features];
  }
  for (const [architecture, features] of Object.entries(FEATURES)) {
    for (const [feature, [flag2]] of Object.entries(features)) {
      if (feature === name || flag2 === name) {
        return [architecture, [feature]];
      }
    }
  }
  const known = [...Object.keys(CPUS), ...Object.values(FEATURES).flatMap(Object.keys)];
  throw refusal2(
    text,
    name === "native" ? "The machine that compiles is not the one that runs: name the least that your hosts have." : `There is no '${name}'. ${didYouMean(name, known)}`.trimEnd()
  );
}
__name(lookUp, "lookUp");
function flagOf(architecture, feature, major) {
  const [flag2, from = 0, to = Number.POSITIVE_INFINITY] = FEATURES[architecture][feature];
  return major >= from && major <= to ? flag2 : void 0;
}
__name(flagOf, "flagOf");
function architectureOf(target) {
  const first = target.split("-")[0];
  return first.startsWith("riscv64") ? "riscv64" : first === "arm64" ? "aarch64" : first;
}
__name(architectureOf, "architectureOf");
function refusal2(text, problem) {
  return new InputError(
    "cpu",
    text,
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

// src/inputs/runner-target.ts
function runnerTarget() {
  const cpu = { x64: "x86_64", arm64: "aarch64", s390x: "s390x", riscv64: "riscv64gc" }[process.arch];
  const system = {
    linux: isMusl() ? "unknown-linux-musl" : "unknown-linux-gnu",
    darwin: "apple-darwin",
    win32: "pc-windows-msvc"
  }[process.platform];
  return cpu === void 0 || system === void 0 ? void 0 : `${cpu}-${system}`;
}
__name(runnerTarget, "runnerTarget");
function isMusl() {
  if (process.platform !== "linux") {
    return false;
  }
  process.report.excludeNetwork = true;
  const report = process.report.getReport();
  return report.header?.glibcVersionRuntime === void 0;
}
__name(isMusl, "isMusl");

// src/inputs/inputs.ts
var LOUDNESS = ["warn", "error", "ignore"];
var MOST_FUNCTIONS = 2e9;
var ENGINE_INPUTS = [
  "wasmtime-version",
  "host-features",
  "options",
  "cpu",
  "engine-fingerprint",
  "compiler"
];
function readSettings(read) {
  const text = /* @__PURE__ */ __name((name) => read(name).trim() || DEFAULTS[name], "text");
  const targets = readTargets(text("targets"));
  return {
    files: readFiles(text("files")),
    targets,
    engine: readEngineSettings(read),
    output: readOutput(text("output"), targets.length > 1),
    directoryMode: readDirectoryMode(text("directory-mode")),
    coreModules: oneOf("core-modules", text("core-modules"), ["skip", "error", "compile"]),
    ifNoFilesFound: oneOf("if-no-files-found", text("if-no-files-found"), LOUDNESS),
    ifNothingMade: oneOf(
      "if-nothing-made",
      text("if-nothing-made") || text("if-no-files-found"),
      LOUDNESS
    ),
    cache: readCache(text("cache")),
    failOnSaveError: oneOf("fail-on-save-error", text("fail-on-save-error").toLowerCase(), ["true", "false"]) === "true",
    upload: readUpload(text, targets),
    failFast: oneOf("fail-fast", text("fail-fast").toLowerCase(), ["true", "false"]) === "true",
    jobs: text("jobs") === "" ? availableParallelism() : wholeNumber("jobs", text("jobs"), 1, 1024, "Leave it empty for one per core."),
    timeout: readTimeout("timeout-minutes", text("timeout-minutes")),
    functionCacheLimit: readSize("function-cache-limit", text("function-cache-limit"))
  };
}
__name(readSettings, "readSettings");
function readFiles(text) {
  const patterns = text.split(/\r?\n/).map((line2) => line2.trim()).filter((line2) => line2 !== "" && !line2.startsWith("#"));
  if (patterns.every((pattern) => pattern.startsWith("!"))) {
    throw new InputError(
      "files",
      text,
      "glob patterns, one per line, at least one without '!'",
      "Patterns with '!' only take away from what the lines before them found."
    );
  }
  return patterns;
}
__name(readFiles, "readFiles");
function readTargets(text) {
  const allowed = "target triples such as x86_64-unknown-linux-gnu, one per line or separated by commas";
  const targets = [
    ...new Set(
      text.split(/[\n,]/).map((target) => target.trim()).filter((target) => target !== "")
    )
  ];
  for (const target of targets) {
    if (!KNOWN_TARGETS.has(target)) {
      const meant = nearestTarget(target);
      const question = meant === void 0 ? "" : `Did you mean '${meant}'? `;
      throw new InputError(
        "targets",
        target,
        allowed,
        `Rust has no such target of an architecture that Wasmtime compiles for (x86_64, aarch64, riscv64, s390x, Pulley). ${question}Name the target as the host's Rust toolchain does.`
      );
    }
  }
  if (targets.length > 0) {
    return targets;
  }
  const own = runnerTarget();
  if (own === void 0) {
    throw new InputError(
      "targets",
      text,
      allowed,
      `There is no default on this runner (${process.platform} ${process.arch}): name the targets.`
    );
  }
  return [own];
}
__name(readTargets, "readTargets");
function readEngineSettings(read) {
  return Object.fromEntries(
    ENGINE_INPUTS.map((name) => [name, read(name).trim() || DEFAULTS[name]])
  );
}
__name(readEngineSettings, "readEngineSettings");
function readOutput(text, severalTargets) {
  const template = text || (severalTargets ? "{dir}/{target}/{stem}.cwasm" : "{dir}/{stem}.cwasm");
  const allowed = "a path that ends in .cwasm, with the placeholders {dir}, {stem} and {target}";
  if (!template.endsWith(".cwasm") || template.includes("\0")) {
    throw new InputError(
      "output",
      text,
      allowed,
      "Hosts look for <stem>.cwasm and <stem>.cwasm.meta."
    );
  }
  const unknown2 = /\{(?!(?:dir|stem|target)\})[^}]*\}?/.exec(template);
  if (unknown2 !== null) {
    throw new InputError("output", text, allowed, `There is no placeholder ${unknown2[0]}.`);
  }
  return (names) => fillTemplate(template, names);
}
__name(readOutput, "readOutput");
function fillTemplate(template, names, platform = process.platform) {
  const dir = platform === "win32" ? names.dir.replace(/^([a-z]):/i, "$1") : names.dir;
  const below2 = { ...names, dir: dir.replace(/^\/+/, "") };
  return template.replace(
    /\{(dir|stem|target)\}/g,
    (_, name, offset) => (offset === 0 ? names : below2)[name]
  );
}
__name(fillTemplate, "fillTemplate");
function readDirectoryMode(text) {
  if (text === "") {
    return void 0;
  }
  const mode = /^(0o?)?[0-7]{3}$/.test(text) ? Number.parseInt(text.slice(-3), 8) : 0;
  if ((mode & 448) !== 448 || (mode & 2) !== 0) {
    throw new InputError(
      "directory-mode",
      text,
      "an octal mode with all rights for the owner and no writing for everyone, such as 0700 or 0750",
      "Leave it empty to keep the modes of folders that exist."
    );
  }
  return mode;
}
__name(readDirectoryMode, "readDirectoryMode");
function readCache(text) {
  const mode = oneOf("cache", text.toLowerCase(), ["true", "false", "restore-only", "save-only"]);
  return {
    restore: mode === "true" || mode === "restore-only",
    save: mode === "true" || mode === "save-only"
  };
}
__name(readCache, "readCache");
function readUpload(text, targets) {
  const name = text("artifact-name");
  if (/["\\:<>|*?/\r\n]/.test(name)) {
    throw new InputError(
      "artifact-name",
      name,
      `text without " : < > | * ? \\ / and line breaks`,
      "{target} stands for the target."
    );
  }
  if (!name.includes("{target}") && targets.length > 1) {
    throw new InputError(
      "artifact-name",
      name,
      "text with {target} when there are several targets",
      "One workflow artifact is made per target, and each needs its own name."
    );
  }
  const days = text("retention-days");
  const retentionDays = days === "" ? void 0 : wholeNumber("retention-days", days, 1, 400, "Leave it empty for the repository's own.");
  return oneOf("upload", text("upload"), ["none", "artifact"]) === "none" ? void 0 : { name: /* @__PURE__ */ __name((target) => name.replaceAll("{target}", target), "name"), retentionDays };
}
__name(readUpload, "readUpload");
var MOST_MINUTES = 360;
function readTimeout(name, value) {
  const milliseconds = Math.round(Number(value) * 6e4);
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(value) || !(milliseconds > 0) || Number(value) > MOST_MINUTES) {
    throw new InputError(
      name,
      value,
      `minutes up to ${MOST_MINUTES}, such as 30 or 0.5`,
      `Leave it out for ${DEFAULTS[name]}: a component that takes longer fails, the others go on.`
    );
  }
  return milliseconds;
}
__name(readTimeout, "readTimeout");
function readSize(name, value) {
  const units = { "": 1, B: 1, KB: 1e3, MB: 1e6, GB: 1e9 };
  const [, digits, letters = ""] = /^(\d{1,12})\s*([a-z]{0,2})$/i.exec(value) ?? [];
  const unit = units[letters.toUpperCase()];
  const bytes2 = Number(digits) * (unit ?? Number.NaN);
  if (!(bytes2 <= MOST_FUNCTIONS)) {
    throw new InputError(
      name,
      value,
      "a size up to 2 GB, such as 256 MB, or 0",
      "0 compiles every function anew."
    );
  }
  return bytes2;
}
__name(readSize, "readSize");
function oneOf(name, value, allowed) {
  const found = allowed.find((choice) => choice === value);
  if (found === void 0) {
    throw new InputError(name, value, allowed.join(", "), "Leave it out for the default.");
  }
  return found;
}
__name(oneOf, "oneOf");
function wholeNumber(name, value, least, most, advice) {
  const number3 = Number(value);
  if (!/^\d{1,6}$/.test(value) || number3 < least || number3 > most) {
    throw new InputError(name, value, `a whole number from ${least} to ${most}`, advice);
  }
  return number3;
}
__name(wholeNumber, "wholeNumber");

// src/report/actions.ts
var words = /* @__PURE__ */ __name((message) => inWords(message, ACTION), "words");
var line = /* @__PURE__ */ __name((message) => info(`- ${oneLine(words(message))}`), "line");
var INTERVAL = 1e4;
var shown = performance.now();
function progress(message) {
  if (performance.now() - shown > INTERVAL) {
    shown = performance.now();
    line(message);
  }
}
__name(progress, "progress");
var actionsReporter = {
  group: /* @__PURE__ */ __name((title, work) => group(oneLine(title), work), "group"),
  info: line,
  detail: line,
  notice: /* @__PURE__ */ __name((message, file) => notice(oneLine(words(message)), place(file)), "notice"),
  warning: /* @__PURE__ */ __name((message, file) => warning(oneLine(words(message)), place(file)), "warning"),
  error: /* @__PURE__ */ __name((message, file) => error(oneLine(words(message)), place(file)), "error"),
  progress,
  words
};
function place(file) {
  return file === void 0 ? {} : { file: oneLine(file) };
}
__name(place, "place");

// src/report/summary.ts
var MOST_ROWS = 500;
function summaryMarkdown(manifest) {
  const rows = [
    ...manifest.failed.map((absent) => [
      code(absent.component),
      code(absent.target ?? "all"),
      `\u274C ${plain(absent.reason)}`,
      "",
      "",
      ""
    ]),
    ...manifest.artifacts.map((artifact) => [
      code(artifact.component),
      code(artifact.target),
      artifact.status,
      size(artifact.component_size),
      size(artifact.artifact_size),
      duration(artifact.milliseconds)
    ]),
    ...manifest.skipped.map((absent) => [
      code(absent.component),
      code(absent.target ?? "all"),
      `skipped: ${plain(absent.reason)}`,
      "",
      "",
      ""
    ])
  ];
  const hidden = rows.length - MOST_ROWS;
  return [
    "### Precompiled components",
    "",
    `${totals(manifest)} \xB7 Wasmtime ${manifest.engine.wasmtime_version}, ${manifest.engine.host_features} features`,
    ...notSaved(manifest.saves),
    "",
    "| component | target | result | `.wasm` | `.cwasm` | time |",
    "| --- | --- | --- | ---: | ---: | ---: |",
    ...rows.slice(0, MOST_ROWS).map((cells) => `| ${cells.join(" | ")} |`),
    ...hidden > 0 ? ["", `and ${hidden} more, in the manifest`] : [],
    ""
  ].join("\n");
}
__name(summaryMarkdown, "summaryMarkdown");
function notSaved({ saved, not_saved: lost, reasons }) {
  return lost === 0 ? [] : ["", `\u26A0\uFE0F ${saved} entries saved, ${lost} not saved: ${plain(reasons.slice(0, 3).join("; "))}`];
}
__name(notSaved, "notSaved");
function code(text) {
  return `<code>${plain(text)}</code>`;
}
__name(code, "code");
function plain(text) {
  return oneLine(text).replace(
    /[^\p{L}\p{N} .,;:/()-]/gu,
    (character) => `&#${character.codePointAt(0)};`
  );
}
__name(plain, "plain");

// src/run/globs.ts
import { lstatSync, statSync as statSync2 } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { homedir as homedir2 } from "node:os";
import { basename as basename3, resolve as resolve2, sep as sep5 } from "node:path";

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
function dirname3(p) {
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
__name(dirname3, "dirname");
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
    let parent = dirname3(tempKey);
    while (parent !== tempKey) {
      if (searchPathMap[parent]) {
        foundAncestor = true;
        break;
      }
      tempKey = parent;
      parent = dirname3(tempKey);
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
  const cost2 = pad ? width : 1;
  let length = 0;
  for (let i = x; test(i, y) && N.length < max; i += incr) {
    budget.remaining -= cost2;
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
    const flags2 = (this.#options.nocase ? "i" : "") + (uflag ? "u" : "");
    return Object.assign(new RegExp(`^${re}$`, flags2), {
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
    const flags2 = new Set(options.nocase ? ["i"] : []);
    let re = set.map((pattern) => {
      const pp = pattern.map((p) => {
        if (p instanceof RegExp) {
          for (const f of p.flags.split(""))
            flags2.add(f);
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
      this.regexp = new RegExp(re, [...flags2].join(""));
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
        let dir = dirname3(remaining);
        while (dir !== remaining) {
          const basename4 = path3.basename(remaining);
          this.segments.unshift(basename4);
          remaining = dir;
          dir = dirname3(remaining);
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
          assert2(segment === dirname3(segment), `Parameter 'itemPath' root segment contains information for multiple segments`);
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
    if (dirname3(itemPath) === itemPath) {
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
    return value instanceof P ? value : new P(function(resolve6) {
      resolve6(value);
    });
  }
  __name(adopt, "adopt");
  return new (P || (P = Promise))(function(resolve6, reject) {
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
      result.done ? resolve6(result.value) : adopt(result.value).then(fulfilled, rejected);
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
      return new Promise(function(resolve6, reject) {
        v = o[n](v), settle(resolve6, reject, v.done, v.value);
      });
    };
  }
  __name(verb, "verb");
  function settle(resolve6, reject, d, v) {
    Promise.resolve(v).then(function(v2) {
      resolve6({ value: v2, done: d });
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
      for (const line2 of lines) {
        if (!line2 || line2.startsWith("#")) {
          continue;
        } else {
          result.patterns.push(new Pattern(line2));
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
    return value instanceof P ? value : new P(function(resolve6) {
      resolve6(value);
    });
  }
  __name(adopt, "adopt");
  return new (P || (P = Promise))(function(resolve6, reject) {
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
      result.done ? resolve6(result.value) : adopt(result.value).then(fulfilled, rejected);
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
  } catch (error2) {
    throw new InputError(
      "files",
      given.join("\n"),
      "glob patterns with *, **, ? and [a-z], absolute or relative to the working directory",
      `${messageOf(error2)}.`
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
    const { path: path6, bytes: bytes2, entry } = step;
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
      stats = await stat(bytes2 ?? path6);
    } catch (error2) {
      this.#cannotFollow(step, kind, error2);
      return [];
    }
    if (!stats.isDirectory()) {
      this.#note(step, kind & FILE);
      return [];
    }
    return await this.#enter(step, kind & DIRECTORY, descend);
  }
  async #enter(step, matches, descend) {
    const { path: path6, bytes: bytes2, entry, above } = step;
    try {
      const parent = above.at(-1);
      const real = parent !== void 0 && bytes2 === void 0 && entry?.isSymbolicLink() === false ? resolve2(parent, basename3(path6)) : await realpath(bytes2 ?? path6);
      if (above.includes(real)) {
        return [];
      }
      this.#note(step, matches);
      if (!descend) {
        return [];
      }
      const entries = await readdir(bytes2 ?? path6, { encoding: "buffer", withFileTypes: true });
      return entries.map((child) => {
        const name = child.name.toString();
        const faithful = bytes2 === void 0 && Buffer.from(name).equals(child.name);
        return {
          path: path6.endsWith(sep5) ? path6 + name : `${path6}${sep5}${name}`,
          bytes: faithful ? void 0 : Buffer.concat([bytes2 ?? Buffer.from(path6), Buffer.from(sep5), child.name]),
          entry: child,
          above: [...above, real]
        };
      });
    } catch (error2) {
      const { code: code2 = "" } = error2;
      if (code2 !== "ENOENT") {
        this.#trouble(
          path6,
          bytes2,
          false,
          `cannot be searched: ${messageOf(error2)}. Make it readable, or leave it out with the pattern '!**/${basename3(path6)}/**'`
        );
      }
      return [];
    }
  }
  #note({ path: path6, bytes: bytes2 }, matches) {
    if (matches === 0) {
      return;
    }
    if (bytes2 === void 0) {
      this.#paths.add(path6);
    } else {
      this.#trouble(path6, bytes2, false, "its name is not UTF-8: rename it, or a folder above it");
    }
  }
  /** A link in a circle, to nothing, or to where one may not go. */
  #cannotFollow({ path: path6, bytes: bytes2 }, kind, error2) {
    const link = error2.code !== "ENOENT" || lstatQuietly(bytes2 ?? path6)?.isSymbolicLink() === true;
    if (link) {
      const reason = error2.code === "ENOENT" ? "a link to nothing" : error2.code === "ELOOP" ? "a link in a circle, or in a chain of too many" : `cannot be looked at: ${messageOf(error2)}`;
      const harmless = (kind & FILE) === 0 && ["ENOENT", "ELOOP"].includes(error2.code ?? "");
      if (!harmless || error2.code !== "ENOENT") {
        this.#trouble(path6, bytes2, harmless, reason);
      }
    }
  }
  #trouble(path6, bytes2, harmless, reason) {
    const shown2 = bytes2 === void 0 ? path6 : showBytes(bytes2);
    this.#troubles.set(shown2, { path: shown2, harmless, reason });
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
function showBytes(bytes2) {
  let shown2 = "";
  for (let at = 0; at < bytes2.length; ) {
    const length = [1, 2, 3, 4].find((count2) => {
      const piece = bytes2.subarray(at, at + count2);
      return piece.length === count2 && Buffer.from(piece.toString()).equals(piece);
    });
    shown2 += length === void 0 ? `\\x${bytes2.subarray(at, at + 1).toString("hex")}` : bytes2.subarray(at, at + length).toString();
    at += length ?? 1;
  }
  return shown2;
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
    return statSync2(path6);
  } catch {
    return void 0;
  }
}
__name(statQuietly, "statQuietly");

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
    } catch (error2) {
      if (error2 instanceof RefusedEntry) {
        this.#refuse(what, slot, error2);
      } else {
        this.#note(this.#unread, what, error2, `not read from the ${description}`);
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
    } catch (error2) {
      this.#refuse(what, slot, error2);
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
    } catch (error2) {
      this.#note(this.#unsaved, what, error2, `not saved to the ${description}`);
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
  #refuse(what, { key }, error2) {
    this.#refusedKeys.add(key);
    this.#note(this.#refused, what, error2, `what is stored under ${key} is not used`);
  }
  #note(troubles, what, error2, told) {
    const reason = messageOf(error2);
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
function plural(number3, one2, many) {
  return `${number3} ${number3 === 1 ? one2 : many}`;
}
__name(plural, "plural");

// src/artifact/engine-section.ts
var number2 = /* @__PURE__ */ __name((reader) => reader.number(), "number");
var bool2 = /* @__PURE__ */ __name((reader) => reader.bool(), "bool");
function oneOf2(...names) {
  return (reader) => {
    const name = names[Number(reader.number())];
    if (name === void 0) {
      throw new Error("an unknown value");
    }
    return name;
  };
}
__name(oneOf2, "oneOf");
function optional(read) {
  return (reader) => reader.bool() ? read(reader) : "none";
}
__name(optional, "optional");
var cost = /* @__PURE__ */ __name((reader) => {
  if (reader.number() !== 1n) {
    throw new Error("a cost table");
  }
  return "default";
}, "cost");
var collector = optional(oneOf2("drc", "null", "copying"));
var COMMON_TUNABLES = [
  ["guard_before_linear_memory", bool2],
  ["table_lazy_init", bool2],
  ["generate_address_map", bool2],
  ["debug_adapter_modules", bool2],
  ["relaxed_simd_deterministic", bool2],
  ["winch_callable", bool2],
  ["signals_based_traps", bool2]
];
var TUNABLES_27 = [
  ["collector", collector],
  ["static_memory_reservation", number2],
  ["memory_guard_size", number2],
  ["dynamic_memory_growth_reserve", number2],
  ["generate_native_debuginfo", bool2],
  ["parse_wasm_debuginfo", bool2],
  ["consume_fuel", bool2],
  ["epoch_interruption", bool2],
  ["static_memory_bound_is_maximum", bool2],
  ...COMMON_TUNABLES
];
var TUNABLES_36 = [
  ["collector", collector],
  ["memory_reservation", number2],
  ["memory_guard_size", number2],
  ["memory_reservation_for_growth", number2],
  ["generate_native_debuginfo", bool2],
  ["parse_wasm_debuginfo", bool2],
  ["consume_fuel", bool2],
  ["epoch_interruption", bool2],
  ["memory_may_move", bool2],
  ...COMMON_TUNABLES,
  ["memory_init_cow", bool2],
  ["inlining", bool2],
  ["inlining_intra_module", oneOf2("yes", "no", "when-using-gc")],
  ["inlining_small_callee_size", number2],
  ["inlining_sum_size_threshold", number2]
];
var TUNABLES_48 = [
  ["collector", collector],
  ["memory_reservation", number2],
  ["memory_guard_size", number2],
  ["memory_reservation_for_growth", number2],
  ["debug_native", bool2],
  ["debug_guest", bool2],
  ["debug_symbols", bool2],
  ["parse_wasm_debuginfo", bool2],
  ["consume_fuel", bool2],
  ["operator_cost", cost],
  ["epoch_interruption", bool2],
  ["memory_may_move", bool2],
  ...COMMON_TUNABLES,
  ["memory_init_cow", bool2],
  ["inlining", oneOf2("yes", "gc", "inter-module", "intrinsics", "no")],
  ["inlining_small_callee_size", number2],
  ["inlining_sum_size_threshold", number2],
  ["concurrency_support", bool2],
  ["recording", bool2],
  ["gc_zeal_alloc_counter", optional(number2)],
  ["gc_heap_reservation", number2],
  ["gc_heap_guard_size", number2],
  ["gc_heap_reservation_for_growth", number2],
  ["gc_heap_initial_size", number2],
  ["gc_heap_may_move", bool2],
  ["metadata_for_internal_asserts", bool2],
  ["metadata_for_gc_heap_corruption", bool2],
  ["branch_hinting", bool2]
];
var TUNABLES_50 = TUNABLES_48.flatMap(
  (field) => field[0] === "recording" ? [field, ["asan_stack_switching", bool2]] : [field]
);
var FEATURES_27 = [
  "reference_types",
  "multi_value",
  "bulk_memory",
  "component_model",
  "simd",
  "tail_call",
  "threads",
  "multi_memory",
  "exceptions",
  "memory64",
  "relaxed_simd",
  "extended_const",
  "function_references",
  "gc",
  "custom_page_sizes",
  "component_model_more_flags",
  "component_model_multiple_returns",
  "gc_types",
  "wide_arithmetic"
];
var FEATURE_BITS_36 = [
  "mutable_global",
  "saturating_float_to_int",
  "sign_extension",
  "reference_types",
  "multi_value",
  "bulk_memory",
  "simd",
  "relaxed_simd",
  "threads",
  "shared_everything_threads",
  "tail_call",
  "floats",
  "multi_memory",
  "exceptions",
  "memory64",
  "extended_const",
  "component_model",
  "function_references",
  "memory_control",
  "gc",
  "custom_page_sizes",
  "cm_values",
  "cm_nested_names",
  "legacy_exceptions",
  "gc_types",
  "stack_switching",
  "wide_arithmetic",
  "cm_async",
  "cm_async_stackful",
  "cm_async_builtins",
  "cm_error_context",
  "cm_fixed_size_list",
  "cm_gc",
  "call_indirect_overlong",
  "bulk_memory_opt"
];
var FEATURE_BITS_48 = [
  ...FEATURE_BITS_36.slice(0, FEATURE_BITS_36.indexOf("cm_async_builtins")),
  "cm_more_async_builtins",
  "cm_threading",
  "cm_error_context",
  "cm_fixed_length_lists",
  "cm_gc",
  "call_indirect_overlong",
  "bulk_memory_opt",
  "custom_descriptors",
  "compact_imports",
  "cm_map",
  "cm64",
  "cm_implements",
  "cm_canon_names",
  "cm_forward",
  "cm_accessors"
];
function bits(names) {
  return (reader) => {
    const word = reader.number();
    return new Set(names.filter((_, bit) => word >> BigInt(bit) & 1n));
  };
}
__name(bits, "bits");
var LAYOUTS = /* @__PURE__ */ new Map([
  [
    27,
    {
      tunables: TUNABLES_27,
      features: /* @__PURE__ */ __name((reader) => new Set(FEATURES_27.filter(() => reader.bool())), "features")
    }
  ],
  [36, { tunables: TUNABLES_36, features: bits(FEATURE_BITS_36) }],
  [48, { tunables: TUNABLES_48, features: bits(FEATURE_BITS_48) }],
  [50, { tunables: TUNABLES_50, features: bits(FEATURE_BITS_48) }]
]);
var flag = /* @__PURE__ */ __name((reader) => {
  switch (reader.number()) {
    case 0n:
      return reader.text();
    case 1n:
      return BigInt(reader.byte());
    case 2n:
      return reader.bool();
    default:
      throw new Error("an unknown kind of flag");
  }
}, "flag");
function parseEngineSection(section) {
  const reader = new Reader(section);
  const format = reader.byte();
  if (format !== 0) {
    throw new Error(`an engine section of format ${format}`);
  }
  const version = reader.text(reader.byte());
  const head = {
    version,
    target: reader.text(),
    sharedFlags: flags(reader),
    isaFlags: flags(reader)
  };
  const layout = LAYOUTS.get(majorOf(version));
  if (layout === void 0) {
    return { ...head, tunables: void 0, features: void 0 };
  }
  const tunables = new Map(layout.tunables.map(([name, read]) => [name, read(reader)]));
  const features = layout.features(reader);
  if (!reader.atEnd) {
    throw new Error("an engine section of another layout");
  }
  return { ...head, tunables, features };
}
__name(parseEngineSection, "parseEngineSection");
function flags(reader) {
  const count2 = reader.number();
  const map = /* @__PURE__ */ new Map();
  for (let index = 0n; index < count2; index += 1n) {
    const name = reader.text();
    map.set(name, flag(reader));
  }
  return map;
}
__name(flags, "flags");
var Reader = class {
  static {
    __name(this, "Reader");
  }
  #bytes;
  #at = 0;
  constructor(bytes2) {
    this.#bytes = bytes2;
  }
  get atEnd() {
    return this.#at === this.#bytes.length;
  }
  byte() {
    const byte = this.#bytes[this.#at];
    if (byte === void 0) {
      throw new Error("a truncated engine section");
    }
    this.#at += 1;
    return byte;
  }
  bool() {
    const byte = this.byte();
    if (byte > 1) {
      throw new Error("an engine section of another layout");
    }
    return byte === 1;
  }
  /** Seven bits a byte, the lowest first. */
  number() {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) {
        return value;
      }
    }
    throw new Error("an engine section with a number that is too long");
  }
  text(length = Number(this.number())) {
    const end = this.#at + length;
    if (end > this.#bytes.length) {
      throw new Error("a truncated engine section");
    }
    const text = new TextDecoder().decode(this.#bytes.subarray(this.#at, end));
    this.#at = end;
    return text;
  }
};

// src/artifact/known-triples.ts
var OPERATING_SYSTEMS = "unknown aix amdhsa bitrig cloudabi cuda cygwin dragonfly emscripten espidf freebsd fuchsia haiku hermit horizon hurd illumos l4re linux nebulet netbsd none openbsd psp redox solaris solid_asp3 uefi vxworks wasi wasip1 wasip2 windows";
var ENVIRONMENTS = "amdgiz android androideabi eabi eabihf gnu gnuabi64 gnueabi gnueabihf gnuspe gnux32 gnu_ilp32 gnuilp32 gnullvm hermitkernel hurdkernel linuxkernel macabi musl musleabi musleabihf muslabi64 msvc newlib kernel uclibc uclibceabi uclibceabihf sgx sim softfloat spe threads ohos";
var BINARY_FORMATS = "elf coff macho wasm xcoff";
var KNOWN2 = new Set([OPERATING_SYSTEMS, ENVIRONMENTS, BINARY_FORMATS].join(" ").split(" "));

// src/artifact/compatibility.ts
function engineDifference(found, expected) {
  let sections2;
  try {
    sections2 = [parseEngineSection(found), parseEngineSection(expected)];
  } catch (error2) {
    return messageOf(error2);
  }
  const [is, wanted] = sections2.map(flatten);
  const names = [.../* @__PURE__ */ new Set([...wanted.keys(), ...is.keys()])];
  const different = names.filter((name) => is.get(name) !== wanted.get(name));
  return different.map((name) => `${name} is ${is.get(name) ?? "not there"}, not ${wanted.get(name) ?? "there"}`).slice(0, 3).join("; ");
}
__name(engineDifference, "engineDifference");
function flatten(section) {
  return new Map([
    ["version", section.version],
    ["target", section.target],
    ...[...section.sharedFlags, ...section.isaFlags, ...section.tunables ?? []].map(
      ([name, value]) => [name, String(value)]
    ),
    ...[...section.features ?? []].map((name) => [`feature ${name}`, "on"])
  ]);
}
__name(flatten, "flatten");

// src/artifact/elf.ts
var ELFOSABI_WASMTIME = 200;
var KINDS = { 1: "core-module", 2: "component" };
var KIND_FLAGS = 3;
var ENGINE_SECTION = ".wasmtime.engine";
var HEADER = {
  size: 64,
  osAbi: 7,
  sectionTable: 40,
  flags: 48,
  entrySize: 58,
  count: 60,
  names: 62
};
var SECTION = { size: 64, name: 0, offset: 24, length: 32 };
function parseArtifact(artifact) {
  const view = new DataView(artifact.buffer, artifact.byteOffset, artifact.byteLength);
  if (view.byteLength < HEADER.size || view.getUint32(0) !== 2135247942 || view.getUint8(4) !== 2 || view.getUint8(HEADER.osAbi) !== ELFOSABI_WASMTIME) {
    throw new Error("not an ELF file made by Wasmtime");
  }
  const little = view.getUint8(5) === 1;
  const kind = KINDS[view.getUint32(HEADER.flags, little) & KIND_FLAGS];
  if (kind === void 0) {
    throw new Error("not the artifact of a component or core module");
  }
  const slice = /* @__PURE__ */ __name((offset, length) => {
    if (offset + length > view.byteLength) {
      throw new Error("a truncated artifact");
    }
    return new DataView(artifact.buffer, artifact.byteOffset + offset, length);
  }, "slice");
  const table2 = u64(view, HEADER.sectionTable, little);
  const entrySize = view.getUint16(HEADER.entrySize, little);
  const headerOf = /* @__PURE__ */ __name((index) => slice(table2 + index * entrySize, SECTION.size), "headerOf");
  const bodyOf = /* @__PURE__ */ __name((header) => bytes(slice(u64(header, SECTION.offset, little), u64(header, SECTION.length, little))), "bodyOf");
  const names = bodyOf(headerOf(view.getUint16(HEADER.names, little)));
  const sections2 = [];
  let engineSection;
  for (let index = 1; index < view.getUint16(HEADER.count, little); index += 1) {
    const header = headerOf(index);
    const name = textAt(names, header.getUint32(SECTION.name, little));
    sections2.push({ name, size: u64(header, SECTION.length, little) });
    if (name === ENGINE_SECTION) {
      engineSection = bodyOf(header);
    }
  }
  if (engineSection === void 0) {
    throw new Error("an artifact without an engine section");
  }
  return { kind, engineSection, sections: sections2 };
}
__name(parseArtifact, "parseArtifact");
function textAt(bytes2, start) {
  const text = Buffer.from(bytes2.subarray(start, start + 64)).toString("latin1");
  return text.split("\0")[0];
}
__name(textAt, "textAt");
function u64(view, offset, little) {
  return Number(view.getBigUint64(offset, little));
}
__name(u64, "u64");
function bytes(view) {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
__name(bytes, "bytes");

// src/artifact/sidecar.ts
var SCHEMA_VERSION = 1;
var FIELDS = [
  ["wasm_sha256", "wasmSha256"],
  ["wasmtime_version", "wasmtimeVersion"],
  ["target_triple", "targetTriple"],
  ["engine_config_hash", "engineConfigHash"]
];
function namedFields(key) {
  return Object.fromEntries(FIELDS.map(([name, field]) => [name, key[field]]));
}
__name(namedFields, "namedFields");
function writeSidecar(key) {
  return stringify({ schema: SCHEMA_VERSION, key: namedFields(key) });
}
__name(writeSidecar, "writeSidecar");
function sidecarMismatch(text, key) {
  return text === writeSidecar(key) ? void 0 : sidecarDifference(text, key) ?? "the sidecar is not written as the reference writes it";
}
__name(sidecarMismatch, "sidecarMismatch");
function sidecarDifference(text, key) {
  let table2;
  try {
    table2 = parse(text);
  } catch {
    return "the sidecar is not TOML";
  }
  if (table2["schema"] !== SCHEMA_VERSION) {
    return `the sidecar's schema is not ${SCHEMA_VERSION}`;
  }
  const found = table2["key"];
  for (const [name, field] of FIELDS) {
    const value = Reflect.get(Object(found), name);
    const wanted = key[field] ?? value;
    if (typeof value !== "string" || value !== wanted) {
      return `the sidecar's ${name} is not ${wanted ?? "there"}`;
    }
  }
  return void 0;
}
__name(sidecarDifference, "sidecarDifference");

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
  } catch (error2) {
    throw new Error(`the artifact is damaged: ${messageOf(error2)}`);
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
function recordFault(text, key, artifactSha256) {
  let record;
  try {
    record = JSON.parse(text);
  } catch {
    return "the entry's record is not JSON";
  }
  if (typeof record !== "object" || record === null || Reflect.get(record, "key") !== key) {
    return "the entry's record is of another key";
  }
  return Reflect.get(record, "artifact_sha256") === artifactSha256 ? void 0 : "the artifact's sha256 is not the recorded one";
}
__name(recordFault, "recordFault");

// src/run/components.ts
import { createHash as createHash3 } from "node:crypto";
import { stat as stat2 } from "node:fs/promises";
import { isAbsolute, parse as parse2, relative, resolve as resolve3, sep as sep6 } from "node:path";
var CONCURRENCY = 8;
async function discover({ paths, troubles }, cwd, withCoreModules) {
  const components = [];
  const others = troubles.map(({ path: path6, harmless, reason }) => ({
    path: displayPath(path6, cwd),
    kind: harmless ? "passed-over" : "unusable",
    reason
  }));
  for (const found of await mapAtMost(
    CONCURRENCY,
    paths,
    (path6) => look(path6, cwd, withCoreModules)
  )) {
    if ("reason" in found) {
      others.push(found);
    } else {
      components.push(found);
    }
  }
  return { components, others };
}
__name(discover, "discover");
async function look(path6, cwd, withCoreModules) {
  const file = resolve3(cwd, path6);
  const shown2 = displayPath(file, cwd);
  try {
    const stats = await stat2(file);
    if (stats.isDirectory()) {
      return { path: shown2, kind: "directory", reason: "a directory" };
    }
    if (!stats.isFile()) {
      return { path: shown2, kind: "unusable", reason: `${kindOf(stats)}, not a regular file` };
    }
    const { head, size: size2, sha256: sha2562 } = await digest(file);
    const { kind, reason } = classify(head, size2);
    return kind === "component" || kind === "core-module" && withCoreModules ? { kind, path: shown2, file, stem: parse2(file).name, size: size2, sha256: sha2562 } : { kind, path: shown2, reason };
  } catch (error2) {
    return { path: shown2, kind: "unusable", reason: `cannot be read: ${messageOf(error2)}` };
  }
}
__name(look, "look");
async function digest(file) {
  const hash = createHash3("sha256");
  let head = Buffer.alloc(0);
  let size2 = 0;
  const handle = await openRegular(file);
  for await (const chunk of handle.createReadStream({ highWaterMark: 1 << 20 })) {
    hash.update(chunk);
    size2 += chunk.length;
    if (head.length < 8) {
      head = Buffer.concat([head, chunk.subarray(0, 8 - head.length)]);
    }
  }
  return { head, size: size2, sha256: hash.digest("hex") };
}
__name(digest, "digest");
function classify(head, size2) {
  if (size2 === 0) {
    return { kind: "unusable", reason: "an empty file" };
  }
  if (!head.subarray(0, 4).equals(Buffer.from("\0asm", "latin1"))) {
    return { kind: "unusable", reason: "not WebAssembly: it does not begin with \\0asm" };
  }
  if (head.length < 8) {
    return { kind: "unusable", reason: "truncated WebAssembly: it ends within the header" };
  }
  switch (head.readUInt16LE(6)) {
    case 0:
      return { kind: "core-module", reason: "a core module, not a component" };
    case 1:
      return { kind: "component", reason: "a component" };
    default:
      return { kind: "unusable", reason: "WebAssembly of an unknown layer" };
  }
}
__name(classify, "classify");
async function readComponent(component) {
  const bytes2 = await readRegular(component.file);
  if (createHash3("sha256").update(bytes2).digest("hex") !== component.sha256) {
    throw new Error("the file changed while it was being compiled");
  }
  return bytes2;
}
__name(readComponent, "readComponent");
function displayPath(file, cwd) {
  const path6 = relative(cwd, file);
  const outside = path6 === "" || path6 === ".." || path6.startsWith(`..${sep6}`) || isAbsolute(path6);
  return (outside ? file : path6).replaceAll(sep6, "/");
}
__name(displayPath, "displayPath");

// src/run/deliver.ts
import { dirname as dirname4 } from "node:path";
async function deliver(task, { artifact, artifactSha256, sidecar }, made, { cwd, outcome, settings }) {
  for (const place2 of task.places) {
    const { component, path: path6 } = place2;
    try {
      await placePair(path6, artifact, sidecar, settings.directoryMode);
      const mode = await directoryModeOf(dirname4(path6));
      if (settings.directoryMode === void 0 && mode !== void 0 && mode !== DIRECTORY_MODE) {
        outcome.noteMode(displayPath(dirname4(path6), cwd), mode);
      }
      outcome.place(place2, {
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
    } catch (error2) {
      outcome.fail([place2], `cannot be written: ${messageOf(error2)}`);
    }
  }
}
__name(deliver, "deliver");

// src/artifact/key.ts
function cacheKey(wasmSha256, engine, target) {
  return {
    wasmSha256,
    wasmtimeVersion: engine.pinnedVersion,
    targetTriple: target.triple,
    engineConfigHash: target.configHash
  };
}
__name(cacheKey, "cacheKey");
function keyedTarget(target, section) {
  return {
    ...target,
    section,
    sectionDigest: sha256(section),
    optionsDigest: sha256(JSON.stringify(target.options)).slice(0, 16)
  };
}
__name(keyedTarget, "keyedTarget");
function keyParts(key, compiler, target) {
  return [
    ["format", "cwasm-v1"],
    ["wasmtime", `${key.wasmtimeVersion}-${compilerName(compiler)}`],
    ["target", key.targetTriple],
    ["wasm sha256", key.wasmSha256],
    ["engine config hash", key.engineConfigHash],
    // Two engines can never share an entry, whatever they call themselves. Options first, since a few
    // change artifacts and leave no trace in the section.
    ["options sha256", target.optionsDigest],
    ["engine section sha256", target.sectionDigest]
  ];
}
__name(keyParts, "keyParts");
function compilerName(compiler) {
  const own = compiler.kind === "native" ? `-${compiler.sha256.slice(0, 16)}` : "";
  return `${compiler.version}-${compiler.hostFeatures}${own}`;
}
__name(compilerName, "compilerName");
function entryName(key, compiler, target) {
  const text = keyParts(key, compiler, target).map(([, value]) => value).join("-");
  return { key: text, folder: sha256(text).slice(0, 32) };
}
__name(entryName, "entryName");

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
      const bytes2 = functions.pack(settings.functionCacheLimit);
      if (bytes2 !== void 0) {
        await cache.put(what, slot, { [BLOB]: bytes2 });
      }
    }
  }
  async #restore(compiler, identity, { triple, sectionDigest }) {
    const { settings, cache, reporter } = this.#context;
    const what = `function cache for ${triple}`;
    const owner = `${identity} ${triple} ${sectionDigest}`;
    const digest2 = sha256(owner);
    const slot = {
      match: "prefix",
      key: `cwasm-functions-v1-${compilerName(compiler)}-${triple}-${digest2}-`,
      folder: `functions-${digest2.slice(0, 32)}`,
      limits: { [BLOB]: settings.functionCacheLimit + OVERHEAD }
    };
    const functions = new FunctionCache(
      owner,
      (reason) => reporter.warning(
        `the stored ${what} is wrong, although its digest is right: ${reason}. Everything is compiled without it, and it is replaced where this run may save.`
      )
    );
    await cache.get(what, slot, (files) => {
      const bytes2 = files[BLOB] ?? new Uint8Array();
      const fault = functions.load(bytes2);
      if (fault !== void 0) {
        throw new Error(fault);
      }
      reporter.detail(`${what}: ${size(bytes2.length)} restored`);
    });
    return { what, slot, functions };
  }
};

// src/run/plan.ts
import { dirname as dirname5, resolve as resolve4 } from "node:path";
function describeTask({ component, target }) {
  return `${component.path} for ${target.triple}`;
}
__name(describeTask, "describeTask");
function layOut(components, engines, output, cwd) {
  const taken = /* @__PURE__ */ new Map();
  return components.flatMap(
    (component) => engines.flatMap(
      (engine) => engine.targets.map((target) => {
        const place2 = { component, engine, target, path: pathOf(component, target, output, cwd) };
        claim(place2, taken);
        return place2;
      })
    )
  );
}
__name(layOut, "layOut");
function pathOf(component, target, output, cwd) {
  const { stem } = component;
  const folder = dirname5(component.file);
  const dir = folder === cwd ? "." : displayPath(folder, cwd);
  const path6 = output({ dir, stem, target: target.triple });
  if (stem === "." || stem === "..") {
    throw outputError(path6, `The name of ${component.path} gives no file name.`);
  }
  return resolve4(cwd, path6);
}
__name(pathOf, "pathOf");
function claim(place2, taken) {
  const { path: path6 } = place2;
  const owner = describeTask(place2);
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
  for (const place2 of places) {
    const { component, engine, target } = place2;
    const key = cacheKey(component.sha256, engine, target);
    const name = entryName(key, engine.compiler, target);
    const task = tasks.get(name.key);
    if (task !== void 0) {
      task.places.push(place2);
      continue;
    }
    tasks.set(name.key, {
      component,
      engine,
      target,
      expected: { name, key, kind: component.kind, engineSection: target.section },
      places: [place2]
    });
    const parts = keyParts(key, engine.compiler, target).map(([part, value]) => `${part} ${value}`);
    explain(`${describeTask(place2)}: ${parts.join(", ")}`);
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
  const order = [...tasks].sort((a, b) => b.component.size - a.component.size);
  await mapAtMost(settings.jobs + SAVES, order, async (task) => {
    if (signal.aborted) {
      return;
    }
    try {
      const { entry, milliseconds } = await compileOne(task, caches, context);
      await deliver(task, entry, { status: "compiled", milliseconds }, context);
      const slot = entrySlot(task.expected, task.component.size);
      await saving(() => cache.put(describeTask(task), slot, entryFiles(entry)));
    } catch (error2) {
      if (!signal.aborted) {
        outcome.fail(task.places, messageOf(error2));
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

// src/run/engines.ts
import { resolve as resolve5 } from "node:path";

// src/compiler/lazy.ts
function lazily(open) {
  let opened;
  return {
    get: /* @__PURE__ */ __name(() => {
      opened ??= open();
      return opened;
    }, "get"),
    close: /* @__PURE__ */ __name(async () => {
      const compiler = await opened?.catch(() => void 0);
      await compiler?.close();
    }, "close")
  };
}
__name(lazily, "lazily");

// src/compiler/sections.ts
import { readFile as readFile3 } from "node:fs/promises";
var SECTIONS_FILE = "sections.json";
var SMALL_COMPONENT = Buffer.from(
  [
    "0061736d 0d000100",
    "01 18 0061736d01000000 01 04 01600000 03 02 0100 0a 04 0102000b",
    "02 04 01000000"
  ].join("").replaceAll(" ", ""),
  "hex"
);
var TIMEOUT = 5 * 6e4;
async function withSections({ compiler, targets }, open) {
  const shipped = await shippedSections(compiler);
  return await Promise.all(
    targets.map(async (target) => {
      const section = isUsual(compiler, target) ? shipped.get(target.triple) : void 0;
      return keyedTarget(target, section ?? await learnSection(target, compiler, await open()));
    })
  );
}
__name(withSections, "withSections");
async function shippedSections(compiler) {
  if (compiler.kind === "native") {
    return /* @__PURE__ */ new Map();
  }
  const file = new URL(SECTIONS_FILE, compilerFolder(compiler));
  const table2 = JSON.parse(await readFile3(file, "utf8"));
  return new Map(
    Object.entries(table2).map(([target, base64]) => [target, Buffer.from(base64, "base64")])
  );
}
__name(shippedSections, "shippedSections");
function isUsual({ hostFeatures }, { options }) {
  return JSON.stringify(options) === JSON.stringify(USUAL_OPTIONS[hostFeatures]);
}
__name(isUsual, "isUsual");
async function learnSection(target, which, compiler) {
  requirePulley(target, which);
  try {
    const { artifact } = await compiler.compile({
      read: /* @__PURE__ */ __name(async () => SMALL_COMPONENT, "read"),
      size: SMALL_COMPONENT.length,
      options: target.options,
      target: target.triple,
      timeout: TIMEOUT
    });
    return parseArtifact(artifact).engineSection.slice();
  } catch (error2) {
    throw error2 instanceof CompileError ? await inputAtFault(error2, target, which, compiler) : error2;
  }
}
__name(learnSection, "learnSection");
function requirePulley({ triple }, { kind, version }) {
  if (kind === "embedded" && triple.toLowerCase().startsWith("pulley") && majorOf(version) < PULLEY_SINCE) {
    const majors = new Set(EMBEDDED.map((embedded) => majorOf(embedded.version)));
    const having = [...majors].filter((major) => major >= PULLEY_SINCE);
    throw new InputError(
      "targets",
      triple,
      `pulley32, pulley64, pulley32be and pulley64be with Wasmtime ${having.join(", ")}`,
      `Wasmtime ${version} cannot compile for Pulley yet: take the target out, or set wasmtime-version if your host has one of these.`
    );
  }
}
__name(requirePulley, "requirePulley");
async function inputAtFault(error2, { triple, options }, which, compiler) {
  const says = `Wasmtime ${which.version} says: ${error2.message}.`;
  if (which.kind === "native") {
    return new InputError(
      "compiler",
      which.path,
      "a wasmtime that can compile for the targets with the options that are asked for",
      `It fails even at a component that does nothing, for ${triple}. ${says}`
    );
  }
  switch (error2.kind) {
    case "unknown-target":
    case "unsupported-target":
      return new InputError(
        "targets",
        triple,
        "target triples of x86_64, aarch64, riscv64gc, s390x and pulley64, such as x86_64-unknown-linux-gnu, aarch64-apple-darwin or x86_64-pc-windows-msvc",
        says
      );
    case "unsupported-option": {
      const settings = await compiler.settings(triple);
      const [unknown2] = options.filter(([name]) => name.startsWith("cranelift-")).map(([name]) => name.slice("cranelift-".length)).filter((name) => settings.length > 0 && !settings.includes(name));
      const meant = unknown2 === void 0 ? "" : didYouMean(unknown2, settings);
      return optionsError(
        options.map(([name, value]) => `${name}=${value}`).join(" "),
        `Not for ${triple}. ${says} ${meant}`
      );
    }
    default:
      return error2;
  }
}
__name(inputAtFault, "inputAtFault");

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
function readFingerprint(text, line2) {
  const [version = "", ...fields] = text.split(";");
  if (!/^v\d+$/.test(version)) {
    throw refusal3(text, "It does not begin with a version.");
  }
  const keys = fields.map((field) => field.split("=")[0]);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== void 0) {
    throw refusal3(text, `'${twice}' is named twice.`);
  }
  return fields.flatMap((field) => {
    const read = readField(text, field, line2);
    if (read === void 0) {
      throw refusal3(text, `'${field}' is not known.`);
    }
    return read.option === void 0 ? [] : [read.option];
  }).sort(byName);
}
__name(readFingerprint, "readFingerprint");
function requireAgreement(text, options, line2) {
  const given = new Map(options);
  for (const field of text.split(";")) {
    const read = readField(text, field, line2);
    const says = read?.name === void 0 ? void 0 : given.get(read.name);
    if (read?.name !== void 0 && read.option?.[1] !== says) {
      throw refusal3(
        text,
        `it says ${field}, but ${mention("options")} ${says === void 0 ? "does not" : `says ${read.name}=${says}`}`
      );
    }
  }
}
__name(requireAgreement, "requireAgreement");
function readField(text, field, line2) {
  const [key = "", ...rest] = field.split("=");
  const value = rest.join("=");
  const possible = /* @__PURE__ */ __name((is) => {
    if (!is) {
      throw refusal3(text, `'${field}' is not possible here.`);
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
    return possible(value === line2.hostFeatures);
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
    return { name, option: parseOption(name, value, line2) };
  } catch (error2) {
    throw error2 instanceof OptionProblem ? refusal3(text, error2.message) : error2;
  }
}
__name(readField, "readField");
function refusal3(text, problem) {
  return new InputError(
    "engine-fingerprint",
    text,
    `fields separated by ';': a version such as v2, the keys ${Object.keys(KEYS).join(", ")} and async with =true or =false, cranelift, and compile options`,
    `Copy the fingerprint from your host, character by character; if it is of another form, say its options in ${mention("options")} as well.`,
    problem.replace(/\.$/, "")
  );
}
__name(refusal3, "refusal");

// src/engine/engine.ts
function resolveEngine(inputs) {
  const version = parseVersion(inputs.version, inputs.readText);
  const compiler = resolveCompiler(version, inputs);
  const major = majorOf(compiler.version);
  const { options, fingerprint, configHash } = configure(inputs, major, compiler.hostFeatures);
  const cpu = parseCpu(inputs.cpu, inputs.targets, major);
  return {
    pinnedVersion: version.pinned,
    pinnedSource: version.source,
    compiler,
    targets: inputs.targets.map((triple) => ({
      triple,
      options: withCpu(options, cpu(triple), inputs.cpu),
      fingerprint,
      configHash
    }))
  };
}
__name(resolveEngine, "resolveEngine");
function configure(inputs, major, hostFeatures) {
  const line2 = { major, features: CARGO_FEATURES[hostFeatures], hostFeatures };
  const given = readOptions(inputs, line2);
  if (given !== void 0 && inputs.fingerprint !== "") {
    requireAgreement(inputs.fingerprint, given, line2);
  }
  const options = given ?? (inputs.fingerprint === "" ? USUAL_OPTIONS[hostFeatures] : readFingerprint(inputs.fingerprint, line2));
  const fingerprint = inputs.fingerprint || describeEngine(options, hostFeatures);
  return { options, fingerprint, configHash: engineConfigHash(fingerprint) };
}
__name(configure, "configure");
function engineConfigHash(fingerprint) {
  return sha256(fingerprint);
}
__name(engineConfigHash, "engineConfigHash");
function resolveCompiler(host, { hostFeatures, native }) {
  if (native !== void 0) {
    requireVersion(host, native);
    return native;
  }
  const ofLine = EMBEDDED.filter(({ version }) => majorOf(version) === host.major);
  const [first] = ofLine;
  if (first === void 0) {
    throw new InputError(
      "wasmtime-version",
      host.pinned,
      unique(EMBEDDED.flatMap(({ version }) => [String(majorOf(version)), version])),
      `These have an embedded compiler. Pin your host to one of them, or name a native Wasmtime of your host's version in ${mention("compiler")}.`
    );
  }
  if (host.full !== void 0 && host.full !== first.version && needsExactPatch(first.version)) {
    throw new InputError(
      "wasmtime-version",
      host.pinned,
      unique([first.version]),
      `Up to Wasmtime 37 an artifact loads on exactly the patch that made it, and the embedded compiler is ${first.version}: a host on ${host.full} would refuse it. Pin wasmtime = "=${first.version}" in the host, or name a native Wasmtime ${host.full} in ${mention("compiler")}.`
    );
  }
  const embedded = ofLine.find((engine) => engine.hostFeatures === hostFeatures);
  if (embedded === void 0) {
    throw new InputError(
      "host-features",
      hostFeatures,
      unique(ofLine.map((engine) => engine.hostFeatures)),
      `These are the Cargo features that embedded compilers of Wasmtime ${host.major} are built for. For others name a native Wasmtime in ${mention("compiler")}.`
    );
  }
  return { kind: "embedded", ...embedded };
}
__name(resolveCompiler, "resolveCompiler");
function requireVersion(host, native) {
  const right = majorOf(native.version) === host.major && (host.full === void 0 || host.full === native.version || !needsExactPatch(host.full));
  if (!right) {
    throw new InputError(
      "compiler",
      native.path,
      `a Wasmtime ${host.pinned}, as ${mention("wasmtime-version")} says`,
      `This one is ${native.version}, and what it compiles is refused by your host. Install that version, or change ${mention("wasmtime-version")} if your host has this one.`
    );
  }
}
__name(requireVersion, "requireVersion");
function readOptions({ options, readText }, line2) {
  if (options === "") {
    return void 0;
  }
  if (!/^\S+\.toml$/.test(options)) {
    return parseOptions(options, line2);
  }
  let contents;
  try {
    contents = readText(options);
  } catch {
    throw optionsError(options, "There is no such file; relative paths begin in the workspace.");
  }
  return parseOptionsFile(options, contents, line2);
}
__name(readOptions, "readOptions");
function withCpu(options, flags2, cpu) {
  const all = new Map(options);
  for (const [name, value] of flags2) {
    const other = all.get(name) ?? value;
    if (other !== value) {
      throw new InputError(
        "cpu",
        cpu,
        `what ${mention("options")} does not contradict`,
        `It says ${name}=${other}: leave one of the two out.`
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

// src/run/engines.ts
function engineInputs(engine, targets, { cwd, findNative: findNative2 }) {
  const { compiler } = engine;
  return {
    version: engine["wasmtime-version"],
    hostFeatures: engine["host-features"],
    options: engine.options,
    cpu: engine.cpu,
    fingerprint: engine["engine-fingerprint"],
    targets,
    native: compiler === EMBEDDED_COMPILER ? void 0 : findNative2(compiler, cwd),
    readText: /* @__PURE__ */ __name((path6) => readRegularTextSync(resolve5(cwd, path6)), "readText")
  };
}
__name(engineInputs, "engineInputs");
async function openEngine({ engine, targets, jobs }, surroundings) {
  const described = resolveEngine(engineInputs(engine, targets, surroundings));
  const opened = lazily(() => surroundings.openCompiler(described.compiler, jobs));
  surroundings.signal?.addEventListener("abort", () => void opened.close(), { once: true });
  try {
    return { ...described, targets: await withSections(described, opened.get), opened };
  } catch (error2) {
    await opened.close();
    throw error2;
  }
}
__name(openEngine, "openEngine");

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
    for (const place2 of tasks.flatMap(({ places }) => places)) {
      this.#due.add(place2);
    }
  }
  place(place2, artifact) {
    this.#due.delete(place2);
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
    for (const place2 of places) {
      const { component, target } = place2;
      this.#due.delete(place2);
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
var CONCURRENCY2 = 8;
async function restoreAll(tasks, context) {
  const { reporter, cache, signal } = context;
  const missing = [];
  let done = 0;
  await mapAtMost(CONCURRENCY2, tasks, async (task) => {
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
  const { reporter, signal: cancel2 } = surroundings;
  const failed2 = new AbortController();
  const outcome = new Outcome(reporter, () => settings.failFast && failed2.abort());
  const signal = AbortSignal.any([cancel2, failed2.signal]);
  const cache = new Cache(surroundings.store, reporter);
  const context = { ...surroundings, settings, cache, outcome, signal, cancel: cancel2 };
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
  cancel2.throwIfAborted();
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
  for (const { path: path6, kind, size: bytes2, sha256: sha2562 } of found.components) {
    reporter.detail(`${path6}: ${kind}, ${size(bytes2)}, sha256 ${sha2562}`);
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

// src/support/interrupt.ts
var GRACE = 1500;
function cancelledBySignals(exitCodes, lastWords) {
  const cancel2 = new AbortController();
  for (const [signal, code2] of Object.entries(exitCodes)) {
    process.once(signal, () => {
      const reason = new Cancelled(`cancelled by ${signal}`, code2);
      const late = /* @__PURE__ */ __name(() => {
        lastWords(reason.message);
        process.exit(code2);
      }, "late");
      setTimeout(late, GRACE).unref();
      cancel2.abort(reason);
    });
  }
  return cancel2.signal;
}
__name(cancelledBySignals, "cancelledBySignals");
var Cancelled = class extends Error {
  static {
    __name(this, "Cancelled");
  }
  name = "Cancelled";
  exitCode;
  constructor(message, exitCode) {
    super(message);
    this.exitCode = exitCode;
  }
};

// src/main.ts
async function main(signal) {
  setOutput("cache-hit", "false");
  const cwd = process.env["GITHUB_WORKSPACE"] || process.cwd();
  process.chdir(cwd);
  const settings = readSettings((name) => getInput(name));
  const store = await openStore(settings);
  const manifest = await run(settings, {
    cwd,
    reporter: actionsReporter,
    glob,
    findNative,
    openCompiler,
    store,
    signal
  });
  await publish(manifest, settings, cwd);
  const { failed: failed2, "not-saved": notSaved2 } = counts(manifest);
  const nothing = nothingMade(manifest);
  if (failed2 > 0) {
    setFailed(`${failed2} of the artifacts could not be made: see the errors above`);
  } else if (settings.failOnSaveError && notSaved2 > 0) {
    setFailed(
      `${notSaved2} of the entries could not be saved to the cache: see the warning above`
    );
  } else if (nothing !== void 0 && settings.ifNothingMade === "error") {
    setFailed(oneLine(nothing));
  } else if (nothing !== void 0) {
    tell(nothing, settings.ifNothingMade, actionsReporter);
  }
}
__name(main, "main");
async function openStore({ cache }) {
  if (!cache.restore && !cache.save) {
    return void 0;
  }
  const { openActions } = await import("./actions-MENUT6EK.js");
  const store = openActions();
  if (store === void 0) {
    actionsReporter.notice("The Actions cache is not available here, so nothing is restored or saved.");
  }
  return store && withMode(store, cache);
}
__name(openStore, "openStore");
async function publish(manifest, settings, cwd) {
  const temporary = process.env["RUNNER_TEMP"] || tmpdir2();
  const path6 = join4(await mkdtemp(join4(temporary, "cwasm-cache-")), MANIFEST_NAME);
  await placeFile(path6, writeManifest(manifest));
  setOutput("manifest", path6);
  setOutput("cache-hit", String(isCacheHit(manifest)));
  for (const [name, count2] of Object.entries(counts(manifest))) {
    setOutput(name, String(count2));
  }
  info(totals(manifest));
  await writeSummary(manifest);
  const { upload } = settings;
  if (upload === void 0 || manifest.artifacts.length === 0) {
    return;
  }
  if (counts(manifest).failed > 0) {
    actionsReporter.warning("Nothing is uploaded, because some artifacts could not be made.");
    return;
  }
  await actionsReporter.group("Upload", async () => {
    const { uploadArtifacts } = await import("./artifact-4MMXITXP.js");
    const uploaded = await uploadArtifacts(manifest, upload, cwd, temporary);
    setOutput("artifact-id", uploaded.map(({ id }) => id).join("\n"));
    setOutput("artifact-url", uploaded.map(({ url }) => url).join("\n"));
    for (const { name, url } of uploaded) {
      actionsReporter.info(`${name}: ${url}`);
    }
  });
}
__name(publish, "publish");
async function writeSummary(manifest) {
  if (!process.env["GITHUB_STEP_SUMMARY"]) {
    return;
  }
  try {
    await summary.addRaw(summaryMarkdown(manifest)).write();
  } catch (error2) {
    actionsReporter.warning(`The job summary could not be written: ${messageOf(error2)}`);
  }
}
__name(writeSummary, "writeSummary");
process.on("uncaughtException", (error2) => {
  setFailed(`unexpected: ${oneLine(messageOf(error2))}`);
  process.exit();
});
process.stdout.on("error", () => {
  process.exitCode = 1;
});
var failed = /* @__PURE__ */ __name((message) => setFailed(oneLine(message)), "failed");
var cancel = cancelledBySignals({ SIGINT: 1, SIGTERM: 1 }, failed);
try {
  await main(cancel);
} catch (thrown) {
  const error2 = cancel.aborted ? cancel.reason : thrown;
  failed(messageFor(error2, ACTION));
  if (!(error2 instanceof InputError) && error2 instanceof Error) {
    debug(oneLine(error2.stack ?? ""));
  }
}
process.exit();
