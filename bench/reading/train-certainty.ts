/**
 * Learns how certain verdicts are, from labelled answers that are scored by rules and weights that have not seen their group.
 *
 *     npx tsx bench/reading/train-certainty.ts             # writes lib/reading/certainty/calibration.json
 *     npx tsx bench/reading/train-certainty.ts --measure   # also tells how well certainties fit groups that are left out here as well
 *
 * After every change of rules or weights. The same corpus always gives the same numbers.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Calibration, type Circumstances, certaintyOf, certaintySigns } from "@/lib/reading/certainty/certainty-of";
import { certaintyTable, thresholdTable } from "./certainty-report";
import { fitLogistic } from "./learning/fit-logistic";
import { type UnseenTrial, unseenTrials } from "./learning/unseen-trials";

const target = join(process.cwd(), "lib", "reading", "certainty", "calibration.json");
const digits = 3;
/** Weight of a misfit beside the squares of the weights. */
const loss = 3;
const rounds = 3_000;
const trials = unseenTrials();

function calibrate(among: readonly UnseenTrial[]): Calibration {
  const weigh = (kind: Circumstances["kind"]) => {
    const own = among.filter(({ circumstances }) => circumstances.kind === kind);
    const examples = own.map(({ circumstances, isRight }) => ({
      signs: new Map([...certaintySigns(circumstances)].map(([name, strength]) => [name, { strength }])),
      isPositive: isRight,
    }));
    const { bias, weights } = fitLogistic(examples, { loss, rounds, fewest: 1 });
    const sorted = [...weights].toSorted(([one], [other]) => (one < other ? -1 : 1));
    return { bias: rounded(bias), weights: Object.fromEntries(sorted.map(([name, weight]) => [name, rounded(weight)])) };
  };
  return { options: weigh("options"), values: weigh("values"), compliance: weigh("compliance") };
}

function rounded(weight: number): number {
  return Number(weight.toFixed(digits));
}

/** Written to mislead: the wrong answers name the gold in passing, the refusals only set a false premise right. */
const misleading: ReadonlySet<string> = new Set(["twelfth", "fifteenth"]);

function measure(): void {
  const verdicts = [...new Set(trials.map(({ group }) => group))].flatMap((group) => {
    const calibration = calibrate(trials.filter((trial) => trial.group !== group));
    return trials
      .filter((trial) => trial.group === group)
      .map(({ taskType, circumstances, isRight }) => ({
        taskType,
        group,
        way: misleading.has(group) ? "of groups written to mislead" : "of other groups",
        form: circumstances.form,
        isRight,
        certainty: certaintyOf(circumstances, calibration),
      }));
  });
  const by = (part: "group" | "form" | "way") =>
    certaintyTable(verdicts.map((each) => ({ ...each, taskType: `${each.taskType} ${each[part]}` })));
  process.stdout.write(`${[certaintyTable(verdicts), by("way"), by("group"), by("form"), thresholdTable(verdicts)].join("\n\n")}\n`);
}

writeFileSync(target, `${JSON.stringify(calibrate(trials), null, 2)}\n`);
process.stdout.write(`Learned from ${trials.length} answers.\n`);
if (process.argv.includes("--measure")) measure();
