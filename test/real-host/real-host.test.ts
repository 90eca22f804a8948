/**
 * The reference's own host, on pairs made in every way that its users may take: what it does about
 * each is what `check` says of it.
 */
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { REFERENCE_FINGERPRINT } from "../../src/engine/engine.ts";
import { runnerTarget } from "../../src/inputs/runner-target.ts";
import { provide, yosh } from "../support/builds.ts";
import { installCommandLine, runCommandLine } from "../support/command-line.ts";
import { root } from "../support/fixtures.ts";
import { type Ended, runOrFail } from "../support/process.ts";
import { Home, type HostVerdict } from "./host.ts";

const commandLine = installCommandLine();
const target = runnerTarget() as string;
const isRoot = process.getuid?.() === 0;

let programs: string;
/** The host's own Cargo.lock, with its Cargo.toml beside it. */
let lockFile: string;

/** What everybody said, for results.json. */
const told: object[] = [];

beforeAll(async () => {
  programs = dirname(await provide(yosh()));
  lockFile = join(programs, "sources", "Cargo.lock");
});

afterAll(() => {
  const results = join(root, "test", "real-host", "results.json");
  writeFileSync(results, `${JSON.stringify(told, null, 2)}\n`);
});

function cli(home: Home, ...args: string[]): Promise<Ended> {
  return runCommandLine(commandLine, args, home.plugins, join(home.plugins, "..", "store"));
}

/** Makes the plugin's pair; the artifact's path. */
async function precompile(home: Home, ...flags: string[]): Promise<string> {
  const ended = await cli(home, "hello.wasm", "--json", ...flags);
  expect(ended.code, ended.stderr).toBe(0);
  const { artifacts } = JSON.parse(ended.stdout) as { artifacts: { artifact: string }[] };
  return join(home.plugins, artifacts[0]?.artifact as string);
}

/** In a folder that is made for it. */
function precompileFresh(home: Home, ...flags: string[]): Promise<string> {
  return precompile(home, "--out", "cache", ...flags);
}

/** A case: what is done in a home, down to the artifact that the host gets to see. */
interface Case {
  readonly what: string;
  readonly host: HostVerdict;
  make(home: Home): Promise<string>;
  /** Whether only root can do it. */
  readonly asRoot?: boolean;
}

/** A pair as it should be, and what is then done to it. */
function afterwards(change: (artifact: string, home: Home) => void) {
  return async (home: Home): Promise<string> => {
    const artifact = await precompileFresh(home);
    change(artifact, home);
    return artifact;
  };
}

function edit(path: string, change: (text: string) => string): void {
  // Each byte a character: artifacts too.
  const before = readFileSync(path, "latin1");
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after, "latin1");
}

/** What a workflow artifact's way through a zip file leaves of modes. */
function loseModes(folder: string): void {
  chmodSync(folder, 0o755);
  for (const { name, parentPath } of readdirSync(folder, {
    recursive: true,
    withFileTypes: true,
  })) {
    const path = join(parentPath, name);
    chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644);
  }
}

/** The line that docs/host.md gives for that. */
function lineAfterDownload(): string {
  const page = readFileSync(join(root, "docs", "host.md"), "utf8");
  const line = /^find cwasm .*(?:\\\n.*)*$/m.exec(page)?.[0];
  expect(line).toBeDefined();
  return line as string;
}

async function precompileNested(home: Home): Promise<string> {
  const targets = [target, "aarch64-apple-darwin"].flatMap((each) => ["--target", each]);
  await precompile(home, "--out", "cwasm", ...targets);
  return join(home.plugins, "cwasm", target, "hello.cwasm");
}

const otherUser = 12_345;

