/** The files of pairs as they were made: whatever lies in their places by now, nothing else is uploaded. */
import { resolve } from "node:path";
import { sidecarOf } from "../artifact/sidecar.ts";
import type { Manifest } from "../report/manifest.ts";
import { readRegular } from "../support/files.ts";
import { sha256 } from "../support/hash.ts";

export class MadeFiles {
  /** By absolute paths, hex SHA-256. */
  readonly #digests: ReadonlyMap<string, string>;

  constructor({ artifacts }: Pick<Manifest, "artifacts">, cwd: string) {
    this.#digests = new Map(
      artifacts.flatMap(({ artifact, artifact_sha256, sidecar, key }) => [
        [resolve(cwd, artifact), artifact_sha256],
        [resolve(cwd, sidecar), sha256(sidecarOf(key))],
      ]),
    );
  }

  /** Hex SHA-256 of a file of a pair. */
  digest(file: string): string {
    return this.#digests.get(file) ?? "";
  }

  /** Its bytes. @throws Error if they are not what was made */
  async read(file: string): Promise<Buffer> {
    const bytes = await readRegular(file);
    if (sha256(bytes) !== this.digest(file)) {
      throw new Error(`'${file}' has been changed since it was made: nothing is uploaded`);
    }
    return bytes;
  }
}
