// Loaded with --import: writes this process's peak memory, in bytes, to the file that PEAK_MEMORY names.
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  process.on("exit", () => {
    writeFileSync(process.env.PEAK_MEMORY, String(process.resourceUsage().maxRSS * 1024));
  });
}
