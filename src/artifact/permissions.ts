/** Who may read and write a pair, as the reference's host looks at it before it loads one. */
import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { DIRECTORY_MODE, FILE_MODE } from "./place.ts";

/**
 * What the host objects to. It follows links, and looks at the artifact and its folder alone. Windows
 * has neither owners nor modes.
 *
 * @throws Error if one of them cannot be looked at
 */
export async function permissionFaults(artifact: string): Promise<string[]> {
  if (process.getuid === undefined) {
    return [];
  }
  const uid = process.getuid();
  const faults: string[] = [];
  for (const [what, path, wanted] of [
    ["the artifact", artifact, FILE_MODE],
    ["its folder", dirname(artifact), DIRECTORY_MODE],
  ] as const) {
    const { mode, uid: owner } = await stat(path);
    if ((mode & 0o777) !== wanted) {
      faults.push(`${what} has mode ${octal(mode & 0o777)}, and it wants ${octal(wanted)}`);
    }
    if (owner !== uid) {
      faults.push(`${what} belongs to user ${owner}, and it runs as ${uid}`);
    }
  }
  return faults;
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, "0");
}
