/**
 * How many answers a second the zoo server gives.
 *
 *     npm run bench -- zoo-server [--quick] [--questions 400] [--slots 3] [--models zoo/models]
 *
 * Starts a server of its own on a free port, asks real questions of the zoo's tasks, and prints one line per setting with
 * the wall-clock rate and the processor time that the server spent per answer (the second is the better number on a
 * busy machine). The last line holds all of it.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { Pool } from "undici";
import { z } from "zod";
import { finish, say } from "./parts/report";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    questions: { type: "string" },
    slots: { type: "string", default: "3" },
    models: { type: "string", default: "zoo/models" },
  },
});
const count = Number(values.questions ?? (values.quick ? 40 : 400));

const taskSchema = z.object({
  splits: z.object({ test: z.array(z.object({ question: z.string().optional(), input: z.string().optional() })) }),
});

/** Questions of all tasks in turn, as plain prompts. */
function readQuestions(): string[] {
  const tasks = readdirSync("zoo/tasks").map((file) => taskSchema.parse(JSON.parse(readFileSync(`zoo/tasks/${file}`, "utf8"))).splits.test);
  const texts = tasks.flatMap((questions) => questions.map(({ question, input }) => question ?? input ?? ""));
  return texts.map((text) => `${text}\n\nPut the final answer in \\box{ANSWER}.`);
}

function refinePrompt(question: string): string {
  return (
    "You are part of a team of AI assistants collaborating to answer the user's question. Each assistant provides their own answer: " +
    `use their answers to refine and improve your own answer.\nQuestion: ${question}\nYour previous answer: \\box{${question.length}}\n` +
    `Other assistants' answers:\n${"- \\box{red}\n".repeat(7)}Please provide a refined answer to the question.`
  );
}

async function startServer(): Promise<{ child: ChildProcess; url: string; ids: string[] }> {
  const args = ["--import", "tsx", "zoo/server.ts", "--port", "0", "--slots", values.slots, "--models", values.models];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    const { url, models } = z.object({ url: z.string().optional(), models: z.array(z.string()).default([]) }).parse(JSON.parse(line));
    if (url) return { child, url, ids: models };
  }
  throw new Error("the server did not start");
}

/** Seconds of processor time of a process so far (Linux: fields 14 and 15 of its stat file, in hundredths). */
function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const { child, url, ids } = await startServer();
const pool = new Pool(url, { connections: 128 });
const questions = readQuestions();
const specialists = ids.filter((id) => !/(base|router)$/.test(id)).slice(0, 8);

/** Milliseconds of the longest answer to `GET /health` while `work` runs. */
async function watchHealth(work: Promise<unknown>): Promise<number> {
  const state = { longest: 0, over: false };
  void work.finally(() => {
    state.over = true;
  });
  while (!state.over) {
    const start = performance.now();
    await (await pool.request({ path: "/health", method: "GET" })).body.text();
    state.longest = Math.max(state.longest, performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return state.longest;
}

const outcomes: Record<string, string | number>[] = [];
async function measure(name: string, models: string[], prompts: string[], inFlight: number): Promise<void> {
  let next = 0;
  const tokens = { prompt: 0, answer: 0 };
  const ask = async () => {
    while (next < prompts.length) {
      const place = next;
      next += 1;
      const body = {
        model: models[place % models.length],
        messages: [{ role: "user", content: prompts[place] }],
        temperature: 0,
        max_tokens: 64,
      };
      const response = await pool.request({
        path: "/v1/chat/completions",
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      const text = await response.body.text();
      if (response.statusCode !== 200) throw new Error(text);
      const { usage } = z.object({ usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }) }).parse(JSON.parse(text));
      tokens.prompt += usage.prompt_tokens;
      tokens.answer += usage.completion_tokens;
    }
  };
  const processor = processorSeconds(child.pid ?? 0);
  const start = performance.now();
  const work = Promise.all(Array.from({ length: inFlight }, ask));
  const [longestHealth] = await Promise.all([watchHealth(work), work]);
  const seconds = (performance.now() - start) / 1000;
  const perAnswer = ((processorSeconds(child.pid ?? 0) - processor) * 1000) / prompts.length;
  const line = {
    setting: name,
    answers: prompts.length,
    inFlight,
    perSecond: Math.round(prompts.length / seconds),
    serverMsPerAnswer: Number(perAnswer.toFixed(2)),
    promptTokens: Math.round(tokens.prompt / prompts.length),
    answerTokens: Number((tokens.answer / prompts.length).toFixed(1)),
    longestHealthMs: Math.round(longestHealth),
  };
  outcomes.push(line);
  say(JSON.stringify(line));
}

const shortPrompts = Array.from({ length: count }, (_, place) => questions[place % questions.length] ?? "");
const longPrompts = shortPrompts.map(refinePrompt);
try {
  await measure("warm-up", specialists, shortPrompts.slice(0, 40), 8);
  await measure("one model, short, one at a time", specialists.slice(0, 1), shortPrompts, 1);
  await measure("one model, short", specialists.slice(0, 1), shortPrompts, 32);
  await measure("eight models, short", specialists, shortPrompts, 64);
  await measure("one model, long", specialists.slice(0, 1), longPrompts, 32);
  await measure("eight models, long", specialists, longPrompts, 64);
  finish({ bench: "zoo-server", slots: Number(values.slots), outcomes });
} finally {
  await pool.close();
  child.kill("SIGTERM");
}
