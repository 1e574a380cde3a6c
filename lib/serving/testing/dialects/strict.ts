import { openAiChunks, openAiReply, type RecordedServer, readSampling } from "./recorded-server";

const takes = new Set(
  "model messages temperature top_p max_completion_tokens stop seed stream stream_options presence_penalty frequency_penalty n".split(" "),
);

/** A server that nobody knows and that takes OpenAI's fields alone, the newer name of the limit among them; it names one at a time. */
export const strict: RecordedServer = {
  name: "an OpenAI-compatible server",
  headers: {},
  model: "lab/model",
  contextLength: 2_048,
  tells: true,
  pages: { "/v1/models": { object: "list", data: [{ id: "lab/model", object: "model", owned_by: "somebody", context_window: 2_048 }] } },
  chatPath: "/v1/chat/completions",
  refuse: (body) => {
    const [unknown] = Object.keys(body).filter((name) => !takes.has(name));
    if (unknown === undefined) return null;
    const message =
      unknown === "max_tokens"
        ? "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
        : `Unrecognized request argument supplied: ${unknown}`;
    return { status: 400, body: { error: { message, type: "invalid_request_error", param: unknown, code: "unsupported_parameter" } } };
  },
  inForce: (body) => readSampling({ ...body, max_tokens: body.max_completion_tokens }, "repetition_penalty", {}),
  tooLong: () => ({
    status: 400,
    body: {
      error: {
        message:
          "This model's maximum context length is 2048 tokens. However, your messages resulted in more. Please reduce the length of the messages.",
        type: "invalid_request_error",
        param: "messages",
        code: "context_length_exceeded",
      },
    },
  }),
  reply: (made) =>
    openAiReply("lab/model-2026-11-22", made, { message: made.thought === null ? {} : { content: null, reasoning: made.thought } }),
  chunks: (made) => openAiChunks("lab/model-2026-11-22", made, { thoughtAs: "reasoning" }),
  framing: "sse",
  continues: null,
};
