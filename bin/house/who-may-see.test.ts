import { expect, it } from "vitest";
import { filesBelow, isSource, read } from "./source-files";

const door = "@/lib/consent/visibility";

/** Files outside lib/consent that name the scopes for scores and texts, and decide nothing by them. */
const naming = new Map([
  ["lib/methods/method.ts", "a method says which scopes it needs of the models that it uses"],
  ["lib/pool/eligibility/why-not-runnable.ts", "whether a model may be run, and words for a scope that is missing"],
]);

/** Files that read answers, their scores or stored texts, and who decides what of it is seen. */
const reading = new Map([
  ["lib/results/queries.ts", door],
  ["lib/results/read-answers.ts", door],
  ["lib/results/finish-reasons.ts", "why texts ended, no text; `readAnswers` shows it with the score"],
  ["lib/boards/facts/read-imported.ts", door],
  ["lib/pages/find-question-page.ts", door],
  ["lib/boards/facts/read-answers.ts", "scores of all subjects; `whyHidden` and `whySystemHidden` choose the rows of each board and page"],
  ["lib/boards/facts/read-choices.ts", "which members a system chose; rows of boards are made of systems that are shown"],
  ["lib/boards/flags/read-scorers.ts", "names of scorers, no score"],
  ["lib/operations/generate/render-request.ts", "prompts with quotes; `readAsked` of lib/pages leaves out what may not be read"],
  ["lib/operations/memo/memo-rows.ts", "the memo of the engine, for the run that asked"],
  ["lib/operations/memo/find-quarantined.ts", "ids and reasons, no text"],
  ["lib/operations/memo/quarantine.ts", "moves texts, shows none"],
  ["lib/pages/list-answers.ts", "which answers were cut, of subjects that `whyHidden` and `whySystemHidden` show"],
  ["lib/results/measure-homogeneity.ts", "one figure over all answers of a run, for the command line"],
  ["lib/results/purge-answers.ts", "removes answers, shows none"],
  ["lib/results/redo-results.ts", "removes answers, shows none"],
  ["lib/results/rescore-results.ts", "scores answers again, shows none"],
  ["lib/experiments/zoo/find-zoo.ts", "counts of answers and texts, no answer and no text"],
  ["lib/runs/estimating/answer-lengths.ts", "counts of tokens, no text"],
  ["lib/runs/executing/load-work.ts", "counts of answers, no text"],
]);

const scopes = /\bS2_publish_scores\b|\bS3_publish_outputs\b/;
const credit = /\bnameShown\s*(\?|&&|\|\|)|!\w*\??\.?nameShown\b/;
const texts =
  /\.(result|generation|quarantinedGeneration)\.(find|group|aggregate|count)|\b(FROM|JOIN)\s+"(Result|Generation|QuarantinedGeneration)"|\bresults: (\{ (select|include|where)|true)/;

const shipped = filesBelow("lib")
  .concat(filesBelow("app"), filesBelow("worker"))
  .filter(isSource)
  .filter((file) => !file.startsWith("lib/consent/"));

it("lets lib/consent alone decide by the scopes for scores and texts, and who is named", () => {
  const deciding = shipped.filter((file) => (scopes.test(read(file)) && !naming.has(file)) || credit.test(read(file)));
  expect(deciding).toEqual([]);
});

it("knows every place that reads answers, scores or stored texts, and who decides what of it is seen", () => {
  expect(shipped.filter((file) => texts.test(read(file))).toSorted()).toEqual([...reading.keys()].toSorted());
});

it("has those that show what they read ask lib/consent", () => {
  const silent = [...reading].filter(([file, who]) => who === door && !read(file).includes(`from "${door}"`));
  expect(silent).toEqual([]);
});
