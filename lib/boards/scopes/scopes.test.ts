import { expect, it } from "vitest";
import type { Facts, SubjectFacts, TaskFact } from "../facts/facts";
import { scopesOf } from "./scopes";

const task = (slug: string, example: boolean): TaskFact => ({
  id: slug,
  slug,
  title: slug,
  domain: "reasoning",
  taskType: "exact_match",
  example,
  questions: 4,
  chance: 0,
});
const subject = (id: string, planned: string[]): SubjectFacts => ({
  id,
  kind: "individual",
  planned: new Set(planned),
  answers: new Map(),
  failedRuns: 0,
});
const factsOf = (subjects: SubjectFacts[]): Facts => ({
  tasks: [task("plants", true), task("letters", true), task("law", false), task("tax", false)],
  subjects: new Map(subjects.map((one) => [one.id, one])),
});
const averaged = (subjects: SubjectFacts[]) => scopesOf(factsOf(subjects))[0]?.tasks.map(({ slug }) => slug);
const tiny = ["a", "b", "c", "d"].map((id) => subject(id, ["plants", "letters"]));

it("averages what comes with the portal while nothing else was run", () => {
  expect(averaged([])).toEqual([]);
  expect(averaged(tiny)).toEqual(["plants", "letters"]);
});

it("averages this installation's own tasks as soon as one was run, however many tiny models ran the others", () => {
  expect(averaged([...tiny, subject("lab", ["law"])])).toEqual(["law"]);
  expect(averaged([...tiny, subject("lab", ["law", "plants"])])).toEqual(["law"]);
});

it("takes no mean away for a task of one model, and keeps a view of every task", () => {
  const lab = ["e", "f", "g"].map((id) => subject(id, ["law"]));
  expect(averaged([...tiny, ...lab, subject("lab", ["law", "tax"])])).toEqual(["law"]);
  const views = scopesOf(factsOf(tiny)).filter(({ kind }) => kind === "task");
  expect(views.map(({ key }) => key)).toEqual(["plants", "letters", "law", "tax"]);
});
