/** Worker threads, bounded in number and in the memory that their tasks are expected to take. */
import { Worker } from "node:worker_threads";
import { messageOf } from "../support/errors.ts";

export interface PoolOptions {
  readonly entry: URL;
  readonly workerData: unknown;
  /** Workers at the most. */
  readonly workers: number;
  /** Bytes that running tasks may be expected to take together; one task always runs. */
  readonly memory: number;
}

export interface Task<Response> {
  /** Bytes that the task is expected to take. */
  readonly memory: number;
  /** The message to the worker; called when the task's turn comes. */
  request(): Promise<unknown>;
  /** Whether this is the answer; if not there is more to come. */
  isFinal(response: Response): boolean;
  /** Whether the worker that gave this answer may take another task. */
  reusable(response: Response): boolean;
}

/** A worker ended before it answered: out of memory, or a fault of its own. */
export class WorkerLost extends Error {
  override readonly name = "WorkerLost";
}

interface Waiting<Response> {
  readonly task: Task<Response>;
  resolve(response: Response): void;
  reject(error: unknown): void;
}

export class Pool<Response> {
  readonly #options: PoolOptions;
  readonly #waiting: Waiting<Response>[] = [];
  readonly #idle: Worker[] = [];
  readonly #busy = new Set<Worker>();
  #running = 0;
  #memory = 0;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Runs a task when a worker and memory are free, in the order of the calls. */
  run(task: Task<Response>): Promise<Response> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(new Error("stopped"));
        return;
      }
      this.#waiting.push({ task, resolve, reject });
      this.#next();
    });
  }

  /** How many more tasks would start at once, but for memory. */
  get idle(): number {
    return Math.max(0, this.#options.workers - this.#running - this.#waiting.length);
  }

  /** Stops all workers at once; their tasks and those that wait fail. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { reject } of this.#waiting.splice(0)) {
      reject(new Error("stopped"));
    }
    const workers = [...this.#idle.splice(0), ...this.#busy];
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #next(): void {
    const first = this.#waiting[0];
    const fits =
      first !== undefined &&
      this.#running < this.#options.workers &&
      (this.#running === 0 || this.#memory + first.task.memory <= this.#options.memory);
    if (!fits) {
      return;
    }
    this.#waiting.shift();
    this.#running += 1;
    this.#memory += first.task.memory;
    this.#perform(first.task)
      .then(first.resolve, first.reject)
      .finally(() => {
        this.#running -= 1;
        this.#memory -= first.task.memory;
        this.#next();
      });
    this.#next();
  }

  async #perform(task: Task<Response>): Promise<Response> {
    const message = await task.request();
    if (this.#closed) {
      throw new Error("stopped");
    }
    const worker = this.#idle.pop() ?? this.#start();
    this.#busy.add(worker);
    try {
      const response = await answer(worker, message, task);
      if (!this.#closed && task.reusable(response)) {
        worker.unref();
        this.#idle.push(worker);
      } else {
        await worker.terminate();
      }
      return response;
    } catch (error) {
      await worker.terminate();
      throw error;
    } finally {
      this.#busy.delete(worker);
    }
  }

  #start(): Worker {
    return new Worker(this.#options.entry, { workerData: this.#options.workerData });
  }
}

/** The answer to one message; fails if the worker dies first. */
function answer<Response>(
  worker: Worker,
  message: unknown,
  task: Task<Response>,
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
    const lost = (reason: string): void => settle(() => reject(new WorkerLost(reason)));
    const answered = (response: Response): void => {
      if (task.isFinal(response)) {
        settle(() => resolve(response));
      }
    };
    const failed = (error: unknown): void => lost(messageOf(error));
    const ended = (code: number): void => lost(`the worker thread ended with ${code}`);
    worker.on("message", answered).on("error", failed).on("messageerror", failed).on("exit", ended);
    worker.postMessage(message);
  });
}
