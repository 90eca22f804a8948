/**
 * What parts of target triples Wasmtime can read: an artifact with any other is refused.
 *
 * Source: `target-lexicon` 0.12.16 and 0.13.5, `targets.rs`, which the embedded lines use.
 */

/** Names that may carry a version behind them. */
const VERSIONED = /^(darwin|ios|macosx|tvos|visionos|watchos|xros)/;

const OPERATING_SYSTEMS =
  "unknown aix amdhsa bitrig cloudabi cuda cygwin dragonfly emscripten espidf freebsd fuchsia haiku hermit horizon hurd illumos l4re linux nebulet netbsd none openbsd psp redox solaris solid_asp3 uefi vxworks wasi wasip1 wasip2 windows";

const ENVIRONMENTS =
  "amdgiz android androideabi eabi eabihf gnu gnuabi64 gnueabi gnueabihf gnuspe gnux32 gnu_ilp32 gnuilp32 gnullvm hermitkernel hurdkernel linuxkernel macabi musl musleabi musleabihf muslabi64 msvc newlib kernel uclibc uclibceabi uclibceabihf sgx sim softfloat spe threads ohos";

const BINARY_FORMATS = "elf coff macho wasm xcoff";

const KNOWN = new Set([OPERATING_SYSTEMS, ENVIRONMENTS, BINARY_FORMATS].join(" ").split(" "));

/** The second part may be any vendor. */
const VENDOR = /^[a-z][a-z0-9_.]*$/;

/** The first part that Wasmtime cannot read, if there is one. */
export function unreadablePart(triple: string): string | undefined {
  return triple
    .split("-")
    .slice(1)
    .find(
      (part, index) =>
        !KNOWN.has(part) && !VERSIONED.test(part) && !(index === 0 && VENDOR.test(part)),
    );
}
