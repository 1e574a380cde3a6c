import { describe, expect, it } from "vitest";
import { cardSummary } from "@/lib/hub/card-summary";
import { architectureCheck } from "@/lib/hub/check-architecture";
import { licenceCheck } from "@/lib/hub/check-card";
import { hfRepoId, hubRevision, typedHubId } from "@/lib/hub/schema";
import { familyInName } from "@/lib/pool/base-family";
import { inheritData } from "@/lib/pool/declared-data";
import { slugCandidates } from "@/lib/pool/slug";
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
  controls: fill("\u0007 "),
  letters: `${fill("a")}!`,
  "architecture names": fill("ForCausalLM"),
};

/** Every function of ours that reads words of the Hub or of a card by a pattern. */
const readers: Record<string, (text: string) => unknown> = {
  cardSummary,
  licenceCheck: (text) => licenceCheck(text),
  architectureCheck: (text) => architectureCheck({ architectures: [text] }, text, false),
  typedHubId,
  hfRepoId: (text) => hfRepoId.safeParse(text),
  hubRevision: (text) => hubRevision.safeParse(text),
  description: (text) => description.safeParse(text),
  submissionContent: (text) => submissionContent.safeParse({ hubId: text, revision: text, baseModel: text, trainingData: text }),
  slugCandidates,
  familyInName,
  inheritData: (trainingData) => inheritData([{ id: "1", name: "one", hubId: "a/b", baseModel: trainingData, trainingData }]),
};

describe("two million characters of a stranger", () => {
  it.each(Object.keys(readers))("are read by %s in linear time, whatever their shape", (name) => {
    for (const [shape, text] of Object.entries(hostile)) {
      const start = performance.now();
      readers[name]?.(text);
      expect(performance.now() - start, shape).toBeLessThan(200);
    }
  });
});
