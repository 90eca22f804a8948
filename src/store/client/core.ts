/**
 * In the bundle, in the place of `@actions/core` where the cache client asks for it: what it says is
 * noted, and shown to those who debug. It has several lines for each entry, annotations among them,
 * and prints keys and messages as they come from the service.
 */
import * as core from "@actions/core";
import { oneLine } from "../../report/reporter.ts";
import { transfers } from "./transfer.ts";

export { isDebug, setSecret } from "@actions/core";

export function debug(message: string): void {
  core.debug(oneLine(message));
}

export function info(message: string): void {
  debug(message);
  const transfer = transfers.getStore();
  if (transfer !== undefined && /^Cache (restore|save) skipped: /.test(message)) {
    transfer.skipped = message.replace(/^.*? skipped: /, "");
  }
}

export function warning(message: string | Error): void {
  const text = String(message);
  debug(text);
  transfers.getStore()?.warnings.push(text);
}

export const error = warning;
