/** Stands for `@actions/core` in the command line's bundle, where `@actions/glob` asks for it. */
export function debug(): void {}
