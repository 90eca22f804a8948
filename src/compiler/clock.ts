/** The time that a compile has had: it runs while any of its jobs does, and not in the queue. */

export class Clock {
  readonly #expired = new AbortController();
  readonly #limit: number;
  #elapsed = 0;
  #since = 0;
  #running = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param limit milliseconds after which `signal` is aborted; undefined for none */
  constructor(limit = Number.POSITIVE_INFINITY) {
    this.#limit = limit;
  }

  /** Aborted when the time is up. */
  get signal(): AbortSignal {
    return this.#expired.signal;
  }

  /** Milliseconds so far. */
  get milliseconds(): number {
    return this.#elapsed + (this.#running > 0 ? performance.now() - this.#since : 0);
  }

  /** A job begins. */
  start(): void {
    this.#running += 1;
    if (this.#running === 1) {
      this.#since = performance.now();
      if (Number.isFinite(this.#limit)) {
        const left = Math.max(0, this.#limit - this.#elapsed);
        this.#timer = setTimeout(() => this.#expired.abort(), left);
      }
    }
  }

  /** A job that has begun ends. */
  stop(): void {
    this.#running -= 1;
    if (this.#running === 0) {
      this.#elapsed += performance.now() - this.#since;
      clearTimeout(this.#timer);
    }
  }
}
