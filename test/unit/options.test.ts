import { describe, expect, test } from "vitest";
import { type Option, parseOptions, parseOptionsFile, toFlags } from "../../src/engine/options.ts";
import { InputError } from "../../src/support/errors.ts";

const none: ReadonlySet<string> = new Set();
const line = { major: 36, features: none };

describe("spellings of one engine are one list", () => {
  test.each([
    "-O opt-level=0 -W epoch-interruption,fuel=100",
    "-W fuel=0x64 -W epoch-interruption=yes -O opt-level=0",
    "-Wfuel=1_00,epoch-interruption=true -Oopt-level=0",
    "# mine\n--optimize opt-level=0\n--wasm=epoch-interruption=y,fuel=1\n",
    "-O opt-level=s -O opt-level=0 -W epoch-interruption=n -W fuel=3,epoch-interruption",
    "-O opt-level=0,table-lazy-init=y,memory-init-cow -W fuel=1,epoch-interruption,max-wasm-stack=9 -D logging=y -S inherit-env=y -C parallel-compilation=n",
  ])("%s", (text) => {
    expect(parseOptions(text, line)).toEqual([
      ["epoch-interruption", "true"],
      ["fuel", "true"],
      ["opt-level", "0"],
    ]);
  });

  test("the file of the command line's --config, too", () => {
    const file = `
      [optimize]
      opt-level = 0
      [codegen]
      cranelift = [["enable-verifier"], ["regalloc_checker", "true"]]
      [wasm]
      epoch-interruption = true
      fuel = 100
      [wasi]
      cli = true
    `;
    const flags =
      "-C cranelift-enable_verifier -C cranelift-regalloc_checker=yes -O opt-level=0 -W epoch-interruption,fuel=1";
    expect(parseOptionsFile("wasmtime.toml", file, line)).toEqual(parseOptions(flags, line));
  });

  test("old and new names", () => {
    expect(parseOptions("-O static-memory-forced -O static-memory-maximum-size=0", line)).toEqual(
      parseOptions("-O memory-may-move=n,memory-reservation=0", line),
    );
    // The command line's order of precedence.
    expect(
      parseOptions(
        "-O memory-guard-size=1,static-memory-guard-size=3,dynamic-memory-guard-size=2 -O memory-reservation=5,static-memory-maximum-size=6",
        line,
      ),
    ).toEqual([
      ["memory-guard-size", "3"],
      ["memory-reservation", "5"],
    ]);
  });
});

test("what differs stays different", () => {
  const sets = [
    "-O opt-level=0",
    "-O opt-level=s",
    "-O memory-guard-size=0",
    "-O memory-guard-size=1",
    "-W simd=n",
    "-W simd=y",
    "-C cranelift-a=1",
    "-C cranelift-a=2",
  ];
  expect(new Set(sets.map((text) => JSON.stringify(parseOptions(text, line)))).size).toBe(
    sets.length,
  );
});

describe("what is not available is refused, with the nearest name", () => {
  test.each([
    ["-O optlevel=2", line, "Wasmtime 36 has no option -O optlevel. Did you mean 'opt-level'?"],
    ["-W epoch-interuption", line, "Did you mean 'epoch-interruption'?"],
    ["-O fuel=1", line, "'fuel' is an option of -W, not of -O"],
    [
      "-O memory-reservation=1",
      { ...line, major: 27 },
      "Wasmtime 27 has no option -O memory-reservation",
    ],
    ["-W exceptions", { ...line, major: 27 }, "Wasmtime 27 has no option -W exceptions"],
    ["-O gc-heap-may-move", line, "Wasmtime 36 has no option -O gc-heap-may-move"],
    ["-W gc", line, "'gc' needs Wasmtime's Cargo feature 'gc'"],
    ["-W all-proposals", line, "all-proposals would need"],
    ["-C compiler=winch", line, "The embedded compilers are Cranelift"],
    ["-O opt-level=3", line, "'opt-level' is one of 0, 1, 2, s, not \"3\""],
    ["-O opt-level", line, "'opt-level' is one of"],
    ["-W simd=maybe", line, "'simd' is y or n, not \"maybe\""],
    ["-W fuel", line, "'fuel' is an option with a value"],
    ["-W fuel=-1", line, "'fuel' is a whole number"],
    ["-W fuel=18446744073709551616", line, "'fuel' is a whole number"],
    ["-W max-wasm-stack=0", line, "'max-wasm-stack' is a whole number"],
    ["-W timeout=soon", line, "'timeout' is a time"],
    ["-C cranelift-x=a;b", line, "'cranelift-x' has no plain value"],
    ["opt-level=2", line, "'opt-level=2' is not a flag that takes options"],
    ["-Z x", line, "'-Z' is not a flag that takes options"],
    ["-O", line, "'-O' at the end has no options"],
    ["--target x", line, "'--target' is not a flag"],
    ["-W constructor", line, "no option -W constructor"],
  ])("%s", (text, engine, message) => {
    expect(() => parseOptions(text, engine)).toThrow(InputError);
    expect(() => parseOptions(text, engine)).toThrow(message);
  });

  test.each([
    ["x =", "It is not TOML"],
    ["[optimise]\nopt-level = 2", "Did you mean 'optimize'?"],
    ["optimize = 2", "'optimize' beside"],
    ["[constructor]\nname = 2", "'constructor' beside"],
    ["[optimize]\nopt-level = [2]", "'opt-level' has no plain value"],
    ["[codegen]\ncranelift = 1", "list of pairs"],
    ["[wasm]\nopt-level = 1", "'opt-level' is an option of -O"],
  ])("file %j", (contents, message) => {
    expect(() => parseOptionsFile("a.toml", contents, line)).toThrow(message);
  });
});

test("a native compiler has the last word on what is unknown here", () => {
  const native = { major: 60, features: undefined };
  const options = parseOptions(
    "-W new-proposal=y,gc -C compiler=winch -O opt-level=s -W fuel=9",
    native,
  ) as Option[];
  expect(toFlags(options, 60)).toEqual([
    ..."-W new-proposal=y -C compiler=winch -W fuel=1 -W gc=true -O opt-level=s".split(" "),
  ]);
});

test("flags for a native compiler have the names of its line", () => {
  const options = parseOptions(
    "-O static-memory-forced,static-memory-maximum-size=7",
    line,
  ) as Option[];
  expect(toFlags(options, 36).join(" ")).toBe("-O memory-may-move=false -O memory-reservation=7");
  expect(toFlags(options, 27).join(" ")).toBe(
    "-O static-memory-forced=true -O static-memory-maximum-size=7",
  );
});
