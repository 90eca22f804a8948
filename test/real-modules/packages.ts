/** WebAssembly that others published: pinned packages of the npm registry, fetched and verified. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { builds } from "../support/builds.ts";
import { temporaryDirectory } from "../support/fixtures.ts";
import { runOrFail } from "../support/process.ts";
import packages from "./packages.json" with { type: "json" };

interface Package {
  readonly name: string;
  readonly version: string;
  /** Of the package's archive, as the registry and lock files write it. */
  readonly integrity: string;
  readonly files: readonly string[];
}

/** A core module or component as it was published. */
export interface Published {
  readonly package: string;
  readonly version: string;
  /** Within the package. */
  readonly file: string;
  /** Where it lies here. */
  readonly path: string;
  readonly size: number;
}

/** All of them, smallest first. The first call downloads some 200 MB. */
export async function published(): Promise<Published[]> {
  const found: Published[] = [];
  for (const each of packages as readonly Package[]) {
    const folder = await unpacked(each);
    for (const file of each.files) {
      const path = join(folder, file);
      const { name, version } = each;
      found.push({ package: name, version, file, path, size: statSync(path).size });
    }
  }
  return found.sort((a, b) => a.size - b.size);
}

async function unpacked({ name, version, integrity, files }: Package): Promise<string> {
  const digest = Buffer.from(integrity.replace("sha512-", ""), "base64").toString("hex");
  const folder = join(builds, "packages", digest.slice(0, 32));
  if (files.every((file) => existsSync(join(folder, file)))) {
    return folder;
  }
  const temporary = temporaryDirectory();
  const what = `${name}@${version}`;
  const arguments_ = ["--ignore-scripts", "--json", "--pack-destination", temporary];
  const answer = JSON.parse(await runOrFail("npm", ["pack", what, ...arguments_])) as unknown;
  // A list, or in later versions of npm a table by name.
  const [{ filename }] = Object.values(answer as object) as [{ filename: string }];
  const archive = join(temporary, filename.replace("@", "").replace("/", "-"));
  const actual = createHash("sha512").update(readFileSync(archive)).digest("hex");
  if (actual !== digest) {
    throw new Error(`${what}: the registry's archive is not the pinned one`);
  }
  const members = files.map((file) => `package/${file}`);
  await runOrFail("tar", ["-xzf", archive, "-C", temporary, ...members]);
  mkdirSync(join(folder, ".."), { recursive: true });
  rmSync(folder, { recursive: true, force: true });
  renameSync(join(temporary, "package"), folder);
  rmSync(temporary, { recursive: true });
  return folder;
}
