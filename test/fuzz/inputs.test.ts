/**
 * Inputs, globs, file names, lock files and manifests that somebody has thought up: the Action and the command line end
 * with an answer, never with a stack trace, and never with a command for the runner that is not their own.
 */
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { DEFAULTS } from "../../src/inputs/defaults.ts";
import { runAction } from "../support/action.ts";
import { DAMAGES } from "../support/damage.ts";
import { component, root, temporaryDirectory } from "../support/fixtures.ts";
import { again, cases, SEED } from "../support/fuzzing.ts";
import { injected } from "../support/injected.ts";
import { emptyFunctions } from "../support/modules.ts";
import { troubleIn } from "../support/natives.ts";
import { Random } from "../support/random.ts";

/** What is put together. Whatever is in braces, brackets or a path may mean something somewhere. */
const PIECES = [
  ...[
    "a",
    "Z",
    "0",
    "9",
    "é",
    "\u{1f980}",
    "\ud800",
    "\u202e",
    "\u2028",
    "\u0085",
    "\ufeff",
    "\u001b[2K",
  ],
  ...[
    "-",
    "--",
    "_",
    ".",
    "..",
    "/",
    "\\",
    "//",
    ":",
    "#",
    "@",
    "=",
    "==",
    ",",
    ";",
    "|",
    "&",
    "$",
    "~",
    "%",
  ],
  ...[
    "*",
    "**",
    "**/",
    "?",
    "[",
    "]",
    "[a-",
    "{",
    "}",
    "{dir}",
    "{stem}",
    "{nothing}",
    "!",
    "(",
    "+(",
    "^",
    "'",
    '"',
  ],
  ...[
    " ",
    "\t",
    "\r",
    "\n",
    "\n\n",
    "\n::error::injected",
    "::set-env name=A::injected",
    "##[error]injected",
  ],
  ...[
    "true",
    "false",
    "null",
    "NaN",
    "Infinity",
    "__proto__",
    "constructor",
    "toString",
    "%00",
    "%0A",
  ],
  ...[
    "-1",
    "0",
    "1",
    "27",
    "48",
    "36.0.20",
    "999999999999999999999",
    "1e309",
    "0x10",
    "1/2",
    "2/1",
    "10 MB",
  ],
  ...[
    "-W",
    "-O",
    "-W fuel=1",
    "-C x=y",
    "opt-level=",
    "gc",
    "x86_64-unknown-linux-gnu",
    "wasm32",
    "avx2",
  ],
  ...[
    "Cargo.lock",
    "Cargo.toml#",
    "/etc/passwd",
    "/dev/zero",
    "/proc/self/mem",
    ".wasm",
    "plugin.wasm",
    "x".repeat(300),
  ],
] as const;

const made: Record<string, number> = {};

afterAll(() => {
  const lines = Object.entries(made).map(([what, count]) => `${count} ${what}`);
  console.log([`Inputs with seed ${SEED}:`, ...lines].join("\n"));
});

function text(random: Random): string {
  const pieces = Array.from({ length: 1 + random.below(6) }, () => random.pick(PIECES));
  return pieces.join("");
}

/** A workspace with a component. */
function workspace(): string {
  const folder = temporaryDirectory();
  cpSync(component("add"), join(folder, "plugin.wasm"));
  return folder;
}

/** Fails unless a run has ended as it must, whatever it was given. */
function expectAnswer(code: number | null, log: string, allowed: readonly number[], given: string) {
  const what = `${given}\n${log}\n${again()}`;
  expect(allowed, what).toContain(code);
  expect(troubleIn(log), what).toBe(undefined);
  expect(injected(log), what).toEqual([]);
}

async function pairwise<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += 2) {
    await Promise.all(items.slice(at, at + 2).map(work));
  }
}

