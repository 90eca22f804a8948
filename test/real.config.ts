/**
 * Suites against what others published, which take long: `npm run test:real-host` and
 * `npm run test:real-modules`. They build what they need themselves.
 */
import { defineConfig } from "vitest/config";

const minutes = 60_000;

export default defineConfig({
  test: {
    reporters: ["verbose"],
    projects: ["real-host", "real-modules"].map((name) => ({
      extends: true,
      test: {
        name,
        include: [`test/${name}/*.test.ts`],
        testTimeout: 40 * minutes,
        hookTimeout: 60 * minutes,
      },
    })),
  },
});
