/**
 * The host's side, docs/host.md: the crate of examples/host, the page's Python and its C load the pairs that the command
 * line makes, and refuse each one that was tampered with, in words of their own. HOSTS=all takes the newer lines as well.
 */
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseArtifact } from "../../src/artifact/elf.ts";
import { runnerTarget } from "../../src/inputs/runner-target.ts";
import { sha256 } from "../../src/support/hash.ts";
import { cHeaders, exampleHost, exampleVersions, provide, unavailable } from "../support/builds.ts";
import { installCommandLine, runCommandLine } from "../support/command-line.ts";
import { component, root, temporaryDirectory } from "../support/fixtures.ts";
import { type Ended, runOrFail, runProgram } from "../support/process.ts";
import { wheel } from "../support/tools.ts";

const target = runnerTarget() as string;
const versions = exampleVersions();

const commandLine = installCommandLine();

/** Makes the pairs of two components that differ in a custom section. @returns their folder */
async function makePairs(...engine: string[]): Promise<string> {
  const folder = temporaryDirectory();
  const greet = readFileSync(component("greet"));
  writeFileSync(join(folder, "greet.wasm"), greet);
  writeFileSync(join(folder, "other.wasm"), Buffer.concat([greet, Buffer.from("\0\x02\x01x")]));
  const args = ["greet.wasm", "other.wasm", "--target", target, ...engine];
  const { code, stderr } = await runCommandLine(commandLine, args, folder, join(folder, "store"));
  expect(code, stderr).toBe(0);
  return folder;
}

/** A pair that may be tampered with. */
class Pair {
  /** Its own, mode 0700. */
  readonly folder = temporaryDirectory();
  readonly artifact = join(this.folder, "greet.cwasm");
  readonly sidecar = `${this.artifact}.meta`;
  readonly wasm = join(this.folder, "greet.wasm");
  readonly sums = join(this.folder, "SHA256SUMS");
  readonly other: Record<"artifact" | "sidecar", string>;

  constructor(pairs: string) {
    cpSync(join(pairs, "greet.wasm"), this.wasm);
    cpSync(join(pairs, "greet.cwasm"), this.artifact);
    cpSync(join(pairs, "greet.cwasm.meta"), this.sidecar);
    const artifact = join(pairs, "other.cwasm");
    this.other = { artifact, sidecar: `${artifact}.meta` };
  }

  editSidecar(from: string | RegExp, to: string): void {
    const text = readFileSync(this.sidecar, "utf8");
    const edited = text.replace(from, to);
    expect(edited).not.toBe(text);
    writeFileSync(this.sidecar, edited);
  }

  /** Changes a byte of the engine section. */
  editSection(offset: (section: Buffer) => number): void {
    const bytes = readFileSync(this.artifact);
    const section = Buffer.from(parseArtifact(bytes).engineSection);
    const at = bytes.indexOf(section) + offset(section);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    writeFileSync(this.artifact, bytes);
  }

  list(...lines: (readonly [digest: string, name: string])[]): void {
    writeFileSync(this.sums, lines.map(([digest, name]) => `${digest} ${name}\n`).join(""));
  }
}

type Case = readonly [what: string, tamper: (pair: Pair) => unknown, message: string | RegExp];

