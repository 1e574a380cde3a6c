import { askAll } from "../ask-all";
import type { Performer } from "../performer";
import { generateOne } from "./generate-one";
import { keyRequest } from "./request";

/** Texts from model servers, each asked for once. */
export const performGenerate: Performer<"generate"> = (run) => async (requests) => {
  const models = new Map(
    await Promise.all([...new Set(requests.map(({ model }) => model))].map(async (label) => [label, await run.resolve(label)] as const)),
  );
  run.counts.request(requests.length);
  return await askAll(requests, run.signal, async (request, ending) => {
    const model = models.get(request.model);
    if (!model) throw new Error("every label was looked up");
    const answer = await generateOne(keyRequest(model, request), run.asker(ending, model), run.resources);
    const { endpoint } = answer.result.stored;
    if (endpoint !== null) run.use(endpoint);
    return run.counts.noteText(answer);
  });
};
