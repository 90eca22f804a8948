/** Keeps out of the Action's start what takes long to load and is of no use to it. */
import { resolve } from "node:path";
import type { Plugin } from "esbuild";

const NO_UNDICI =
  'export class ProxyAgent { constructor() { throw new Error("undici is not bundled here"); } }';

export const startUp: Plugin = {
  name: "start-up",
  setup(build) {
    // It makes a proxy agent of `undici` for GitHub's own client alone, which has a copy of it for itself.
    const httpClient = resolve("node_modules/@actions/http-client");
    build.onResolve({ filter: /^undici$/ }, ({ importer }) =>
      importer.startsWith(httpClient) ? { path: "undici", namespace: "none" } : undefined,
    );
    build.onLoad({ filter: /./, namespace: "none" }, () => ({ contents: NO_UNDICI }));

    // To import Node's module as it is runs all its getters, and those of this one load the whole of `fetch`.
    build.onResolve({ filter: /^(node:)?https?$/ }, ({ path, kind }) =>
      kind === "import-statement" ? { path, namespace: "required" } : undefined,
    );
    build.onLoad({ filter: /./, namespace: "required" }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
    }));
  },
};
