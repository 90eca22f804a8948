/** Target triples. */

/** The triple that Rust names this machine by, or undefined if it has none that hosts run on. */
export function runnerTarget(): string | undefined {
  const cpu = { x64: "x86_64", arm64: "aarch64", s390x: "s390x", riscv64: "riscv64gc" }[
    process.arch as string
  ];
  const system = {
    linux: isMusl() ? "unknown-linux-musl" : "unknown-linux-gnu",
    darwin: "apple-darwin",
    win32: "pc-windows-msvc",
  }[process.platform as string];
  return cpu === undefined || system === undefined ? undefined : `${cpu}-${system}`;
}

/** Node names the C library it runs on only if that is glibc. */
function isMusl(): boolean {
  if (process.platform !== "linux") {
    return false;
  }
  // Without this the report looks up the name of every network peer.
  (process.report as { excludeNetwork?: boolean }).excludeNetwork = true;
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime === undefined;
}
