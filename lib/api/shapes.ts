import { z } from "zod";
import { modelColumns, systemColumns } from "@/lib/boards/columns";
import { boardSplits, boardView, hiddenShape, modelStanding, scopeKinds, systemStanding } from "@/lib/boards/schema";
import { levels } from "@/lib/methods/schema";
import { domains, splits } from "@/lib/tasks/schema";
import { taskTypeNames } from "@/lib/tasks/types/registry";

/** Shapes of the public interface, version 1. The OpenAPI document is made from these, and answers are tested against them. */

export const asOf = z.iso.datetime().describe("When this answer was computed (UTC)");
export const citation = z.string().describe("How to cite numbers of this answer");
const answer = <Row extends z.ZodType>(row: Row) => z.object({ asOf, citation, rows: z.array(row) });
const board = <Row extends z.ZodType>(row: Row) =>
  answer(row).extend({
    split: z.enum(boardSplits),
    hidden: z.array(hiddenShape).describe("Models or systems without a row in the overall scope, counted by reason"),
  });

export const individualAnswer = board(modelStanding);
export const systemAnswer = board(systemStanding);

const modelRow = z.object({
  name: z.string(),
  slug: z.string(),
  url: z.string(),
  state: z.enum(["listed", "runnable", "quarantined", "withdrawn"]),
  source: z.enum(["hub", "local"]).describe("A local model is the operator's own and not on the Hub"),
  hubId: z.string().nullable().describe("Null for a local model, and for a withdrawn one, of which only a tombstone remains"),
  commit: z.string().nullable().describe("Pinned revision (40 hex digits); null while merely listed"),
  weightsHash: z.string().nullable().describe("SHA-256 over the weight files (hex); null while merely listed"),
  description: z.string().nullable(),
  baseModel: z.string().nullable(),
  parameters: z.number().nullable(),
  license: z.string().nullable(),
  contributor: z.string().nullable(),
  institution: z.string().nullable(),
  country: z.string().nullable(),
  paperKey: z.string().nullable().describe("Key of the paper's list that names the model"),
  paperRank: z.int().nullable(),
});
export const modelsAnswer = answer(modelRow);

const systemRow = z.object({
  name: z.string(),
  slug: z.string(),
  url: z.string(),
  method: z.string(),
  methodName: z.string(),
  level: z.enum(levels).nullable(),
  pool: z.string().describe("Digest of the pool"),
  members: z.array(z.object({ name: z.string(), slug: z.string() })).describe("In pool order"),
  parameters: z.unknown(),
  prepared: z.boolean().describe("Whether it has learned on dev"),
});
export const systemsAnswer = answer(systemRow);

const taskRow = z.object({
  slug: z.string(),
  title: z.string(),
  domain: z.enum(domains),
  taskType: z.enum(taskTypeNames),
  description: z.string(),
  license: z.string(),
  source: z.string(),
  digest: z.string().describe("SHA-256 of the content (hex)"),
  questions: z.record(z.enum(splits), z.int()).describe("Questions of each split"),
});
export const tasksAnswer = answer(taskRow);

export const errorAnswer = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().describe("What happened and what to do"),
    fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  }),
});

export const healthAnswer = z.object({
  status: z.enum(["ok", "degraded", "down"]),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
});

export const liveAnswer = z.object({ status: z.literal("ok") });

const filters = {
  split: z.enum(boardSplits).default("test").describe("Which questions"),
  scope: z.enum(scopeKinds).optional().describe("Only means over everything, only means of domains, or only tasks"),
  domain: z.enum(domains).optional().describe("Only rows of this domain"),
  task: z.string().max(200).optional().describe("Only rows of this task (slug)"),
  q: z.string().max(100).optional().describe("Only names that hold all these words"),
  flagged: z.enum(["without"]).optional().describe("Leaves flagged scores out, and tasks with any of them out of the means"),
};
export const individualQuery = z.strictObject(filters);
export const systemQuery = z.strictObject({ ...filters, method: z.string().max(100).optional().describe("Only systems of this method") });
export const noQuery = z.strictObject({});

/** The view of the leaderboard page, whose parameters the export takes unchanged. */
const { modelColumns: modelChoice, systemColumns: systemChoice, modelSort, systemSort } = boardView.shape;
const namesOf = (columns: readonly { key: string }[]) => columns.map(({ key }) => key).join(", ");
const partsToo = "or, for one domain or task among several, its slug";
export const exportQuery = z.strictObject({
  format: z.enum(["csv", "json"]).default("csv").describe("Kind of file"),
  ...boardView.shape,
  modelSort: modelSort.describe(`${modelSort.description}: ${namesOf(modelColumns)}, ${partsToo}`),
  systemSort: systemSort.describe(`${systemSort.description}: ${namesOf(systemColumns)}, ${partsToo}`),
  modelColumns: modelChoice.describe(`${modelChoice.description}. Any of: ${namesOf(modelColumns)}`),
  systemColumns: systemChoice.describe(`${systemChoice.description}. Any of: ${namesOf(systemColumns)}`),
});
export const exportAnswer = z.object({
  asOf,
  citation,
  columns: z.array(z.string()).describe("Heads of the columns, with units"),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});