const cases: Case[] = [
  {
    what: "the reference's own pair",
    host: "loads",
    make: (home) => home.sync(),
  },

  // The ways to say the version.
  {
    what: "no version",
    host: "loads",
    make: (home) => precompileFresh(home),
  },
  {
    what: "--wasmtime-version 27",
    host: "loads",
    make: (home) => precompileFresh(home, "--wasmtime-version", "27"),
  },
  {
    // As it is given: this host's own text is another.
    what: "--wasmtime-version 27.0.0",
    host: "stale",
    make: (home) => precompileFresh(home, "--wasmtime-version", "27.0.0"),
  },
  {
    what: "--wasmtime-version Cargo.lock, with its Cargo.toml beside it",
    host: "loads",
    make: (home) => precompileFresh(home, "--wasmtime-version", lockFile),
  },
  {
    what: "--wasmtime-version Cargo.lock:27, and no Cargo.toml",
    host: "loads",
    make: (home) => {
      writeFileSync(join(home.plugins, "Cargo.lock"), readFileSync(lockFile));
      return precompileFresh(home, "--wasmtime-version", "Cargo.lock:27");
    },
  },

  // Engines.
  {
    what: "--cpu x86-64-v3",
    host: "loads",
    make: (home) => precompileFresh(home, "--cpu", "x86-64-v3"),
  },
  {
    what: "an option that only counts at run time",
    host: "loads",
    make: (home) => precompileFresh(home, "-W", "async-stack-size=1"),
  },
  {
    what: "an option that the host has not",
    host: "stale",
    make: (home) => precompileFresh(home, "-W", "fuel=1"),
  },
  {
    what: "the Cargo features of another host",
    host: "stale",
    make: (home) => precompileFresh(home, "--host-features", "default"),
  },
  {
    what: "those under the fingerprint of this host",
    host: "refused",
    make: (home) =>
      precompileFresh(
        home,
        ...["--host-features", "default", "-W", "epoch-interruption"],
        ...["--engine-fingerprint", REFERENCE_FINGERPRINT],
      ),
  },
  {
    what: "another line of Wasmtime",
    host: "stale",
    make: (home) => precompileFresh(home, "--wasmtime-version", "36"),
  },
  {
    what: "another line under the version of this host",
    host: "refused",
    make: async (home) => {
      const artifact = await precompileFresh(home, "--wasmtime-version", "36");
      edit(`${artifact}.meta`, (text) =>
        text.replace('wasmtime_version = "36"', 'wasmtime_version = "27"'),
      );
      return artifact;
    },
  },
  {
    what: "another system",
    host: "stale",
    make: (home) => precompileFresh(home, "--target", "x86_64-unknown-linux-musl"),
  },
  {
    what: "another architecture under the triple of this host",
    host: "refused",
    make: async (home) => {
      const artifact = await precompileFresh(home, "--target", "aarch64-unknown-linux-gnu");
      edit(`${artifact}.meta`, (text) => text.replace("aarch64", "x86_64"));
      return artifact;
    },
  },

  // Folders and modes.
  {
    what: "a folder of mode 0755 that was there before",
    host: "stale",
    make: (home) => {
      mkdirSync(join(home.plugins, "cache"), { mode: 0o755 });
      return precompileFresh(home);
    },
  },
  {
    what: "the same with --directory-mode 0700",
    host: "loads",
    make: (home) => {
      mkdirSync(join(home.plugins, "cache"), { mode: 0o755 });
      return precompileFresh(home, "--directory-mode", "0700");
    },
  },
  {
    what: "beside the component, in a folder of mode 0755",
    host: "stale",
    make: (home) => precompile(home),
  },
  {
    what: "beside the component, in a folder of mode 0700",
    host: "loads",
    make: (home) => {
      chmodSync(home.plugins, 0o700);
      return precompile(home);
    },
  },
  {
    what: "a downloaded workflow artifact",
    host: "stale",
    make: async (home) => {
      const artifact = await precompileNested(home);
      loseModes(join(home.plugins, "cwasm"));
      return artifact;
    },
  },
  {
    what: "a downloaded workflow artifact after that line of docs/host.md",
    host: "loads",
    make: async (home) => {
      const artifact = await precompileNested(home);
      loseModes(join(home.plugins, "cwasm"));
      await runOrFail("sh", ["-c", lineAfterDownload()], { cwd: home.plugins });
      return artifact;
    },
  },
  {
    what: "an artifact of mode 0644",
    host: "stale",
    make: afterwards((artifact) => chmodSync(artifact, 0o644)),
  },
  {
    what: "an artifact of mode 0400",
    host: "stale",
    make: afterwards((artifact) => chmodSync(artifact, 0o400)),
  },
  {
    what: "a sidecar of mode 0644",
    host: "loads",
    make: afterwards((artifact) => chmodSync(`${artifact}.meta`, 0o644)),
  },
  {
    what: "a folder of mode 0711",
    host: "stale",
    make: afterwards((artifact) => chmodSync(join(artifact, ".."), 0o711)),
  },
  {
    what: "a folder of mode 2700",
    host: "loads",
    make: afterwards((artifact) => chmodSync(join(artifact, ".."), 0o2700)),
  },
  {
    what: "a link to the folder",
    host: "loads",
    make: async (home) => {
      await precompileFresh(home);
      symlinkSync("cache", join(home.plugins, "link"));
      return join(home.plugins, "link", "hello.cwasm");
    },
  },
  {
    what: "a link to the artifact, in a folder of mode 0755",
    host: "stale",
    make: async (home) => {
      await precompileFresh(home);
      symlinkSync("cache/hello.cwasm", join(home.plugins, "hello.cwasm"));
      symlinkSync("cache/hello.cwasm.meta", join(home.plugins, "hello.cwasm.meta"));
      return join(home.plugins, "hello.cwasm");
    },
  },
  {
    what: "another user's artifact",
    host: "stale",
    asRoot: true,
    make: afterwards((artifact) => chownSync(artifact, otherUser, otherUser)),
  },
  {
    what: "another user's folder",
    host: "stale",
    asRoot: true,
    make: afterwards((artifact) => chownSync(join(artifact, ".."), otherUser, otherUser)),
  },
  {
    what: "another user's sidecar",
    host: "loads",
    asRoot: true,
    make: afterwards((artifact) => chownSync(`${artifact}.meta`, otherUser, otherUser)),
  },

  // Sidecars.
  {
    what: "no sidecar",
    host: "stale",
    make: afterwards((artifact) => rmSync(`${artifact}.meta`)),
  },
  {
    what: "an empty sidecar",
    host: "stale",
    make: afterwards((artifact) => truncateSync(`${artifact}.meta`)),
  },
  {
    what: "a sidecar of another schema",
    host: "stale",
    make: afterwards((artifact) =>
      edit(`${artifact}.meta`, (text) => text.replace("schema = 1", "schema = 2")),
    ),
  },
  {
    what: "a sidecar with a field less",
    host: "stale",
    make: afterwards((artifact) =>
      edit(`${artifact}.meta`, (text) => text.replace(/^target_triple.*\n/m, "")),
    ),
  },
  {
    what: "a sidecar with more fields, in another order and with comments",
    host: "loads",
    make: afterwards((artifact) =>
      edit(`${artifact}.meta`, (text) => {
        const [schema = "", key = ""] = text.split("\n\n[key]\n");
        const fields = key.trim().split("\n").reverse().join("\n\n");
        return `# mine\n${schema} # one\nby = "me"\n\n[key]\nmore = 1\n${fields}\n`;
      }),
    ),
  },
  {
    what: "a digest in capitals",
    host: "stale",
    make: afterwards((artifact) =>
      edit(`${artifact}.meta`, (text) =>
        text.replace(
          /(wasm_sha256 = ")(.*)"/,
          (_, name, digest) => `${name}${digest.toUpperCase()}"`,
        ),
      ),
    ),
  },
  {
    what: "a component that was changed since",
    host: "stale",
    make: afterwards((_, home) => {
      // A custom section more.
      edit(home.wasm, (text) => `${text}\0\x05\x04note`);
    }),
  },

  // Artifacts.
  {
    what: "no artifact",
    host: "stale",
    make: afterwards((artifact) => rmSync(artifact)),
  },
  {
    what: "an empty artifact",
    host: "refused",
    make: afterwards((artifact) => truncateSync(artifact)),
  },
  {
    what: "an artifact that was cut",
    host: "refused",
    make: afterwards((artifact) => truncateSync(artifact, 1000)),
  },
  {
    what: "a component in an artifact's place",
    host: "refused",
    make: afterwards((artifact, home) => writeFileSync(artifact, readFileSync(home.wasm))),
  },
  ...["fnu", "gou", "gnt"].map(
    (environment): Case => ({
      what: `an artifact of the environment ${environment}, which there is not`,
      host: "refused",
      make: afterwards((artifact) =>
        edit(artifact, (text) => text.replace(target, target.replace(/gnu$/, environment))),
      ),
    }),
  ),
];

test.each(cases.filter(({ asRoot }) => isRoot || asRoot !== true))(
  "$what: the host says $host, and so does check",
  async ({ what, host: expected, make }) => {
    const home = new Home(programs);
    chmodSync(home.plugins, 0o755);
    const artifact = await make(home);
    const host = await home.run(artifact);
    const record = { what, host: host.verdict, host_says: home.shown(host.stderr) };
    told.push(record);
    expect(host.verdict, host.stderr).toBe(expected);
    const described = await verdictOfCheck(home, artifact, "27");
    Object.assign(record, { check: described.verdict, check_says: home.shown(described.text) });
    const byLockFile = await verdictOfCheck(home, artifact, lockFile);
    expect(described.verdict, described.text).toBe(host.verdict);
    expect(byLockFile.verdict, byLockFile.text).toBe(host.verdict);
  },
);

interface Checked {
  readonly verdict: HostVerdict;
  readonly text: string;
}

/** What `check` says of it, for the host as it is, on this machine. */
async function verdictOfCheck(home: Home, artifact: string, version: string): Promise<Checked> {
  const host = ["--wasmtime-version", version, "--cpu", "this-machine", "--wasm", "hello.wasm"];
  const { code, stdout, stderr } = await cli(home, "check", artifact, ...host);
  const text = stdout + stderr;
  const verdict = /: (loads|stale|refused|no artifact)\b/.exec(stdout)?.[1];
  if (verdict === undefined || (code === 0) !== (verdict === "loads")) {
    throw new Error(`check has no verdict, or not one that fits its exit code, ${code}:\n${text}`);
  }
  // Without an artifact the host compiles; one that is no artifact it cannot load.
  const missing = verdict === "no artifact" && !existsSync(artifact);
  return {
    verdict: missing ? "stale" : verdict === "no artifact" ? "refused" : (verdict as HostVerdict),
    text,
  };
}
