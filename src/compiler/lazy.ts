/** A compiler that is not opened before it is needed. */
import type { Compiler } from "./compiler.ts";

export interface LazyCompiler {
  /** The compiler, opened by the first call. */
  get(): Promise<Compiler>;
  /** Closes what was opened. */
  close(): Promise<void>;
}

export function lazily(open: () => Promise<Compiler>): LazyCompiler {
  let opened: Promise<Compiler> | undefined;
  return {
    get: () => {
      opened ??= open();
      return opened;
    },
    close: async () => {
      const compiler = await opened?.catch(() => undefined);
      await compiler?.close();
    },
  };
}
