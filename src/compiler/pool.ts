/** Worker threads, bounded in number and in the memory that their jobs take. */
import { type TransferListItem, Worker } from "node:worker_threads";
import { messageOf } from "../support/errors.ts";

export interface PoolOptions {
  readonly entry: URL;
  readonly workerData: unknown;
  /** What a worker's first message has besides: workers start while it is still being made. */
  readonly first?: Promise<object>;
  /** Workers at most. */
  readonly workers: number;
  /** Bytes that workers may take together; one job always runs. */
  readonly memory: number;
}

/** One message to a worker, and its answer. */
export interface Job<Response> {
  /** Bytes that the worker is expected to take. */
  readonly memory: number;
  /** Whether it runs with no other beside it. */
  readonly alone?: boolean;
  /** Ends the job, and the worker that is at it. */
  readonly signal?: AbortSignal | undefined;
  /** Withdraws the job while its turn has not come. */
  readonly unless?: AbortSignal | undefined;
  /** What the message gives away. */
  readonly transfer?: readonly TransferListItem[] | undefined;
  /** The message to the worker; called when the job's turn comes. */
  request(): Promise<unknown>;
  /** Whether this is the answer; if not there is more to come. */
  isFinal(response: Response): boolean;
  /** Whether the worker that gave this answer may take another job. */
  reusable(response: Response): boolean;
  /** Bytes that the worker really takes, as a response says. */
  taken(response: Response): number;
}

/** A worker ended before it answered: out of memory, or a fault of its own. */
export class WorkerLost extends Error {
  override readonly name = "WorkerLost";
  readonly outOfMemory: boolean;

  constructor(reason: string, outOfMemory: boolean) {
    super(reason);
    this.outOfMemory = outOfMemory;
  }
}

interface Waiting<Response> {
  readonly job: Job<Response>;
  resolve(response: Response): void;
  reject(error: unknown): void;
}

/** A worker without a job: its memory does not shrink. */
interface Idle {
  readonly worker: Worker;
  readonly memory: number;
}

/** A job that runs. */
interface Running<Response> {
  readonly job: Job<Response>;
  /** Bytes: expected, or more if it has taken more. */
  memory: number;
  worker: Worker | undefined;
}

/**
 * A worker's own JavaScript is small; the compiler's memory is none of it. What a limit ends is a
 * fault.
 */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 };

