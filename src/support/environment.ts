/** What programs that are started see of the job's environment: none of its secrets, nothing that steers compilers. */
import { posix, win32 } from "node:path";

/** Beside PATH: where Windows itself is, and where temporary files go. */
const KEPT = ["SystemRoot", "TEMP", "TMP", "TMPDIR"];

/** @param more names of variables that a program needs beside these, if they are set */
export function smallEnvironment(more: readonly string[] = []): NodeJS.ProcessEnv {
  const kept = [...KEPT, ...more].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const { delimiter } = pathOf(process.platform);
  const folders = programFolders(process.env["PATH"] ?? "", process.platform);
  return { PATH: folders.join(delimiter), ...Object.fromEntries(kept) };
}

/** The folders that the variable PATH names. Relative ones would be the workspace's, where nobody has put programs. */
export function programFolders(path: string, platform: NodeJS.Platform): string[] {
  const { delimiter, isAbsolute } = pathOf(platform);
  return path.split(delimiter).filter((folder) => isAbsolute(folder));
}

function pathOf(platform: NodeJS.Platform): typeof posix {
  return platform === "win32" ? win32 : posix;
}
