/** Requests to GitHub that end: with a whole answer, or with an error. */

/** Milliseconds for an answer, and for every byte that is sent: one megabyte a second is slow. */
const PATIENCE = 60_000;
const PER_BYTE = 0.001;

/** The same, but it waits no longer than that, and for the end of the answer: Octokit takes half an answer for none. */
export function fetchWhole(genuine: typeof fetch): typeof fetch {
  return async (url, init = {}) => {
    const sent = init.body instanceof Uint8Array ? init.body.length : 0;
    const patience = PATIENCE + Math.round(PER_BYTE * sent);
    const late = AbortSignal.timeout(patience);
    const signal = init.signal ? AbortSignal.any([init.signal, late]) : late;
    try {
      const response = await genuine(url, { ...init, signal });
      const body = await response.arrayBuffer();
      return Object.assign(response, {
        arrayBuffer: async () => body,
        text: async () => new TextDecoder().decode(body),
      });
    } catch (error) {
      throw late.aborted
        ? new Error(`nothing came within ${Math.round(patience / 1000)} s`)
        : error;
    }
  };
}
