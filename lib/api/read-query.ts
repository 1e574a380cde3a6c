import type { z } from "zod";
import { AppError } from "@/lib/errors";

/**
 * The query of an address, checked. A parameter given twice becomes a list.
 * @throws AppError INVALID_INPUT that names every unknown or wrong parameter
 */
export function readQuery<Shape extends z.ZodObject>(shape: Shape, address: string): z.output<Shape> {
  const { searchParams } = new URL(address);
  const names = [...new Set(searchParams.keys())];
  const values = Object.fromEntries(
    names.map((name) => {
      const all = searchParams.getAll(name);
      return [name, all.length > 1 ? all : all[0]];
    }),
  );
  const outcome = shape.safeParse(values);
  if (outcome.success) return outcome.data;
  const problems = outcome.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ field: key, message: "is not a parameter of this address" }))
      : [{ field: issue.path.join("."), message: issue.message }],
  );
  const known = Object.keys(shape.shape);
  const choices = known.length > 0 ? `It takes: ${known.join(", ")}.` : "It takes no parameters.";
  throw new AppError("INVALID_INPUT", `${problems.map(({ field, message }) => `"${field}" ${message}`).join("; ")}. ${choices}`, problems);
}
