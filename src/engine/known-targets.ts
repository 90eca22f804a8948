/**
 * The target triples that there are, of architectures that Wasmtime compiles for. A host compares the
 * triple in a sidecar letter by letter with Rust's name of its own.
 *
 * Source: `rustc 1.95.0 --print target-list`, and Wasmtime for Pulley.
 */
import { nearest } from "../support/nearest.ts";

/** What follows the architecture. */
const RUST_TARGETS: Readonly<Record<string, string>> = {
  aarch64:
    "apple-darwin apple-ios apple-ios-macabi apple-ios-sim apple-tvos apple-tvos-sim apple-visionos apple-visionos-sim apple-watchos apple-watchos-sim kmc-solid_asp3 linux-android nintendo-switch-freestanding pc-windows-gnullvm pc-windows-msvc unknown-freebsd unknown-fuchsia unknown-helenos unknown-hermit unknown-illumos unknown-linux-gnu unknown-linux-gnu_ilp32 unknown-linux-musl unknown-linux-ohos unknown-managarm-mlibc unknown-netbsd unknown-none unknown-none-softfloat unknown-nto-qnx700 unknown-nto-qnx710 unknown-nto-qnx710_iosock unknown-nto-qnx800 unknown-nuttx unknown-openbsd unknown-redox unknown-teeos unknown-trusty unknown-uefi uwp-windows-msvc wrs-vxworks",
  aarch64_be:
    "unknown-hermit unknown-linux-gnu unknown-linux-gnu_ilp32 unknown-linux-musl unknown-netbsd unknown-none-softfloat",
  aarch64v8r: "unknown-none unknown-none-softfloat",
  arm64e: "apple-darwin apple-ios apple-tvos",
  arm64ec: "pc-windows-msvc",
  riscv64: "linux-android wrs-vxworks",
  riscv64a23: "unknown-linux-gnu",
  riscv64gc:
    "unknown-freebsd unknown-fuchsia unknown-hermit unknown-linux-gnu unknown-linux-musl unknown-managarm-mlibc unknown-netbsd unknown-none-elf unknown-nuttx-elf unknown-openbsd unknown-redox",
  riscv64im: "unknown-none-elf",
  riscv64imac: "unknown-none-elf unknown-nuttx-elf",
  s390x: "unknown-linux-gnu unknown-linux-musl unknown-none-softfloat",
  x86_64:
    "apple-darwin apple-ios apple-ios-macabi apple-tvos apple-watchos-sim fortanix-unknown-sgx linux-android lynx-lynxos178 pc-cygwin pc-nto-qnx710 pc-nto-qnx710_iosock pc-nto-qnx800 pc-solaris pc-windows-gnu pc-windows-gnullvm pc-windows-msvc unikraft-linux-musl unknown-dragonfly unknown-freebsd unknown-fuchsia unknown-haiku unknown-helenos unknown-hermit unknown-hurd-gnu unknown-illumos unknown-l4re-uclibc unknown-linux-gnu unknown-linux-gnuasan unknown-linux-gnux32 unknown-linux-musl unknown-linux-none unknown-linux-ohos unknown-managarm-mlibc unknown-motor unknown-netbsd unknown-none unknown-openbsd unknown-redox unknown-trusty unknown-uefi uwp-windows-gnu uwp-windows-msvc win7-windows-gnu win7-windows-msvc wrs-vxworks",
  x86_64h: "apple-darwin",
};

export const KNOWN_TARGETS: ReadonlySet<string> = new Set([
  ...Object.entries(RUST_TARGETS).flatMap(([architecture, systems]) =>
    systems.split(" ").map((system) => `${architecture}-${system}`),
  ),
  ...["pulley32", "pulley64", "pulley32be", "pulley64be"],
]);

/** Rust's names of parts by those of other tools. */
const SYNONYMS: Readonly<Record<string, string>> = {
  amd64: "x86_64",
  x64: "x86_64",
  arm64: "aarch64",
  riscv64: "riscv64gc",
  macos: "darwin",
  macosx: "darwin",
  osx: "darwin",
  win32: "windows",
  win64: "windows",
};

/** Of several that fit, what is meant most often. */
const USUAL = ["linux-gnu", "apple-darwin", "windows-msvc", "linux-musl"];

/** Rust's name of what was probably meant by another. */
export function nearestTarget(name: string): string | undefined {
  const parts = name
    .toLowerCase()
    .split("-")
    .map((part) => SYNONYMS[part] ?? part);
  const fitting = [...KNOWN_TARGETS].filter((triple) => {
    const has = triple.split("-");
    return has[0] === parts[0] && parts.every((part) => part === "unknown" || has.includes(part));
  });
  const usual = USUAL.map((system) => fitting.find((triple) => triple.endsWith(system)));
  return usual.find((triple) => triple !== undefined) ?? fitting[0] ?? nearest(name, KNOWN_TARGETS);
}
