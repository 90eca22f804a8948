/** What somebody puts into the cache who can write there and knows what is compared. */
import { sha256 } from "../../src/support/hash.ts";
import type { Member } from "./cache-servers.ts";

/** The one member whose name ends so. */
export function memberAt(members: readonly Member[], end: string): Member {
  const found = members.find(({ header }) => header.name.endsWith(end));
  if (found === undefined) {
    throw new Error(`there are ${members.map(({ header }) => header.name).join(" ")}`);
  }
  return found;
}

/** Changes an artifact's code. */
export function poisonCode(artifact: Buffer): void {
  // It begins at the second page.
  artifact.writeUInt8(artifact.readUInt8(4096) ^ 1, 4096);
}

/** Changes the code of an entry's first artifact, and the record to match. */
export function forge(members: readonly Member[]): void {
  const [artifact, record] = [memberAt(members, ".cwasm"), memberAt(members, "/record.json")];
  const before = sha256(artifact.bytes);
  poisonCode(artifact.bytes);
  record.bytes.write(record.bytes.toString().replace(before, sha256(artifact.bytes)));
}
