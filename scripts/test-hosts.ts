/** Compares every embedded engine with native hosts: builds what is missing, then runs their suite. */
import { spawnSync } from "node:child_process";

const { status } = spawnSync("vitest", ["run", "--project", "hosts", ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, HOSTS: process.env["HOSTS"] || "all" },
});
process.exitCode = status ?? 1;
