/** The embedded compiler's calls for one component: each on a worker of its own, all under one clock. */
import type { MessagePort } from "node:worker_threads";
import { mention } from "../support/errors.ts";
import { Clock } from "./clock.ts";
import { CompileError, timedOut } from "./compiler.ts";
import { INSTANCE_IS_FULL, type MemoryEstimate, type Shape, toReserve } from "./memory.ts";
import { type Pool, WorkerLost } from "./pool.ts";
import type { Body } from "./shards.ts";
import type { Answered, CompileCall, Request, Response, Result } from "./worker.ts";

/** An instance that has grown beyond this is not kept: its memory never shrinks. */
const KEPT = 256 * 2 ** 20;

/** A request as it is before it is known how much memory to reserve. */
type Unreserved<R> = R extends unknown ? Omit<R, "memory"> : never;

interface Call {
  /** Made when the call's turn comes. */
  readonly request: () => Promise<Request>;
  /** Bytes that it is expected to take. */
  readonly memory: number;
  /** Whether it runs with no other beside it. */
  readonly alone?: boolean;
  readonly onProgress?: ((functions: number) => void) | undefined;
  /** What its request gives away. */
  readonly transfer?: readonly MessagePort[] | undefined;
  /** Withdraws it while its turn has not come. */
  readonly unless?: AbortSignal | undefined;
}

export class Calls {
  readonly #pool: Pool<Response>;
  readonly #estimate: MemoryEstimate;
  readonly #timeout: number | undefined;
  readonly #clock: Clock;
  #instanceWasFull = false;

  /** @param timeout milliseconds that the calls may take, those that run at once counted once */
  constructor(pool: Pool<Response>, estimate: MemoryEstimate, timeout?: number) {
    this.#pool = pool;
    this.#estimate = estimate;
    this.#timeout = timeout;
    this.#clock = new Clock(timeout);
  }

  /** That the calls have taken, waiting excluded. */
  get milliseconds(): number {
    return this.#clock.milliseconds;
  }

  /** How many calls more would start at once, but for memory. */
  get idle(): number {
    return this.#pool.idle;
  }

  async settings(target: string): Promise<readonly string[]> {
    const request = async (): Promise<Request> => ({ call: "settings", target });
    const { result } = await this.#call<{ settings: readonly string[] }>({ request, memory: 0 });
    return result.settings;
  }

  /** Where the function bodies of a component lie. @param size bytes that `read` will give */
  async describe(size: number, read: () => Promise<Uint8Array>): Promise<Body[]> {
    const { result } = await this.#call<{ bodies: Uint32Array }>({
      request: async () => ({ call: "describe", component: await read() }),
      memory: this.#estimate.ofDescription(size),
    });
    const { bodies } = result;
    return Array.from({ length: bodies.length / 2 }, (_, index) => ({
      offset: bodies[2 * index] as number,
      size: bodies[2 * index + 1] as number,
    }));
  }

  /** One pass over a component. */
  async compile<R extends Result>(
    shape: Shape,
    request: () => Promise<Unreserved<CompileCall>>,
    options: Pick<Call, "alone" | "onProgress" | "transfer" | "unless"> = {},
  ): Promise<R> {
    const memory = this.#estimate.of(shape);
    const { result, before, after } = await this.#call<R>({
      ...options,
      request: async () => ({ ...(await request()), memory: toReserve(shape) }),
      memory,
    });
    // What an instance has grown to for something larger says nothing of this one.
    if (before < memory / 2) {
      this.#estimate.learn(shape, after);
    }
    return result;
  }

  /** The error of a component that runs out of memory with no other beside it. */
  outOfMemory({ message }: CompileError): CompileError {
    const chain = [
      `there was not enough memory to compile it, even with nothing else running`,
      message,
    ];
    const advice = this.#instanceWasFull
      ? `an embedded compiler can have 4 GiB: split the component, or name a native Wasmtime in ${mention("compiler")}`
      : "use a machine with more memory, or split the component";
    return new CompileError("out-of-memory", [...chain, advice]);
  }

  /** @throws CompileError; what the request throws */
  async #call<R extends Result>(call: Call): Promise<{ result: R; before: number; after: number }> {
    const response = await this.#answer(call);
    if ("result" in response) {
      return { result: response.result as R, before: response.before, after: response.memory };
    }
    this.#instanceWasFull ||= response.memory > INSTANCE_IS_FULL;
    throw new CompileError(response.kind, response.chain);
  }

  async #answer({ request, onProgress, alone = false, ...job }: Call): Promise<Answered> {
    let begun = false;
    try {
      const response = await this.#pool.run({
        ...job,
        alone,
        signal: this.#clock.signal,
        request: () => {
          begun = true;
          this.#clock.start();
          return request();
        },
        isFinal: (interim) => {
          if ("progress" in interim) {
            onProgress?.(interim.progress);
            return false;
          }
          return true;
        },
        reusable: (answer) => answer.memory <= KEPT && !("spent" in answer && answer.spent),
        taken: (answer) => answer.memory,
      });
      return response as Answered;
    } catch (error) {
      throw this.#failure(error);
    } finally {
      if (begun) {
        this.#clock.stop();
      }
    }
  }

  #failure(error: unknown): unknown {
    if (this.#clock.signal.aborted) {
      return timedOut(this.#timeout as number);
    }
    if (!(error instanceof WorkerLost)) {
      return error;
    }
    return error.outOfMemory
      ? new CompileError("out-of-memory", [error.message])
      : new CompileError("crashed", ["the compiler crashed", error.message]);
  }
}
