/** What lies about on a disk: links, pipes, devices, folders nobody may read, disks that are full. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import type { Manifest } from "../../src/report/manifest.ts";
import { sha256 } from "../../src/support/hash.ts";
import { owner } from "../../src/support/owner.ts";
import { runAction } from "../support/action.ts";
import { node, runCommandLine } from "../support/command-line.ts";
import { component, coreModule } from "../support/fixtures.ts";
import { type Ended, runOrFail, runProgram } from "../support/process.ts";
import { recorded } from "../support/recorded.ts";
import { cli, commandLine, cwd, store } from "../support/workspace.ts";

const TARGET = "x86_64-unknown-linux-gnu";

beforeEach(() => {
  cpSync(component("add"), join(cwd, "add.wasm"));
});

async function made(...args: string[]): Promise<string[]> {
  const { code, stdout, stderr } = await cli("--json", ...args);
  expect(code, stderr).toBe(0);
  const { artifacts } = JSON.parse(stdout) as Manifest;
  return artifacts.map(({ component: path }) => path).sort();
}

/** Runs the command line in a shell, that can do with its standard output what tests cannot. */
function shell(
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  // What does not end by itself ends with 124, and what does not listen with 137.
  return runProgram(
    "bash",
    ["-c", script, "bash", "timeout", "-k", "5", "30", node, commandLine, ...args],
    {
      cwd,
      env: { PATH: process.env["PATH"], HOME: cwd, XDG_CACHE_HOME: store, ...env },
    },
  );
}

/** Somebody who is not root: everybody can read and write everything as root. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

function asNobody(...args: string[]): Promise<Ended> {
  chmodSync(join(commandLine, "..", ".."), 0o755);
  return runProgram(node, [commandLine, ...args, "--no-store"], { cwd, env: {}, ...nobody });
}

describe("what cannot be followed is reported, and the others are made", () => {
  test("a link in a circle", async () => {
    symlinkSync("circle", join(cwd, "circle"));
    symlinkSync("self.wasm", join(cwd, "self.wasm"));
    const { code, stderr } = await cli("**/*.wasm");
    expect(stderr).toContain("error: self.wasm: a link in a circle, or in a chain of too many");
    expect(stderr).toContain("note: circle: skipped: a link in a circle");
    expect(stderr).toContain("1 compiled, 1 skipped, 1 failed");
    expect(code).toBe(1);
    expect(existsSync(join(cwd, "add.cwasm.meta"))).toBe(true);
  });

  test("a circle that nothing was asked of does not fail the run", async () => {
    symlinkSync("circle", join(cwd, "circle"));
    expect(await made("**/*.wasm")).toEqual(["add.wasm"]);
  });

  test("a chain of many links", async () => {
    symlinkSync("add.wasm", join(cwd, "0"));
    for (let link = 1; link < 60; link += 1) {
      symlinkSync(String(link - 1), join(cwd, String(link)));
    }
    symlinkSync("59", join(cwd, "chain.wasm"));
    const { code, stderr } = await cli("*.wasm");
    expect(stderr).toContain("error: chain.wasm: a link in a circle, or in a chain of too many");
    expect(stderr).toContain("1 compiled");
    expect(code).toBe(1);
  });

  test("a link to nothing", async () => {
    symlinkSync("nothing", join(cwd, "gone.wasm"));
    symlinkSync("nothing", join(cwd, "unasked"));
    const { code, stderr } = await cli("*.wasm");
    expect(stderr).toContain("error: gone.wasm: a link to nothing");
    expect(stderr).not.toContain("unasked");
    expect(stderr).toContain("1 compiled");
    expect(code).toBe(1);
  });

  test("a folder that may not be read, and how to leave it out", async () => {
    mkdirSync(join(cwd, "data", "deep"), { recursive: true });
    chmodSync(join(cwd, "data", "deep"), 0o000);
    chmodSync(cwd, 0o777);
    const { code, stderr } = await asNobody("**/*.wasm");
    expect(stderr).toMatch(
      /^error: data\/deep: cannot be searched: EACCES.*leave it out with the pattern '!\*\*\/deep\/\*\*'$/m,
    );
    expect(stderr).toContain("1 compiled, 0 skipped, 1 failed");
    expect(code).toBe(1);
    const without = await asNobody("**/*.wasm", "!**/deep/**");
    expect(without.stderr).toContain("1 compiled, 0 skipped, 0 failed");
    expect(without.code).toBe(0);
    chmodSync(join(cwd, "data", "deep"), 0o755);
  });

  test("a name that is not UTF-8", async () => {
    const name = Buffer.concat([Buffer.from(`${cwd}/l`), Buffer.of(0xe9), Buffer.from(".wasm")]);
    cpSync(join(cwd, "add.wasm"), join(cwd, "plain"));
    writeFileSync(name, readFileSync(component("add")));
    mkdirSync(Buffer.concat([Buffer.from(`${cwd}/d`), Buffer.of(0xff)]));
    writeFileSync(
      Buffer.concat([Buffer.from(`${cwd}/d`), Buffer.of(0xff), Buffer.from("/x.wasm")]),
      "",
    );
    const { code, stderr } = await cli("**/*.wasm");
    expect(stderr).toContain("error: l\\xe9.wasm: its name is not UTF-8");
    expect(stderr).toContain("error: d\\xff/x.wasm: its name is not UTF-8");
    expect(stderr).toContain("1 compiled, 0 skipped, 2 failed");
    expect(code).toBe(1);
  });
});

