/** Bytes that several threads read: a message that has them takes no copy. */

/** The parts, one after another, in memory of their own. */
export function inSharedMemory(parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const shared = new Uint8Array(new SharedArrayBuffer(size));
  let at = 0;
  for (const part of parts) {
    shared.set(part, at);
    at += part.length;
  }
  return shared;
}
