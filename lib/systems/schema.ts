/** Shapes of systems. Browser-safe. */

/** One parameter of a method as a form asks for it. Nested names are joined by dots, for example "decoding.temperature". */
export type ParameterField = { name: string; default: string } & (
  | { kind: "number"; integer: boolean; minimum?: number; maximum?: number }
  | { kind: "choice"; options: { value: string; label: string }[] }
  | { kind: "text" }
);