const MADE_AGAIN: readonly Case[] = [
  [
    "its sidecar's component differs",
    (pair) => pair.editSidecar(/(wasm_sha256 = ")./, "$1x"),
    'greet.cwasm.meta" is of another component: make the pair again from this .wasm',
  ],
  [
    "its sidecar's Wasmtime differs",
    (pair) => pair.editSidecar(/(wasmtime_version = ")\d+/, "$137"),
    /greet\.cwasm\.meta" is for Wasmtime "37[.\d]+": make the pair again with wasmtime-version: "\d/,
  ],
  [
    "its sidecar's target differs",
    (pair) => pair.editSidecar(target, "s390x-unknown-linux-gnu"),
    `greet.cwasm.meta" is for "s390x-unknown-linux-gnu": make the pair again with targets: ${target}`,
  ],
  [
    "its sidecar's engine differs",
    (pair) => pair.editSidecar(/(engine_config_hash = ")./, "$1x"),
    'is for another configuration: make the pair again with engine-fingerprint: "v2;',
  ],
  [
    "the .wasm is another one",
    (pair) => appendFileSync(pair.wasm, "\0\x02\x01y"),
    "is of another component",
  ],
  [
    "it is another component's",
    (pair) => {
      cpSync(pair.other.artifact, pair.artifact);
      cpSync(pair.other.sidecar, pair.sidecar);
    },
    "is of another component",
  ],
  ...(
    [
      ["schema", (pair) => pair.editSidecar("schema = 1", "schema = 2")],
      ["name of a field", (pair) => pair.editSidecar("target_triple", "target")],
      ["further line", (pair) => appendFileSync(pair.sidecar, 'more = "1"\n')],
      ["end", (pair) => truncateSync(pair.sidecar, 100)],
      ["bytes", (pair) => writeFileSync(pair.sidecar, Buffer.of(0xff, 0xfe))],
    ] satisfies (readonly [string, (pair: Pair) => void])[]
  ).map(
    ([what, tamper]): Case => [
      `its sidecar has another ${what}`,
      tamper,
      'greet.cwasm.meta" is not as cwasm-cache writes sidecars: make the pair again',
    ],
  ),
  ["there is no artifact", (pair) => rmSync(pair.artifact), 'greet.cwasm" is not there: make the'],
  ["there is no sidecar", (pair) => rmSync(pair.sidecar), 'greet.cwasm.meta" is not there: make'],
];

const MODES: readonly Case[] = [
  ...[0o644, 0o640, 0o620, 0o602, 0o666, 0o777].map(
    (mode): Case => [
      `the artifact has mode ${mode.toString(8)}`,
      (pair) => chmodSync(pair.artifact, mode),
      `greet.cwasm" has mode 0${mode.toString(8)}: chmod 600 it, if nobody else has written it`,
    ],
  ),
  ...[0o644, 0o622].map(
    (mode): Case => [
      `the sidecar has mode ${mode.toString(8)}`,
      (pair) => chmodSync(pair.sidecar, mode),
      `greet.cwasm.meta" has mode 0${mode.toString(8)}: chmod 600 it`,
    ],
  ),
  ...[0o755, 0o770, 0o777].map(
    (mode): Case => [
      `the folder has mode ${mode.toString(8)}`,
      (pair) => chmodSync(pair.folder, mode),
      `" has mode 0${mode.toString(8)}: chmod 700 it, if nobody else has written it`,
    ],
  ),
];

const OWNER =
  /" belongs to user 4321, this program runs as 0: chown 0 it, if you trust who wrote it/;

/** Only root can give files away. */
const OWNERS: readonly Case[] = (["artifact", "sidecar", "folder"] as const).map((what) => [
  `the ${what} is another user's`,
  (pair) => chownSync(pair[what], 4321, 4321),
  OWNER,
]);

const NO_FILES: readonly Case[] = [
  ...(["artifact", "sidecar"] as const).flatMap((what): Case[] => {
    const moved = (pair: Pair) => {
      renameSync(pair[what], join(pair.folder, "moved"));
      return pair[what];
    };
    const message = `${what === "artifact" ? "greet.cwasm" : "greet.cwasm.meta"}" is a link, or no file: put the file itself there`;
    return [
      [`the ${what} is a link`, (pair) => symlinkSync("moved", moved(pair)), message],
      [`the ${what} is a link to nothing`, (pair) => symlinkSync("nothing", moved(pair)), message],
      [`the ${what} is a pipe`, (pair) => runOrFail("mkfifo", ["-m600", moved(pair)]), message],
      [`the ${what} is a folder`, (pair) => mkdirSync(moved(pair)), message],
    ];
  }),
];

const DAMAGE: readonly Case[] = [
  ...(
    [
      ["first byte of the engine section", () => 0],
      ["last digit of the engine section's version", (section) => 1 + (section[1] ?? 0)],
      ["letter of the engine section's target", (section) => section.indexOf("-") - 1],
    ] satisfies (readonly [string, (section: Buffer) => number])[]
  ).map(
    ([what, offset]): Case => [
      `the ${what} differs`,
      (pair) => pair.editSection(offset),
      /greet\.cwasm" does not load \(.+\): cwasm-cache check says what differs from this host's engine/s,
    ],
  ),
  ...[0, 1, 64, 4096, -1].map(
    (length): Case => [
      length < 0 ? "the artifact lacks its last byte" : `the artifact ends after ${length} bytes`,
      (pair) => {
        const bytes = readFileSync(pair.artifact);
        writeFileSync(pair.artifact, bytes.subarray(0, length));
      },
      /greet\.cwasm" does not load \(.+\): cwasm-cache check says/s,
    ],
  ),
];

const digest = (pair: Pair) => sha256(readFileSync(pair.artifact));
const NOT_LISTED =
  'greet.cwasm" is not in the list of digests: get the pair and the list of one release';
const DIFFERS = 'greet.cwasm" differs from its digest in the list: get the file once more';

const LISTS: readonly Case[] = [
  ["the list is empty", (pair) => pair.list(), NOT_LISTED],
  ["the list has another name", (pair) => pair.list([digest(pair), " other.cwasm"]), NOT_LISTED],
  ["the list has a longer name", (pair) => pair.list([digest(pair), " xgreet.cwasm"]), NOT_LISTED],
  ["the list has only a folder", (pair) => pair.list([digest(pair), " greet.cwasm/x"]), NOT_LISTED],
  [
    "the list has another digest",
    (pair) => pair.list(["0".repeat(64), " greet.cwasm"], [digest(pair), " other.cwasm"]),
    DIFFERS,
  ],
  [
    "the list has half of the digest",
    (pair) => pair.list([digest(pair).slice(32), " greet.cwasm"]),
    DIFFERS,
  ],
  [
    "a byte of the code differs",
    (pair) => {
      pair.list([digest(pair), " greet.cwasm"]);
      const bytes = readFileSync(pair.artifact);
      const at = bytes.length >> 1;
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      writeFileSync(pair.artifact, bytes);
    },
    DIFFERS,
  ],
];

describe.skipIf(versions.some((version) => unavailable(exampleHost(version)))).each(versions)(
  "examples/host on Wasmtime %s",
  (version) => {
    let program: string;
    let pairs: string;
    let pair: Pair;

    beforeAll(async () => {
      program = await provide(exampleHost(version));
      const named = version === "27.0.0" ? ["--host", join(root, "examples", "host")] : [];
      pairs = await makePairs("--wasmtime-version", version, ...named, "-W", "epoch-interruption");
    });

    beforeEach(() => {
      pair = new Pair(pairs);
    });

    function run(...flags: string[]): Promise<Ended> {
      return runProgram(program, [pair.wasm, pair.artifact, ...flags]);
    }

    async function expectRefusal(message: string | RegExp, ...flags: string[]): Promise<void> {
      const refused = await run(...flags);
      expect(refused).toMatchObject({ code: 1, stdout: "" });
      expect(refused.stderr).toMatch(message);
      const compiled = await run("--compile", ...flags);
      expect(compiled).toMatchObject({ code: 0, stdout: "Hello, world!\n" });
      expect(compiled.stderr).toBe(`compiled, because ${refused.stderr}`);
    }

    test("loads a pair, and runs it without a word", async () => {
      expect(await run()).toEqual({ code: 0, stdout: "Hello, world!\n", stderr: "" });
      expect(await run("--compile")).toEqual({ code: 0, stdout: "Hello, world!\n", stderr: "" });
      const here = { cwd: pair.folder };
      const relative = await runProgram(program, ["greet.wasm", "greet.cwasm"], here);
      expect(relative).toEqual({ code: 0, stdout: "Hello, world!\n", stderr: "" });
    });

    test("loads what a list has: as text or binary, in one folder or several", async () => {
      for (const name of [" greet.cwasm", "*greet.cwasm", ` ./release/${target}/greet.cwasm`]) {
        pair.list(["0".repeat(64), " s390x/greet.cwasm"], [digest(pair), name]);
        const loaded = await run("--sums", pair.sums);
        expect(loaded).toEqual({ code: 0, stdout: "Hello, world!\n", stderr: "" });
      }
    });

    test.each([...MADE_AGAIN, ...MODES, ...NO_FILES, ...DAMAGE])(
      "refuses a pair if %s",
      async (_, tamper, message) => {
        await tamper(pair);
        await expectRefusal(message);
      },
    );

    test.each(LISTS)("refuses a pair if %s", async (_, tamper, message) => {
      await tamper(pair);
      await expectRefusal(message, "--sums", pair.sums);
    });

    test("refuses what belongs to another user", async () => {
      if (process.getuid?.() === 0) {
        for (const [, tamper, message] of OWNERS) {
          pair = new Pair(pairs);
          await tamper(pair);
          await expectRefusal(message);
        }
        return;
      }
      const elsewhere = await runProgram(program, [pair.wasm, "/etc/greet.cwasm"]);
      expect(elsewhere.stderr).toMatch(
        /"\/etc" belongs to user 0, this program runs as \d+: chown/,
      );
    });

    test("refuses a pair that is replaced while it is read", async () => {
      // Long to read, so that something can happen meanwhile.
      truncateSync(pair.artifact, 1 << 27);
      const right = readFileSync(pair.sidecar);
      const wrong = readFileSync(pair.other.sidecar);
      const seen: string[] = [];
      while (!seen.some((stderr) => stderr.includes("was replaced")) && seen.length < 200) {
        let ended = false;
        const running = run().finally(() => {
          ended = true;
        });
        for (let round = 0; !ended; round++) {
          const made = `${pair.sidecar}.new`;
          writeFileSync(made, round % 2 === 0 ? right : wrong, { mode: 0o600 });
          renameSync(made, pair.sidecar);
          await setTimeout(1 + Math.random() * 10);
        }
        seen.push((await running).stderr);
      }
      expect(seen.at(-1)).toContain(
        'greet.cwasm" was replaced while it was read: load it once more',
      );
    });
  },
);

/** Of the Python on the page, as it stands. */
const DRIVER = `
import sys
from wasmtime import Config, Engine, Store
from wasmtime.component import Linker

config = Config()
config.epoch_interruption = True
engine = Engine(config)
with open(sys.argv[1], "rb") as file:
    wasm = file.read()
try:
    component = load(engine, sys.argv[2], wasm, "50", sys.argv[3], "my host, 1")
except (OSError, ValueError) as error:
    sys.exit(f"{type(error).__name__}: {error}")
store = Store(engine)
store.set_epoch_deadline(1)
print(Linker(engine).instantiate(store, component).get_func(store, "greet")(store, "world"))
`;

describe.skipIf(unavailable(wheel("50.0.1")))("the Python of docs/host.md", () => {
  let python: string;
  let pairs: string;
  let pair: Pair;
  let script: string;

  beforeAll(async () => {
    python = await provide(wheel("50.0.1"));
    const page = readFileSync(join(root, "docs", "host.md"), "utf8");
    const [, code] = /```python\n(.+?)```/s.exec(page) ?? [];
    script = join(temporaryDirectory(), "host.py");
    writeFileSync(script, `${code}${DRIVER}`);
    const engine = ["--host", "wasmtime-py", "--wasmtime-version", "50"];
    const text = ["-W", "epoch-interruption", "--engine-fingerprint", "my host, 1"];
    pairs = await makePairs(...engine, ...text);
  });

  beforeEach(() => {
    pair = new Pair(pairs);
  });

  const run = () => runProgram(python, [script, pair.wasm, pair.artifact, target]);

  test("loads a pair, and runs it", async () => {
    expect(await run()).toEqual({ code: 0, stdout: "Hello, world!\n", stderr: "" });
  });

  test.each([...MADE_AGAIN, ...MODES, ...NO_FILES])("refuses a pair if %s", async (_, tamper) => {
    await tamper(pair);
    const { code, stdout, stderr } = await run();
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^\w+Error: /);
  });
});

/** Of the C on the page, as it stands. The names of the files are those of a pair. */
const MAIN = `
#include <stdio.h>

static char *text_of(const char *path) {
  static char text[4096];
  FILE *file = fopen(path, "r");
  if (file == NULL) return NULL;
  text[fread(text, 1, sizeof text - 1, file)] = 0;
  fclose(file);
  return text;
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  wasm_config_t *config = wasm_config_new();
  wasmtime_config_epoch_interruption_set(config, true);
  wasm_engine_t *engine = wasm_engine_new_with_config(config);
  wasmtime_component_t *component = load(engine, argv[1], argv[2], argv[3], text_of(argv[4]));
  if (component == NULL) {
    fprintf(stderr, "compile it\\n");
    return 1;
  }
  puts(wasmtime_component_get_export_index(component, NULL, "greet", 5) ? "it has greet" : "?");
  return 0;
}
`;

describe.skipIf([wheel("48.0.0"), cHeaders()].some(unavailable))("the C of docs/host.md", () => {
  let program: string;
  let pairs: string;
  let pair: Pair;

  beforeAll(async () => {
    const [python, headers] = [await provide(wheel("48.0.0")), await provide(cHeaders())];
    const print = "import os, wasmtime._ffi as f; print(f.dll._name)";
    const library = (await runOrFail(python, ["-c", print])).trim();
    const page = readFileSync(join(root, "docs", "host.md"), "utf8");
    const [, code] = /```c\n(.+?)```/s.exec(page) ?? [];
    const folder = temporaryDirectory();
    program = join(folder, "host");
    writeFileSync(`${program}.c`, `${code}${MAIN}`);
    const strict = ["-std=gnu11", "-Wall", "-Wextra", "-Werror", "-Wno-sign-compare"];
    await runOrFail("cc", [...strict, "-I", headers, `${program}.c`, library, "-o", program]);
    const engine = ["--host", "wasmtime-py", "--wasmtime-version", "48"];
    pairs = await makePairs(...engine, "-W", "epoch-interruption");
  });

  beforeEach(() => {
    pair = new Pair(pairs);
  });

  const run = () => {
    // What it expects of a pair: the sidecar of the component that it has.
    const made = readFileSync(join(pairs, "greet.cwasm.meta"), "utf8");
    const digest = sha256(readFileSync(pair.wasm));
    const expected = join(temporaryDirectory(), "expected");
    writeFileSync(expected, made.replace(/(wasm_sha256 = ")\w+/, `$1${digest}`));
    return runProgram(program, [pair.folder, pair.artifact, pair.sidecar, expected]);
  };

  test("loads a pair", async () => {
    expect(await run()).toEqual({ code: 0, stdout: "it has greet\n", stderr: "" });
  });

  test.each([...MADE_AGAIN, ...MODES, ...NO_FILES])("compiles if %s", async (_, tamper) => {
    await tamper(pair);
    expect(await run()).toEqual({ code: 1, stdout: "", stderr: "compile it\n" });
  });
});
