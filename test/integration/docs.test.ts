/** The shell blocks of the README and the docs, run as a user runs them: in a checkout, with Node alone. */
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { sha256 } from "../../src/support/hash.ts";
import { runAction } from "../support/action.ts";
import { exampleHost, provide, unavailable, wasmtime } from "../support/builds.ts";
import { node } from "../support/command-line.ts";
import { SHELL_BLOCKS, type ShellRun } from "../support/docs.ts";
import { component, root, temporaryDirectory } from "../support/fixtures.ts";
import { blocks } from "../support/markdown.ts";
import { runOrFail, runProgram } from "../support/process.ts";
import { writeServer } from "../support/server.ts";
import { ownSteps, type Step, type Workflow } from "../support/workflow.ts";

/** The programs of a machine that has built examples/host: `cargo run --example greet` starts what it has built. */
let programs: string;
let checkout: string;

const noHost = unavailable(exampleHost("27.0.0"));

beforeAll(async () => {
  programs = temporaryDirectory();
  checkout = temporaryDirectory();
  for (const folder of ["dist", "examples"]) {
    cpSync(join(root, folder), join(checkout, folder), {
      recursive: true,
      filter: (path) => !path.endsWith("/target"),
    });
  }
  cpSync(component("greet"), join(checkout, "plugin.wasm"));
  for (const folder of ["crates/server", "host"]) {
    writeServer(join(checkout, folder));
  }
  if (!noHost) {
    const greet = await provide(exampleHost("27.0.0"));
    const script = `#!/bin/sh\n[ "$1 $2 $3 $4" = "run --example greet --" ] || exit 1\nshift 4\nexec ${greet} "$@"\n`;
    writeFileSync(join(programs, "cargo"), script);
    chmodSync(join(programs, "cargo"), 0o755);
  }
}, 600_000);

const pages = new Map<string, string>();

/** A block's code, by page and first line. */
function codeOf(block: string): string {
  const [page = "", first] = block.split(/: (.*)/s);
  const text = pages.get(page) ?? readFileSync(join(root, page), "utf8");
  pages.set(page, text);
  return blocks(text).find(({ code }) => code.split("\n")[0] === first)?.code ?? "exit 99";
}

async function shell(code: string): Promise<string> {
  const {
    stdout,
    stderr,
    code: exit,
  } = await runProgram("sh", ["-euc", code], {
    cwd: checkout,
    env: {
      PATH: [programs, dirname(node), "/usr/bin", "/bin"].join(delimiter),
      HOME: checkout,
      XDG_CACHE_HOME: join(checkout, "cache"),
    },
  });
  expect(exit, stdout + stderr).toBe(0);
  return stdout + stderr;
}

const runs = Object.entries(SHELL_BLOCKS).filter(
  (entry): entry is [string, ShellRun] => typeof entry[1] !== "string",
);

describe.skipIf(noHost)("each does what the page says", () => {
  test.each(runs)("%s", async (block, { before = [], says }) => {
    for (const command of before) {
      await shell(command);
    }
    expect(await shell(codeOf(block))).toMatch(says);
  });

  test("the modes that docs/host.md puts back", () => {
    const modes = ["cwasm", "cwasm/plugin.cwasm"].map(
      (path) => statSync(join(checkout, path)).mode & 0o777,
    );
    expect(modes).toEqual([0o700, 0o600]);
  });

  test("what the example of docs/host.md says where others can read an artifact", async () => {
    const [made] = runs.find(([block]) => block.includes("--host examples/host")) ?? [""];
    await shell("rm -rf plugins");
    await shell(codeOf(made));
    chmodSync(join(checkout, "plugins", "greet.cwasm"), 0o644);
    const said = await shell(
      "cargo run --example greet -- examples/greet.wasm plugins/greet.cwasm --compile",
    );
    const [{ code = "" } = {}] = blocks(readFileSync(join(root, "docs", "host.md"), "utf8")).filter(
      ({ language }) => language === "text",
    );
    expect(said).toBe(`Hello, world!\n${code.replace("plugin.cwasm", "plugins/greet.cwasm")}`);
  });
});

test("the README's workflow makes what the README's host asks for", async () => {
  const page = blocks(readFileSync(join(root, "README.md"), "utf8"));
  const [yaml, rust] = ["yaml", "rust"].map(
    (language) => page.find((block) => block.language === language)?.code ?? "",
  );
  const { jobs } = parse(yaml as string) as Workflow;
  const [step] = ownSteps({ jobs: jobs ?? {} });
  const { upload: _upload, files: _files, targets, ...engine } = step?.with ?? {};
  const folder = temporaryDirectory();
  writeServer(join(folder, String(engine["host"])));
  cpSync(component("add"), join(folder, "add.wasm"));
  const target = String(targets).split("\n")[0] as string;
  const inputs = { files: "add.wasm", targets: target, cache: "false", ...engine };
  const { code, log } = await runAction(folder, inputs as Record<string, string>);
  expect(code, log).toBe(0);
  const asked = (field: string) => new RegExp(`${field}: "(.+?)"`).exec(rust as string)?.[1];
  const sidecar = readFileSync(join(folder, "add.cwasm.meta"), "utf8");
  expect(sidecar).toContain(`wasmtime_version = "${asked("wasmtime_version")}"`);
  expect(sidecar).toContain(`engine_config_hash = "${sha256(asked("fingerprint") as string)}"`);
});

const native = wasmtime("27.0.0");

describe.skipIf(unavailable(native))("docs/moving.md", () => {
  test("the old steps and the new one make the same artifacts", async () => {
    const page = readFileSync(join(root, "docs", "moving.md"), "utf8");
    // The line whose native Wasmtime the tests have.
    const [before, after] = blocks(page)
      .filter(({ language }) => language === "yaml")
      .map(({ code }) => parse(code.replaceAll("48.0.8", "27.0.0")) as Step[]);
    const folder = temporaryDirectory();
    const plugins = join(folder, "plugins");
    mkdirSync(plugins);
    for (const name of ["add", "greet"] as const) {
      cpSync(component(name), join(plugins, `${name}.wasm`));
    }
    const artifacts = () =>
      ["add", "greet"].map((name) => readFileSync(join(plugins, `${name}.cwasm`)));

    symlinkSync(await provide(native), join(folder, "wasmtime"));
    const run = before?.find((step) => "run" in step) ?? {};
    const PATH = [folder, process.env["PATH"]].join(delimiter);
    await runOrFail("bash", ["-ec", String(Reflect.get(run, "run"))], {
      cwd: folder,
      env: { PATH, HOME: folder },
    });
    const old = artifacts();
    for (const name of ["add", "greet"]) {
      rmSync(join(plugins, `${name}.cwasm`));
    }

    const { files, targets, ...engine } = after?.[0]?.with ?? {};
    const flags = Object.entries(engine).map(([name, value]) => `--${name}=${value}`);
    const cli = [join(root, "dist", "cli.js"), String(files), `--target=${targets}`, "--no-store"];
    await runOrFail(node, [...cli, ...flags], { cwd: folder });
    expect(artifacts()).toEqual(old);
  });
});
