import { z } from "zod";
import { AppError } from "@/lib/errors";
import { withoutNumberNames } from "@/lib/hub/parse-python-json";

const entry = z.looseObject({
  input: z.string(),
  output: z.union([z.string(), z.null(), z.number(), z.boolean()]).transform((value) => (value === null ? "" : String(value))),
  score: z.number(),
});
export type MocoEntry = z.infer<typeof entry>;

const log = z.looseObject({
  task: z.string().min(1),
  task_type: z.string().min(1),
  model_names: z.union([
    z.array(z.string().min(1)).min(1),
    z
      .string()
      .min(1)
      .transform((name) => [name]),
  ]),
  hyperparameters: z.record(z.string(), z.unknown()).default({}),
  avg_test_score: z.number().nullable(),
  logs: z.array(entry).min(1),
});
export type MocoLog = z.infer<typeof log>;

/**
 * Reads a result log of MoCo.
 * @throws AppError INVALID_INPUT with the line where it breaks, or the entry and field that is wrong
 */
export function readMocoLog(fileName: string, text: string): MocoLog {
  const outcome = log.safeParse(parse(fileName, text));
  if (outcome.success) return outcome.data;
  const fields = outcome.error.issues.map(({ path, message }) => {
    const field = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
    return { field: field.replace(/^\./, "") || "the file", message };
  });
  const named = fields.slice(0, 3).map(({ field, message }) => `${field}: ${message}`);
  const rest = fields.length > 3 ? `; and ${fields.length - 3} more` : "";
  throw new AppError("INVALID_INPUT", `${fileName} is no result log of MoCo that can be imported. ${named.join("; ")}${rest}.`, fields);
}

function parse(fileName: string, text: string): unknown {
  const plain = withoutNumberNames(text);
  try {
    return JSON.parse(plain);
  } catch (error) {
    const position = Number(/position (\d+)/.exec(String(error))?.[1] ?? plain.length);
    const line = plain.slice(0, position).split("\n").length;
    throw new AppError(
      "INVALID_INPUT",
      `${fileName}, line ${line}: is not JSON (${error instanceof Error ? error.message : String(error)}).`,
    );
  }
}
