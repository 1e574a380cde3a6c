import { z } from "zod";

const textPart = z.object({ text: z.string() });

/**
 * A text that a server gave whole or in parts; parts that are no text, such as pictures, are left out. Null where there is none.
 */
export function partsText(content: unknown): string | null {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return null;
  return content.map((part) => (typeof part === "string" ? part : (textPart.safeParse(part).data?.text ?? ""))).join("");
}
