/**
 * The parts of the WebAssembly JavaScript interface that we use: Node's types leave it to those of the browser, which
 * this room does not see.
 */
declare namespace WebAssembly {
  type Imports = Record<string, Record<string, unknown>>;
  type Exports = Record<string, unknown>;
  interface Module {
    readonly [Symbol.toStringTag]: 'WebAssembly.Module';
  }
  const Module: new (bytes: Uint8Array<ArrayBuffer>) => Module;
  class Instance {
    constructor(module: Module, imports: Imports);
    readonly exports: Exports;
  }
}