describe("patterns", () => {
  beforeEach(() => {
    for (const folder of ["plugins/deep", "work"]) {
      mkdirSync(join(cwd, folder), { recursive: true });
    }
    cpSync(component("add"), join(cwd, "plugins", "one.wasm"));
    cpSync(component("greet"), join(cwd, "plugins", "deep", "two.wasm"));
    writeFileSync(join(cwd, "plugins", "deep", "notes.txt"), "no component");
  });

  test("a folder means the .wasm files below it", async () => {
    expect(await made("plugins")).toEqual(["plugins/deep/two.wasm", "plugins/one.wasm"]);
    expect(await made("./plugins/", "!plugins/deep")).toEqual(["plugins/one.wasm"]);
  });

  test("a name that exists is that file or folder alone, whatever is in it", async () => {
    const strange = ["a\nb", "a\rb", "[ab]", "a*", "a ", "\\a", "a\n"];
    for (const name of ["axb", "a", "aa", ...strange]) {
      mkdirSync(join(cwd, "odd", name), { recursive: true });
      for (const path of [`odd/${name}.wasm`, `odd/${name}/in.wasm`]) {
        cpSync(component("add"), join(cwd, path));
      }
    }
    const files = strange.map((name) => `odd/${name}.wasm`);
    expect(await made(...files)).toEqual([...files].sort());
    const folders = strange.map((name) => `odd/${name}`);
    expect(await made(...folders)).toEqual(folders.map((path) => `${path}/in.wasm`).sort());
    expect(await made(...files, "!odd/a*")).toEqual(["odd/[ab].wasm", "odd/\\a.wasm"]);
  });

  test("one without any is no match", async () => {
    const { code, stderr } = await cli("work");
    expect(stderr).toMatch(/GLOB: .*patterns that match at least one file/);
    expect(code).toBe(2);
    const { stderr: both } = await cli("work", "add.wasm");
    expect(both).toContain("note: work: skipped: a directory with no .wasm file below it");
  });

  test("dots lead upwards", async () => {
    const { code, stdout, stderr } = await runCommandLine(
      commandLine,
      ["--json", "../plugins/*.wasm", "--output", "{stem}.cwasm"],
      join(cwd, "work"),
      store,
    );
    expect(code, stderr).toBe(0);
    const { artifacts } = JSON.parse(stdout) as Manifest;
    expect(artifacts.map(({ component: path }) => path)).toEqual([join(cwd, "plugins/one.wasm")]);
    expect(existsSync(join(cwd, "work", "one.cwasm"))).toBe(true);
  });

  test("dots after a wildcard are an unusable input", async () => {
    const { code, stderr } = await cli("*/../add.wasm");
    expect(stderr).toMatch(/GLOB: "\*\/\.\.\/add\.wasm" .*before every wildcard/);
    expect(code).toBe(2);
  });

  test("the Action takes folders and dots as well", async () => {
    const { code, outputs, log } = await runAction(join(cwd, "work"), {
      files: "../plugins",
      targets: TARGET,
    });
    expect(code, log).toBe(0);
    expect(outputs).toMatchObject({ compiled: "2" });
  });
});

