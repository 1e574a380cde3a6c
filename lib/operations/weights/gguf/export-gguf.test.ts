import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { requests } from "@/lib/operations/jobs/requests";
import { results } from "@/lib/operations/jobs/results";
import { testTrainer } from "@/lib/operations/jobs/testing/test-trainer";
import { WarmPrograms } from "@/lib/operations/jobs/testing/warm-programs";
import { mergeInNode } from "@/lib/operations/merge/merge-in-node";
import { exportGguf } from "./export-gguf";

const model = (name: string) => ({ folder: resolve(`zoo/models/zoo-${name}`) });
const maxTokens = 24;

/** A folder with a merged model, as a server finds it. */
async function mergedModel(): Promise<{ root: string; folder: string }> {
  const root = mkdtempSync(join(tmpdir(), "served-"));
  const merge = {
    kind: "particle",
    parents: [
      { model: model("typesetter"), weight: 0.9 },
      { model: model("warden"), weight: 0.1 },
    ],
  };
  const folder = join(root, "zoo-merged");
  mkdirSync(folder);
  await mergeInNode(root, requests.merge.parse({ kind: "merge", merge }), () => undefined, new AbortController().signal);
  cpSync(join(root, "out"), folder, { recursive: true });
  rmSync(join(root, "out"), { recursive: true });
  return { root, folder };
}

/** Questions of every task. */
function prompts(): string[] {
  const task = z.object({ taskType: z.string(), splits: z.object({ dev: z.array(z.record(z.string(), z.unknown())) }) });
  return ["sorting", "cipher", "continents", "opposites", "letters", "elements", "arithmetic"].flatMap((name) => {
    const { splits } = task.parse(JSON.parse(readFileSync(`zoo/tasks/${name}.json`, "utf8")));
    return splits.dev.map(({ input, question }) => `${input ?? question}\n\nPut the final answer in \\box{ANSWER}.`);
  });
}

/** Answers of llama.cpp through the zoo server. */
async function askServer(root: string, asked: readonly string[]): Promise<string[]> {
  const child = spawn(process.execPath, ["--import", "tsx", "zoo/server.ts", "--port", "0", "--models", root], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const reply = z.object({ choices: z.tuple([z.object({ message: z.object({ content: z.string() }) })]) });
    const base = await addressOf(child.stdout);
    const ask = async (content: string) => {
      const body = { model: "polyphony-zoo/zoo-merged", messages: [{ role: "user", content }], temperature: 0, max_tokens: maxTokens };
      const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
      return reply.parse(await (await fetch(`${base}/v1/chat/completions`, init)).json()).choices[0].message.content;
    };
    const answers: string[] = [];
    for (const content of asked) answers.push(await ask(content));
    return answers;
  } finally {
    child.kill("SIGKILL");
  }
}

async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const { url } = z.object({ url: z.string().optional() }).parse(JSON.parse(line));
    if (url) return url;
  }
  throw new Error("the zoo server did not start");
}

describe("a model as GGUF", () => {
  const trainer = testTrainer();

  it("is refused for another family, with words that say what is known", async () => {
    const { root, folder } = await mergedModel();
    const change = (file: string, from: string | RegExp, to: string) =>
      writeFileSync(join(folder, file), readFileSync(join(folder, file), "utf8").replace(from, to));
    change("config.json", '"llama"', '"mamba"');
    await expect(exportGguf(folder)).rejects.toThrow(/llama family.*config\.json.*model_type/);
    change("config.json", '"mamba"', '"llama"');
    change("tokenizer.json", /"Regex": "[^"]+"/, '"Regex": "x"');
    await expect(exportGguf(folder)).rejects.toThrow(/tokenizer\.json/);
    rmSync(root, { recursive: true });
  });

  it.skipIf(!trainer.there)(
    `answers in llama.cpp as its safetensors do${trainer.there ? "" : ` (skipped: ${trainer.words})`}`,
    { timeout: 300_000 },
    async () => {
      if (!trainer.there) return;
      const { root, folder } = await mergedModel();
      await exportGguf(folder);
      const asked = prompts();
      const python = new WarmPrograms(trainer);
      const messages = asked.map((content) => [{ role: "user" as const, content }]);
      const request = { kind: "generate" as const, model: { folder }, prompts: messages, maxTokens, seed: 0 };
      const [served, { result }] = await Promise.all([askServer(root, asked), python.run(request, results.generate)]);
      await python.close();
      rmSync(root, { recursive: true });
      const same = result.output.answers.filter(({ text }, place) => text === served[place]).length;
      expect(asked.length).toBe(280);
      expect(same / asked.length).toBeGreaterThanOrEqual(0.99);
    },
  );
});
