import { z } from "zod";

/**
 * Words that a list is narrowed to, as an address gives them; empty when nothing is looked for. Words that are too long or
 * hold a NUL, about which the database cannot be asked, count as none. Other signs that cannot be seen are looked for,
 * and found in no name. Browser-safe.
 */
export const searchWords = z
  .string()
  .trim()
  .max(100)
  .refine((text) => !text.includes("\u0000"))
  .catch("")
  .default("");

/** An empty field of a form is sent as an empty text and means that nothing was chosen. */
export const blankIsAbsent = (value: unknown) => (value === "" ? undefined : value);

/** A choice that a form or an address may leave out. */
export const chosen = <Shape extends z.ZodType>(shape: Shape) => z.preprocess(blankIsAbsent, shape.optional());

/** Page of a list, from 1. */
export const pageNumber = z.preprocess(blankIsAbsent, z.coerce.number().int().min(1).max(10_000).default(1));
