/**
 * The npm package, as it is published: packed, installed into an empty folder without a network, and used there as
 * docs/command-line.md and docs/api.md say.
 */
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { node } from "../support/command-line.ts";
import { LINUX } from "../support/engines.ts";
import { component, coreModule, root, temporaryDirectory } from "../support/fixtures.ts";
import { blocks } from "../support/markdown.ts";
import { type Ended, runOrFail, runProgram } from "../support/process.ts";

const own = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

/** What npm says of a package. */
interface Packed {
  readonly name: string;
  readonly version: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

let packed: Packed;
/** A project that has installed it. */
let project: string;

function npm(command: "npm" | "npx", ...args: string[]): Promise<Ended> {
  const home = temporaryDirectory();
  return runProgram(command, args, {
    cwd: project,
    // npm takes its settings from the environment, and this one is npm's own.
    env: { PATH: [dirname(node), process.env["PATH"]].join(":"), HOME: home, XDG_CACHE_HOME: home },
  });
}

beforeAll(async () => {
  project = temporaryDirectory();
  const into = ["--pack-destination", project, "--json", "--silent"];
  const stdout = await runOrFail("npm", ["pack", ...into], { cwd: root });
  [packed] = JSON.parse(stdout) as [Packed];
  const { code, stderr } = await npm("npm", "install", `./${packed.filename}`, "--offline");
  expect(code, stderr).toBe(0);
  cpSync(component("greet"), join(project, "plugin.wasm"));
});

test("it has dist/, the README and the licence, and brings nothing with it", () => {
  expect(packed).toMatchObject({ name: "cwasm-cache", version: own.version });
  const paths = packed.files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining(["dist/cli.js", "dist/api.js", "dist/api.d.ts", "dist/worker.js"]),
  );
  expect(paths.filter((path) => !path.startsWith("dist/")).sort()).toEqual([
    "LICENSE",
    "README.md",
    "package.json",
  ]);
  const installed = readdirSync(join(project, "node_modules"));
  expect(installed.filter((name) => !name.startsWith("."))).toEqual(["cwasm-cache"]);
});

describe("npx --no-install cwasm-cache", () => {
  test("--version", async () => {
    const { code, stdout } = await npm("npx", "--no-install", "cwasm-cache", "--version");
    expect({ code, stdout }).toEqual({ code: 0, stdout: `cwasm-cache ${own.version}\n` });
  });

  test("makes what dist/cli.js makes", async () => {
    const args = ["plugin.wasm", "--target", LINUX, "--no-store", "--out"];
    const { code, stderr } = await npm("npx", "--no-install", "cwasm-cache", ...args, "npx");
    expect(code, stderr).toBe(0);
    await runOrFail(node, [join(root, "dist", "cli.js"), ...args, "cli"], { cwd: project });
    expect(pair("npx/plugin")).toEqual(pair("cli/plugin"));
  });
});

/** The pair at a path in the project. */
function pair(path: string): Buffer[] {
  return ["cwasm", "cwasm.meta"].map((end) => readFileSync(join(project, `${path}.${end}`)));
}

