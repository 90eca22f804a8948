/** Names of what is made: templates with placeholders. */
import { InputError } from "../support/errors.ts";
import type { InputName } from "./defaults.ts";

/** What names an artifact's path are made of. */
export interface OutputNames {
  /** The component's folder. */
  readonly dir: string;
  readonly stem: string;
  readonly target: string;
  /** The host's Wasmtime, as the host writes its version. */
  readonly wasmtime: string;
}

/** Of what a run has more than one, so that names have to tell them apart. */
export interface Several {
  readonly targets: boolean;
  readonly engines: boolean;
}

export function readOutput(text: string, several: Several): (names: OutputNames) => string {
  const folders = [
    "{dir}",
    ...(several.engines ? ["{wasmtime}"] : []),
    ...(several.targets ? ["{target}"] : []),
  ];
  const template = text || `${folders.join("/")}/{stem}.cwasm`;
  const allowed =
    "a path that ends in .cwasm, with the placeholders {dir}, {stem}, {target} and {wasmtime}";
  if (!template.endsWith(".cwasm") || template.includes("\0")) {
    throw new InputError(
      "output",
      text,
      allowed,
      "Hosts look for <stem>.cwasm and <stem>.cwasm.meta.",
    );
  }
  requirePlaceholders("output", template, allowed);
  return (names) => fillTemplate(template, names);
}

/** @param known as a pattern; without it all. @throws InputError if there is one that is not known */
export function requirePlaceholders(
  name: InputName,
  template: string,
  allowed: string,
  known = "dir|stem|target|wasmtime",
): void {
  const unknown = new RegExp(`\\{(?!(?:${known})\\})[^}]*\\}?`).exec(template);
  if (unknown !== null) {
    throw new InputError(name, template, allowed, `There is no placeholder ${unknown[0]} here.`);
  }
}

/** An absolute folder that is put below another loses its root; on Windows a drive becomes a folder. */
export function fillTemplate(
  template: string,
  names: OutputNames,
  platform: NodeJS.Platform = process.platform,
): string {
  const dir = platform === "win32" ? names.dir.replace(/^([a-z]):/i, "$1") : names.dir;
  const below = { ...names, dir: dir.replace(/^\/+/, "") };
  return template.replace(
    /\{(dir|stem|target|wasmtime)\}/g,
    (_, name: keyof OutputNames, offset: number) => (offset === 0 ? names : below)[name],
  );
}
