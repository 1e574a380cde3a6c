import { z } from "zod";
import type { Dialect } from "./dialect";
import { llamaCpp } from "./llama-cpp";
import { llamaCppPython } from "./llama-cpp-python";
import { lmStudio } from "./lm-studio";
import { ollama } from "./ollama";
import { sglang } from "./sglang";
import { tgi } from "./tgi";
import { transformersServe } from "./transformers-serve";
import { vllm, zoo } from "./vllm";

/** What a server's list of models tells of the server. */
export interface ListSigns {
  /** Of the header `server`. */
  server: string | null;
  ownedBy: ReadonlySet<string>;
}

const owners: ReadonlyMap<string, Dialect> = new Map([
  ["vllm", vllm],
  ["polyphony-zoo", zoo],
  ["sglang", sglang],
  ["llamacpp", llamaCpp],
  ["organization_owner", lmStudio],
]);

/** The dialect that a list gives away, or null: then the server is asked what else it has. */
export function recognizeList({ server, ownedBy }: ListSigns): Dialect | null {
  if (server?.toLowerCase().startsWith("llama.cpp")) return llamaCpp;
  const known = new Set([...ownedBy].flatMap((owner) => owners.get(owner) ?? []));
  return known.size === 1 ? ([...known][0] ?? null) : null;
}

const has = (shape: z.ZodRawShape) => {
  const schema = z.object(shape);
  return (body: unknown) => schema.safeParse(body).success;
};
const paths = z.object({ info: z.object({ title: z.string() }), paths: z.record(z.string(), z.unknown()) });

/** What each kind of server answers elsewhere and others do not, in the order in which it is asked. */
export const signsElsewhere = [
  { path: "/props", isOf: (body: unknown) => (has({ default_generation_settings: z.unknown() })(body) ? llamaCpp : null) },
  { path: "/api/version", isOf: (body: unknown) => (has({ version: z.string() })(body) ? ollama : null) },
  { path: "/info", isOf: (body: unknown) => (has({ model_id: z.string(), max_total_tokens: z.number() })(body) ? tgi : null) },
  {
    isNamed: true,
    path: "/api/v0/models",
    isOf: (body: unknown) => (has({ data: z.array(z.object({ state: z.string() })).min(1) })(body) ? lmStudio : null),
  },
  { path: "/get_server_info", isOf: (body: unknown) => (has({ model_path: z.string() })(body) ? sglang : null) },
  { path: "/openapi.json", isOf: ofPaths },
] as const;

/** Three of them are built with FastAPI, which tells what there is. */
function ofPaths(body: unknown): Dialect | null {
  const described = paths.safeParse(body);
  if (!described.success) return null;
  const { info, paths: served } = described.data;
  if ("/load_model" in served && "/v1/chat/completions" in served) return transformersServe;
  if (info.title.includes("llama.cpp Python") || "/extras/tokenize" in served) return llamaCppPython;
  if ("/get_server_info" in served || "/get_model_info" in served) return sglang;
  return "/tokenize" in served && "/version" in served ? vllm : null;
}
