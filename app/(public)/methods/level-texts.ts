import type { Level } from "@/lib/methods/schema";

/** The parts of the page, in its order. */
export const levelTexts: Record<Level, { title: string; text: string }> = {
  api: {
    title: "At the API: who answers",
    text: "One model answers each question, or each stretch of text. The method decides which. Members only have to answer; nothing of theirs is changed.",
  },
  text: {
    title: "In text: talking it over",
    text: "Models read, rank, merge or judge each other's answers. Some of these methods also train on what was said, for which a contributor has to consent.",
  },
  weight: {
    title: "In the weights: becoming one model",
    text: "Parameters are averaged, sparsified or moved through weight space. Contributed models have different shapes, so each is first distilled into a student of one common shape.",
  },
  baseline: {
    title: "To compare with",
    text: "Not among the fourteen. A method that cannot beat these has not shown that composing helps.",
  },
};
