#!/usr/bin/env node
import{a as T}from"./chunk-VCFQE3N2.js";import"./chunk-I57MJGH7.js";import{a as E,c as i}from"./chunk-VLUQTVY4.js";import{a as o,e as y,f as m,m as l}from"./chunk-3SRJTX55.js";import{_ as h,a as s,f as u,n as w,o as g,p as v,q as b}from"./chunk-KVDJKNPD.js";import{existsSync as x,readFileSync as C}from"node:fs";function a(e,t=1e4){let r=s(()=>process.exit(e??process.exitCode),"exit");setTimeout(r,t),process.stdout.write("",()=>process.stderr.write("",r))}s(a,"exitOnceWritten");var $=1500,I=500;function k(e,t){let r=new AbortController;for(let[c,p]of Object.entries(e))process.once(c,()=>{let f=new n(`cancelled by ${c}`,p);setTimeout(s(()=>{t(f.message),a(p,I)},"late"),$).unref(),r.abort(f)});return r.signal}s(k,"cancelledBySignals");var n=class extends Error{static{s(this,"Cancelled")}name="Cancelled";exitCode;constructor(t,r){super(t),this.exitCode=r}};var O=`Usage: cwasm-cache [GLOB...] [options]
       cwasm-cache audit [GLOB...] [the same options]
       cwasm-cache check FILE.cwasm... [--help for its options]
       cwasm-cache inspect FILE.cwasm...

Precompiles WebAssembly components for Wasmtime: writes FILE.cwasm and FILE.cwasm.meta.

GLOB is a file, a folder (the .wasm files below it) or a pattern; !PATTERN excludes files that those before it found.
Patterns have *, **, ? and [...]; {a,b} is no pattern, and case counts.
Default: every .wasm below the working directory, without node_modules and .git.

Where to
  --target TRIPLE           what to compile for; several times for several [this machine]
  --out DIR                 write DIR/{stem}.cwasm, with {wasmtime}/ and {target}/ before {stem} for several
  --output TEMPLATE         the same in full [{dir}/{stem}.cwasm, with {wasmtime}/ and {target}/ for several]
  --directory-mode MODE     set the mode of the artifacts' folders, such as 0700 [those there are
                            keep theirs, new ones have 0700]

The host's engine
  --wasmtime-version V      27, 27.0.0 or the path of a Cargo.lock; several times for several [${u}]
  --host PATH               its Cargo.toml, which says version and features; in a workspace PATH#PACKAGE; or
                            ${Object.keys(E).join(", ")}
  --like FILE.cwasm         an artifact of its own, which says everything; several times for several targets
  --host-features LIST      minimal, default, or its Cargo features of Wasmtime, separated by commas
                            [minimal; a native compiler's own]
  -O, -C, -D, -W KEY[=VAL]  compile options as wasmtime takes them
                            [what --like or --host yosh says; else -W epoch-interruption where --host-features
                            is the word minimal, given or by default; else none]
  --options FILE.toml       the same as wasmtime's --config
  --cpu NAMES               CPUs and features that may be used [baseline]
  --engine-fingerprint S    what the host hashes [made from the above]
  --compiler PATH           ${i.compiler}, a native wasmtime, or a folder with a compiler that was built
                            [${i.compiler}]

What to do
  --core-modules WHAT       skip, error or compile [${i["core-modules"]}]
  --if-no-files-found WHAT  warn, error or ignore [error]
  --if-nothing-made WHAT    the same where all files found are skipped [as --if-no-files-found]
  --advisories WHAT         warn, error or ignore where an artifact would have a known miscompilation [${i.advisories}]
  --fail-fast               end at the first failure
  --jobs N                  compiles at a time [one per core]
  --timeout-minutes N       how long a component may take for a target, such as 0.5 [${i["timeout-minutes"]}]

Several jobs over one store
  --mode MODE               compile, plan (which jobs are to make what is missing), collect (restore all, or
                            fail), or audit (compile, and compare with what is there) [${i.mode}]
  --max-jobs N              jobs that a plan may have [${i["max-jobs"]}]
  --group TEXT              make what a plan says, one group of its matrix
  --plan JSON               the matrix, for collect to say who was to make what is missing
  --sample N                how many artifacts audit picks [all]
  --shard PART              make one part of several, such as 2/5, without a plan

The store of compiled artifacts
  --store DIR               [${T()}]
  --function-cache-limit N  size of the compiled functions kept per target [${i["function-cache-limit"]}]
  --no-store                neither restore nor save
  --cache MODE              auto, true, restore-only, save-only or false; auto is true here [${i.cache}]
  --trust WHAT              cache, signed (by the keys in CWASM_CACHE_SIGNING_KEY), rebuild (compile, and compare
                            with what is stored), or auto: signed where there is a key, else cache [${i.trust}]
  --cache-suffix TEXT       entries with another suffix are not found
  --lookup-only             only say what the store lacks
  --fail-on-cache-miss      compile nothing, and fail if the store lacks something
  --fail-on-save-error      fail if something made could not be saved

  --explain                 neither compile nor write: only say what would be made, for which engine and why, where it
                            would go, and whether the store has it
  --json                    print the manifest on standard output
  --verbose                 also print what went into every key
  --help                    print this; -O help, -C help, -D help and -W help list compile options
  --version                 print the version

Exit codes: ${o.ok} done, ${o.failed} something could not be compiled or written, nothing was made, something that has to be in
the store is not, or an audit found a difference, ${o.usage} unusable arguments or no files,
${o.interrupted} and ${o.terminated} interrupted.
`,L=["audit","check","inspect"];async function W(e,t){let[r=""]=e;if(e.includes("--version")){let c=C(new URL("./package.json",import.meta.url),"utf8");return await l(`cwasm-cache ${JSON.parse(c).version}
`),o.ok}switch(r){case"audit":return await A(["--mode","audit",...e.slice(1)],t);case"check":return await(await import("./check-JAOV7Y72.js")).check(e.slice(1),t);case"inspect":return await(await import("./inspect-S3R74BNP.js")).inspect(e.slice(1));default:return await A(e,t)}}s(W,"main");async function A(e,t){return e.includes("--help")||e[0]==="help"&&!x("help")?(await l(O),o.ok):(N(e[0]??""),await(await import("./precompile-2XNYCSVO.js")).precompile(e,t))}s(A,"precompileWith");function N(e){let t=/^[a-z]+$/i.test(e)?b(e,L):void 0;if(t!==void 0&&!x(e))throw new m(`There is no command or file '${e}'. Did you mean '${t}'?`)}s(N,"refuseUnknownCommand");process.on("uncaughtException",e=>{process.stderr.write(`error: unexpected: ${h(g(e))}
`),a(o.failed)});for(let e of[process.stdout,process.stderr])e.on("error",()=>{});var S=s(e=>{process.stderr.write(`error: ${h(e)}
`)},"failed"),d=k({SIGINT:o.interrupted,SIGTERM:o.terminated},S);try{process.exitCode=await W(process.argv.slice(2),d)}catch(e){let t=d.aborted?d.reason:e;S(v(t,y(process.argv.slice(2)))),t instanceof n&&a(t.exitCode);let r=t instanceof w||t instanceof m;r&&process.stderr.write(`Run with --help for all options.
`),process.exitCode=r?o.usage:o.failed}
