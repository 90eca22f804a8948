/** `upload: release` through the Action, against a service with GitHub's REST API and its faults. */
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "../../src/support/hash.ts";
import { type ActionRun, runAction } from "../support/action.ts";
import { component, root, temporaryDirectory } from "../support/fixtures.ts";
import { rows } from "../support/markdown.ts";
import { runOrFail } from "../support/process.ts";
import { type Asked, READER, ReleasesService, WRITER } from "../support/releases-service.ts";
import { ResultsService } from "../support/results-service.ts";

const TARGETS = ["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"] as const;

let service: ReleasesService;
let workspace: string;
let inputs: Record<string, string>;

beforeAll(async () => {
  service = await ReleasesService.start();
});

afterAll(() => service.stop());

beforeEach(() => {
  service.forget();
  workspace = temporaryDirectory();
  inputs = { targets: TARGETS[0], upload: "release", cache: "false", token: WRITER };
  mkdirSync(join(workspace, "plugins"));
  for (const name of ["add", "greet"] as const) {
    cpSync(component(name), join(workspace, "plugins", `${name}.wasm`));
  }
});

const release = (more: Record<string, string> = {}, env: Record<string, string> = {}) =>
  runAction(workspace, { ...inputs, ...more }, { ...service.env, ...env });

/** The names of what was sent, in this order. */
const sent = (): string[] => service.asked.filter(isUpload).map(nameOf);

const isUpload = ({ method, path }: Asked): boolean =>
  method === "POST" && path.includes("/assets");

const nameOf = ({ path }: Asked): string =>
  new URLSearchParams(path.split("?")[1]).get("name") ?? "";

const pair = (stem: string, target: string = TARGETS[0]): string[] => [
  `${stem}-${target}.cwasm`,
  `${stem}-${target}.cwasm.meta`,
];

function expectWhole(run: ActionRun, names: readonly string[]): void {
  expect(run.code, run.log).toBe(0);
  expect([...service.files.keys()].sort()).toEqual([...names, "SHA256SUMS"].sort());
  const sums = names
    .toSorted()
    .map((name) => `${sha256(service.files.get(name) as Buffer)}  ${name}\n`)
    .join("");
  expect(service.files.get("SHA256SUMS")?.toString()).toBe(sums);
}

const made = (stem: string): Buffer => readFileSync(join(workspace, "plugins", `${stem}.cwasm`));

