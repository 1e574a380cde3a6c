import "@prisma/schema-engine-wasm/schema_engine_bg";

/** The package exports its setter of the WebAssembly instance without declaring it. */
declare module "@prisma/schema-engine-wasm/schema_engine_bg" {
  export function __wbg_set_wasm(exports: WebAssembly.Exports): void;
}
