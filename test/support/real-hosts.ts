/** Real programs that embed Wasmtime, and what their manifests and sources say. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./fixtures.ts";

export interface RealHost {
  readonly host: string;
  readonly repository: string;
  /** Of the manifests, which are in test/real-manifests. */
  readonly commit?: string;
  readonly date?: string;
  /** The manifest's folder there. */
  readonly manifest: string;
  /** What the user has to say beside: which of several versions, or that a fork is the published code. */
  readonly told?: string;
  /** The Cargo features that other crates bring it to. */
  readonly named?: string;
  /** What is read: the locked version or else what is required, what sidecars say, the Cargo features' name. */
  readonly version?: string;
  readonly pinned?: string;
  readonly features?: string;
  /** What the host's own code sets, of what decides its artifacts. */
  readonly options?: string;
  /** If it is not what the host's machine is. */
  readonly target?: string;
  /** A version without an embedded compiler. */
  readonly refused?: string;
}

export const REAL_HOSTS = JSON.parse(
  readFileSync(join(root, "test", "real-manifests", "hosts.json"), "utf8"),
) as readonly RealHost[];
