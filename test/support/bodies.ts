/** Function bodies of components, as the compiler describes them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import type { Job } from "../../precompiler/bindings/interfaces/cwasm-cache-precompiler-compiler.js";
import type * as Precompiler from "../../precompiler/bindings/precompiler.js";
import { type Body, emptyBodies } from "../../src/compiler/shards.ts";
import { targetOf } from "./engines.ts";
import { root } from "./fixtures.ts";

const folder = join(root, "dist", "compilers");
const { instantiate } = (await import(join(folder, "precompiler.js"))) as typeof Precompiler;

/** An instance of a compiler in this thread. @param share given what it hands over */
export async function openInThread(
  version: string,
  share: (functions: Uint8Array) => void = () => {},
): Promise<Precompiler.Root["compiler"]> {
  const core = brotliDecompressSync(
    readFileSync(join(folder, version, "precompiler.core.wasm.br")),
  );
  const { compiler } = await instantiate(
    (name) =>
      WebAssembly.compile(
        name === "precompiler.core.wasm" ? core : readFileSync(join(folder, name)),
      ),
    {
      progress: { default: () => {} },
      share: { default: share },
      more: { default: () => undefined },
    },
  );
  return compiler;
}

/** The reference's. */
export const compiler = await openInThread("27.0.0");

/** The bodies that others compile, where nobody does. */
export const NOBODY = new Uint32Array();

/** What to compile for, with the options of the reference's engine or others. */
export function jobOf(target: string, options = targetOf({}, target).options): Job {
  return {
    options: options.map(([name, value]): [string, string] => [name, value]),
    target,
    memory: 0n,
  };
}

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

/** The largest core module in a component: its sections begin with an id and a size in LEB128. */
export function largestModule(component: Uint8Array): Uint8Array {
  const CORE_MODULE = 1;
  const COMPONENT = 4;
  let largest = new Uint8Array();
  for (let at = 8; at < component.length; ) {
    const id = component[at] as number;
    let size = 0;
    let shift = 0;
    do {
      at += 1;
      size += ((component[at] as number) & 0x7f) * 2 ** shift;
      shift += 7;
    } while ((component[at] as number) >= 0x80);
    at += 1;
    const contents = Uint8Array.from(component.subarray(at, at + size));
    const module = id === COMPONENT ? largestModule(contents) : contents;
    if ((id === COMPONENT || id === CORE_MODULE) && module.length > largest.length) {
      largest = Uint8Array.from(module);
    }
    at += size;
  }
  return largest;
}
