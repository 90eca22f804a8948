/** A program that takes itself for wasmtime, to do what the real one seldom does. */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

export interface Fake {
  readonly version?: string;
  /** Of inputs from this size on: hangs, with a child of its own that hangs too. */
  readonly hangsFrom?: number;
  /** Hangs in the same way when it is asked for its version. */
  readonly hangsForVersion?: boolean;
  /** What it says when it fails, which it does then. */
  readonly fails?: string;
  /** The file that it gives for an artifact. Default: its arguments and environment as JSON. */
  readonly artifact?: string;
  /** Where it writes its process id, and its child's, one a line. */
  readonly pids?: string;
}

/** Writes the program. */
export function fakeNative(path: string, fake: Fake = {}): string {
  const source = `#!${process.execPath}
    const fs = require("node:fs");
    const fake = ${JSON.stringify(fake)};
    const args = process.argv.slice(2);
    const hang = () => {
      const { spawn } = require("node:child_process");
      const forever = "setInterval(() => {}, 1000)";
      const child = spawn(process.execPath, ["-e", forever], { stdio: "inherit" });
      if (fake.pids !== undefined) fs.writeFileSync(fake.pids, process.pid + "\\n" + child.pid);
      process.on("SIGTERM", () => {});
      setInterval(() => {}, 1000);
    };
    if (args[0] === "--version") {
      if (fake.hangsForVersion) hang();
      else console.log(fake.version ?? "wasmtime 27.0.0");
    } else if (fake.fails !== undefined) {
      process.stderr.write(fake.fails);
      process.exitCode = 3;
    } else if (fs.statSync(args.at(-1)).size >= (fake.hangsFrom ?? Infinity)) {
      hang();
    } else {
      const said = JSON.stringify({ args, env: process.env });
      const artifact = fake.artifact === undefined ? said : fs.readFileSync(fake.artifact);
      fs.writeFileSync(args[args.indexOf("-o") + 1], artifact);
    }
  `;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, source);
  chmodSync(path, 0o755);
  return path;
}

/** Whether a process is there, and no zombie that nobody has waited for. */
export function isRunning(pid: number, readStatus: (path: string) => string): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readStatus(`/proc/${pid}/status`));
  } catch (error) {
    // Systems without /proc have shown that it is there.
    return (error as NodeJS.ErrnoException).code === "ENOENT" && process.platform !== "linux";
  }
}
