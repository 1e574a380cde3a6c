import { z } from "zod";
import type { ParameterField } from "./schema";

/** The part of JSON Schema that methods' parameters use. */
const node = z.object({
  type: z.string().optional(),
  enum: z.array(z.string()).optional(),
  default: z.unknown().optional(),
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  maximum: z.number().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  description: z.string().optional(),
  unit: z.string().optional(),
  source: z.string().optional(),
});

/** Form fields for a method's parameters, with what each says of itself. Lists have no field: they keep their default. */
export function parameterFields(shape: z.ZodType): ParameterField[] {
  return fieldsOf(z.toJSONSchema(shape, { io: "input" }), "");
}

function fieldsOf(schema: unknown, name: string): ParameterField[] {
  const { type, enum: options, properties, minimum, exclusiveMinimum: above, maximum, default: usual, ...facts } = node.parse(schema);
  if (properties) return Object.entries(properties).flatMap(([key, inner]) => fieldsOf(inner, name === "" ? key : `${name}.${key}`));
  if (type === "array") return [];
  const shared = { ...facts, name, default: usual === undefined ? "" : String(usual) };
  if (options) return [{ ...shared, kind: "choice", options: options.map((value) => ({ value, label: value.replaceAll("-", " ") })) }];
  if (type !== "number" && type !== "integer") return [{ ...shared, kind: "text" }];
  const bounds = {
    ...(minimum !== undefined && { minimum }),
    ...(above !== undefined && { above }),
    // Zod writes the greatest safe integer where there is no bound.
    ...(maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && { maximum }),
  };
  return [{ ...shared, kind: "number", integer: type === "integer", ...bounds }];
}

/**
 * Parameters from a form's values. Empty ones are left out, so that they take the default; whatever is no number stays
 * as it was typed, for the method's own shape to refuse it in words.
 */
export function readParameters(fields: readonly ParameterField[], values: ReadonlyMap<string, string>): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  for (const field of fields) {
    const typed = values.get(field.name)?.trim() ?? "";
    if (typed === "") continue;
    const number = Number(typed);
    place(parameters, field.name.split("."), field.kind === "number" && Number.isFinite(number) ? number : typed);
  }
  return parameters;
}

function place(target: Record<string, unknown>, [key, ...rest]: string[], value: unknown): void {
  if (key === undefined) return;
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner: Record<string, unknown> = { ...(target[key] as Record<string, unknown> | undefined) };
  place(inner, rest, value);
  target[key] = inner;
}
