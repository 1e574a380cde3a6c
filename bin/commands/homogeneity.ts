import { systemActor } from "@/lib/auth/actor";
import { openConfiguredEngine } from "@/lib/operations/engine";
import { measureHomogeneity } from "@/lib/results/measure-homogeneity";
import type { Command } from "../stack/command";
import { say, Trouble } from "../stack/step";

export const command: Command = {
  summary: "measure how alike the answers of several runs are",
  usage: ["homogeneity RUN RUN …"],
  async run(given) {
    const numbers = given.map(Number);
    if (numbers.length < 2 || numbers.some((number) => !Number.isInteger(number))) throw new Trouble(`Write: ${command.usage[0]}`);
    const engine = openConfiguredEngine();
    const measuring = measureHomogeneity(systemActor("command-line"), numbers, engine.scorersAlone().embed);
    const { mean, low, high, n, leftOut } = await measuring.finally(() => engine.close());
    say(`Homogeneity ${mean.toFixed(3)} (95 %: ${low.toFixed(3)} to ${high.toFixed(3)}) over ${n} questions; ${leftOut} left out.`);
  },
};
