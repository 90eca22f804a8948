/** Gives GitHub's clients modules of ours: see src/store/client/. */
import { deepStrictEqual } from "node:assert";
import { resolve } from "node:path";
import type { Metafile, Plugin } from "esbuild";

const HTTP = "http.ts";

/** What the cache client imports, and what it gets. */
const REPLACED: Readonly<Record<string, string>> = {
  "./internal/tar.js": "tar.ts",
  "./downloadUtils.js": "blobs.ts",
  "./uploadUtils.js": "blobs.ts",
  "@azure/storage-blob": "blobs.ts",
  "@actions/exec": "programs.ts",
  "@actions/glob": "programs.ts",
  "@actions/core": "core.ts",
  "@actions/http-client": HTTP,
  "@actions/io": "folders.ts",
  semver: "programs.ts",
};

const CLIENT = /[\\/]@actions[\\/]cache[\\/]lib[\\/]/;

/** Uploads need what downloads do not. */
const GENUINE_FOR = new Map([["@azure/storage-blob", /[\\/]uploadUtils\.js$/]]);

/** The client of workflow artifacts gets this alone. */
const ARTIFACT_CLIENT = /[\\/]@actions[\\/]artifact[\\/]lib[\\/]/;

/** The module of ours that a module of a client gets for what it imports. */
function replacement(path: string, importer: string): string | undefined {
  const isFor = CLIENT.test(importer)
    ? GENUINE_FOR.get(path)?.test(importer) !== true
    : path === "@actions/http-client" && ARTIFACT_CLIENT.test(importer);
  return isFor ? REPLACED[path] : undefined;
}

export const cacheClient: Plugin = {
  name: "cache-client",
  setup(build) {
    build.onResolve({ filter: /./ }, ({ path, importer }) => {
      const ours = replacement(path, importer);
      return ours === undefined ? undefined : { path: resolve("src/store/client", ours) };
    });
  },
};

/**
 * @throws AssertionError if a client has come by a module that should have been replaced, or does
 * not ask for one any more: then the client has changed, and src/store/client/ has to as well
 */
export function requireReplaced({ inputs }: Metafile): void {
  const importsOf = (client: RegExp) =>
    Object.entries(inputs).flatMap(([importer, { imports }]) =>
      client.test(importer) ? imports.map((each) => ({ ...each, importer })) : [],
    );
  const imported = importsOf(CLIENT);
  const got = new Map<string, string[]>();
  for (const { original = "", path, importer } of imported) {
    if (replacement(original, importer) !== undefined) {
      got.set(original, [...new Set([...(got.get(original) ?? []), path])]);
    }
  }
  const replaced = Object.entries(REPLACED);
  deepStrictEqual(
    replaced.map(([original]) => [original, got.get(original)]),
    replaced.map(([original, ours]) => [original, [`src/store/client/${ours}`]]),
  );
  deepStrictEqual(
    new Set(
      importsOf(ARTIFACT_CLIENT)
        .filter(({ original }) => original === "@actions/http-client")
        .map(({ path }) => path),
    ),
    new Set([`src/store/client/${HTTP}`]),
  );
  // Once: nobody else within the client unpacks or packs.
  deepStrictEqual(
    imported.filter(({ path }) => /tar\.[jt]s$/.test(path)).map(({ path }) => path),
    ["src/store/client/tar.ts"],
  );
  // What else the client takes from a package of the machine's own programs.
  deepStrictEqual(
    imported.filter(({ path }) => /child_process|@actions[\\/]exec/.test(path)),
    [],
  );
}
