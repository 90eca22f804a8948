/** The reference's own host with one plugin, in a home of its own. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../../src/support/hash.ts";
import { root, temporaryDirectory } from "../support/fixtures.ts";
import { type Ended, runProgram } from "../support/process.ts";

/** The plugin of the reference's guide, see plugin/. It has one command, `hello`. */
export const PLUGIN = join(root, "test", "real-host", "hello.wasm");

/**
 * What the host does about an artifact: it loads it and says nothing; it compiles in memory, which
 * it says; or it can do neither, and the plugin is lost.
 */
export type HostVerdict = "loads" | "stale" | "refused";

export class Home {
  /** Where plugins are installed, and where programs run. */
  readonly plugins: string;
  readonly wasm: string;
  readonly #home = temporaryDirectory();
  readonly #programs: string;

  constructor(programs: string) {
    this.#programs = programs;
    this.plugins = join(this.#home, "plugins");
    this.wasm = join(this.plugins, "hello.wasm");
    mkdirSync(this.plugins);
    copyFileSync(PLUGIN, this.wasm);
    mkdirSync(join(this.#home, ".config", "yosh"), { recursive: true });
  }

  /** Has the host find this artifact for the plugin, and use the plugin. */
  async run(artifact: string): Promise<Ended & { readonly verdict: HostVerdict }> {
    this.#write("plugins.lock", {
      name: "hello",
      path: this.wasm,
      enabled: true,
      sha256: sha256(readFileSync(this.wasm)),
      source: `local:${this.wasm}`,
      cwasm_path: artifact,
      // The host looks at none of these: the sidecar's fields count.
      wasmtime_version: "27",
      target_triple: "any",
      engine_config_hash: "any",
    });
    const ended = await this.#program("yosh", "-c", "hello there");
    return { ...ended, verdict: verdictOf(ended) };
  }

  /** Has the reference itself make the pair; the path of its artifact. */
  async sync(): Promise<string> {
    this.#write("plugins.toml", { name: "hello", source: `local:${this.wasm}` });
    const { code, stderr } = await this.#program("yosh-plugin", "sync");
    if (code !== 0) {
      throw new Error(stderr);
    }
    return join(this.#home, ".yosh", "plugins", "hello", "hello.cwasm");
  }

  /** Texts without what differs from run to run. */
  shown(text: string): string {
    return text.replaceAll(this.plugins, "").replaceAll(this.#home, "~").trim();
  }

  #write(file: string, plugin: Readonly<Record<string, string | boolean>>): void {
    const fields = Object.entries(plugin).map(
      ([name, value]) => `${name} = ${JSON.stringify(value)}`,
    );
    const text = ["[[plugin]]", ...fields, ""].join("\n");
    writeFileSync(join(this.#home, ".config", "yosh", file), text);
  }

  #program(name: string, ...args: string[]): Promise<Ended> {
    return runProgram(join(this.#programs, name), args, {
      cwd: this.plugins,
      env: { PATH: process.env["PATH"], HOME: this.#home },
    });
  }
}

function verdictOf({ code, stdout, stderr }: Ended): HostVerdict {
  const greeted = code === 0 && stdout === "Hello, there!\n";
  if (greeted && stderr === "") {
    return "loads";
  }
  if (greeted && /^yosh: plugin '.*': cwasm cache stale \(.*\n$/.test(stderr)) {
    return "stale";
  }
  if (code === 127 && /cwasm deserialize failed/.test(stderr)) {
    return "refused";
  }
  throw new Error(
    `the host did what is not known of it: ${JSON.stringify({ code, stdout, stderr })}`,
  );
}
