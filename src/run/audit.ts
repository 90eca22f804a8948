/** An audit of a pair: is what is there what is compiled here? */
import { sidecarPath } from "../artifact/place.ts";
import type { Entry } from "../store/entry.ts";
import { mention } from "../support/errors.ts";
import { readRegular } from "../support/files.ts";
import { sha256 } from "../support/hash.ts";

/** @param path of the artifact. @throws Error that says how the pair there differs from the one that is due */
export async function requireSame(path: string, { artifact, sidecar }: Entry): Promise<void> {
  const due = [
    [path, artifact],
    [sidecarPath(path), Buffer.from(sidecar)],
  ] as const;
  for (const [file, bytes] of due) {
    const there = await readRegular(file).catch((error: NodeJS.ErrnoException) => {
      throw error.code === "ENOENT"
        ? new Error(
            `there is nothing to compare with at '${file}': say in ${mention("output")} where the pair lies`,
          )
        : error;
    });
    if (!there.equals(bytes)) {
      const at = bytes.findIndex((byte, index) => byte !== there[index]);
      const where = at < 0 ? bytes.length : at;
      throw new Error(
        `'${file}' is not what is compiled here: they differ from byte ${where} on (${there.length} bytes, sha256 ${sha256(there)}; compiled ${bytes.length} bytes, sha256 ${sha256(bytes)}). Somebody has changed it, or it was made with other inputs or by another version of the compiler`,
      );
    }
  }
}