describe("no input is written over", () => {
  const bytes = (path: string): Buffer => readFileSync(join(cwd, path));

  async function refused(...args: string[]): Promise<string> {
    const { code, stderr } = await cli(...args);
    expect(code, stderr).toBe(2);
    return stderr;
  }

  test("by its own artifact", async () => {
    renameSync(join(cwd, "add.wasm"), join(cwd, "own.cwasm"));
    expect(await refused("own.cwasm")).toMatch(
      /--output: "\S+\/own\.cwasm" .*own\.cwasm for \S+ would be written over own\.cwasm, which is an input/,
    );
    expect(bytes("own.cwasm")).toEqual(readFileSync(component("add")));
    expect(existsSync(join(cwd, "own.cwasm.meta"))).toBe(false);
    expect(await made("own.cwasm", "--out", "out")).toEqual(["own.cwasm"]);
  });

  test.each([
    ["another's artifact", "add.cwasm", component("greet")],
    ["another's sidecar", "add.cwasm.meta", component("greet")],
    ["another's artifact, though it is skipped", "add.cwasm", ""],
  ])("by %s", async (_, name, source) => {
    writeFileSync(join(cwd, name), source === "" ? coreModule : readFileSync(source));
    const before = bytes(name);
    expect(await refused("add.wasm", name)).toContain(`would be written over ${name}`);
    expect(bytes(name)).toEqual(before);
  });

  test("through links", async () => {
    mkdirSync(join(cwd, "real"));
    cpSync(component("greet"), join(cwd, "real", "add.cwasm"));
    symlinkSync("real", join(cwd, "out"));
    symlinkSync(join("real", "add.cwasm"), join(cwd, "greet.wasm"));
    expect(await refused("*.wasm", "--out", "out")).toContain(
      "would be written over greet.wasm, which is an input",
    );
    expect(bytes("real/add.cwasm")).toEqual(readFileSync(component("greet")));
  });

  test("and no two artifacts go to one place under two names", async () => {
    mkdirSync(join(cwd, "sub", "made"), { recursive: true });
    symlinkSync(join("sub", "made"), join(cwd, "made"));
    cpSync(component("greet"), join(cwd, "sub", "add.wasm"));
    expect(await refused("**/*.wasm", "--output", "{dir}/made/{stem}.cwasm")).toMatch(
      /Both add\.wasm for \S+ and sub\/add\.wasm for \S+ would be written there/,
    );
  });
});

describe("the mode of the artifact's folder", () => {
  const mode = (path: string): number => statSync(join(cwd, path)).mode & 0o7777;

  test("stays, with one notice in a run", async () => {
    cpSync(component("greet"), join(cwd, "greet.wasm"));
    chmodSync(cwd, 0o755);
    const { code, stderr } = await cli();
    expect(code).toBe(0);
    expect(mode(".")).toBe(0o755);
    expect(stderr.match(/mode 0755.*0700/g)).toHaveLength(1);
    expect(stderr).toContain("directory-mode");
  });

  test("no notice where the host takes it", async () => {
    const { stderr } = await cli("--out", "new");
    expect(mode("new")).toBe(0o700);
    expect(stderr).not.toContain("directory-mode");
  });

  test("is set where that was asked for, and of no other folder", async () => {
    mkdirSync(join(cwd, "out", "deep"), { recursive: true });
    for (const folder of [".", "out", "out/deep"]) {
      chmodSync(join(cwd, folder), 0o755);
    }
    const { code, stderr } = await cli("--out", "out/deep", "--directory-mode", "0700");
    expect(code, stderr).toBe(0);
    expect([".", "out", "out/deep"].map(mode)).toEqual([0o755, 0o755, 0o700]);
    expect(stderr).not.toContain("directory-mode");
    await cli("--out", "out/new", "--directory-mode", "750");
    expect(mode("out/new")).toBe(0o750);
  });

  test("the Action's input", async () => {
    chmodSync(cwd, 0o755);
    const inputs = { targets: TARGET };
    const { log } = await runAction(cwd, inputs);
    expect(log.match(/^::notice::.*mode 0755/gm)).toHaveLength(1);
    expect(mode(".")).toBe(0o755);
    await runAction(cwd, { ...inputs, "directory-mode": "0700" });
    expect(mode(".")).toBe(0o700);
  });

  test.each(["0777", "0600", "rwx", "1700", "8"])("%s is unusable", async (text) => {
    const { code, stderr } = await cli("--directory-mode", text);
    expect(stderr).toMatch(/directory-mode.*0700 or 0750/);
    expect(code).toBe(2);
  });

  test("one that cannot be set fails the artifact", async () => {
    chmodSync(cwd, 0o755);
    const { code, stderr } = await asNobody("--out", "/tmp", "--directory-mode", "0700");
    expect(stderr).toMatch(/add\.wasm: for .*: cannot be written: EPERM.*'\/tmp'/);
    expect(code).toBe(1);
  });
});

