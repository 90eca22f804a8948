/** @module Interface cwasm-cache:precompiler/compiler **/
export function precompile(wasm: Uint8Array, job: Job): Uint8Array;
export function precompileIncrementally(wasm: Uint8Array, job: Job, entries: Array<Functions>, others: Uint32Array): Incremental;
export function shareFunctions(wasm: Uint8Array, job: Job, bodies: Uint32Array): void;
export function settings(target: string): Array<string>;
export function describe(wasm: Uint8Array): Description;
export type Options = Array<[string, string]>;
export interface Job {
  options: Options,
  target: string,
  memory: bigint,
}
/**
 * # Variants
 * 
 * ## `"not-webassembly"`
 * 
 * ## `"invalid-webassembly"`
 * 
 * ## `"unknown-target"`
 * 
 * ## `"unsupported-target"`
 * 
 * ## `"unsupported-option"`
 * 
 * ## `"compile-failed"`
 */
export type FailureKind = 'not-webassembly' | 'invalid-webassembly' | 'unknown-target' | 'unsupported-target' | 'unsupported-option' | 'compile-failed';
export interface Failure {
  kind: FailureKind,
  chain: Array<string>,
}
export type Functions = Uint8Array;
export interface Incremental {
  artifact: Uint8Array,
  compiled: Functions,
  used: Uint8Array,
  reused: number,
}
/**
 * # Variants
 * 
 * ## `"component"`
 * 
 * ## `"core-module"`
 */
export type ComponentKind = 'component' | 'core-module';
export interface Description {
  kind: ComponentKind,
  imports: Array<string>,
  exports: Array<string>,
  bodies: Uint32Array,
}
