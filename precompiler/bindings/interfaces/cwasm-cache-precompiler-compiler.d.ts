/** @module Interface cwasm-cache:precompiler/compiler **/
export function precompile(component: Uint8Array, options: EngineOptions, target: string): Uint8Array;
export function precompileIncrementally(component: Uint8Array, options: EngineOptions, target: string, entries: Array<Functions>): Incremental;
export function compileFunctions(component: Uint8Array, options: EngineOptions, target: string): Functions;
export function describe(wasm: Uint8Array): Description;
export interface EngineOptions {
  epochInterruption: boolean,
  consumeFuel: boolean,
}
/**
 * # Variants
 * 
 * ## `"not-a-component"`
 * 
 * ## `"invalid-component"`
 * 
 * ## `"unknown-target"`
 * 
 * ## `"unsupported-target"`
 * 
 * ## `"compile-failed"`
 */
export type FailureKind = 'not-a-component' | 'invalid-component' | 'unknown-target' | 'unsupported-target' | 'compile-failed';
export interface Failure {
  kind: FailureKind,
  chain: Array<string>,
}
export type Functions = Uint8Array;
export interface Incremental {
  artifact: Uint8Array,
  compiled: Functions,
  used: Uint8Array,
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