describe("nothing made is not a success", () => {
  beforeEach(() => {
    rmSync(join(cwd, "add.wasm"));
    writeFileSync(join(cwd, "core.wasm"), coreModule);
  });

  test("on the command line it fails, unless told otherwise", async () => {
    const { code, stderr } = await cli();
    expect(stderr).toContain(
      "error: nothing was made: all that was found is skipped, such as core.wasm: a core module, not a component. Set --core-modules compile if the host loads core modules, or --if-nothing-made ignore if that may be so\n",
    );
    expect(code).toBe(1);
    const warned = await cli("--if-nothing-made", "warn");
    expect(warned.stderr).toContain("warning: nothing was made");
    expect(warned.code).toBe(0);
    expect((await cli("--if-nothing-made", "ignore")).code).toBe(0);
    expect((await cli("--if-no-files-found", "warn")).code).toBe(0);
  });

  test("a job whose part is empty has nothing to say, however many core modules there are", async () => {
    cpSync(component("add"), join(cwd, "add.wasm"));
    for (const shard of ["1/2", "2/2"]) {
      const { code, stderr } = await cli("--shard", shard);
      expect(code, stderr).toBe(0);
      expect(stderr).not.toContain("nothing was made");
      const run = await runAction(cwd, { targets: TARGET, shard, "if-nothing-made": "error" });
      expect(run.code, run.log).toBe(0);
    }
    rmSync(join(cwd, "add.wasm"));
    expect((await cli("--shard", "2/2")).code).toBe(1);
  });

  test("in the Action commas do not separate patterns, and it says so", async () => {
    const { log } = await runAction(cwd, { targets: TARGET, files: "core.wasm, core.wasm" });
    expect(log).toMatch(
      /^::warning::no file matches .* Commas and spaces do not separate patterns/m,
    );
  });

  test("in the Action it is as loud as if no file matched", async () => {
    const warned = await runAction(cwd, { targets: TARGET });
    expect(warned.log).toMatch(/^::warning::nothing was made: .* Set core-modules: compile if/m);
    expect(warned.code).toBe(0);
    const failed = await runAction(cwd, { targets: TARGET, "if-no-files-found": "error" });
    expect(failed.log).toMatch(/^::error::nothing was made: .*, or if-nothing-made: ignore if/m);
    expect(failed.code).toBe(1);
    expect(failed.outputs["manifest"]).toBeDefined();
    const own = await runAction(cwd, { targets: TARGET, "if-nothing-made": "error" });
    expect(own.code).toBe(1);
  });
});

describe("what is no regular file is refused, and waits for nobody", () => {
  let pipe: string;

  beforeEach(async () => {
    pipe = join(cwd, "pipe");
    await runOrFail("mkfifo", [pipe]);
  });

  test.each([
    ["a pipe", "pipe", "a pipe"],
    ["a device", "/dev/zero", "a device"],
    ["a folder", ".", "a directory"],
  ])("%s", async (_, path, kind) => {
    const file = path === "pipe" ? pipe : path;
    for (const command of ["inspect", "check"]) {
      const { code, stdout } = await shell('exec "$@"', [command, file]);
      expect(stdout).toContain(`'${file}' is ${kind}, not a regular file`);
      expect(code).toBe(1);
    }
    const artifact = join(cwd, "a.cwasm");
    for (const args of [
      ["check", artifact, "--wasm", file],
      ["check", artifact, "--options", file === "." ? "./." : file],
      ["add.wasm", "--wasmtime-version", `${cwd}/Cargo.lock`],
    ]) {
      rmSync(join(cwd, "Cargo.lock"), { force: true });
      symlinkSync(file === "." ? cwd : file, join(cwd, "Cargo.lock"));
      const { code } = await shell('exec "$@"', args);
      expect(code).toBeGreaterThan(0);
      expect(code).toBeLessThan(3);
    }
  });

  test("a sidecar that is a pipe", async () => {
    await cli("--target", TARGET);
    rmSync(join(cwd, "add.cwasm.meta"));
    await runOrFail("mkfifo", [join(cwd, "add.cwasm.meta")]);
    const { code, stdout } = await shell('exec "$@"', [
      "check",
      "add.cwasm",
      "--wasm",
      "add.wasm",
      "--target",
      TARGET,
    ]);
    expect(stdout).toContain("not a regular file");
    expect(code).toBe(1);
  });

  test.each(["add.cwasm", "add.cwasm.meta"])(
    "an output %s that is a pipe is replaced",
    async (name) => {
      await runOrFail("mkfifo", [join(cwd, name)]);
      const { code, stderr } = await shell('exec "$@"', ["add.wasm"]);
      expect(code, stderr).toBe(0);
      expect(statSync(join(cwd, name)).isFile()).toBe(true);
    },
  );
});

