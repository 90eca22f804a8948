import { defineConfig } from "vitest/config";

const large = { testTimeout: 600_000, hookTimeout: 600_000 };

export default defineConfig({
  test: {
    reporters: ["default", ["json", { outputFile: "node_modules/.cache/vitest-results.json" }]],
    projects: [
      { extends: true, test: { name: "unit", include: ["test/unit/*.test.ts"] } },
      {
        extends: true,
        test: { name: "integration", include: ["test/integration/*.test.ts"], ...large },
      },
      { extends: true, test: { name: "hosts", include: ["test/hosts/*.test.ts"], ...large } },
      { extends: true, test: { name: "e2e", include: ["test/e2e/*.test.ts"], ...large } },
    ],
  },
});
