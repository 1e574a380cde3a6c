import { z } from "zod";

/** As the database counts them: 32 bits. A server that says more is not believed. */
const tokens = z.number().int().min(0).max(2_147_483_647);
/** What a server may leave out, or say in a shape of its own, and is heard all the same. */
const fact = <T extends z.ZodType>(shape: T) => shape.nullish().catch(null);

/** What we read of vLLM's `POST /tokenize`. */
export const tokenCountSchema = z.object({ count: tokens });

const code = fact(z.union([z.string(), z.number()]));
const worded = z.object({ message: z.string(), code, type: fact(z.string()) });
/** FastAPI's: what is wrong, and where. */
const complaint = z.object({ msg: z.string(), loc: z.array(z.union([z.string(), z.number()])).catch([]) });

/** What we read of a refusal: OpenAI wraps it, older vLLM does not, others say a word, FastAPI a `detail`. */
export const refusalSchema = z.union([
  z.object({ error: worded }).transform(({ error }) => error),
  z.object({ error: z.string(), error_type: fact(z.string()) }).transform(({ error, error_type }) => reasonOf(error, error_type)),
  worded,
  z.object({ detail: worded }).transform(({ detail }) => detail),
  z.object({ detail: z.string() }).transform(({ detail }) => reasonOf(detail)),
  z
    .object({ detail: z.array(complaint).min(1) })
    .transform(({ detail }) => reasonOf(detail.map(({ loc, msg }) => [loc.join("."), msg].filter(Boolean).join(": ")).join("; "))),
  z.object({ detail: z.object({ error: worded }) }).transform(({ detail }) => detail.error),
]);

/** A refusal that has words alone. */
function reasonOf(message: string, type: string | null | undefined = null) {
  return { message, code: null, type };
}
