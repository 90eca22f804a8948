/** Runs workflows with `act`, a runner for GitHub's workflows, on this machine. */
import { cpSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import { root, temporaryDirectory } from "./fixtures.ts";
import { runOrFail, runProgram } from "./process.ts";

/** Copies what a repository needs to be this Action. */
export function copyAction(folder: string): void {
  cpSync(join(root, "action.yml"), join(folder, "action.yml"));
  cpSync(join(root, "dist"), join(folder, "dist"), { recursive: true });
}

/** The actions that a workflow uses, as it names them, with the folders that stand for them here. */
export function standIns(
  workflow: string,
  folders: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const used = [...workflow.matchAll(/ uses: (([\w.-]+\/[\w.-]+)@\S+)/g)];
  return Object.fromEntries(
    used.flatMap(([, reference = "", name = ""]) => {
      const folder = folders[name];
      return folder === undefined ? [] : [[reference, folder]];
    }),
  );
}

/** A folder with an action that is a few lines of shell. */
export function shellAction(inputs: readonly string[], script: string): string {
  const folder = temporaryDirectory();
  const action = {
    name: "stand-in",
    description: "does what can be done here",
    inputs: Object.fromEntries(inputs.map((name) => [name, { description: name, default: "" }])),
    runs: { using: "composite", steps: [{ shell: "bash", run: script }] },
  };
  writeFileSync(join(folder, "action.yml"), stringify(action));
  return folder;
}

export interface WorkflowOptions {
  /** A folder that is the server's between runs. */
  readonly cacheServer: string;
  readonly env: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** The file of the event's payload. */
  readonly event?: string;
  /** Folders by the actions that they stand for, such as `owner/name@v1`. */
  readonly actions?: Readonly<Record<string, string>>;
  /** A folder with programs that come first. */
  readonly programs?: string;
}

/** Commits all that is in a repository, and runs its workflows for the push. */
export async function runWorkflow(
  runner: string,
  repository: string,
  { cacheServer, env, secrets = {}, event, actions = {}, programs }: WorkflowOptions,
): Promise<{ readonly code: number | null; readonly log: string }> {
  await runOrFail("git", ["init", "-q"], { cwd: repository });
  await runOrFail("git", ["add", "-A"], { cwd: repository });
  const author = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
  await runOrFail("git", [...author, "commit", "-qm", "a commit", "--allow-empty"], {
    cwd: repository,
  });
  const pairs = (flag: string, values: Readonly<Record<string, string>>): string[] =>
    Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
  const { code, stdout, stderr } = await runProgram(
    runner,
    [
      "push",
      ...["-P", "ubuntu-latest=-self-hosted"],
      ...["--cache-server-path", cacheServer, "--cache-server-addr", "127.0.0.1"],
      ...pairs("--env", env),
      ...pairs("-s", secrets),
      ...pairs("--local-repository", actions),
      ...(event === undefined ? [] : ["-e", event]),
    ],
    {
      cwd: repository,
      env: {
        // `act` passes its environment on to the jobs, and takes the first node there is.
        PATH: [programs, dirname(process.execPath), "/usr/local/bin:/usr/bin:/bin"]
          .filter((folder) => folder !== undefined)
          .join(":"),
        HOME: temporaryDirectory(),
      },
    },
  );
  return { code, log: stdout + stderr };
}
