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

// src/commands/print.ts
import { fstatSync, writeSync } from "node:fs";
async function print(text) {
  try {
    await (takesAllAtOnce() ? writeFully(text) : writeToStream(text));
  } catch (error) {
    throw new Error(
      error.code === "EPIPE" ? "standard output was closed before everything was written" : `standard output cannot be written: ${messageOf(error)}`
    );
  }
}
__name(print, "print");
function takesAllAtOnce() {
  const stats = fstatSync(process.stdout.fd);
  return stats.isFile() || stats.isCharacterDevice() && !process.stdout.isTTY;
}
__name(takesAllAtOnce, "takesAllAtOnce");
function writeFully(text) {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(process.stdout.fd, bytes, written);
  }
}
__name(writeFully, "writeFully");
function writeToStream(text) {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => error ? reject(error) : resolve());
  });
}
__name(writeToStream, "writeToStream");

// src/support/files.ts
import {
  closeSync,
  constants,
  fstatSync as fstatSync2,
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
    requireRegular(path, fstatSync2(descriptor));
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

export {
  __name,
  EXIT,
  InputError,
  messageOf,
  print,
  openRegular,
  readRegular,
  readRegularTextSync,
  kindOf
};
