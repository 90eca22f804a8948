/** Exit codes of the command line. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  unknown: 3,
  interrupted: 130,
  terminated: 143,
} as const;
