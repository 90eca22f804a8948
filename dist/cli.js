#!/usr/bin/env node
import{defaultFolder}from"./chunk-BNWWPTTN.js";import"./chunk-ZHDOGMM4.js";import{DEFAULTS,KNOWN_HOSTS}from"./chunk-QGMHXYDK.js";import{EXIT,UsageError,commandLine,print}from"./chunk-HHWC6QWJ.js";import{DEFAULT_VERSION,InputError,__name,messageFor,messageOf,nearest,oneLine}from"./chunk-VW4T63BT.js";import{existsSync,readFileSync}from"node:fs";function exitOnceWritten(code,patience=1e4){let exit=__name(()=>process.exit(code??process.exitCode),"exit");setTimeout(exit,patience),process.stdout.write("",()=>process.stderr.write("",exit))}__name(exitOnceWritten,"exitOnceWritten");var GRACE=1500,LAST_WORDS=500;function cancelledBySignals(exitCodes,lastWords){let cancel2=new AbortController;for(let[signal,code]of Object.entries(exitCodes))process.once(signal,()=>{let reason=new Cancelled(`cancelled by ${signal}`,code);setTimeout(__name(()=>{lastWords(reason.message),exitOnceWritten(code,LAST_WORDS)},"late"),GRACE).unref(),cancel2.abort(reason)});return cancel2.signal}__name(cancelledBySignals,"cancelledBySignals");var Cancelled=class extends Error{static{__name(this,"Cancelled")}name="Cancelled";exitCode;constructor(message,exitCode){super(message),this.exitCode=exitCode}};var HELP=`Usage: cwasm-cache [GLOB...] [options]
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
  --wasmtime-version V      27, 27.0.0 or the path of a Cargo.lock; several times for several [${DEFAULT_VERSION}]
  --host PATH               its Cargo.toml, which says version and features; in a workspace PATH#PACKAGE; or
                            ${Object.keys(KNOWN_HOSTS).join(", ")}
  --like FILE.cwasm         an artifact of its own, which says everything; several times for several targets
  --host-features LIST      minimal, default, or its Cargo features of Wasmtime, separated by commas
                            [minimal; a native compiler's own]
  -O, -C, -D, -W KEY[=VAL]  compile options as wasmtime takes them
                            [what --like or --host yosh says; else -W epoch-interruption where --host-features
                            is the word minimal, given or by default; else none]
  --options FILE.toml       the same as wasmtime's --config
  --cpu NAMES               CPUs and features that may be used [baseline]
  --engine-fingerprint S    what the host hashes [made from the above]
  --compiler PATH           ${DEFAULTS.compiler}, a native wasmtime, or a folder with a compiler that was built
                            [${DEFAULTS.compiler}]

What to do
  --core-modules WHAT       skip, error or compile [${DEFAULTS["core-modules"]}]
  --if-no-files-found WHAT  warn, error or ignore [error]
  --if-nothing-made WHAT    the same where all files found are skipped [as --if-no-files-found]
  --advisories WHAT         warn, error or ignore where an artifact would have a known miscompilation [${DEFAULTS.advisories}]
  --fail-fast               end at the first failure
  --jobs N                  compiles at a time [one per core]
  --timeout-minutes N       how long a component may take for a target, such as 0.5 [${DEFAULTS["timeout-minutes"]}]

Several jobs over one store
  --mode MODE               compile, plan (which jobs are to make what is missing), collect (restore all, or
                            fail), or audit (compile, and compare with what is there) [${DEFAULTS.mode}]
  --max-jobs N              jobs that a plan may have [${DEFAULTS["max-jobs"]}]
  --group TEXT              make what a plan says, one group of its matrix
  --plan JSON               the matrix, for collect to say who was to make what is missing
  --sample N                how many artifacts audit picks [all]
  --shard PART              make one part of several, such as 2/5, without a plan

The store of compiled artifacts
  --store DIR               [${defaultFolder()}]
  --function-cache-limit N  size of the compiled functions kept per target [${DEFAULTS["function-cache-limit"]}]
  --no-store                neither restore nor save
  --cache MODE              auto, true, restore-only, save-only or false; auto is true here [${DEFAULTS.cache}]
  --trust WHAT              cache, signed (by the keys in CWASM_CACHE_SIGNING_KEY), rebuild (compile, and compare
                            with what is stored), or auto: signed where there is a key, else cache [${DEFAULTS.trust}]
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

Exit codes: ${EXIT.ok} done, ${EXIT.failed} something could not be compiled or written, nothing was made, something that has to be in
the store is not, or an audit found a difference, ${EXIT.usage} unusable arguments or no files,
${EXIT.interrupted} and ${EXIT.terminated} interrupted.
`,COMMANDS=["audit","check","inspect"];async function main(args,signal){let[first=""]=args;if(args.includes("--version")){let own=readFileSync(new URL("./package.json",import.meta.url),"utf8");return await print(`cwasm-cache ${JSON.parse(own).version}
`),EXIT.ok}switch(first){case"audit":return await precompileWith(["--mode","audit",...args.slice(1)],signal);case"check":return await(await import("./check-YF24WWOE.js")).check(args.slice(1),signal);case"inspect":return await(await import("./inspect-OMIIQU4Y.js")).inspect(args.slice(1));default:return await precompileWith(args,signal)}}__name(main,"main");async function precompileWith(args,signal){return args.includes("--help")||args[0]==="help"&&!existsSync("help")?(await print(HELP),EXIT.ok):(refuseUnknownCommand(args[0]??""),await(await import("./precompile-3KNPLC4I.js")).precompile(args,signal))}__name(precompileWith,"precompileWith");function refuseUnknownCommand(word){let meant=/^[a-z]+$/i.test(word)?nearest(word,COMMANDS):void 0;if(meant!==void 0&&!existsSync(word))throw new UsageError(`There is no command or file '${word}'. Did you mean '${meant}'?`)}__name(refuseUnknownCommand,"refuseUnknownCommand");process.on("uncaughtException",error=>{process.stderr.write(`error: unexpected: ${oneLine(messageOf(error))}
`),exitOnceWritten(EXIT.failed)});for(let stream of[process.stdout,process.stderr])stream.on("error",()=>{});var failed=__name(message=>{process.stderr.write(`error: ${oneLine(message)}
`)},"failed"),cancel=cancelledBySignals({SIGINT:EXIT.interrupted,SIGTERM:EXIT.terminated},failed);try{process.exitCode=await main(process.argv.slice(2),cancel)}catch(thrown){let error=cancel.aborted?cancel.reason:thrown;failed(messageFor(error,commandLine(process.argv.slice(2)))),error instanceof Cancelled&&exitOnceWritten(error.exitCode);let usage=error instanceof InputError||error instanceof UsageError;usage&&process.stderr.write(`Run with --help for all options.
`),process.exitCode=usage?EXIT.usage:EXIT.failed}