describe("folders that cannot be made end the wait", () => {
  test("--out below /proc", async () => {
    const { code, stderr } = await shell('exec "$@"', ["add.wasm", "--out", "/proc/no/such"]);
    expect(stderr).toMatch(/add\.wasm: for .*: cannot be written: ENOENT.*'\/proc\/no'/);
    expect(code).toBe(1);
  });

  test.each(["HOME", "XDG_CACHE_HOME"])("%s below /proc", async (name) => {
    const env = { XDG_CACHE_HOME: "", [name]: "/proc/no/such" };
    const { code, stderr } = await shell('exec "$@"', ["add.wasm"], env);
    expect(stderr).toContain("nothing is restored or saved");
    expect(code).toBe(0);
  });

  test("--out through a link to nothing", async () => {
    symlinkSync("nothing", join(cwd, "link"));
    const { code, stderr } = await cli("add.wasm", "--out", "link/deep");
    expect(stderr).toMatch(/cannot be written: .*link/);
    expect(code).toBe(1);
  });
});

describe("standard output that takes nothing is a clear error", () => {
  const commands = [
    ["--help"],
    ["--json"],
    ["check", "--help"],
    ["inspect", "add.wasm"],
    ["check", "add.wasm"],
  ];

  test.each(commands)("a full disk: %s %s", async (...args) => {
    const { code, stderr } = await shell('exec "$@" > /dev/full', args);
    expect(stderr).toMatch(/^error: standard output cannot be written: ENOSPC: no space left/m);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(code).toBe(1);
  });

  test.each(commands)("a closed pipe: %s %s", async (...args) => {
    // The reader is gone before anything is written.
    const { stderr } = await shell('{ sleep 0.2; "$@"; echo "code $?" >&2; } | true', args);
    expect(stderr).toMatch(/^error: standard output was closed before everything was written/m);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(stderr).toMatch(/^code 1$/m);
  });

  test("standard error, too: there is still the exit code", async () => {
    expect((await shell('exec "$@" 2> /dev/full', ["--json", "add.wasm"])).code).toBe(0);
    expect((await shell('exec "$@" 2> /dev/full', ["nothing.wasm"])).code).toBe(2);
  });
});