describe("to a draft, which is then published", () => {
  test("pairs, sums, outputs; the same run again sends nothing", async () => {
    const run = await release();
    expectWhole(run, [...pair("add"), ...pair("greet")]);
    expect(service.files.get(pair("add")[0] as string)?.equals(made("add"))).toBe(true);
    const [one] = service.releases;
    expect(one).toMatchObject({ draft: false, tag_name: "v1.0.0" });
    expect(run.outputs).toMatchObject({
      "release-id": String(one?.id),
      "release-url": one?.html_url,
    });
    expect(service.asked.at(-1)).toMatchObject({ method: "PATCH" });
    // The file is what sha256sum checks and actions/attest takes.
    const names = [...pair("add"), ...pair("greet")];
    const lines = readFileSync(run.outputs["checksums"] as string, "utf8")
      .trimEnd()
      .split("\n");
    expect(lines).toEqual(
      names.map((name) => `${sha256(service.files.get(name) as Buffer)}  ${name}`),
    );
    expect(run.log).not.toContain(WRITER);

    const before = service.writes;
    const again = await release();
    expectWhole(again, names);
    expect(service.writes).toBe(before);
    expect(again.outputs["release-id"]).toBe(String(one?.id));
  });

  test("release-draft: keep leaves it, and a later job publishes without sending", async () => {
    expectWhole(await release({ "release-draft": "keep" }), [...pair("add"), ...pair("greet")]);
    expect(service.releases[0]?.draft).toBe(true);
    const before = sent().length;
    expectWhole(await release(), [...pair("add"), ...pair("greet")]);
    expect(sent()).toHaveLength(before);
    expect(service.releases[0]?.draft).toBe(false);
  });

  test("jobs of a matrix at once make one draft, and its sums have what all of them sent", async () => {
    const jobs = TARGETS.map((target) => {
      const own = temporaryDirectory();
      cpSync(join(workspace, "plugins"), join(own, "plugins"), { recursive: true });
      return runAction(own, { ...inputs, targets: target, "release-draft": "keep" }, service.env);
    });
    for (const { code, log } of await Promise.all(jobs)) {
      expect(code, log).toBe(0);
    }
    expect(service.releases).toHaveLength(1);
    const names = TARGETS.flatMap((target) => [...pair("add", target), ...pair("greet", target)]);
    const last = await release({ targets: TARGETS.join() });
    expectWhole(last, names);
    expect(service.releases[0]?.draft).toBe(false);
  });

  test("a draft that lies behind a hundred others is found", async () => {
    const draft = service.addRelease("v1.0.0");
    for (let count = 0; count < 120; count += 1) {
      service.addRelease(`v0.${count}.0`, { draft: false });
    }
    const { code, log } = await release();
    expect(code, log).toBe(0);
    expect(service.releases).toHaveLength(121);
    expect(draft.draft).toBe(false);
    expect(draft.assets).toHaveLength(5);
  });

  test("other assets of the draft are in the sums, and stay", async () => {
    service.addAsset(service.addRelease("v1.0.0"), "program.zip", Buffer.from("zip"));
    expectWhole(await release(), [...pair("add"), ...pair("greet"), "program.zip"]);
  });

  test("together with workflow artifacts", async () => {
    const artifacts = await ResultsService.start();
    try {
      const run = await release({ upload: "artifact, release" }, artifacts.env);
      expectWhole(run, [...pair("add"), ...pair("greet")]);
      expect(artifacts.artifacts.map(({ name }) => name)).toEqual([`cwasm-${TARGETS[0]}`]);
      expect(run.outputs["artifact-url"]).toContain("/artifacts/1");
      expect(run.outputs["release-url"]).toBe(service.releases[0]?.html_url);
    } finally {
      await artifacts.stop();
    }
  });

  test("for a tag by name", async () => {
    const { code, log } = await release(
      { "release-tag": "v2" },
      { GITHUB_REF_TYPE: "branch", GITHUB_REF_NAME: "main" },
    );
    expect(code, log).toBe(0);
    expect(service.releases[0]?.tag_name).toBe("v2");
  });

  test("names as GitHub keeps them", async () => {
    cpSync(component("add"), join(workspace, "plugins", "mine & yours ü.wasm"));
    const run = await release({ "asset-name": "{dir}/{stem}.cwasm" });
    expectWhole(run, [
      ...["plugins.add.cwasm", "plugins.add.cwasm.meta"],
      ...["plugins.greet.cwasm", "plugins.greet.cwasm.meta"],
      ...["plugins.mine.yours.cwasm", "plugins.mine.yours.cwasm.meta"],
    ]);
  });
});

describe("archives", () => {
  test.each(["tar.gz", "tar.zst"])(
    "%s: one per target, the same again, and it unpacks",
    async (kind) => {
      const settings = { archive: kind, targets: TARGETS.join() };
      const names = TARGETS.map((target) => `cwasm-${target}.${kind}`);
      expectWhole(await release(settings), names);
      const before = service.writes;
      // Elsewhere, at another time.
      const other = temporaryDirectory();
      cpSync(join(workspace, "plugins"), join(other, "plugins"), {
        recursive: true,
        filter: (path) => !path.includes("unknown"),
      });
      workspace = other;
      expectWhole(await release(settings), names);
      expect(service.writes).toBe(before);

      const folder = temporaryDirectory();
      const archive = join(folder, names[0] as string);
      writeFileSync(archive, service.files.get(names[0] as string) as Buffer);
      await runOrFail("tar", ["-xf", archive, "-C", folder]);
      await runOrFail("sha256sum", ["--check", "--strict", "SHA256SUMS"], { cwd: folder });
      const inside = join(folder, "plugins", TARGETS[0]);
      expect(readdirSync(inside).sort()).toEqual([
        ...["add.cwasm", "add.cwasm.meta", "greet.cwasm", "greet.cwasm.meta"],
      ]);
      expect(statSync(inside).mode & 0o777).toBe(0o700);
      expect(statSync(join(inside, "add.cwasm")).mode & 0o777).toBe(
        statSync(join(workspace, "plugins", TARGETS[0], "add.cwasm")).mode & 0o777,
      );
      const manifest = JSON.parse(readFileSync(join(folder, "cwasm-manifest.json"), "utf8"));
      expect(manifest.artifacts.map(({ artifact }: { artifact: string }) => artifact)).toEqual([
        `plugins/${TARGETS[0]}/add.cwasm`,
        `plugins/${TARGETS[0]}/greet.cwasm`,
      ]);
    },
  );
});

