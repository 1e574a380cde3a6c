import { resolve } from "node:path";
import { findTrainer } from "../find-trainer";

/** The Python environment that tests use: the one of `npm run trainer -- --tests`, in the data folder. The only place that looks for it. */
export function testTrainer(): { there: true; python: string; programs: string } | { there: false; words: string } {
  const trainer = findTrainer(resolve(process.env.DATA_DIR || ".polyphony"));
  if (trainer.there && !trainer.tests) return { there: false, words: "what tests need is not installed: npm run trainer -- --tests" };
  return trainer;
}
