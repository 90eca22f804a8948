/** Under which names files go into workflow artifacts and archives. */
import { posix, win32 } from "node:path";
import { sidecarPath } from "../artifact/place.ts";
import { InputError } from "../support/errors.ts";

/** One artifact that is to be uploaded, with its sidecar. */
export interface Uploadable {
  /** What it is uploaded in: the name of a workflow artifact, or of an archive. */
  readonly group: string;
  readonly target: string;
  /** Absolute. */
  readonly path: string;
}

export interface Named {
  /** Absolute. */
  readonly file: string;
  /** Within what it is uploaded in, with `/`. */
  readonly name: string;
}

/** What the service refuses within a name, and `\`, which becomes a folder when it is unpacked. */
const REFUSED = /["\\:<>|*?\r\n]/;

/** File systems there ignore case, and the difference between forms of one letter. */
const CASELESS = /windows|darwin|apple/;

/**
 * The files of each group: relative to the working directory if all lie below
 * it, otherwise to the folder that all have in common.
 *
 * @throws InputError for a name that the service refuses, or if two files have one name
 */
export function layOutUpload(
  artifacts: readonly Uploadable[],
  cwd: string,
  platform: NodeJS.Platform = process.platform,
): Map<string, Named[]> {
  const parts = (path: string): string[] => split(path, platform);
  const below = parts(cwd);
  const paths = artifacts.map(({ path }) => parts(path));
  const inside = paths.every((path) => commonLength(path, below) === below.length);
  const base = inside
    ? below.length
    : paths.reduce(
        (length, path) => Math.min(length, commonLength(path, paths[0] ?? []), path.length - 1),
        Number.POSITIVE_INFINITY,
      );
  const named = new Map<string, Named[]>();
  const taken = new Map<string, string>();
  for (const { group, target, path } of artifacts) {
    const name = parts(path).slice(base).join("/");
    const refused = REFUSED.exec(name);
    if (refused !== null) {
      throw uploadError(
        path,
        'without " : < > | * ? \\ and line breaks, in the artifact and its folders',
        `The service for workflow artifacts refuses ${JSON.stringify(refused[0])}: rename the component or its folder, or name the place with {dir} and {target} alone.`,
      );
    }
    const place = CASELESS.test(target) ? name.normalize("NFC").toLowerCase() : name;
    const other = taken.get(`${group}\0${place}`);
    if (other !== undefined) {
      throw uploadError(
        path,
        "with one name for each file of a workflow artifact",
        `'${other}' would be the same file there: use {dir}, {stem}, {target} and {wasmtime} to tell them apart.`,
      );
    }
    taken.set(`${group}\0${place}`, path);
    const files = named.get(group) ?? [];
    files.push({ file: path, name }, { file: sidecarPath(path), name: sidecarPath(name) });
    named.set(group, files);
  }
  return named;
}

function uploadError(path: string, allowed: string, advice: string): InputError {
  return new InputError("output", path, `paths ${allowed}`, advice);
}

/** A path's parts; on Windows the drive, or the server and share, come first. */
function split(path: string, platform: NodeJS.Platform): string[] {
  const windows = platform === "win32";
  const { root } = (windows ? win32 : posix).parse(path);
  const rest = path.slice(root.length);
  return [
    ...root.replaceAll(":", "").split(windows ? /[\\/]/ : "/"),
    ...rest.split(windows ? /[\\/]/ : "/"),
  ].filter((part) => part !== "");
}

function commonLength(a: readonly string[], b: readonly string[]): number {
  const different = a.findIndex((part, index) => part !== b[index]);
  return different === -1 ? a.length : different;
}
