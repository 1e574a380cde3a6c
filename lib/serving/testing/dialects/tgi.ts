import { openAiChunks, openAiReply, type RecordedServer, readSampling } from "./recorded-server";

const told = { system_fingerprint: "3.3.6-native" };
const finish = { stop: "eos_token", length: "length" };

/** Text Generation Inference 3. */
export const tgi: RecordedServer = {
  name: "Text Generation Inference",
  headers: {},
  model: "lab/model",
  contextLength: 2_048,
  tells: true,
  pages: {
    "/v1/models": { object: "list", data: [{ id: "lab/model", object: "model", created: 0, owned_by: "lab/model" }] },
    "/info": {
      model_id: "lab/model",
      model_sha: "main",
      max_concurrent_requests: 128,
      max_input_tokens: 2_047,
      max_total_tokens: 2_048,
      router: "text-generation-router",
      version: "3.3.6",
    },
  },
  chatPath: "/v1/chat/completions",
  refuse: ({ top_p }) =>
    typeof top_p === "number" && (top_p <= 0 || top_p >= 1)
      ? { status: 422, body: { error: "Input validation error: `top_p` must be > 0.0 and < 1.0", error_type: "validation" } }
      : null,
  inForce: (body) => {
    const sampling = readSampling(body, "repetition_penalty", { maxTokens: 100 });
    const isDrawn = sampling.temperature > 0 || typeof body.top_p === "number";
    return {
      ...sampling,
      temperature: isDrawn ? sampling.temperature || 1 : 0,
      topK: 0,
      minP: 0,
      // Its router makes a repetition penalty of a presence penalty, 0 included.
      repetition: typeof body.presence_penalty === "number" ? body.presence_penalty + 2 : 1,
    };
  },
  tooLong: ({ promptTokens, maxTokens }) => ({
    status: 422,
    body: {
      error: `Input validation error: \`inputs\` tokens + \`max_new_tokens\` must be <= 2048. Given: ${promptTokens} \`inputs\` tokens and ${maxTokens} \`max_new_tokens\``,
      error_type: "validation",
    },
  }),
  reply: (made) =>
    openAiReply("lab/model", made, { finish, message: made.thought === null ? {} : { content: `<think>${made.thought}` }, reply: told }),
  chunks: (made) =>
    openAiChunks("lab/model", made.thought === null ? made : { ...made, text: `<think>${made.thought}`, thought: null }, {
      finish,
      last: "usage-within",
      reply: told,
    }),
  framing: "sse",
  continues: null,
  keepsStop: true,
};
