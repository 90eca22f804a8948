/**
 * Ends with 0 if all jobs that a job needs have succeeded: `NEEDS` is `toJSON(needs)`. The arguments are jobs that may
 * be skipped.
 */
const mayBeSkipped = process.argv.slice(2);
const needs = JSON.parse(process.env["NEEDS"] ?? "{}") as Record<string, { result: string }>;
const jobs = Object.entries(needs);
const bad = jobs.filter(
  ([name, { result }]) =>
    result !== "success" && !(result === "skipped" && mayBeSkipped.includes(name)),
);
for (const [name, { result }] of jobs) {
  process.stdout.write(`${name}: ${result}\n`);
}
process.exitCode = jobs.length === 0 || bad.length > 0 ? 1 : 0;
