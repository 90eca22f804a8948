/** Inputs about where artifacts are uploaded to. */
import { InputError } from "../support/errors.ts";
import { fillTemplate, type OutputNames, requirePlaceholders, type Several } from "./names.ts";
import { oneOf, type Text, type WorkflowEvent, wholeNumber } from "./read.ts";

/** Where to; undefined for what nothing is uploaded to. */
export interface UploadSettings {
  readonly artifact: ArtifactSettings | undefined;
  readonly release: ReleaseSettings | undefined;
}

/** For workflow artifacts. */
export interface ArtifactSettings {
  /** The name of the workflow artifact that an artifact is in. */
  readonly name: (names: Pick<OutputNames, "target" | "wasmtime">) => string;
  /** Days; undefined for the repository's own. */
  readonly retentionDays: number | undefined;
}

/** For assets of a release. */
export interface ReleaseSettings {
  readonly tag: string;
  /** What becomes of the draft when all is there. */
  readonly draft: "publish" | "keep";
  readonly archive: "none" | "tar.gz" | "tar.zst";
  /** The name of an artifact's asset, or of the archive that it is in. */
  readonly assetName: (names: OutputNames) => string;
  /** Where assets of the same names and other bytes may be replaced. */
  readonly overwrite: "never" | "draft" | "always";
  readonly token: string;
}

const DESTINATIONS = ["artifact", "release"] as const;

export function readUpload(text: Text, several: Several, event: WorkflowEvent): UploadSettings {
  const words = text("upload").split(/[\s,]+/);
  const to =
    words.join() === "none"
      ? []
      : words.map((word) =>
          oneOf("upload", word, DESTINATIONS, "none, artifact, release, or artifact and release"),
        );
  // Checked even when nothing is uploaded, so that it shows early.
  const artifact = readArtifact(text, several);
  const toRelease = to.includes("release") || text("mode") === "publish";
  const release = readRelease(text, several, event, toRelease);
  return {
    artifact: to.includes("artifact") ? artifact : undefined,
    release: toRelease ? release : undefined,
  };
}

function readArtifact(text: Text, several: Several): ArtifactSettings {
  const name = text("artifact-name");
  // What the artifact service refuses.
  if (/["\\:<>|*?/\r\n]/.test(name)) {
    throw new InputError(
      "artifact-name",
      name,
      `text without " : < > | * ? \\ / and line breaks`,
      "{target} stands for the target.",
    );
  }
  requirePlaceholders(
    "artifact-name",
    name,
    "a name with the placeholders {target} and {wasmtime}",
    "target|wasmtime",
  );
  if (!name.includes("{target}") && several.targets) {
    throw new InputError(
      "artifact-name",
      name,
      "text with {target} when there are several targets",
      "One workflow artifact is made per target, and each needs its own name.",
    );
  }
  const days = text("retention-days");
  return {
    name: (names) => fillTemplate(name, { dir: "", stem: "", ...names }),
    retentionDays:
      days === ""
        ? undefined
        : wholeNumber("retention-days", days, 1, 400, "Leave it out for the repository's own."),
  };
}

/** @param used whether something is uploaded to it: then it needs a tag and a token */
function readRelease(
  text: Text,
  several: Several,
  event: WorkflowEvent,
  used: boolean,
): ReleaseSettings {
  const archive = oneOf("archive", text("archive"), ["none", "tar.gz", "tar.zst"]);
  const tag = text("release-tag") || (event.tag ?? "");
  // What Git takes as a tag, and nothing that changes the meaning of an address.
  const isTag = /^(?![-/.])(?!.*(?:\.\.|\/[/.]|@\{))[^\s\p{Cc}~^:?*[\\]+(?<![/.]|\.lock)$/u;
  if ((used || tag !== "") && !isTag.test(tag)) {
    throw new InputError(
      "release-tag",
      tag,
      "the name of a tag, such as v1.2.0",
      tag === ""
        ? "No tag started this workflow: name the release's, or run where one is pushed."
        : "Git takes no such tag.",
    );
  }
  const token = text("token");
  if (used && token === "") {
    throw new InputError(
      "token",
      "",
      "a token that may write releases",
      "Leave it out for the job's own, which needs 'permissions: contents: write'.",
    );
  }
  return {
    tag,
    draft: oneOf("release-draft", text("release-draft"), ["publish", "keep"]),
    archive,
    assetName: readAssetName(text("asset-name"), archive, several),
    overwrite: oneOf("overwrite", text("overwrite"), ["never", "draft", "always"]),
    token,
  };
}

function readAssetName(
  text: string,
  archive: ReleaseSettings["archive"],
  several: Several,
): ReleaseSettings["assetName"] {
  const inArchive = archive !== "none";
  const extension = inArchive ? `.${archive}` : ".cwasm";
  const first = inArchive ? "cwasm" : "{stem}";
  const template = text || `${first}${several.engines ? "-{wasmtime}" : ""}-{target}${extension}`;
  const placeholders = inArchive
    ? "{target} and {wasmtime}"
    : "{dir}, {stem}, {target} and {wasmtime}";
  const allowed = `a name that ends in ${extension}, with the placeholders ${placeholders}`;
  requirePlaceholders("asset-name", template, allowed, inArchive ? "target|wasmtime" : undefined);
  if (!template.endsWith(extension)) {
    throw new InputError(
      "asset-name",
      text,
      allowed,
      inArchive ? "" : "The sidecar lies beside it, with .meta appended.",
    );
  }
  if (inArchive && several.targets && !template.includes("{target}")) {
    throw new InputError(
      "asset-name",
      text,
      "a name with {target} when there are several targets",
      "One archive is made per target, and each needs its own name.",
    );
  }
  return (names) => fillTemplate(template, names);
}
