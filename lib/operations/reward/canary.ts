import type { AnsweredRequest } from "@/lib/tasks/scoring/scorers";

/** A good, a bad and a fair answer, so that another reward model orders them otherwise or further apart. */
export const rewardCanaries: readonly AnsweredRequest[] = [
  { request: "What is 17 + 26? Explain your answer briefly.", answer: "It is 43, because 17 + 26 = 17 + 20 + 6." },
  { request: "Write one sentence about the sea.", answer: "no" },
  { request: "Name three animals and say what each of them eats.", answer: "Dogs eat meat, cows eat grass and bees eat nectar." },
];
