import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { type Engine, openEngine } from "../engine";
import { type ScorerServer, startScorerServer } from "../testing/scorer-server";

let server: ScorerServer;
let engine: Engine;
let reward = (answer: string) => answer.length - 0.5;

beforeAll(async () => {
  const decision = (answer: string) => (answer.includes("right") ? "Yes" : "No");
  server = await startScorerServer(
    {
      reward: (answer) => reward(answer),
      says: (answer) => (answer.includes("unsure") ? `Who knows about "${answer}"?` : `Final Decision: ${decision(answer)}`),
      vector: (text) => [text.length, 0.25, -1e-9],
    },
    50,
  );
  const setting = { url: server.url, model: "example/Scorer" };
  engine = openEngine({ pool: pool(), endpoints: [], scorers: { reward: setting, verify: setting, embed: setting } });
});

beforeEach(() => {
  for (const asked of Object.values(server.asked)) asked.length = 0;
});

afterAll(async () => {
  await engine.close();
  await server.close();
});

/** The scorers for somebody who waits until it is told to leave. */
function open(leaving = new AbortController()) {
  const { reward, verify, embed } = engine.scorersAlone(leaving.signal);
  if (!reward || !verify || !embed) throw new Error("a scorer is missing");
  return { reward, verify, embed };
}

const pair = (answer: string) => ({ request: "Say it.", answer });
const shown = (answer: string) => `### Student Answer: ${answer}\n\nFor the above question, decide.`;

it("asks for each thing once, however many want it, and says the same of it later", async () => {
  const answers = ["right", "wrong", "unsure", "right"];
  const ask = async () => {
    const { reward, verify, embed } = open();
    return await Promise.all([reward(answers.map(pair)), verify(answers.map(shown)), embed(answers)]);
  };
  const said = [[4.5, 4.5, 5.5, 4.5], [true, false, null, true], [5, 5, 6, 5].map((length) => [length, 0.25, -1e-9])];
  expect(await Promise.all([ask(), ask()])).toEqual([said, said]);
  expect(await ask()).toEqual(said);
  for (const asked of Object.values(server.asked)) expect(asked.toSorted()).toEqual(["right", "unsure", "wrong"]);
});

it("keeps what was decided and no word of what was said", async () => {
  await open().verify([shown("right")]);
  await db().scorerReply.deleteMany();
  await open().verify(["right again", "wrong again", "unsure again"].map(shown));
  const rows = await db().scorerReply.findMany();
  expect(rows.map(({ numbers }) => numbers).toSorted((one, other) => (one[0] ?? -1) - (other[0] ?? -1))).toEqual([[], [0], [1]]);
});

it("goes on for one who waits for a score when another who wanted the same leaves", async () => {
  // More than are asked at once, so that somebody can leave before the last is asked.
  const answers = Array.from({ length: 40 }, (_, place) => `shared ${place}`);
  const leaving = new AbortController();
  const [staying, gone] = [open().reward(answers.map(pair)), open(leaving).reward(answers.map(pair))];
  await expect.poll(() => server.asked.reward.length).toBeGreaterThan(0);
  leaving.abort(new Error("cancelled"));
  await expect(gone).rejects.toThrow("cancelled");
  expect(await staying).toEqual(answers.map((answer) => answer.length - 0.5));
  expect(server.asked.reward).toHaveLength(40);
});

it("asks for nothing more when nobody waits", async () => {
  const leaving = new AbortController();
  const gone = open(leaving).reward(Array.from({ length: 60 }, (_, place) => pair(`left ${place}`)));
  await expect.poll(() => server.asked.reward.length).toBeGreaterThan(0);
  leaving.abort(new Error("cancelled"));
  await expect(gone).rejects.toThrow("cancelled");
  // Whoever comes next has its turn after what is left of this one.
  await open().reward([pair("next")]);
  expect(server.asked.reward.length).toBeLessThan(40);
});

it("fails those alone whose thing is refused, keeps the rest, and asks again only for what it does not know", async () => {
  const answers = Array.from({ length: 40 }, (_, place) => `thing ${place}`);
  server.refuse((answer) => answer === "thing 3");
  const [refused, others] = await Promise.allSettled([open().reward(answers.map(pair)), open().reward(answers.slice(4).map(pair))]);
  expect(refused).toMatchObject({ status: "rejected", reason: { code: "UNAVAILABLE", message: expect.stringContaining("HTTP 404") } });
  expect(others).toMatchObject({ status: "fulfilled" });
  server.refuse(() => false);
  server.asked.reward.length = 0;
  await open().reward(answers.map(pair));
  expect(server.asked.reward).toEqual(["thing 3"]);
});

it("does not go on asking a scorer of which nothing comes", async () => {
  const tried: string[] = [];
  server.refuse((answer) => tried.push(answer) > 0);
  await expect(open().reward(Array.from({ length: 60 }, (_, place) => pair(`nothing ${place}`)))).rejects.toThrow("HTTP 404");
  server.refuse(() => false);
  expect(tried).toHaveLength(16);
});

it("believes nothing of a scorer that came back with other weights under the same name", async () => {
  await open().reward([pair("before")]);
  await server.goAway();
  await expect(open().reward([pair("away")])).rejects.toMatchObject({ name: "ScorerFailed", passing: true });
  const right = reward;
  reward = (answer) => 40 - answer.length;
  await server.comeBack();
  const asked = open().reward([pair("after")]);
  await expect(asked).rejects.toMatchObject({ name: "ScorerFailed", passing: false });
  await expect(asked).rejects.toThrow("example/Scorer at http://127.0.0.1");
  expect(await open().reward([pair("before")])).toEqual([5.5]);
  expect(server.asked.reward).toEqual(["before"]);
  reward = right;
  expect(await open().reward([pair("after")])).toEqual([4.5]);
}, 60_000);
