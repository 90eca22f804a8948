/** The Action's log as the runner reads it: nothing that a file's name says is a command. */
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runAction } from "../support/action.ts";
import { component, temporaryDirectory } from "../support/fixtures.ts";
import { injected } from "../support/injected.ts";

/** Of the runner's commands, those that change a job, in both notations. */
const COMMANDS = [
  "::stop-commands::injected",
  "::set-output name=a::injected",
  "::save-state name=a::injected",
  "::set-env name=A::injected",
  "::add-path::injected",
  "::add-mask::injected",
  "::error::injected",
  "::group::injected",
  "##[error]injected",
];

const PREFIXES = [
  "",
  " ",
  "\t",
  "\r",
  "\n",
  "\u0085",
  "\u00a0",
  "\u2003",
  "\u2028",
  "\u3000",
  "\ufeff",
];

test("what is looked for is found", () => {
  const lines = PREFIXES.flatMap((prefix) => COMMANDS.map((command) => `${prefix}${command}`));
  expect(injected(lines.join("\n")).length).toBeGreaterThanOrEqual(lines.length);
});

// Windows has no colons in names.
describe.skipIf(process.platform === "win32").each(COMMANDS)("a file named %s", (command) => {
  test("is compiled, refused, skipped and left out of the cache without a command", async () => {
    const workspace = temporaryDirectory();
    for (const [index, prefix] of PREFIXES.entries()) {
      cpSync(component("add"), join(workspace, `${prefix}${command} ${index}.wasm`));
      writeFileSync(join(workspace, `${prefix}${command} ${index}-broken.wasm`), "no");
      writeFileSync(
        join(workspace, `${prefix}${command} ${index}-module.wasm`),
        Buffer.from("\0asm\x01\0\0\0", "latin1"),
      );
    }
    const { code, log, outputs } = await runAction(workspace, {
      files: "*.wasm",
      targets: "x86_64-unknown-linux-gnu",
      cache: "false",
    });
    expect(code, log).toBe(1);
    expect(log).toContain("injected");
    expect(injected(log)).toEqual([]);
    expect(outputs["compiled"], log).toBe(String(PREFIXES.length));
    expect(outputs["failed"]).toBe(String(PREFIXES.length));
    expect(outputs["skipped"]).toBe(String(PREFIXES.length));
    expect(Object.keys(outputs)).not.toContain("a");
  });
});
