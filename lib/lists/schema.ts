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
