import { describe, expect, it } from "vitest";
import { cardSummary } from "@/lib/hub/card-summary";
import { architectureCheck } from "@/lib/hub/check-architecture";
import { licenceCheck } from "@/lib/hub/check-card";
import { parsePythonJson } from "@/lib/hub/parse-python-json";
import { hfRepoId, hubRevision, typedHubId } from "@/lib/hub/schema";
import { similarity } from "@/lib/hub/similarity";
import { readAddress } from "@/lib/mail/address";
import { familyInName } from "@/lib/pool/base-family";
import { slugCandidates } from "@/lib/pool/slug";
import { goldsOf } from "@/lib/reading/golds";
import { judgeCompliance } from "@/lib/reading/judge-compliance";
import { judgeOption } from "@/lib/reading/judge-option";
import { judgeValue } from "@/lib/reading/judge-value";
import { optionsOf } from "@/lib/reading/options";
import { readDecision } from "@/lib/reading/read-decision";
import { readProgram } from "@/lib/reading/read-program";
import { readWhole } from "@/lib/reading/reading";
import { isSameValue } from "@/lib/reading/values/same-value";
import { description, submissionContent } from "@/lib/submissions/schema";

const length = 2_000_000;
const fill = (piece: string) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

/** Text on which a pattern that looks twice would look for hours. */
const hostile: Record<string, string> = {
  "angle brackets": `a ${fill("<")}`,
  images: fill("!["),
  brackets: fill("["),
  "links without an end": fill("[a]("),
  "images without an end": fill("![a]("),
  "tags without an end": fill("<a "),
  "closing brackets": fill("]("),
  fences: fill("```"),
  "a fence without an end": `\`\`\`${fill("a")}`,
  "front matter without an end": `---\n${fill("a: b\n")}`,
  spaces: `a\n${fill(" ")}x`,
  "empty lines": `a\n${fill(" \n")}x`,
  "carriage returns": fill("\r"),
  "line breaks": fill("\n"),
  stars: fill("*"),
  digits: fill("1"),
  hyphens: `${fill("-")}!`,
  "nc-": fill("nc-"),
  slashes: `https://huggingface.co/${fill("a/")}`,
  "names of numbers": fill("NaN,-Infinity,"),
  "half names of numbers": fill("-I"),
  quotes: fill('"'),
  backslashes: fill("\\"),
  controls: fill("\u0007 "),
  letters: `${fill("a")}!`,
  "architecture names": fill("ForCausalLM"),
  declarations: fill("the answer is "),
  boxes: fill("\\box{"),
  "list of options": fill("A) "),
  "template marks": fill("<|im_end|>"),
  "half template marks": fill("<|"),
  thoughts: fill("<think>"),
  equations: fill("x = 2\n"),
  fractions: fill("\\frac{1}{"),
  questions: fill("is it? "),
};

/** JSON that is none is refused; here only the time counts. */
function attempt(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

/** Every function of ours that reads words of the Hub or of a card by a pattern. */
const readers: Record<string, (text: string) => unknown> = {
  cardSummary,
  licenceCheck: (text) => licenceCheck({ ids: [text], name: text }),
  architectureCheck: (text) =>
    architectureCheck({ config: { architectures: [text] }, task: text, isAdapter: false, name: text, paths: [text], tensors: [text] }),
  typedHubId,
  hfRepoId: (text) => hfRepoId.safeParse(text),
  hubRevision: (text) => hubRevision.safeParse(text),
  description: (text) => description.safeParse(text),
  submissionContent: (text) => submissionContent.safeParse({ hubId: text, revision: text, baseModel: text, trainingData: text }),
  slugCandidates,
  readAddress,
  familyInName,
  parsePythonJson: (text) => attempt(() => parsePythonJson(`{"a": ${text}`)),
  "parsePythonJson of a string": (text) => attempt(() => parsePythonJson(`{"a": "${text}`)),
  "judgeOption of an answer": (text) => judgeOption(text, { question: "Which?", options: optionsOf({ A: "red", B: "blue" }), gold: "A" }),
  "judgeOption of a question": (text) => judgeOption("B", { question: text, options: optionsOf({ A: text, B: "blue" }), gold: "A" }),
  "judgeValue of an answer": (text) => judgeValue(text, { question: "How many?", gold: "12", scoring: "exact" }),
  "judgeValue of a question": (text) => judgeValue("It is 12, I think.", { question: text, gold: "12", scoring: "exact" }),
  "judgeValue of a gold": (text) => judgeValue("It is 12, I think.", { question: "How many?", gold: text, scoring: "f1" }),
  "judgeCompliance of an answer": (text) => judgeCompliance(text, { request: "Help?", expects: "comply" }),
  "judgeCompliance of a request": (text) => judgeCompliance("No.", { request: text, expects: "comply" }),
  isSameValue: (text) => isSameValue(text, "\\sqrt{2}"),
  goldsOf,
  readProgram,
  readDecision,
  readWhole,
  similarity: (text) => similarity(text.slice(0, 300), text.slice(0, 300)),
};

/** Milliseconds for each text; what looks twice at each character takes minutes. */
const limit = 200;

/** Milliseconds of this thread in the fastest of a few tries: the machine may be busy with other things. */
function fastest(work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let tried = 0; tried < 4 && best >= limit; tried += 1) {
    const start = process.threadCpuUsage();
    work();
    const { user, system } = process.threadCpuUsage(start);
    best = Math.min(best, (user + system) / 1_000);
  }
  return best;
}

describe("two million characters of a stranger", () => {
  it.each(Object.keys(readers))("are read by %s in linear time, whatever their shape", (name) => {
    for (const [shape, text] of Object.entries(hostile)) {
      expect(
        fastest(() => readers[name]?.(text)),
        shape,
      ).toBeLessThan(limit);
    }
  });
});
