import { expect, test } from "vitest";
import { whileHeld } from "../../src/support/held.ts";

/** Fails so often, as Windows does while another program holds a file. */
function held(times: number, code: string): () => Promise<string> {
  let left = times;
  return async () => {
    if (left > 0) {
      left -= 1;
      throw Object.assign(new Error(`${code}: rename`), { code });
    }
    return "renamed";
  };
}

test.each(["EPERM", "EACCES", "EBUSY"])("%s on Windows is tried again", async (code) => {
  expect(await whileHeld("a.cwasm", held(3, code), "win32", [0, 0, 0])).toBe("renamed");
});

test("at last it says who may hold the file", async () => {
  await expect(whileHeld("a.cwasm", held(4, "EPERM"), "win32", [0, 0, 0])).rejects.toThrow(
    /'a\.cwasm' cannot be replaced \(EPERM\): another program holds it open, such as a host/,
  );
});

test("anything else is no such case, and elsewhere nothing is", async () => {
  await expect(whileHeld("a", held(1, "ENOSPC"), "win32", [0])).rejects.toThrow("ENOSPC: rename");
  await expect(whileHeld("a", held(1, "EPERM"), "linux", [0])).rejects.toThrow("EPERM: rename");
});
