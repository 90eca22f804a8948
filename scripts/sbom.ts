/** What dist/ contains, as a CycloneDX bill of materials. The same sources give the same bytes. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Contrib, Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";
import { PackageURL } from "packageurl-js";
import parseExpression from "spdx-expression-parse";
import { CORE_FILE } from "../src/compiler/embedded.ts";
import { EMBEDDED } from "../src/engine/lines.ts";
import { distOf } from "./compilers.ts";
import { buildOf, type Crate, standardLibrary } from "./crates.ts";
import type { Part } from "./licences.ts";
import type { Package } from "./packages.ts";

const licences = new Contrib.License.Factories.LicenseFactory(parseExpression);

/** @param version of this Action. @param esbuild the version that bundles */
export function sbom(
  version: string,
  esbuild: string,
  packages: readonly Package[],
  crates: readonly Crate[],
): string {
  const action = component({ name: "cwasm-cache", version, licence: "MIT" }, "github", {
    namespace: "cwasm-cache",
    type: Enums.ComponentType.Application,
  });
  const bom = new Models.Bom();
  bom.metadata.component = action;
  const add = (part: Models.Component, users: readonly Models.Component[]): void => {
    bom.components.add(part);
    for (const user of users) {
      user.dependencies.add(part.bomRef);
    }
  };
  for (const { integrity, ...part } of packages) {
    const [namespace, name = part.name] = part.name.startsWith("@") ? part.name.split("/") : [];
    const library = component({ ...part, name }, "npm", { namespace });
    library.hashes.set(Enums.HashAlgorithm["SHA-512"], hexOf(integrity));
    add(library, [action]);
  }
  const tools = new Map([["esbuild", new Set([esbuild])]]);
  const made = new Map<string, Models.Component>();
  const standard = new Map<string, Models.Component>();
  for (const compiler of EMBEDDED) {
    const part = { name: "precompiler", version: compiler, licence: "MIT" };
    const library = component(part, "generic");
    library.description = `compilers/${compiler}/${CORE_FILE}: the compiler for Wasmtime ${compiler}`;
    const bytes = readFileSync(join(distOf(compiler), CORE_FILE));
    library.hashes.set(
      Enums.HashAlgorithm["SHA-256"],
      createHash("sha256").update(bytes).digest("hex"),
    );
    add(library, [action]);
    made.set(compiler, library);

    const { rustc, jco } = buildOf(distOf(compiler));
    const rust = standardLibrary(rustc);
    const std = standard.get(rust.version) ?? component({ ...rust, name: "rust-std" }, "generic");
    standard.set(rust.version, std);
    add(std, [library]);
    for (const [name, used] of Object.entries({ rustc: rust.version, jco })) {
      tools.set(name, (tools.get(name) ?? new Set()).add(used));
    }
  }
  for (const crate of crates) {
    const library = component(crate, "cargo");
    library.hashes.set(Enums.HashAlgorithm["SHA-256"], crate.sha256);
    add(
      library,
      crate.compilers.map((compiler) => made.get(compiler) as Models.Component),
    );
  }
  bom.metadata.tools.tools = new Models.ToolRepository(
    [...tools].flatMap(([name, used]) =>
      [...used].map((version) => new Models.Tool({ name, version })),
    ),
  );
  const serializer = new Serialize.JsonSerializer(
    new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6),
  );
  return `${serializer.serialize(bom, { sortLists: true })}\n`;
}

function component(
  { name, version, licence }: Pick<Part, "name" | "version" | "licence">,
  registry: string,
  {
    namespace,
    type = Enums.ComponentType.Library,
  }: { namespace?: string | undefined; type?: Enums.ComponentType } = {},
): Models.Component {
  const purl = new PackageURL(registry, namespace, name, version, null, null).toString();
  return new Models.Component(type, name, {
    version,
    purl,
    bomRef: purl,
    ...(namespace !== undefined && { group: namespace }),
    ...(licence !== undefined && {
      licenses: new Models.LicenseRepository([licences.makeFromString(licence)]),
    }),
  });
}

/** Of what a lock file has. */
function hexOf(integrity: string): string {
  const [, base64] = /^sha512-(\S+)$/.exec(integrity) ?? [];
  if (base64 === undefined) {
    throw new Error(`the lock file has ${integrity} for a package`);
  }
  return Buffer.from(base64, "base64").toString("hex");
}
