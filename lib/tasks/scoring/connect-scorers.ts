import { setTimeout as wait } from "node:timers/promises";
import { request } from "undici";
import { z } from "zod";
import type { ScorerSetting, ScorerSettings } from "@/lib/env";
import { readDecision } from "@/lib/reading/read-decision";
import { type AnsweredRequest, noScorers, ScorerFailed, type Scorers } from "./scorers";

const attempts = 4;
/** Milliseconds. */
const firstPause = 500;
/** Milliseconds; a verifier may think for a while. */
const deadline = 120_000;
const busy: ReadonlySet<number> = new Set([408, 409, 425, 429]);
/** Requests on their way at once, per scorer. */
const most = 16;
/** Tokens that a verifier may use for its decision. */
const verifierTokens = 1_024;

const embeddings = z.object({ data: z.array(z.object({ index: z.int().optional(), embedding: z.array(z.number()).min(1) })) });
const completions = z.object({ choices: z.array(z.object({ text: z.string() })).min(1) });
/** As OpenAI, vLLM and others word it. */
const refusal = z.union([
  z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message),
  z.object({ error: z.string() }).transform(({ error }) => error),
  z.object({ message: z.string() }).transform(({ message }) => message),
]);
const pooled = z.object({ data: z.array(z.object({ data: z.unknown() })).min(1) });

/** The scorers that a setting like SCORERS names. There is no sandbox for programs yet. */
export function connectScorers({ reward, verify, embed }: ScorerSettings): Scorers {
  return {
    ...noScorers,
    reward: reward ? rewarding(reward) : null,
    verify: verify ? verifying(verify) : null,
    embed: embed ? embedding(embed) : null,
  };
}

/** Logits from vLLM's `/pooling` for a sequence classifier; without its activation, because the logit itself is the reward. */
function rewarding(setting: ScorerSetting): NonNullable<Scorers["reward"]> {
  return (pairs) =>
    several(pairs, async ({ request: asked, answer }: AnsweredRequest) => {
      const messages = [
        { role: "user", content: asked },
        { role: "assistant", content: answer },
      ];
      const body = { model: setting.model, messages, task: "classify", activation: false, use_activation: false };
      const [first] = (await ask(setting, "/pooling", body, pooled)).data;
      const numbers = z.array(z.number()).safeParse([first?.data].flat(3));
      const logit = numbers.data?.at(-1);
      if (logit === undefined) throw new ScorerFailed(setting, "gave no number", false);
      return logit;
    });
}

function verifying(setting: ScorerSetting): NonNullable<Scorers["verify"]> {
  return (prompts) =>
    several(prompts, async (prompt) => {
      const body = { model: setting.model, prompt, temperature: 0, max_tokens: verifierTokens, n: 1 };
      const [choice] = (await ask(setting, "/v1/completions", body, completions)).choices;
      return readDecision(choice?.text ?? "");
    });
}

function embedding(setting: ScorerSetting): NonNullable<Scorers["embed"]> {
  return async (texts) => {
    if (texts.length === 0) return [];
    const { data } = await ask(setting, "/v1/embeddings", { model: setting.model, input: texts, encoding_format: "float" }, embeddings);
    if (data.length !== texts.length) throw new ScorerFailed(setting, `gave ${data.length} vectors for ${texts.length} texts`, false);
    return data.toSorted((one, other) => (one.index ?? 0) - (other.index ?? 0)).map((row) => row.embedding);
  };
}

async function several<In, Out>(items: readonly In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
  const outcomes: Out[] = [];
  for (let from = 0; from < items.length; from += most) outcomes.push(...(await Promise.all(items.slice(from, from + most).map(work))));
  return outcomes;
}

/** @throws ScorerFailed when the scorer is away or does not answer as it should */
async function ask<T extends z.ZodType>(setting: ScorerSetting, path: string, body: unknown, shape: T): Promise<z.output<T>> {
  const base = setting.url.replace(/\/+$/, "").replace(/\/v1$/, "");
  const headers = { "content-type": "application/json", ...(setting.apiKey && { authorization: `Bearer ${setting.apiKey}` }) };
  const giveUpAt = performance.now() + deadline;
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await send(`${base}${path}`, headers, JSON.stringify(body));
    if (typeof outcome === "object" && outcome.status === 200) {
      const reply = shape.safeParse(outcome.body);
      if (reply.success) return reply.data;
      throw new ScorerFailed(setting, `answered in another shape (${reply.error.issues[0]?.path.join(".") || "no JSON"})`, false);
    }
    const passing = typeof outcome === "string" || outcome.status >= 500 || busy.has(outcome.status);
    const words = typeof outcome === "string" ? outcome : `answered HTTP ${outcome.status}${reasonIn(outcome.body)}`;
    if (!passing || attempt === attempts || performance.now() > giveUpAt) throw new ScorerFailed(setting, words, passing);
    // Between half of it and all of it, so that those who failed together do not come back together.
    await wait((firstPause * 2 ** (attempt - 1) * (1 + Math.random())) / 2);
  }
}

/** The server's own words, if there are any; only operators see them. */
function reasonIn(body: unknown): string {
  const { data } = refusal.safeParse(body);
  return data ? `: ${data.slice(0, 300).replace(/\.$/, "")}` : "";
}

async function send(url: string, headers: Record<string, string>, body: string): Promise<{ status: number; body: unknown } | string> {
  try {
    const reply = await request(url, { method: "POST", headers, body, headersTimeout: deadline, bodyTimeout: deadline });
    return { status: reply.statusCode, body: await reply.body.json().catch(() => null) };
  } catch (error) {
    return error instanceof Error ? `does not answer (${error.message})` : "does not answer";
  }
}
