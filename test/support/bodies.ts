/** Function bodies of components, as the compiler describes them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import type * as Precompiler from "../../precompiler/bindings/precompiler.js";
import { type Body, emptyBodies } from "../../src/compiler/shards.ts";
import { root } from "./fixtures.ts";

const folder = join(root, "dist", "compilers", "27.0.0-minimal");
const { instantiate } = (await import(join(folder, "precompiler.js"))) as typeof Precompiler;
const core = await WebAssembly.compile(
  brotliDecompressSync(readFileSync(join(folder, "precompiler.core.wasm.br"))),
);

/** An instance of the compiler in this thread. */
export const { compiler } = await instantiate(() => core, { progress: { default: () => {} } });

export function bodiesOf(component: Uint8Array): Body[] {
  const pairs = [...compiler.describe(component).bodies];
  return pairs.flatMap((offset, at) =>
    at % 2 === 0 ? [{ offset, size: pairs[at + 1] as number }] : [],
  );
}

/** The component with one function changed: the largest but `skip` does nothing any more. */
export function editOneFunction(component: Uint8Array, skip = 0): Uint8Array {
  const bodies = bodiesOf(component);
  const bySize = [...bodies.keys()].sort(
    (a, b) => (bodies[b] as Body).size - (bodies[a] as Body).size,
  );
  const all = new Set(bodies.keys());
  all.delete(bySize[skip] as number);
  return emptyBodies(component, bodies, all);
}
