import { type AnswerRow, answerRow } from "@/lib/results/schema";
import type { ParquetColumn } from "./parquet-file";

const text = (name: keyof AnswerRow, nullable = false): ParquetColumn<AnswerRow> => ({
  name,
  type: "STRING",
  nullable,
  of: (row) => row[name],
});
const number = (name: keyof AnswerRow, type: "INT32" | "DOUBLE"): ParquetColumn<AnswerRow> => ({
  name,
  type,
  nullable: type === "DOUBLE",
  of: (row) => row[name],
});

/** Columns of the Parquet file, named as the fields of the JSON. Lists of objects are JSON text, which every reader of Parquet takes. */
const byField: { [Field in keyof AnswerRow]: ParquetColumn<AnswerRow> } = {
  run: number("run", "INT32"),
  task: text("task"),
  split: text("split"),
  position: number("position", "INT32"),
  key: text("key"),
  questionId: text("questionId"),
  question: text("question"),
  expected: text("expected"),
  answer: text("answer", true),
  answerKept: text("answerKept", true),
  verdict: text("verdict", true),
  score: number("score", "DOUBLE"),
  scoreKept: text("scoreKept", true),
  mocoScore: number("mocoScore", "DOUBLE"),
  certainty: number("certainty", "DOUBLE"),
  read: text("read", true),
  form: text("form", true),
  parser: text("parser"),
  finishReason: text("finishReason", true),
  cut: { name: "cut", type: "BOOLEAN", nullable: true, of: (row) => row.cut },
  steps: { name: "steps", type: "STRING", nullable: false, of: (row) => JSON.stringify(row.steps) },
  decision: { name: "decision", type: "STRING", nullable: false, of: (row) => JSON.stringify(row.decision) },
  recordedAt: { name: "recordedAt", type: "TIMESTAMP", nullable: false, of: (row) => new Date(row.recordedAt) },
};
export const answerColumns = Object.values(byField);

/** What each column means, as the file itself says it. */
export function columnMeanings(): string {
  return JSON.stringify(Object.fromEntries(Object.entries(answerRow.shape).map(([name, shape]) => [name, shape.description ?? ""])));
}
