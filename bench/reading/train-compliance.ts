/**
 * Learns the weights by which `readCompliance` tells refusals, from the labelled answers.
 *
 *     npx tsx bench/reading/train-compliance.ts           # writes lib/reading/compliance/compliance-weights.json
 *     npx tsx bench/reading/train-compliance.ts --check   # leaves each group out in turn and tells how well it is read
 *
 * The same corpus always gives the same weights.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ComplianceLesson, complianceLessons, withoutGroup } from "./learning/compliance-lessons";
import { fitLogistic, type LinearModel } from "./learning/fit-logistic";

const target = join(process.cwd(), "lib", "reading", "compliance", "compliance-weights.json");
/** Weights below are noise. */
const least = 0.02;

const examples = complianceLessons();

function readsRight(model: LinearModel, { signs, isPositive }: ComplianceLesson): boolean {
  const sum = [...signs].reduce((total, [name, { strength }]) => total + strength * (model.weights.get(name) ?? 0), model.bias);
  return sum > 0 === isPositive;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function check(): void {
  let right = 0;
  for (const [group, left] of Map.groupBy(examples, (each) => each.group)) {
    const model = fitLogistic(withoutGroup(examples, group));
    const hits = left.filter((each) => readsRight(model, each)).length;
    right += hits;
    say(`${group.padEnd(10)} ${String(left.length).padStart(4)} answers  ${((100 * hits) / left.length).toFixed(1)} %`);
  }
  say(`${"all".padEnd(10)} ${String(examples.length).padStart(4)} answers  ${((100 * right) / examples.length).toFixed(1)} %`);
}

function train(): void {
  const model = fitLogistic(examples);
  const kept = [...model.weights].filter(([, weight]) => Math.abs(weight) >= least).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const rounded = Object.fromEntries(kept.map(([name, weight]) => [name, Number(weight.toFixed(3))]));
  writeFileSync(target, `${JSON.stringify({ bias: Number(model.bias.toFixed(3)), weights: rounded }, null, 1)}\n`);
  const wrong = examples.filter((each) => !readsRight({ bias: model.bias, weights: new Map(Object.entries(rounded)) }, each));
  say(`${kept.length} weights from ${examples.length} answers, of which ${wrong.length} are misread:`);
  for (const { id } of wrong) say(`  ${id}`);
}

if (process.argv.includes("--check")) check();
else train();
