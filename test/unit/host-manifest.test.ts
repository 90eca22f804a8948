/** A host as its Cargo.toml and its lock file describe it. */
import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { readHostManifest } from "../../src/engine/host-manifest.ts";

const REGISTRY = 'source = "registry+https://example.org/index"';

function lock(version: string, ...dependents: string[]): string {
  const locked = `[[package]]\nname = "wasmtime"\nversion = "${version}"\n${REGISTRY}\n`;
  return dependents.reduce(
    (text, name) =>
      `${text}\n[[package]]\nname = "${name}"\nversion = "0.1.0"\ndependencies = ["wasmtime ${version}"]\n`,
    locked,
  );
}

function read(text: string, files: Record<string, string>) {
  const normal = (path: string): string => posix.normalize(path.replaceAll("\\", "/"));
  return readHostManifest(text, {
    readText: (path) => {
      const found = files[normal(path)];
      if (found === undefined) {
        throw new Error(`${path} is not there`);
      }
      return found;
    },
    list: (path) => {
      const folder = path === "." ? "" : `${normal(path)}/`;
      const below = Object.keys(files).filter((name) => name.startsWith(folder));
      return [...new Set(below.map((name) => name.slice(folder.length).split("/")[0] as string))];
    },
  });
}

const package_ = (name: string, rest: string): string => `[package]\nname = "${name}"\n${rest}`;

describe("a package", () => {
  test.each([
    ['[dependencies]\nwasmtime = "48"', ["default"]],
    ['[dependencies]\nwasmtime = { version = "48", features = ["gc"] }', ["default", "gc"]],
    [
      '[dependencies]\nwasmtime = { version = "48", default-features = false, features = ["component-model", "runtime"] }',
      ["component-model", "runtime"],
    ],
    [
      '[dependencies]\nengine = { package = "wasmtime", version = "48", default_features = false, features = ["gc-drc"] }',
      ["gc-drc"],
    ],
    [
      '[target.\'cfg(unix)\'.dependencies]\nwasmtime = { version = "48", default-features = false, features = ["threads"] }',
      ["threads"],
    ],
    [
      '[dependencies]\nwasmtime = { version = "48", default-features = false }\n[features]\ndefault = ["fast"]\nfast = ["wasmtime/gc-null", "wasmtime?/threads"]\nslow = ["wasmtime/gc-drc"]',
      ["gc-null", "threads"],
    ],
    [
      '[dependencies]\nwasmtime = { version = "48", default-features = false }\nwasmtime-wasi = { version = "48", default-features = false, features = ["p2", "p3"] }',
      ["component-model", "component-model-async"],
    ],
    [
      '[dependencies]\nwasmtime = { version = "48", default-features = false }\nwasmtime-wasi-tls = { version = "48", features = ["p3"], optional = true }\nwasmtime-wasi-nn = { version = "48", optional = true }\n[features]\ndefault = ["dep:wasmtime-wasi-nn"]',
      ["component-model"],
    ],
    [
      '[dependencies]\nengine = { package = "wasmtime-c-api-impl", version = "48", default-features = false, features = ["gc", "gc-null"] }',
      ["gc", "gc-null"],
    ],
    [
      '[dependencies]\nwasmtime = { version = "45", optional = true }\nlts = { package = "wasmtime", version = "48", default-features = false, optional = true }\n[features]\ndefault = ["lts", "lts?/threads", "wasmtime?/gc"]\nlts = ["dep:lts"]',
      ["threads"],
    ],
    [
      '[dependencies]\nwasmtime = { version = "48", default-features = false }\nwasmtime-wizer = "48"',
      ["gc", "gc-null", "threads"],
    ],
  ])("%j", (manifest, features) => {
    const files = {
      "host/Cargo.toml": package_("host", manifest),
      "host/Cargo.lock": lock("48.0.3"),
    };
    for (const path of ["host", "host/Cargo.toml"]) {
      expect(read(path, files)).toMatchObject({
        features,
        package: "host",
        version: { pinned: "48", major: 48, full: "48.0.3" },
      });
    }
  });

  test("without a lock file has what it requires, if that is plain", () => {
    const manifest = (version: string) => ({
      "Cargo.toml": package_("host", `[dependencies]\nwasmtime = "${version}"`),
    });
    expect(read(".", manifest("=36.0.6")).version).toMatchObject({
      pinned: "36.0.6",
      full: "36.0.6",
    });
    expect(read(".", manifest("48")).version).toMatchObject({ pinned: "48", full: undefined });
    expect(() => read(".", manifest(">=40"))).toThrow(/no Cargo\.lock .* no plain version/);
  });

  test("may have more, if its part of the lock file has other crates on the same Wasmtime", () => {
    const entry = (name: string, version: string, source: string, ...dependencies: string[]) =>
      `\n[[package]]\nname = "${name}"\nversion = "${version}"\n${source}\ndependencies = ${JSON.stringify(dependencies)}\n`;
    const files = {
      "Cargo.toml": package_("host", '[dependencies]\nwasmtime = "48"'),
      "Cargo.lock": [
        lock("48.0.3") + lock("47.0.0"),
        entry("host", "0.1.0", "", "wasmtime 48.0.3", "near", "util", "twice 1.0.0", "wiggle"),
        entry("near", "1.0.0", REGISTRY, "wasmtime 48.0.3 (registry+https://example.org/index)"),
        // A package of the workspace's own, through which others come.
        entry("util", "0.1.0", "", "far", "near", "wasmtime 48.0.3"),
        entry("far", "1.0.0", REGISTRY, "wasmtime 48.0.3", "util"),
        entry("twice", "1.0.0", REGISTRY, "wasmtime 47.0.0"),
        entry("twice", "2.0.0", REGISTRY, "wasmtime 48.0.3"),
        entry("elsewhere", "1.0.0", REGISTRY, "wasmtime 48.0.3"),
        entry("wiggle", "48.0.3", REGISTRY, "wasmtime 48.0.3"),
      ].join(""),
    };
    expect(read(".", files).others).toEqual(["far", "near"]);
    const { "Cargo.lock": _, ...unlocked } = files;
    expect(read(".", unlocked).others).toEqual([]);
    expect(
      read(".", {
        ...files,
        "Cargo.lock": lock("48.0.3", "host").replace("wasmtime 48.0.3", "wasmtime"),
      }).others,
    ).toEqual([]);
  });

  test.each([
    ["nowhere", {}, "nowhere/Cargo.toml cannot be read"],
    ["Cargo.toml", { "Cargo.toml": "[package" }, "Cargo.toml cannot be read"],
    [".", { "Cargo.toml": package_("host", "") }, "'host' does not depend on wasmtime itself"],
    [
      ".",
      {
        "Cargo.toml": package_("host", '[dependencies]\nwasmtime = "48"'),
        "Cargo.lock": lock("48.0.0").replace(REGISTRY, 'source = "git+https://example.org/x"'),
      },
      /takes wasmtime 48\.0\.0 from git.*may not be the code/,
    ],
  ] as [string, Record<string, string>, string | RegExp][])(
    "%s of %j is refused",
    (path, files, message) => {
      expect(() => read(path, files)).toThrow(message);
      expect(() => read(path, files)).toThrow(/^Input 'host': .* is not usable: /);
    },
  );
});

