/**
 * In the bundle, in the place of `@actions/http-client` where GitHub's clients of the cache and of workflow artifacts
 * ask for it: waits where the service asks to, notes what failed, and fails where an answer is cut. (With the genuine
 * one the client waits for the rest for ever, and the process ends without a word when nothing else is left to do.)
 */
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import {
  HttpClient as GenuineClient,
  HttpClientError,
  type HttpClientResponse,
  HttpCodes,
} from "@actions/http-client";
import { messageOf } from "../../support/errors.ts";
import { transfers } from "./transfer.ts";

export { HttpClientError, HttpCodes };

/** Seconds that are waited at a time, where the service does not say how long to wait. */
const LONGEST_WAIT = 60;
const USUAL_WAIT = 10;
const MOST_WAITS = 3;

/** When requests may be made again, on the clock of `performance`. */
let heldUntil = 0;

export class HttpClient extends GenuineClient {
  override async request(
    ...[verb, url, data, headers]: Parameters<GenuineClient["request"]>
  ): Promise<HttpClientResponse> {
    const transfer = transfers.getStore();
    for (let waits = 0; ; waits += 1) {
      const hold = heldUntil - performance.now();
      if (hold > 0) {
        if (transfer !== undefined) {
          transfer.held += hold;
        }
        await sleep(hold);
      }
      let response: HttpClientResponse;
      try {
        response = await super.request(verb, url, data, headers);
      } catch (error) {
        note({ status: undefined, reason: `did not answer: ${messageOf(error)}` });
        throw error;
      }
      const { message } = response;
      response.readBody = () =>
        text(message).catch((error: Error) => {
          // Without its code, by which the clients would take it for a network that is down.
          throw new Error(`the answer was cut: ${error.message}`);
        });
      message.once("close", () => {
        if (!message.complete) {
          note({ status: undefined, reason: "broke off its answer" });
        }
      });
      const { statusCode: status = 0, statusMessage } = message;
      if (status < 400) {
        note(undefined);
        return response;
      }
      // What is not JSON the client reads from the connection itself.
      const answersJson =
        typeof data === "string" || JSON.stringify(headers ?? {}).includes("json");
      const body = answersJson ? await response.readBody() : "";
      if (answersJson) {
        response.readBody = async () => body;
      }
      const said = [`${status} ${statusMessage}`, messageIn(body)].filter((text) => text !== "");
      const failure = { status, reason: `answered ${said.join(": ")}` };
      if (status !== HttpCodes.TooManyRequests || !answersJson) {
        note(failure);
        return response;
      }
      const seconds = Number(message.headers["retry-after"] ?? USUAL_WAIT);
      if (!(seconds <= LONGEST_WAIT) || waits === MOST_WAITS) {
        note({ status, reason: `${failure.reason}, and asks to wait for ${seconds} s` });
        return response;
      }
      heldUntil = Math.max(heldUntil, performance.now() + seconds * 1000);
    }

    function note(failure: NonNullable<typeof transfer>["failure"]): void {
      if (transfer !== undefined) {
        transfer.failure = failure;
      }
    }
  }
}

/** What a service says in its answer: version 2 calls it `msg`, version 1 `message`. */
function messageIn(body: string): string {
  try {
    const { msg, message } = JSON.parse(body) as Record<string, unknown>;
    const text = msg ?? message ?? "";
    return typeof text === "string" ? text.slice(0, 500) : "";
  } catch {
    return "";
  }
}
