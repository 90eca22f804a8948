/**
 * Functions on their way from the workers that compile them to the one that joins them: messages that it
 * can take in the middle of a compile, and a counter to wait on.
 */
import { MessageChannel, type MessagePort, receiveMessageOnPort } from "node:worker_threads";

/** Words of the counter: how often anything has happened, and how many senders are at work. */
const EVENTS = 0;
const SENDERS = 1;

/** The worst that a lost wake-up could cost, in milliseconds. */
const LONGEST_WAIT = 200;

/** A sender's end, part of its worker's request. */
export interface SenderLink {
  readonly ports: readonly [MessagePort];
  readonly counter: Int32Array;
}

/** The receiver's. */
export interface ReceiverLink {
  readonly ports: readonly MessagePort[];
  readonly counter: Int32Array;
}

/** Between the workers of one compile. */
export class Handover {
  readonly #counter = new Int32Array(new SharedArrayBuffer(8));
  readonly #senders: MessagePort[] = [];
  readonly #receivers: MessagePort[] = [];

  /** @param senders how many there may be */
  constructor(senders: number) {
    for (let index = 0; index < senders; index += 1) {
      const { port1, port2 } = new MessageChannel();
      this.#senders.push(port1);
      this.#receivers.push(port2);
    }
  }

  sender(index: number): SenderLink {
    return { ports: [this.#senders[index] as MessagePort], counter: this.#counter };
  }

  /** A sender begins. Nobody waits for one that has not. */
  begin(): void {
    Atomics.add(this.#counter, SENDERS, 1);
  }

  /** A sender that has begun ends, however it does. */
  end(): void {
    Atomics.sub(this.#counter, SENDERS, 1);
    wake(this.#counter);
  }

  get receiver(): ReceiverLink {
    return { ports: this.#receivers, counter: this.#counter };
  }

  /** Whoever has an end by now closes it, and its other end with it; those that nobody was given end here. */
  close(): void {
    for (const port of [...this.#senders, ...this.#receivers]) {
      port.close();
    }
  }
}

/** In the worker of a sender. */
export class Sending {
  readonly #link: SenderLink;

  constructor(link: SenderLink) {
    this.#link = link;
  }

  /** Gives the bytes away. */
  share(functions: Uint8Array): void {
    const {
      ports: [port],
      counter,
    } = this.#link;
    port.postMessage(functions, [functions.buffer as ArrayBuffer]);
    wake(counter);
  }

  more(): undefined {
    return undefined;
  }

  /** The receiver does, which may still have to take what was sent. */
  close(): void {}
}

/** In the receiver's worker. */
export class Receiving {
  readonly #link: ReceiverLink;
  readonly #taken: Uint8Array[] = [];
  readonly #start = performance.now();
  #firstWait: number | undefined;
  #waited = 0;

  constructor(link: ReceiverLink) {
    this.#link = link;
  }

  share(): void {}

  /** @returns undefined if there is nothing, and nothing to wait for */
  more(): Uint8Array | undefined {
    this.#firstWait ??= performance.now();
    return this.#take(true);
  }

  #take(wait: boolean): Uint8Array | undefined {
    const { ports, counter } = this.#link;
    for (;;) {
      // In this order: what happens after a look is seen at the next one.
      const events = Atomics.load(counter, EVENTS);
      const senders = Atomics.load(counter, SENDERS);
      const functions = next(ports);
      if (functions !== undefined) {
        this.#taken.push(functions);
        return functions;
      }
      if (!wait || senders <= 0) {
        return undefined;
      }
      const before = performance.now();
      Atomics.wait(counter, EVENTS, events, LONGEST_WAIT);
      this.#waited += performance.now() - before;
    }
  }

  /** What came, also what came too late, and how long things took. */
  end(): { taken: Uint8Array[]; times: { own: number; taken: number } } {
    while (this.#take(false) !== undefined) {}
    const end = performance.now();
    const firstWait = this.#firstWait ?? end;
    return {
      taken: this.#taken,
      times: { own: firstWait - this.#start, taken: end - firstWait - this.#waited },
    };
  }

  /** Takes no more: an open channel would stay for as long as the workers at its ends. */
  close(): void {
    for (const port of this.#link.ports) {
      port.close();
    }
  }
}

function next(ports: readonly MessagePort[]): Uint8Array | undefined {
  for (const port of ports) {
    const received = receiveMessageOnPort(port);
    if (received !== undefined) {
      return received.message as Uint8Array;
    }
  }
  return undefined;
}

function wake(counter: Int32Array): void {
  Atomics.add(counter, EVENTS, 1);
  Atomics.notify(counter, EVENTS);
}
