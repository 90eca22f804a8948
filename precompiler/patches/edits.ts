/** The edits to Wasmtime's and Cranelift's crates, see scripts/patched.ts: each has exactly one place. */

/** What stands in a file, and what is put there. */
export type Edit = readonly [from: string, to: string];

const CONFIG: readonly Edit[] = [
  // Wasmtime denies public methods without documentation, unless they are hidden.
  [
    "    fn wasm_feature(&mut self, flag: WasmFeatures, enable: bool) -> &mut Self {",
    "    #[doc(hidden)]\n    pub fn wasm_feature(&mut self, flag: WasmFeatures, enable: bool) -> &mut Self {",
  ],
];

/** Ends the translation of a function that another call compiles: the later spelling, and that of 36. */
const TRANSLATED = [
  "code: box_dyn_any_compiler_context(Some(compiler.cx)),",
  "code: Box::new(Some(compiler.cx)),",
];

/** Up to 35 one call does both: how it compiles what it has translated, and what it returns. */
const COMPILED =
  /\n( {8}let [^;]*= compiler\.finish_with_info\(\s*Some\(\(&body,[^;]*;)\n[\s\S]*?\n {8}(Ok\([\s\S]*?\))\n {4}\}/;

const NEEDS_GC_HEAP = "func_env.needs_gc_heap()";

/** What is done with a function that is recalled, instead of translating it. @param source of compiler.rs */
function recalled(source: string): string {
  const translated = TRANSLATED.find((code) => source.includes(code));
  if (translated !== undefined) {
    return `return Ok(CompiledFunctionBody { ${translated} needs_gc_heap });`;
  }
  const [, compile, result] = COMPILED.exec(source) ?? [];
  if (compile === undefined || result === undefined) {
    throw new Error("compiler.rs compiles functions in a way that is not known here");
  }
  return `let _ = needs_gc_heap;
${compile.replace("&body", "&input.body")}
            return ${result.replace(NEEDS_GC_HEAP, "needs_gc_heap")};`;
}

/** The trampolines that hosts call functions by: each has the one signature that no other function has. */
const TRAMPOLINE = / {8}let func = ir::Function::with_name_signature\([^;]*, array_call_sig\);\n/g;

/** What is done with a trampoline whose code nobody wants, instead of making it. @param source of compiler.rs */
function recalledTrampoline(source: string): string {
  const translated = TRANSLATED.find((code) => source.includes(code));
  return translated === undefined
    ? "return Ok(Box::new(compiler.finish()?));"
    : `return Ok(CompiledFunctionBody { ${translated} needs_gc_heap: false });`;
}

/** Of the Cranelift crate's compiler.rs. @param source what stands there */
function recallEdits(source: string): readonly Edit[] {
  const translated = "            &mut func_env,\n        )?;\n";
  const note = `        if let Some(cache) = &mut compiler.cx.incremental_cache_ctx {
            cache.recall.needs_gc_heap = ${NEEDS_GC_HEAP};
        }
`;
  const [trampoline, ...others] = source.match(TRAMPOLINE) ?? [];
  if (trampoline === undefined || others.length > 0) {
    throw new Error("compiler.rs makes trampolines in a way that is not known here");
  }
  const edits: readonly Edit[] = [
    [
      trampoline,
      `${trampoline}
        if recall::recall_stub(
            compiler.cx.incremental_cache_ctx.as_mut(),
            &mut compiler.cx.codegen_context.func,
        ) {
            ${recalledTrampoline(source)}
        }
`,
    ],
    [
      "    num_cached: usize,\n}\n",
      "    num_cached: usize,\n    recall: recall::Recall,\n}\n\nmod recall;\n",
    ],
    ["num_cached: 0,", "num_cached: 0,\n recall: recall::Recall::default(),"],
    [
      "            context.func.collect_debug_info();\n        }\n",
      `            context.func.collect_debug_info();
        }
        if let Some(needs_gc_heap) = recall::recall(
            compiler.cx.incremental_cache_ctx.as_mut(),
            &mut context.func,
            &input.body,
        ) {
            ${recalled(source)}
        }
`,
    ],
    [
      "let mut cache_store = CraneliftCacheStore(cache_ctx.cache_store.clone());",
      `if let Some(code) = cache_ctx.recall.code.take() {
            return Ok(code);
        }
        let mut cache_store = recall::Keyed::new(cache_ctx.cache_store.clone());`,
    ],
    [
      "if from_cache {",
      "recall::remember(cache_ctx, &cache_store, &context.func);\n        if from_cache {",
    ],
  ];
  return source.includes(NEEDS_GC_HEAP) ? [...edits, [translated, translated + note]] : edits;
}

const ARM = `                    write!(ctx.out, " =>")?;
                    ctx.begin_block()?;
`;

/** Of the ISLE compiler's codegen.rs. @param source what stands there */
function outlineEdits(source: string): readonly Edit[] {
  // From 43 on a block and its opening brace are emitted apart.
  const [begin, emit] = source.includes("fn emit_block_contents")
    ? ["ctx.begin_block()?;", "emit_block_contents"]
    : ["", "emit_block"];
  const prelude = String.raw`writeln!(code, "\nuse super::*;  // Pulls in all external types.").unwrap();`;
  return [
    ["enum Nested<'a> {", "mod outline;\n\nenum Nested<'a> {"],
    [prelude, `${prelude}\n        writeln!(code, "{}", outline::PRELUDE).unwrap();`],
    [
      ARM,
      `${ARM}
                    if let Some(outline) = outline::Outline::of(ret_kind, &arm.body) {
                        write!(ctx.out, "{}{}", &ctx.indent, outline.opening)?;
                        ${begin}
                        let inner = ctx.enter_scope();
                        self.${emit}(ctx, &arm.body, ret_kind, outline.nothing, inner)?;
                        writeln!(ctx.out, "{}{}", &ctx.indent, outline.closing)?;
                        ctx.end_block("", scope)?;
                        continue;
                    }
`,
    ],
  ];
}

/** What is done to a crate. */
interface Patch {
  /** The file that is edited. */
  readonly file: string;
  readonly edits: (source: string) => readonly Edit[];
  /** A file of this folder, and where it is put. */
  readonly added?: { readonly file: string; readonly to: string };
}

/** @param crate its name */
export function patchOf(crate: string): Patch {
  switch (crate) {
    case "wasmtime":
      return { file: "src/config.rs", edits: () => CONFIG };
    case "cranelift-isle":
      return {
        file: "src/codegen.rs",
        edits: outlineEdits,
        added: { file: "outline.rs", to: "src/codegen/outline.rs" },
      };
    default:
      return {
        file: "src/compiler.rs",
        edits: recallEdits,
        added: { file: "recall.rs", to: "src/compiler/recall.rs" },
      };
  }
}
