import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** For suites that compile and that may have to build a native program first. */
const large = { testTimeout: 600_000, hookTimeout: 3_600_000 };

export default defineConfig({
  test: {
    // Files wait for services and for cargo as much as they compute, and a compile takes every core by
    // itself: a file more than half the cores makes each of them slower, fewer leave cores idle.
    maxWorkers: Math.max(2, availableParallelism() / 2),
    reporters: ["default", ["json", { outputFile: "node_modules/.cache/vitest-results.json" }]],
    projects: [
      {
        extends: true,
        // They take milliseconds, but the others keep the cores busy beside them.
        test: { name: "unit", include: ["test/unit/*.test.ts"], testTimeout: 60_000 },
      },
      {
        extends: true,
        test: { name: "integration", include: ["test/integration/*.test.ts"], ...large },
      },
      { extends: true, test: { name: "fuzz", include: ["test/fuzz/*.test.ts"], ...large } },
      { extends: true, test: { name: "hosts", include: ["test/hosts/*.test.ts"], ...large } },
      { extends: true, test: { name: "e2e", include: ["test/e2e/*.test.ts"], ...large } },
    ],
  },
});
