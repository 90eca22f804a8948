/** `--explain`: what would be made, why, where, and whether the store has it; nothing is compiled or written. */
import { cpSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { LINUX } from "../support/engines.ts";
import { component } from "../support/fixtures.ts";
import { writeServer } from "../support/server.ts";
import { cli, cwd, precompile } from "../support/workspace.ts";

const MAC = "aarch64-apple-darwin";

beforeEach(() => {
  cpSync(component("add"), join(cwd, "add.wasm"));
  const features = 'default-features = false, features = ["component-model", "cranelift"]';
  writeServer(join(cwd, "server"), `{ version = "48", ${features} }`);
});

/** What it says, which is all on standard error. */
async function explain(...args: string[]): Promise<string> {
  const before = files();
  const { code, stdout, stderr } = await cli("--explain", ...args, "--advisories", "ignore");
  expect({ code, stdout }, stderr).toEqual({ code: 0, stdout: "" });
  expect(files()).toEqual(before);
  return stderr;
}

/** Without what rustup leaves in a home that is new to it. */
function files(): string[] {
  const names = readdirSync(cwd, { recursive: true, encoding: "utf8" });
  return names.filter((name) => !name.startsWith(".rustup"));
}

test("by default: the reference's engine, and that the store lacks it until it is made", async () => {
  const said = await explain("--target", LINUX, "add.wasm");
  expect(said).toContain("Wasmtime 27.0.0, minimal; sidecars say 27, the default\n");
  expect(said).toContain("compiler: embedded, by default\n");
  expect(said).toContain("host features: minimal, the default\n");
  expect(said).toMatch(
    /^options for x86_64-unknown-linux-gnu: epoch-interruption=true .*, the default of minimal; the CPU: the target's baseline$/m,
  );
  expect(said).toMatch(/^keys for x86_64-unknown-linux-gnu: format cwasm-v1, wasmtime 27-/m);
  expect(said).toMatch(
    /^add\.wasm for x86_64-unknown-linux-gnu: to add\.cwasm, not in the folder /m,
  );
  expect(said).toContain("0 in the store, 1 missing");

  await precompile("--target", LINUX, "add.wasm");
  renameSync(join(cwd, "add.cwasm"), join(cwd, "kept"));
  const again = await explain("--target", LINUX, "add.wasm");
  expect(again).toMatch(/^add\.wasm for x86_64-unknown-linux-gnu: to add\.cwasm, in the folder /m);
  expect(again).toContain("1 in the store, 0 missing");
});

test("of a host's manifest, and of flags, for several targets", async () => {
  const flags = ["--host", "server", "-W", "fuel=1", "--cpu", "x86-64-v3"];
  const said = await explain(
    ...["--target", LINUX, "--target", MAC, "--out", "out", ...flags, "add.wasm"],
  );
  expect(said).toMatch(
    /^Wasmtime 48\.0\.8, minimal; sidecars say 48, required in server\/Cargo\.toml$/m,
  );
  expect(said).toContain("host features: minimal, of server\n");
  expect(said).toMatch(
    /^options for x86_64-unknown-linux-gnu: .*fuel.*, by -O, -C, -D or -W; the CPU: by --cpu$/m,
  );
  expect(said).toMatch(
    /^add\.wasm for x86_64-unknown-linux-gnu: to out\/x86_64-unknown-linux-gnu\/add\.cwasm, /m,
  );
  expect(said).toMatch(
    /^add\.wasm for aarch64-apple-darwin: to out\/aarch64-apple-darwin\/add\.cwasm, /m,
  );
});

test("of an artifact of the host's own, of a lock file, of known hosts, and without a store", async () => {
  await precompile("--target", LINUX, "--host", "server", "-W", "fuel=1", "add.wasm");
  const like = await explain("--target", LINUX, "--like", "add.cwasm", "--no-store", "add.wasm");
  expect(like).toContain("sidecars say 48, of add.cwasm\n");
  expect(like).toContain("host features: minimal, of add.cwasm\n");
  expect(like).toMatch(/^options for .*fuel.*, of add\.cwasm; the CPU: of add\.cwasm$/m);
  expect(like).toMatch(/^add\.wasm for .*: to add\.cwasm, no store is asked$/m);

  const lock = ["--wasmtime-version", "server/Cargo.lock", "--host-features", "default"];
  const locked = await explain("--target", LINUX, ...lock, "add.wasm");
  expect(locked).toContain("sidecars say 48, required in server/Cargo.toml\n");
  expect(locked).toContain("host features: default, by --host-features\n");
  expect(locked).toMatch(/^options for .*, what a host has that sets nothing; /m);

  const known = await explain("--target", LINUX, "--host", "yosh", "add.wasm");
  expect(known).toContain("sidecars say 27, of yosh\n");
  expect(known).toMatch(/^options for .*epoch-interruption=true.*, of yosh; /m);

  const text = "v2;component_model=true;async=false;fuel=true;epoch=false;cranelift";
  const described = await explain("--target", LINUX, "--engine-fingerprint", text, "add.wasm");
  expect(described).toMatch(/^options for .*fuel.*, by --engine-fingerprint; /m);
});

test("of a fingerprint of the host's own, beside what describes a host that sets nothing", async () => {
  const made = async (...args: string[]) => {
    const { artifacts } = await precompile("--target", LINUX, ...args, "add.wasm");
    return artifacts[0]?.artifact_sha256;
  };
  const plain = await made("--host", "server");
  cpSync(join(cwd, "add.cwasm"), join(cwd, "host.cwasm"));
  const fingerprint = ["--engine-fingerprint", "my-host, 1"];
  for (const [host, options] of [
    [["--host", "server"], "threads=false, what a host has that sets nothing"],
    [["--like", "host.cwasm"], "threads=false, of host.cwasm"],
    [["--like", "host.cwasm", "--host-features", "minimal"], "threads=false, of host.cwasm"],
  ] as const) {
    expect(await made(...host, ...fingerprint), host.join(" ")).toBe(plain);
    const said = await explain("--target", LINUX, ...host, ...fingerprint, "add.wasm");
    expect(said).toContain(` ${options}; the CPU: `);
    expect(said).toContain(`engine config hash for ${LINUX} is of my-host, 1\n`);
    const refused = await cli(...host, "--engine-fingerprint", "mine;epoch=true", "add.wasm");
    expect(refused.stderr).toContain("it says epoch=true, but ");
    expect(refused.code).toBe(2);
  }
  // One of the reference's form says what the options are, where nothing else does.
  const read = ["--host", "server", "--engine-fingerprint", "v2;epoch=true;cranelift"];
  expect(await explain("--target", LINUX, ...read, "add.wasm")).toMatch(
    /^options for .*: .*epoch-interruption=true.*, by --engine-fingerprint; /m,
  );
});

test("is about compiling alone", async () => {
  const { code, stderr } = await cli("--explain", "--mode", "audit", "add.wasm");
  expect(code).toBe(2);
  expect(stderr).toContain("--explain is not usable. Allowed: --mode compile.");
});