test("any text in any input: the step ends, and an error names the input", async () => {
  const random = new Random(SEED);
  // With these a run would look through the whole machine: the next test has them.
  const names = Object.keys(DEFAULTS).filter((name) => name !== "files");
  const given = Array.from({ length: cases(names.length) }, (_, index) => ({
    name: names[index % names.length] as string,
    value: text(random),
  }));
  made["texts in inputs"] = given.length;
  await pairwise(given, async ({ name, value }) => {
    const { code, log } = await runAction(workspace(), {
      ...{ advisories: "ignore", cache: "false", "dry-run": "true", [name]: value },
    });
    expectAnswer(code, log, [0, 1], `${name}: ${JSON.stringify(value)}`);
    if (code === 1) {
      expect(log, again()).toMatch(/^::error(?: [^:]*)?::/m);
      expect(log, again()).toContain(name);
    }
  });
});

test("any pattern over files of any name", async () => {
  const random = new Random(SEED);
  // Names are text without a slash, and patterns stay in the workspace.
  const inside = (): string => text(random).replaceAll(/\/|\.\.|~/g, "_");
  const runs = Math.ceil(cases(60) / 10);
  made["workspaces with files of any name"] = runs;
  await pairwise([...Array(runs).keys()], async () => {
    const folder = workspace();
    for (let index = 0; index < 5; index += 1) {
      const name = Buffer.from(inside()).subarray(0, 200).toString().replaceAll("\ufffd", "_");
      writeFileSync(join(folder, `${name}.wasm`), random.pick(["", "no", emptyFunctions(1)]));
    }
    const files = ["*.wasm", inside(), `**/${inside()}`, `!${inside()}`].join("\n");
    const { code, log } = await runAction(folder, {
      ...{ advisories: "ignore", cache: "false", files, "core-modules": "compile" },
    });
    expectAnswer(code, log, [0, 1], JSON.stringify(files));
  });
});

test("damaged lock files and manifests of hosts", async () => {
  const random = new Random(SEED);
  const folder = join(root, "test", "real-manifests");
  const hosts = readdirSync(folder).filter((name) => existsSync(join(folder, name, "Cargo.lock")));
  const runs = Math.ceil(cases(60) / 10);
  made["hosts with a damaged file"] = runs;
  await pairwise([...Array(runs).keys()], async (index) => {
    const host = random.pick(hosts);
    const at = workspace();
    cpSync(join(folder, host), join(at, "host"), { recursive: true });
    const file = join(at, "host", index % 2 === 0 ? "Cargo.lock" : "Cargo.toml");
    const [kind, damage] = random.pick(Object.entries(DAMAGES));
    writeFileSync(file, damage(readFileSync(file), random));
    const { code, log } = await runAction(at, {
      ...{ advisories: "ignore", cache: "false", "dry-run": "true", host: "host" },
    });
    expectAnswer(code, log, [0, 1], `${host}: ${file} ${kind}`);
    if (code === 1) {
      expect(log, again()).toMatch(/Input '(host|wasmtime-version|host-features)'/);
    }
  });
});

test("damaged groups and plans", async () => {
  const random = new Random(SEED);
  const group = "1/2:0123456789abcdef,fedcba9876543210";
  const valid = {
    group: [group, { mode: "compile" }],
    plan: [JSON.stringify({ include: [{ name: "1 of 2", group }] }), { mode: "collect" }],
  } as const;
  const runs = Math.ceil(cases(60) / 10);
  made["damaged groups and plans"] = runs;
  await pairwise([...Array(runs).keys()], async (index) => {
    const name = index % 2 === 0 ? "group" : "plan";
    const [text, inputs] = valid[name];
    // No variable of the environment has a byte 0 in it.
    const value = String(random.pick(Object.values(DAMAGES))(Buffer.from(text), random));
    const { code, log } = await runAction(workspace(), {
      ...{ advisories: "ignore", cache: "true", ...inputs, [name]: value.replaceAll("\0", "0") },
    });
    expectAnswer(code, log, [0, 1], `${name}: ${JSON.stringify(value)}`);
  });
});