describe("with a cache, and workflow artifacts", () => {
  let results: ResultsService;
  beforeAll(async () => {
    results = await ResultsService.start();
  });
  afterAll(() => results.stop());
  beforeEach(() => {
    results.fault = undefined;
    results.artifacts.length = 0;
  });

  test("an archive is the same whatever the cache has, and however its entries are called", async () => {
    const settings = { archive: "tar.gz", cache: "true" };
    const add = join(workspace, "plugins", "add.wasm");
    cpSync(component("quickjs"), add);
    const before = await release({ ...settings, upload: "none" }, results.env);
    expect(before.code, before.log).toBe(0);
    cpSync(component("add"), add);
    const name = `cwasm-${TARGETS[0]}.tar.gz`;
    const edited = await release(settings, results.env);
    expect(readFileSync(edited.outputs["manifest"] as string, "utf8")).toContain('"changed"');
    expectWhole(edited, [name]);
    const { writes } = service;
    const restored = await release(settings, results.env);
    expect(restored.outputs).toMatchObject({ restored: "2", compiled: "0" });
    expectWhole(restored, [name]);
    expectWhole(await release({ ...settings, "cache-suffix": "7-x" }, results.env), [name]);
    expect(service.writes).toBe(writes);
  });

  test("an archive is the same whatever other targets the run has", async () => {
    const settings = { archive: "tar.gz", output: "{dir}/{target}/{stem}.cwasm" };
    const names = TARGETS.map((target) => `cwasm-${target}.tar.gz`);
    expectWhole(await release({ ...settings, "release-draft": "keep" }), names.slice(0, 1));
    expectWhole(await release({ ...settings, targets: TARGETS.join() }), names);
  });

  test.each([
    ["an artifact", ".cwasm", "none"],
    ["a sidecar", ".cwasm.meta", "none"],
    ["a sidecar, in an archive", ".cwasm.meta", "tar.gz"],
  ])("%s that somebody has changed since is not released", async (_, ending, archive) => {
    const changed = join(workspace, "plugins", `greet${ending}`);
    results.fault = (method) => {
      if (method === "CreateArtifact") {
        writeFileSync(changed, "changed");
      }
      return undefined;
    };
    const run = await release({ upload: "artifact, release", archive }, results.env);
    expect(run.code).toBe(1);
    expect(run.log).toContain(`'${changed}' has been changed since it was made`);
    expect(service.files.size).toBe(0);
  });
});

describe("docs/releases.md: what the release has, and overwrite", () => {
  const [name = ""] = pair("add");
  const state: Record<string, Parameters<ReleasesService["addRelease"]>[1]> = {
    "is a draft": { draft: true },
    "is published": { draft: false },
    "is immutable": { draft: false, immutable: true },
  };
  const page = readFileSync(join(root, "docs", "releases.md"), "utf8");
  const table = rows(page, "the release").flatMap(([cell = "", ...outcomes]) =>
    (["never", "draft", "always"] as const).map((overwrite, index) => ({
      cell,
      overwrite,
      outcome: outcomes[index] as string,
    })),
  );

  test("has rows", () => {
    expect(table).toHaveLength(18);
  });

  test.each(table)("$cell, $overwrite: $outcome", async ({ cell, overwrite, outcome }) => {
    const [is = "", what = ""] = cell.split(/, (?:and )?/);
    const one = service.addRelease("v1.0.0", state[is]);
    if (what === "with other bytes") {
      service.addAsset(one, name, Buffer.from("other"));
    } else {
      expect(what).toBe("lacks something");
    }
    inputs["files"] = "plugins/add.wasm";
    const run = await release({ overwrite });
    if (outcome === "an error") {
      expect(run.code).toBe(1);
      expect(run.log).toMatch(
        /::error::the release v1\.0\.0 (has add-.* with other bytes: set overwrite: |is (published|immutable) and (lacks|differs in) add-)/,
      );
      expect(service.writes).toBe(0);
    } else {
      expect(["adds it", "replaces it"]).toContain(outcome);
      expectWhole(run, pair("add"));
      expect(one.draft).toBe(false);
    }
  });

  test("a file of sums that somebody else keeps is not replaced", async () => {
    service.addAsset(
      service.addRelease("v1.0.0"),
      "SHA256SUMS",
      Buffer.from("abc  elsewhere.zip\n"),
    );
    const { code, log } = await release();
    expect(code).toBe(1);
    expect(log).toContain("SHA256SUMS that is not of its assets alone");
    expect(service.files.get("SHA256SUMS")?.toString()).toBe("abc  elsewhere.zip\n");
    expect(service.releases[0]?.draft).toBe(true);
  });
});

