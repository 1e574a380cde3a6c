import { z } from "zod";
import type { Generation } from "@/lib/operations/contract";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import type { Answer, Method } from "../method";
import { askEach, baseRequest, step, wasCut } from "../steps/ask";
import { samplingOf } from "../steps/decoding";
import { tellDecision } from "../steps/tell-decision";
import { devMemory, memoryParameters, orderMembers, rememberDev } from "./dev-memory";

const parameters = z.strictObject(memoryParameters);

/** One question, whom it goes to in which order, and what was said so far. */
interface Asking {
  question: PreparedQuestion;
  order: readonly string[];
  said: { member: string; generation: Generation; reading: string | null }[];
}

/** Asks member after member, those first that were right on similar dev questions, until two say the same. */
export const askUntilTwoAgree: Method<z.infer<typeof parameters>, z.infer<typeof devMemory>> = {
  id: "ask-until-two-agree",
  name: "Ask until two agree",
  level: "text",
  isOwn: true,
  paper: {
    title: "Let's Sample Step by Step: Adaptive-Consistency for Efficient Reasoning and Coding with LLMs, which stops a vote early",
    url: "https://arxiv.org/abs/2305.11860",
  },
  summary: "Models are asked one after the other, the likeliest first, until two give the same answer.",
  how: "The members that were right on the most similar development questions are asked first. As soon as two answers mean the same, that is the answer; where all differ, the first one is.",
  learns: "Who was right on which development question.",
  needs: { scopes: ["S1_run"], operations: ["generate"], minMembers: 2, comparesAnswers: true },
  helpers: [],
  parameters,
  learned: devMemory,

  prepare: rememberDev,

  async answer(pool, learned, questions, settings, operations) {
    const order = orderMembers(pool, learned, settings.neighbours);
    const sampling = samplingOf(settings.decoding);
    const askings = questions.map((question): Asking => ({ question, order: order(question.prompt), said: [] }));
    // Nobody can agree with anybody before two have spoken.
    for (let round = 2; round <= pool.length; round += 1) {
      operations.stage(`answers, up to ${round} of ${pool.length} members`);
      const turns = askings.filter((asking) => agreed(asking) === null).flatMap((asking) => turnsOf(asking, round));
      const answers = await askEach(turns, ({ asking, member }) => baseRequest(member, asking.question, sampling), operations);
      for (const { asking, member, generation } of answers) {
        asking.said.push({ member, generation, reading: asking.question.read(generation.text, wasCut(generation)) });
      }
    }
    return askings.map(decide);
  },

  describe: ({ decision }) =>
    tellDecision(decision, { rule: "Rule", reading: "Read as", agreed: "Said so", chosen: "Answer taken from", asked: "Models asked" }),
};

function turnsOf(asking: Asking, round: number): { asking: Asking; member: string }[] {
  return asking.order.slice(asking.said.length, round).map((member) => ({ asking, member }));
}

/** The reading that two share, or null. */
function agreed({ said }: Pick<Asking, "said">): string | null {
  const readings = said.flatMap(({ reading }) => reading ?? []);
  return readings.find((reading, place) => readings.indexOf(reading) !== place) ?? null;
}

function decide(asking: Asking): Answer {
  const reading = agreed(asking);
  const voices = asking.said.filter((one) => reading !== null && one.reading === reading);
  const chosen = voices[0] ?? asking.said.find((one) => one.reading !== null) ?? asking.said[0];
  if (!chosen) throw new Error("Nobody was asked.");
  return {
    text: chosen.generation.text,
    trace: {
      steps: asking.said.map(({ member, generation }) => step("answer", member, generation)),
      decision: {
        chosen: chosen.member,
        rule: reading === null ? "no two agreed, the first that can be read" : "two agreed",
        reading: chosen.reading,
        agreed: voices.map(({ member }) => member),
        asked: asking.said.length,
      },
    },
  };
}