describe("a workspace", () => {
  const files = {
    "Cargo.toml":
      '[workspace]\nmembers = ["crates/*", "tools/cli"]\n[workspace.dependencies]\nwasmtime = { version = "47.0.2", default-features = false, features = ["component-model"] }\n',
    "Cargo.lock": lock("47.0.2", "server") + lock("46.0.0", "cli"),
    "crates/server/Cargo.toml": package_(
      "server",
      '[dependencies]\nwasmtime = { workspace = true, features = ["gc-drc"] }',
    ),
    "crates/util/Cargo.toml": package_("util", ""),
    "tools/cli/Cargo.toml": package_("cli", '[dependencies]\nwasmtime = "46"'),
  };

  test("has a package behind the #, which inherits", () => {
    for (const path of [".#server", "Cargo.toml#server", "crates/server"]) {
      expect(read(path, files)).toMatchObject({
        features: ["component-model", "gc-drc"],
        version: { pinned: "47.0.2", full: "47.0.2" },
      });
    }
    expect(read(".#cli", files)).toMatchObject({
      features: ["default"],
      version: { pinned: "46", full: "46.0.0" },
    });
  });

  test("needs no name where one package alone depends on Wasmtime", () => {
    const { "tools/cli/Cargo.toml": _, ...one } = files;
    expect(read(".", one).package).toBe("server");
  });

  test.each([
    [".", "of which server, cli depend on wasmtime. Allowed: .* as in \\.#server\\."],
    [".#sever", "no package 'sever'\\. .*Did you mean 'server'"],
    [".#util", "'util' does not depend on wasmtime itself\\. .* behind a '#': server, cli\\."],
  ])("%s is refused", (path, message) => {
    expect(() => read(path, files)).toThrow(new RegExp(message));
  });
});