describe("before anything is compiled", () => {
  test("two assets of one name", async () => {
    mkdirSync(join(workspace, "more"));
    cpSync(component("greet"), join(workspace, "more", "add.wasm"));
    const { code, log } = await release();
    expect(code).toBe(1);
    expect(log).toMatch(
      /::error::Input 'asset-name': "add-x86_64-unknown-linux-gnu.cwasm" is not usable/,
    );
    expect(service.asked).toEqual([]);
    expect(readdirSync(join(workspace, "more"))).toEqual(["add.wasm"]);
  });

  test("more assets than a release may have", async () => {
    const bytes = readFileSync(component("add"));
    for (let count = 0; count < 500; count += 1) {
      writeFileSync(join(workspace, "plugins", `p${count}.wasm`), bytes);
    }
    const { code, log } = await release();
    expect(code).toBe(1);
    expect(log).toMatch(/These would be 1005: set archive: tar\.gz/);
    expect(service.asked).toEqual([]);
  });

  test("no tag", async () => {
    const { code, log } = await release({}, { GITHUB_REF_TYPE: "branch", GITHUB_REF_NAME: "main" });
    expect(code).toBe(1);
    expect(log).toMatch(
      /::error::Input 'release-tag': "" is not usable: .*|No tag started this workflow/,
    );
    expect(service.asked).toEqual([]);
  });

  test("and what there is already counts, before anything is written", async () => {
    const draft = service.addRelease("v1.0.0");
    for (let count = 0; count < 997; count += 1) {
      service.addAsset(draft, `other-${count}`, Buffer.from("x"));
    }
    const { code, log } = await release();
    expect(code).toBe(1);
    expect(log).toMatch(/would have 1002 assets, and GitHub allows 1000: set archive: tar\.gz/);
    expect(service.writes).toBe(0);
  });
});

describe("a token that may not write", () => {
  test.each([[READER], ["token-of-nobody"]])("%s", async (token) => {
    service.addRelease("v1.0.0");
    const { code, log } = await release({ token });
    expect(code).toBe(1);
    expect(log).toMatch(
      /::error::the release v1\.0\.0 cannot be written .*permissions: contents: write/,
    );
    expect(service.releases).toHaveLength(1);
    expect(service.releases[0]?.assets).toEqual([]);
  });
});

describe("faults on the way", () => {
  const names = pair("add");
  const [first = ""] = names;

  beforeEach(() => {
    inputs["files"] = "plugins/add.wasm";
  });

  /** One fault at the first upload of a name. */
  function once(fault: NonNullable<ReturnType<NonNullable<ReleasesService["fault"]>>>): void {
    let done = false;
    service.fault = (asked) => {
      if (done || !isUpload(asked) || nameOf(asked) !== first) {
        return undefined;
      }
      done = true;
      return fault;
    };
  }

  test.each([
    ["a cut connection", "cut"],
    ["502 that leaves a starter", "starter"],
    ["a cut answer of an upload that was whole", "stored"],
    ["500", { status: 500 }],
    ["503", { status: 503 }],
    ["429 with retry-after", { status: 429, headers: { "retry-after": "1" } }],
    [
      "a secondary rate limit",
      {
        status: 403,
        message: "You have exceeded a secondary rate limit. Please wait.",
        headers: { "retry-after": "1" },
      },
    ],
  ] as const)("%s: sent again, and all is whole", async (_, fault) => {
    once(fault);
    expectWhole(await release(), names);
    expect(sent().filter((name) => name === first).length).toBe(fault === "stored" ? 1 : 2);
  });

  test("a starter of an earlier run is removed and sent again", async () => {
    service.addAsset(service.addRelease("v1.0.0"), first, Buffer.from("half"), "starter");
    expectWhole(await release(), names);
  });

  test("a draft whose answer is cut is found, not made twice", async () => {
    let cut = false;
    service.fault = ({ method, path }) => {
      if (method !== "POST" || path !== "/releases" || cut) {
        return undefined;
      }
      cut = true;
      service.addRelease("v1.0.0");
      return "cut";
    };
    expectWhole(await release(), names);
    expect(service.releases).toHaveLength(1);
  });

  test.each([
    [
      "404 on the upload host",
      { status: 404, message: "Not Found" },
      /permissions: contents: write/,
    ],
    [
      "403 on the upload host",
      { status: 403, message: "Forbidden" },
      /permissions: contents: write/,
    ],
    ["422 for another reason", { status: 422, message: "Validation Failed" }, /Validation Failed/],
    ["500 every time", { status: 500 }, /fault/],
  ] as const)(
    "%s: the step fails, names the file, and does not publish",
    async (_, fault, message) => {
      service.fault = (asked) => (isUpload(asked) && nameOf(asked) === first ? fault : undefined);
      const { code, log } = await release();
      expect(code).toBe(1);
      expect(log).toMatch(message);
      expect(log).toContain(`${first} could not be uploaded`);
      expect(service.releases[0]?.draft).toBe(true);
      service.fault = undefined;
      // What was sent before is not sent again.
      expectWhole(await release(), names);
    },
    120_000,
  );

  test("a draft with another job's half upload is not published", async () => {
    service.addAsset(
      service.addRelease("v1.0.0"),
      "of-another-job.zip",
      Buffer.from("x"),
      "starter",
    );
    const { code, log } = await release();
    expect(code).toBe(1);
    expect(log).toMatch(/is not published: of-another-job\.zip is not whole/);
    expect(service.releases[0]?.draft).toBe(true);
  });
});

