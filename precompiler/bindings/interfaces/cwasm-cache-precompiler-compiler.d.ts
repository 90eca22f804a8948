/** @module Interface cwasm-cache:precompiler/compiler **/
export function precompile(component: Uint8Array, options: EngineOptions, target: string): Uint8Array;
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
  functions: number,
}
