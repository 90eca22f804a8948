import type { TestProject } from "vitest/node";
import "./tools.ts";
import { buildAct, buildOracle, buildWasmtime } from "./builds.ts";

/** Builds what is not Node. Where that can't be done the suites are skipped, and fail under CI. */
export default async function setup(project: TestProject): Promise<void> {
  const oracle = await buildOracle();
  const act = await buildAct();
  const wasmtime = await buildWasmtime("27.0.0");
  if (process.env["CI"] === "true" && (oracle === "" || act === "")) {
    throw new Error("CI needs Rust for the oracle and Go for act: no suite may be skipped there");
  }
  project.provide("oracle", oracle);
  project.provide("act", act);
  project.provide("wasmtime", wasmtime);
}