export class Pool<Response> {
  readonly #options: PoolOptions;
  readonly #waiting: Waiting<Response>[] = [];
  readonly #idle: Idle[] = [];
  readonly #running = new Set<Running<Response>>();
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Runs a job when a worker and memory are free, in the order of the calls. */
  run(job: Job<Response>): Promise<Response> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(new Error("stopped"));
        return;
      }
      const signals = [job.signal, job.unless].filter((signal) => signal !== undefined);
      const aborted = signals.find((signal) => signal.aborted);
      if (aborted !== undefined) {
        reject(aborted.reason);
        return;
      }
      const waiting = { job, resolve, reject };
      this.#waiting.push(waiting);
      for (const signal of signals) {
        signal.addEventListener("abort", () => this.#withdraw(waiting, signal), { once: true });
      }
      this.#next();
    });
  }

  /** How many more jobs would start at once, but for memory. */
  get idle(): number {
    return Math.max(0, this.#options.workers - this.#running.size - this.#waiting.length);
  }

  /** Stops all workers at once; their jobs and those that wait fail. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { reject } of this.#waiting.splice(0)) {
      reject(new Error("stopped"));
    }
    const idle = this.#idle.splice(0).map(({ worker }) => worker);
    const busy = [...this.#running].flatMap(({ worker }) => worker ?? []);
    await Promise.all([...idle, ...busy].map((worker) => worker.terminate()));
  }

  #withdraw(waiting: Waiting<Response>, { reason }: AbortSignal): void {
    const at = this.#waiting.indexOf(waiting);
    if (at >= 0) {
      this.#waiting.splice(at, 1);
      waiting.reject(reason);
      this.#nextSoon();
    }
  }

  /** Whoever has an answer now may withdraw jobs, several one after another, that were of use to it alone. */
  #nextSoon(): void {
    setImmediate(() => this.#next());
  }

  #next(): void {
    const first = this.#waiting[0];
    if (first === undefined || !this.#fits(first.job)) {
      return;
    }
    this.#waiting.shift();
    const running = { job: first.job, memory: first.job.memory, worker: undefined };
    this.#running.add(running);
    this.#perform(running)
      .then(first.resolve, first.reject)
      .finally(() => {
        this.#running.delete(running);
        this.#nextSoon();
      });
    this.#next();
  }

  #fits(job: Job<Response>): boolean {
    const running = [...this.#running];
    if (running.length === 0) {
      return true;
    }
    if (
      running.length >= this.#options.workers ||
      job.alone === true ||
      running.some((other) => other.job.alone === true)
    ) {
      return false;
    }
    const taken = running.reduce((sum, { memory }) => sum + memory, 0);
    return taken + job.memory <= this.#options.memory;
  }

  async #perform(running: Running<Response>): Promise<Response> {
    const { job } = running;
    const message = await job.request();
    if (this.#closed) {
      throw new Error("stopped");
    }
    job.signal?.throwIfAborted();
    const idle = this.#takeIdle(running);
    const worker = idle ?? this.#start();
    running.worker = worker;
    const end = (): void => void worker.terminate();
    job.signal?.addEventListener("abort", end, { once: true });
    try {
      const first = idle === undefined ? this.#options.first : undefined;
      const response = await answer(worker, message, first, job, (bytes) => {
        running.memory = Math.max(running.memory, bytes);
      });
      if (!this.#closed && job.reusable(response)) {
        worker.unref();
        this.#idle.push({ worker, memory: job.taken(response) });
      } else {
        await worker.terminate();
      }
      return response;
    } catch (error) {
      await worker.terminate();
      job.signal?.throwIfAborted();
      throw this.#closed ? new Error("stopped") : error;
    } finally {
      job.signal?.removeEventListener("abort", end);
    }
  }

  /** An idle worker if there is one; those for which there is no memory beside the running jobs end. */
  #takeIdle(running: Running<Response>): Worker | undefined {
    if (running.job.alone === true) {
      for (const { worker } of this.#idle.splice(0)) {
        void worker.terminate();
      }
    }
    const mine = this.#idle.pop();
    running.memory = Math.max(running.memory, mine?.memory ?? 0);
    let taken = [...this.#running, ...this.#idle].reduce((sum, { memory }) => sum + memory, 0);
    while (taken > this.#options.memory) {
      const spare = this.#idle.shift();
      if (spare === undefined) {
        break;
      }
      taken -= spare.memory;
      void spare.worker.terminate();
    }
    return mine?.worker;
  }

  /** With nothing of the job's environment, nor of how this process was started. */
  #start(): Worker {
    const worker = new Worker(this.#options.entry, {
      workerData: this.#options.workerData,
      env: {},
      argv: [],
      execArgv: [],
      stdin: false,
      stdout: true,
      stderr: true,
      resourceLimits: RESOURCE_LIMITS,
    });
    // Nobody wants what a worker prints, and without a reader it would pile up.
    worker.stdout.resume();
    worker.stderr.resume();
    return worker;
  }
}

/** The answer to one message; fails if the worker dies first. */
function answer<Response>(
  worker: Worker,
  message: unknown,
  first: Promise<object> | undefined,
  job: Job<Response>,
  onMemory: (bytes: number) => void,
): Promise<Response> {
  worker.ref();
  return new Promise<Response>((resolve, reject) => {
    const settle = (act: () => void): void => {
      worker
        .off("message", answered)
        .off("error", failed)
        .off("messageerror", failed)
        .off("exit", ended);
      act();
    };
    const lost = (reason: string, outOfMemory: boolean): void =>
      settle(() => reject(new WorkerLost(reason, outOfMemory)));
    const answered = (response: Response): void => {
      onMemory(job.taken(response));
      if (job.isFinal(response)) {
        settle(() => resolve(response));
      }
    };
    const failed = (error: unknown): void => {
      const { code } = Object(error) as NodeJS.ErrnoException;
      lost(messageOf(error), code === "ERR_WORKER_OUT_OF_MEMORY");
    };
    const ended = (code: number): void => lost(`the worker thread ended with ${code}`, false);
    worker.on("message", answered).on("error", failed).on("messageerror", failed).on("exit", ended);
    const post = (whole: unknown): void => worker.postMessage(whole, job.transfer ?? []);
    if (first === undefined) {
      post(message);
    } else {
      first
        .then((more) => post({ ...more, ...Object(message) }))
        .catch((error) => settle(() => reject(error)));
    }
  });
}
