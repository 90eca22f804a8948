/** How suites come by their native programs. */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { type Program, provide, unavailable } from "../support/builds.ts";
import { temporaryDirectory } from "../support/fixtures.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

function program(needs: Program["needs"]): Program & { built: number } {
  const path = join(temporaryDirectory(), "program");
  return {
    name: "a program",
    needs,
    minutes: 3,
    path,
    built: 0,
    async build() {
      this.built += 1;
      writeFileSync(path, "");
    },
  };
}

test("a program is built when it is first asked for, which is said, and never again", async () => {
  const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const some = program("Rust");
  expect(await provide(some)).toBe(some.path);
  expect(told).toHaveBeenCalledExactlyOnceWith(
    expect.stringMatching(/^building a program: about 3 minutes, once; kept in \S+\n$/),
  );
  await provide(some);
  expect(some.built).toBe(1);
});

test.each(["Rust", "Go"] as const)(
  "without %s its suites are skipped, with the reason",
  (needs) => {
    const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    vi.stubEnv("PATH", temporaryDirectory());
    vi.stubEnv("CI", "");
    expect(unavailable(program(needs))).toBe(true);
    expect(told.mock.calls[0]?.[0]).toMatch(`a program is not built and needs ${needs}`);
  },
);

test("in CI that is an error", () => {
  vi.stubEnv("PATH", temporaryDirectory());
  vi.stubEnv("CI", "true");
  expect(() => unavailable(program("Rust"))).toThrow(/in CI no suite may be skipped/);
});

test("a program that is there needs nothing", async () => {
  const some = program("Rust");
  await some.build();
  vi.stubEnv("PATH", temporaryDirectory());
  expect(unavailable(some)).toBe(false);
  expect(existsSync(some.path)).toBe(true);
});