describe("import { precompile }", () => {
  const page = blocks(readFileSync(join(root, "docs", "api.md"), "utf8"));

  /** Runs a module in the project. */
  async function run(code: string, ...flags: string[]): Promise<string> {
    writeFileSync(join(project, "build.mjs"), code);
    return await runOrFail(node, [...flags, "build.mjs"], { cwd: project });
  }

  test("the example of the page makes the pair that its command makes", async () => {
    const codeOf = (wanted: string) =>
      page.find(({ language }) => language === wanted)?.code ?? "nothing";
    const printed = await run(codeOf("js"));
    const made = pair("plugin");
    expect(printed).toBe(`compiled by Wasmtime 48.0.8: ${made[0]?.length} bytes\n`);

    const [program, script, ...args] = codeOf("sh").trim().split(" ");
    expect([program, script]).toEqual(["node", "dist/cli.js"]);
    const into = [...args, "--no-store", "--out", "command"];
    await runOrFail(node, [join(root, "dist", "cli.js"), ...into], { cwd: project });
    expect(pair("command/plugin")).toEqual(made);
  });

  test("what is wrong with an option, in its own words, and what else can be wrong", async () => {
    const said = await run(`
      import { OptionError, precompile } from "cwasm-cache";
      import { readFile } from "node:fs/promises";
      const wasm = await readFile("plugin.wasm");
      const tell = async (...args) => {
        try {
          await precompile(...args);
          console.log("no error");
        } catch (error) {
          console.log(JSON.stringify([error instanceof OptionError && error.option, error.message]));
        }
      };
      await tell(wasm, { wasmtimeVersion: "12" });
      await tell(wasm, { hostFeature: "default" });
      await tell(wasm, { jobs: "3" });
      await tell(wasm, { wasmtimeVersion: "48, 50" });
      await tell(wasm, { host: "wasmtime-py" });
      await tell(Uint8Array.from([${coreModule}]));
      await tell("plugin.wasm");
      await tell(wasm.subarray(0, 300), { target: "${LINUX}" });
      await tell(wasm, { signal: AbortSignal.abort(new Error("not now")) });
    `);
    const lines = said
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as [string | false, string]);
    expect(lines.map(([option]) => option)).toEqual([
      "wasmtimeVersion",
      "hostFeature",
      "jobs",
      "wasmtimeVersion",
      "host",
      "coreModules",
      false,
      false,
      false,
    ]);
    const messages = lines.map(([, message]) => message);
    expect(messages[0]).toMatch(/^Option 'wasmtimeVersion': "12" is not usable\. Allowed: 27, /);
    expect(messages[0]).toContain("name in 'compiler' a native Wasmtime 12");
    expect(messages[1]).toBe("There is no option 'hostFeature'. Did you mean 'hostFeatures'?");
    expect(messages[2]).toMatch(/^Option 'jobs': "3" is not usable\. Allowed: a number\. /);
    expect(messages[3]).toContain("Allowed: one at a time.");
    expect(messages[4]).toContain("say in 'wasmtimeVersion' which one it is");
    expect(messages[5]).toContain('set coreModules: "compile"');
    expect(messages[6]).toContain("Uint8Array");
    expect(messages[7]).toContain("failed to parse WebAssembly module");
    expect(messages[8]).toBe("not now");
    // In the words of a workflow nobody here would find them.
    expect(said).not.toMatch(/Input '|\{[0-9a-f]{8}-|wasmtime-version|core-modules/);
  });

  test("its bytes are left alone, and a compile that is ended leaves nothing running", async () => {
    const said = await run(`
      import { precompile } from "cwasm-cache";
      import { readFile } from "node:fs/promises";
      const wasm = new Uint8Array(await readFile("plugin.wasm"));
      const before = Buffer.from(wasm);
      const ended = new AbortController();
      const compile = precompile(wasm, { target: "${LINUX}", signal: ended.signal });
      ended.abort(new Error("enough"));
      console.log(await compile.then(() => "made", (error) => error.message));
      console.log(before.equals(wasm));
    `);
    expect(said).toBe("enough\ntrue\n");
  });

  test("its types are those of what it takes and gives", async () => {
    const check = (code: string) => {
      writeFileSync(join(project, "use.ts"), code);
      const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
      const flags = ["--ignoreConfig", "--noEmit", "--strict", "--module", "nodenext"];
      const more = ["--target", "es2023", "--exactOptionalPropertyTypes"];
      return runProgram(node, [tsc, ...flags, ...more, "use.ts"], { cwd: project });
    };
    const use = (options: string) => `
      import { OptionError, type Precompiled, precompile } from "cwasm-cache";
      export async function build(wasm: Uint8Array): Promise<readonly string[]> {
        const made: Precompiled = await precompile(wasm, ${options});
        const name: string = new OptionError("host", "").option;
        return [made.sidecar, made.key.wasm_sha256, made.compiler.version, name];
      }
    `;
    expect(await check(use('{ host: "crates/server", jobs: 2 }'))).toMatchObject({
      code: 0,
      stdout: "",
    });
    expect((await check(use("{ hots: 1 }"))).stdout).toContain("'hots' does not exist in type");
  });
});