describe("an artifact that cannot be written", () => {
  test("on a full disk names the file, and the old pair stays", async () => {
    const { code } = await cli("add.wasm", "--target", TARGET);
    expect(code).toBe(0);
    const before = readFileSync(join(cwd, "add.cwasm"));
    const sidecar = readFileSync(join(cwd, "add.cwasm.meta"));
    // Files may have 8 kB, fewer than an artifact has.
    const full = await shell('ulimit -f 8; exec "$@"', [
      ...["add.wasm", "--target", TARGET, "-W", "fuel=1", "--no-store"],
    ]);
    expect(full.stderr).toMatch(
      /add\.wasm: for .*: cannot be written: E\w+: .*, '.*\/add\.cwasm'$/m,
    );
    expect(full.code).toBe(1);
    expect(readFileSync(join(cwd, "add.cwasm")).equals(before)).toBe(true);
    expect(readFileSync(join(cwd, "add.cwasm.meta")).equals(sidecar)).toBe(true);
    expect(readdirSync(cwd).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test("in a folder that may not be written names the file, and the old pair stays", async () => {
    await cli("add.wasm", "--target", TARGET);
    const before = readFileSync(join(cwd, "add.cwasm"));
    chmodSync(cwd, 0o555);
    const { code, stderr } = await asNobody("add.wasm", "--target", TARGET, "-W", "fuel=1");
    chmodSync(cwd, 0o755);
    expect(stderr).toMatch(/cannot be written: EACCES: permission denied, '.*\/add\.cwasm'$/m);
    expect(code).toBe(1);
    expect(readFileSync(join(cwd, "add.cwasm")).equals(before)).toBe(true);
  });
});

test("many artifacts are inspected with few files open", async () => {
  await made("add.wasm");
  for (let index = 0; index < 500; index++) {
    cpSync(join(cwd, "add.cwasm"), join(cwd, `${index}.cwasm`));
  }
  const args = ["inspect", "[0-9]*.cwasm"];
  const { code, stdout, stderr } = await shell('ulimit -n 100; exec "$@"', args);
  expect(code, stderr + stdout.slice(0, 200)).toBe(0);
  expect(stdout.match(/"kind": "component"/g)).toHaveLength(500);
});

describe("temporary files of ended runs are removed, and nobody else's", () => {
  /** A process of this machine that has ended. */
  const dead = owner.replace(/-\d+-\d+-$/, `-${spawnSync("true").pid}-1-`);
  const elsewhere = owner.replace(/^[0-9a-f]+/, "0123456789ab");
  const name = (who: string): string => `.cwasm-cache-${who}x.tmp`;
  const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3600_000);

  function plant(folder: string): void {
    mkdirSync(folder, { recursive: true });
    for (const [who, age] of [
      [dead, 0],
      [owner, 5],
      [elsewhere, 0],
      [`${elsewhere}old-`, 2],
      // As earlier versions called them.
      ["5d3b8a5c-0000-4000-8000-000000000000-", 2],
    ] as const) {
      writeFileSync(join(folder, name(who)), "");
      utimesSync(join(folder, name(who)), hoursAgo(age), hoursAgo(age));
    }
    symlinkSync(dead, join(folder, ".cwasm-cache-dead.lock"));
    symlinkSync(`${owner}x`, join(folder, ".cwasm-cache-living.lock"));
    lutimesSync(join(folder, ".cwasm-cache-living.lock"), hoursAgo(5), hoursAgo(5));
    writeFileSync(join(folder, ".cwasm-cache-notes.txt"), "somebody's");
  }

  const kept = [
    ".cwasm-cache-living.lock",
    ".cwasm-cache-notes.txt",
    name(elsewhere),
    name(owner),
  ].sort();

  function hidden(folder: string): string[] {
    return readdirSync(folder)
      .filter((each) => each.startsWith("."))
      .sort();
  }

  test("beside artifacts and in the store", async () => {
    const folders = [join(cwd, "out"), join(store, "cwasm-cache")];
    folders.forEach(plant);
    chmodSync(store, 0o700);
    chmodSync(join(store, "cwasm-cache"), 0o700);
    const { code, stderr } = await cli("add.wasm", "--out", "out");
    expect(code, stderr).toBe(0);
    for (const folder of folders) {
      expect(hidden(folder)).toEqual(kept);
    }
  });

  test("those of another user stay", async () => {
    plant(join(cwd, "out"));
    chmodSync(cwd, 0o755);
    chmodSync(join(cwd, "out"), 0o777);
    const { code, stderr } = await asNobody("add.wasm", "--out", "out");
    expect(code, stderr).toBe(0);
    // Where the tests do not run as root, both are one user.
    const another = process.getuid?.() === 0;
    expect(hidden(join(cwd, "out")).includes(name(dead))).toBe(another);
  });

  test("a lock of a killed writer does not stop the next one", async () => {
    mkdirSync(join(cwd, "out"));
    const lock = `.cwasm-cache-${sha256(Buffer.from("add.cwasm")).slice(0, 32)}.lock`;
    for (const holder of [`${dead}x`, `${elsewhere}x`, "planted"]) {
      symlinkSync(holder, join(cwd, "out", lock));
      const { code, stderr } = await cli("add.wasm", "--target", TARGET, "--out", "out");
      expect(code, stderr).toBe(0);
      expect(hidden(join(cwd, "out"))).toEqual([]);
    }
    expect(sha256(readFileSync(join(cwd, "out", "add.cwasm")))).toBe(recorded["add"]?.[TARGET]);
  });
});
