/** What servers do wrong: they answer something else, late, in part, or not at all. */
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is bytes. */
  readonly body: unknown;
}

/** Another answer; the true one with a pause in its middle, or with its end in its middle; or none. */
export type Fault = Answer | "slow" | "cut" | "hang";

/** Milliseconds that a slow answer pauses for, and that half an answer needs to arrive. */
const PAUSE = 500;
const ARRIVAL = 20;

/** Sends an answer, or what a fault makes of it. @param answer gives the true one */
export async function send(
  response: ServerResponse,
  fault: Fault | undefined,
  answer: () => Answer | Promise<Answer>,
): Promise<void> {
  if (fault === "hang") {
    return;
  }
  const { status = 200, headers, body } = typeof fault === "object" ? fault : await answer();
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body ?? null));
  if (fault !== "slow" && fault !== "cut") {
    response.writeHead(status, { ...headers });
    response.end(bytes);
    return;
  }
  const half = Math.ceil(bytes.length / 2);
  response.writeHead(status, { ...headers, "content-length": bytes.length });
  response.flushHeaders();
  response.write(bytes.subarray(0, half));
  await sleep(fault === "slow" ? PAUSE : ARRIVAL);
  if (fault === "slow") {
    response.end(bytes.subarray(half));
  } else {
    response.destroy();
  }
}
