import { expect, it } from "vitest";
import { filesBelow, isSource, read } from "./source-files";

const door = "lib/runs/state/";

/** Ways of this text to write the state of a run, or a line of its history, in the words that give each away. */
function movesIn(text: string): string[] {
  return [
    ...[...text.matchAll(/\brunEvent\.(create|update|upsert|delete)\w*/g)].map(([words]) => words),
    ...[...text.matchAll(/\b(INSERT INTO|UPDATE|DELETE FROM)\s+"RunEvent"/g)].map(([words]) => words),
    ...[...text.matchAll(/\.run\.(create|upsert)\w*/g)].map(([words]) => words),
    ...[...text.matchAll(/\bruns:\s*\{\s*(create|connectOrCreate|update|upsert)\w*/g)].map(([words]) => words),
    ...[...text.matchAll(/\bINSERT INTO\s+"Run"/g)].map(([words]) => words),
    ...[...text.matchAll(/\bUPDATE\s+"Run"[\s\S]*?\bSET\b([\s\S]*?)(?:\bWHERE\b|\bFROM\b|\bRETURNING\b|`)/g)].flatMap(
      ([words, columns = ""]) => (/\bstate\b/.test(columns) || /^\s*\$\{/.test(columns) ? [words] : []),
    ),
    ...[...text.matchAll(/\.run\.update\w*\(/g)].flatMap((call) => {
      const data = dataOf(text.slice(call.index));
      // What is spread in, or made elsewhere, could be anything.
      return data === null || /\.\.\.|\b(state|events)\b/.test(data) ? [call[0]] : [];
    }),
  ];
}

/** The object behind `data:` in a call; null where it is no literal. */
function dataOf(call: string): string | null {
  const start = /\bdata: \{/.exec(call);
  if (!start) return null;
  let depth = 0;
  for (let place = call.indexOf("{", start.index); place < call.length; place += 1) {
    if (call[place] === "{") depth += 1;
    if (call[place] === "}") depth -= 1;
    if (depth === 0) return call.slice(start.index, place + 1);
  }
  return null;
}

it.each([
  'await tx.runEvent.create({ data: { runId, to: "done" } });',
  'INSERT INTO "RunEvent" ("runId", actor) SELECT id, 1 FROM ended',
  'await db().run.create({ data: { kind: "individual" } });',
  'await tx.run.update({ where: { id }, data: { state: "done" } });',
  "await tx.run.updateMany({ where: { id }, data: { ...again, stage: words } });",
  "await tx.run.updateMany({ where: { id }, data });",
  "await tx.experiment.update({ where: { id }, data: { runs: { updateMany: { data: { priority: 1 } } } } });",
  `await tx.$executeRaw\`UPDATE "Run" AS run SET stage = '', state = 'done' WHERE id = 1\`;`,
  `await tx.$executeRaw\`UPDATE "Run" SET \${columns} WHERE id = 1\`;`,
])("a move by hand is found: %s", (text) => {
  expect(movesIn(text)).not.toEqual([]);
});

it.each([
  "await tx.run.update({ where: { id, state }, data: { questionsDone: { decrement: lost } } });",
  'await tx.$executeRaw`UPDATE "Run" SET "questionsDone" = 1 WHERE state = \'running\'`;',
])("other writes to a run are none: %s", (text) => {
  expect(movesIn(text)).toEqual([]);
});

it("moves runs and writes their history in lib/runs/state alone", () => {
  const found = filesBelow()
    .filter(isSource)
    .filter((file) => !file.startsWith(door))
    .flatMap((file) => movesIn(read(file)).map((words) => `${file}: ${words}`));
  expect(found).toEqual([]);
});
