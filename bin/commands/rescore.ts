import { systemActor } from "@/lib/auth/actor";
import { rescoreResults } from "@/lib/results/rescore-results";
import type { Command } from "../stack/command";
import { say, Trouble } from "../stack/step";

export const command: Command = {
  summary: "fill the MoCo-compatible score and the certainty of results that were recorded before there were any",
  usage: ["rescore"],
  async run(given) {
    if (given.length > 0) throw new Trouble("Write: npm run polyphony -- rescore");
    const filled = await rescoreResults(systemActor("command-line"), (done) => process.stderr.write(`\r${done} results`));
    process.stderr.write("\n");
    say(
      filled === 0
        ? "Every result that can have them has its MoCo-compatible score and its certainty."
        : `Filled ${filled} results; our own scores are unchanged.`,
    );
  },
};
