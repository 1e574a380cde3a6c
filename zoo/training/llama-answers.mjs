// Answer prompts with llama.cpp: reads {"model": path, "prompts": [...]} from stdin, writes the answers as JSON.
// One sequence and one thread: batching is not what is checked here, and more threads are slower on tiny models.
import { readFileSync } from "node:fs";
import { getLlama } from "node-llama-cpp";

const LIMIT = 40;

/** Tokenize user text as plain text between real special tokens, so that text cannot inject them. */
function encode(model, prompt) {
  return [...model.tokenize("<|user|>", true), ...model.tokenize(prompt), ...model.tokenize("<|assistant|>", true)];
}

async function answer(model, sequence, prompt) {
  await sequence.clearHistory();
  const drawn = [];
  for await (const token of sequence.evaluate(encode(model, prompt), { temperature: 0 })) {
    drawn.push(token);
    if (drawn.length === LIMIT) break;
  }
  return { tokens: encode(model, prompt), text: model.detokenize(drawn) };
}

const request = JSON.parse(readFileSync(0, "utf8"));
const llama = await getLlama({ gpu: false, build: "never", logLevel: "error", maxThreads: 1 });
const model = await llama.loadModel({ modelPath: request.model });
const context = await model.createContext({ contextSize: 1024, threads: 1 });
const sequence = context.getSequence();
const answers = [];
for (const prompt of request.prompts) answers.push(await answer(model, sequence, prompt));
process.stdout.write(JSON.stringify(answers));
await llama.dispose();
