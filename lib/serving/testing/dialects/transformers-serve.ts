import { z } from "zod";
import { openAiChunks, openAiReply, type RecordedServer, readSampling } from "./recorded-server";

const model = "/models/gemma-3-270m";
const takes = new Set(
  "messages model audio frequency_penalty function_call functions logit_bias logprobs max_completion_tokens max_tokens metadata modalities n parallel_tool_calls prediction presence_penalty reasoning_effort response_format seed service_tier stop store stream stream_options temperature tool_choice tools top_logprobs top_p user generation_config chat_template_kwargs".split(
    " ",
  ),
);
const config = z.looseObject({ do_sample: z.boolean().default(false), top_k: z.number().nullish() });

/** `transformers serve` 5.24, which lists nothing before a model was asked for, and has no limit but the memory. */
export const transformersServe: RecordedServer = {
  name: "transformers serve",
  headers: { server: "uvicorn" },
  model,
  contextLength: 1_000_000,
  tells: false,
  pages: {
    "/v1/models": { object: "list", data: [] },
    "/openapi.json": {
      info: { title: "FastAPI", version: "0.1.0" },
      paths: { "/v1/chat/completions": {}, "/load_model": {}, "/reset": {} },
    },
  },
  chatPath: "/v1/chat/completions",
  refuse: (body) => {
    const unexpected = Object.keys(body).filter((name) => !takes.has(name));
    if (unexpected.length === 0) return null;
    return { status: 422, body: { detail: `Unexpected fields in the request: {${unexpected.map((name) => `'${name}'`).join(", ")}}` } };
  },
  inForce: (body) => {
    const told = config.parse(typeof body.generation_config === "string" ? JSON.parse(body.generation_config) : {});
    const ownOfModel = { topP: 0.95, topK: 64, repetition: 1.2 };
    const sampling = readSampling({ ...told, ...body, top_k: told.top_k }, "repetition_penalty", ownOfModel);
    const penalty = typeof body.frequency_penalty === "number" ? 1 + body.frequency_penalty : sampling.repetition;
    return { ...sampling, repetition: penalty, temperature: told.do_sample ? sampling.temperature : 0 };
  },
  tooLong: null,
  reply: (made) => openAiReply(model, made, { message: made.thought === null ? {} : { reasoning_content: made.thought } }),
  chunks: (made) => openAiChunks(model, made, { first: {}, last: "usage-within", reply: { system_fingerprint: "" } }),
  framing: "sse-without-end",
  continues: null,
  keepsStop: true,
};
