/** `host` on what real hosts' manifests say of Wasmtime, see test/real-manifests; and cargo's own word. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { embeddedVersion } from "../../src/engine/lines.ts";
import type { Manifest } from "../../src/report/manifest.ts";
import { runAction } from "../support/action.ts";
import { nativeHost, unavailable } from "../support/builds.ts";
import { installCommandLine, node, runCommandLine } from "../support/command-line.ts";
import { component, coreModule, root, temporaryDirectory } from "../support/fixtures.ts";
import { runOrFail, runProgram } from "../support/process.ts";
import { REAL_HOSTS } from "../support/real-hosts.ts";

let commandLine: string;
let module: string;
beforeAll(() => {
  commandLine = installCommandLine();
  module = join(temporaryDirectory(), "module.wasm");
  writeFileSync(module, coreModule);
});

function run(...args: string[]) {
  const cwd = temporaryDirectory();
  const where = ["--no-store", "--json", "--core-modules", "compile", "--out", "out"];
  return runCommandLine(commandLine, [...where, ...args], cwd, "");
}

const served = REAL_HOSTS.filter(({ refused }) => refused === undefined);

test.each(served)("$host: $version, $features", async (real) => {
  const { manifest, told, named, version, pinned, features, options, target } = real;
  const { code, stdout, stderr } = await run(
    ...["--host", join(root, "test", "real-manifests", manifest)],
    ...(told === undefined ? [] : ["--wasmtime-version", told]),
    ...(named === undefined ? [] : ["--host-features", named]),
    ...(target === undefined ? [] : ["--target", target]),
    `--options=${options}`,
    // A host without the component model has core modules.
    features?.includes("component-model") || ["minimal", "default"].includes(features as string)
      ? component("add")
      : module,
  );
  expect(code, stderr).toBe(0);
  expect(stderr).toContain(`Wasmtime ${version}, with the Cargo features`);
  const { engine, artifacts } = JSON.parse(stdout) as Manifest;
  expect(engine.host_features).toBe(features);
  const major = Number.parseInt(version as string, 10);
  expect(engine.wasmtime_version).toBe(embeddedVersion(major));
  expect(artifacts.map(({ key }) => key["wasmtime_version"])).toEqual([pinned]);
});

test.each(REAL_HOSTS.filter(({ refused }) => refused !== undefined))(
  "$host: no compiler for $refused here, and what to do",
  async ({ manifest, refused }) => {
    const { code, stderr } = await run(
      ...["--host", join(root, "test", "real-manifests", manifest)],
      component("add"),
    );
    expect(code).toBe(2);
    expect(stderr).toContain(`--wasmtime-version: "${refused}" is not usable`);
    expect(stderr).toContain("npm run build:compilers -- ");
  },
);

test("what another crate may turn on is told, and host-features may say more than the manifest, not less", async () => {
  const host = [
    "--host",
    join(root, "test", "real-manifests", "wasmcloud", "crates", "wash-runtime"),
  ];
  const alone = await run(...host, component("add"));
  expect(alone.code, alone.stderr).toBe(0);
  expect(alone.stderr).toMatch(
    /warning: host: wasi-webgpu-wasmtime in the lock file of wash-runtime may turn on more .* Run 'cargo fetch' .* --host-features/,
  );
  const more = await run(
    ...host,
    ...["--host-features", "default", "--advisories", "ignore"],
    component("add"),
  );
  expect(more.code, more.stderr).toBe(0);
  expect(more.stderr).not.toContain("warning");
  const less = await run(
    ...host,
    "--host-features",
    "component-model, gc, gc-null",
    component("add"),
  );
  expect(less.code).toBe(2);
  expect(less.stderr).toContain("what --host does not contradict");
});

const needsCargo = unavailable(nativeHost("36.0.20-default"));

describe.skipIf(needsCargo)("with cargo", () => {
  test("what other crates turn on counts, and Wasmtime's own dependencies are none of it", async () => {
    const folder = temporaryDirectory();
    mkdirSync(join(folder, "src"));
    writeFileSync(join(folder, "src", "lib.rs"), "");
    const host = join(root, "test", "hosts", "36.0.20-default");
    copyFileSync(join(host, "Cargo.lock"), join(folder, "Cargo.lock"));
    const text = readFileSync(join(host, "Cargo.toml"), "utf8");
    writeFileSync(
      join(folder, "Cargo.toml"),
      // What the manifest names is the least; the command line's own crate turns on more.
      text
        .replace(/\[\[bin\]\][^[]*/, "")
        .replace(
          'wasmtime = { version = "=36.0.20", features = ["all-arch"] }',
          'wasmtime = { version = "=36.0.20", default-features = false, features = ["all-arch", "component-model", "runtime"] }',
        ),
    );
    expect(readFileSync(join(folder, "Cargo.toml"), "utf8")).toContain("default-features = false");
    await runOrFail("cargo", ["fetch", "--manifest-path", join(folder, "Cargo.toml")]);
    const where = ["--no-store", "--json", "--out", join(folder, "out")];
    const { code, stdout, stderr } = await runProgram(
      node,
      [commandLine, ...where, "--host", folder, component("add")],
      { cwd: folder, env: process.env },
    );
    expect(code, stderr).toBe(0);
    expect(stderr).toContain("as cargo resolves them");
    expect((JSON.parse(stdout) as Manifest).engine.host_features).toBe("default");
  });

  describe("in a workspace that names programs to start", () => {
    let workspace: string;
    let trapped: string;

    /** Cargo's own word is two features, the manifest's one. */
    const FILES: Readonly<Record<string, string>> = {
      "Cargo.toml": '[workspace]\nmembers = ["server", "wasmtime", "other"]\nresolver = "2"\n',
      "server/Cargo.toml":
        '[package]\nname = "server"\nversion = "0.1.0"\n[dependencies]\nother = { path = "../other" }\nwasmtime = { version = "36.0.20", path = "../wasmtime", default-features = false, features = ["component-model"] }\n',
      "other/Cargo.toml":
        '[package]\nname = "other"\nversion = "0.1.0"\n[dependencies]\nwasmtime = { version = "36.0.20", path = "../wasmtime", default-features = false, features = ["threads"] }\n',
      "wasmtime/Cargo.toml":
        '[package]\nname = "wasmtime"\nversion = "36.0.20"\n[features]\ncomponent-model = []\nthreads = []\n',
      "Cargo.lock": `version = 3\n${[
        ["other", "0.1.0", ["wasmtime"]],
        ["server", "0.1.0", ["other", "wasmtime"]],
        ["wasmtime", "36.0.20", []],
      ]
        .map(
          ([name, version, dependencies]) =>
            `\n[[package]]\nname = "${name}"\nversion = "${version}"\n${dependencies?.length === 0 ? "" : `dependencies = ${JSON.stringify(dependencies)}\n`}`,
        )
        .join("")}`,
    };

    beforeEach(() => {
      workspace = temporaryDirectory();
      trapped = join(workspace, "trapped");
      const tools = join(workspace, "tools", "bin");
      const trap = JSON.stringify(join(tools, "rustc"));
      const config = `[build]\nrustc = ${trap}\nrustc-wrapper = ${trap}\nrustc-workspace-wrapper = ${trap}\n`;
      const toolchain = `[toolchain]\npath = ${JSON.stringify(join(workspace, "tools"))}\n`;
      for (const [name, text] of Object.entries({
        ...FILES,
        ".cargo/config.toml": config,
        "rust-toolchain.toml": toolchain,
        "server/.cargo/config.toml": config,
        "server/rust-toolchain.toml": toolchain,
        "server/src/lib.rs": "",
        "other/src/lib.rs": "",
        "wasmtime/src/lib.rs": "",
        "tools/bin/cargo": `#!/bin/sh\nenv >> '${trapped}'\n`,
        "tools/bin/rustc": `#!/bin/sh\nenv >> '${trapped}'\n`,
      })) {
        mkdirSync(dirname(join(workspace, name)), { recursive: true });
        writeFileSync(join(workspace, name), text, { mode: 0o755 });
      }
      copyFileSync(component("add"), join(workspace, "add.wasm"));
    });

    const act = (env: Record<string, string>) =>
      runAction(
        workspace,
        { files: "add.wasm", host: "server", "wasmtime-version": "36.0.20", cache: "false" },
        {
          CARGO_HOME: process.env["CARGO_HOME"] ?? join(homedir(), ".cargo"),
          RUSTUP_HOME: process.env["RUSTUP_HOME"] ?? join(homedir(), ".rustup"),
          ...env,
        },
      );

    test.each<[string, (workspace: string) => Record<string, string>]>([
      ["by its configuration", () => ({})],
      ["by that in CARGO_HOME", (workspace) => ({ CARGO_HOME: join(workspace, ".cargo") })],
      ["on a relative PATH", () => ({ PATH: `tools/bin:${process.env["PATH"]}` })],
    ])("cargo is asked, and starts none of them: %s", async (_, env) => {
      const { code, log } = await act(env(workspace));
      expect(code, log).toBe(0);
      expect(log).toContain("Cargo features component-model, threads (as cargo resolves them)");
      expect(existsSync(trapped)).toBe(false);
      expect(readFileSync(join(workspace, "Cargo.lock"), "utf8")).toBe(FILES["Cargo.lock"]);
      expect(existsSync(join(workspace, "target"))).toBe(false);
    });

    test("cargo is given no secret", async () => {
      const PATH = `${join(workspace, "tools", "bin")}:${process.env["PATH"]}`;
      const { code, log } = await act({
        PATH,
        ACTIONS_RUNTIME_TOKEN: "secret",
        INPUT_TOKEN: "secret",
      });
      expect(code, log).toBe(0);
      expect(readFileSync(trapped, "utf8")).not.toMatch(/secret|TOKEN/);
    });

    test.each(["pull_request_target", "workflow_run"])(
      "cargo is not asked on %s",
      async (event) => {
        const PATH = `${join(workspace, "tools", "bin")}:${process.env["PATH"]}`;
        const { code, log } = await act({ PATH, GITHUB_EVENT_NAME: event });
        expect(code, log).toBe(0);
        expect(log).toMatch(
          /component-model \(of the manifest: cargo is not asked .* because this run/,
        );
        expect(existsSync(trapped)).toBe(false);
      },
    );
  });
});