test("the runner's proxy is used", async () => {
  const tunnels: string[] = [];
  const proxy = createServer().on("connect", ({ url = "" }, socket) => {
    tunnels.push(url);
    const through = connect(Number(url.split(":")[1]), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      through.pipe(socket).pipe(through);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  try {
    // Known to the proxy alone.
    const api = service.env["GITHUB_API_URL"]?.replace("127.0.0.1", "api.example") ?? "";
    const { port } = proxy.address() as AddressInfo;
    const env = { GITHUB_API_URL: api, http_proxy: `http://127.0.0.1:${port}` };
    expectWhole(await release({}, env), [...pair("add"), ...pair("greet")]);
    expect(tunnels).toContain(new URL(api).host);
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
});

describe("mode: publish", () => {
  test("publishes what has the sums of all its assets, and nothing else", async () => {
    await release({ "release-draft": "keep" });
    const [draft] = service.releases;
    const { code, log, outputs } = await release({ mode: "publish" });
    expect(code, log).toBe(0);
    expect(draft?.draft).toBe(false);
    expect(outputs["release-id"]).toBe(String(draft?.id));
    const before = service.writes;
    expect((await release({ mode: "publish" })).code).toBe(0);
    expect(service.writes).toBe(before);
  });

  test.each([
    ["no release", () => undefined, /there is no release for v1\.0\.0/],
    ["no sums", () => service.addRelease("v1.0.0"), /it has no SHA256SUMS/],
    [
      "an asset that the sums do not have",
      () => {
        const draft = service.addRelease("v1.0.0");
        service.addAsset(draft, "SHA256SUMS", Buffer.from(""));
        service.addAsset(draft, "new.zip", Buffer.from("x"));
      },
      /its SHA256SUMS is not that of its 1 assets/,
    ],
  ])("%s: an error, and nothing is written", async (_, prepare, message) => {
    prepare();
    const { code, log } = await release({ mode: "publish" });
    expect(code).toBe(1);
    expect(log).toMatch(message);
    expect(service.writes).toBe(0);
  });
});

describe("dry-run", () => {
  test("says what would be made, sent and replaced, and writes nothing", async () => {
    service.addAsset(service.addRelease("v1.0.0"), pair("add")[0] as string, Buffer.from("other"));
    const { code, log, outputs } = await release({ "dry-run": "true", overwrite: "draft" });
    expect(code, log).toBe(0);
    expect(log).toContain("not in the cache: plugins/add.wasm for x86_64-unknown-linux-gnu");
    expect(log).toContain(
      "is there: add-x86_64-unknown-linux-gnu.cwasm; other bytes would be replaced",
    );
    expect(log).toContain("would upload greet-x86_64-unknown-linux-gnu.cwasm.meta");
    expect(log).toContain("would publish v1.0.0");
    expect(outputs).toMatchObject({ missing: "2", compiled: "0" });
    expect(service.writes).toBe(0);
    expect(readdirSync(join(workspace, "plugins")).sort()).toEqual(["add.wasm", "greet.wasm"]);
  });
});
