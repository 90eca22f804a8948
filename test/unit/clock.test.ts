/** The clock of a compile, under a clock of the test's own. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Clock } from "../../src/compiler/clock.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("only the time of jobs counts, and of those that run at once only once", () => {
  const clock = new Clock();
  vi.advanceTimersByTime(30);
  expect(clock.milliseconds).toBe(0);
  clock.start();
  vi.advanceTimersByTime(5);
  clock.start();
  vi.advanceTimersByTime(20);
  clock.stop();
  expect(clock.milliseconds).toBe(25);
  clock.stop();
  vi.advanceTimersByTime(10);
  clock.start();
  vi.advanceTimersByTime(1);
  clock.stop();
  expect(clock.milliseconds).toBe(26);
  expect(clock.signal.aborted).toBe(false);
});

test("the limit is for all jobs together, and waiting is free", () => {
  const clock = new Clock(50);
  clock.start();
  vi.advanceTimersByTime(30);
  clock.stop();
  vi.advanceTimersByTime(1000);
  clock.start();
  vi.advanceTimersByTime(19);
  expect(clock.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(clock.signal.aborted).toBe(true);
  clock.stop();
});
