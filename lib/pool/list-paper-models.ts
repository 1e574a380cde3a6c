import { z } from "zod";
import { inTransaction } from "@/lib/db/transaction";
import { readSeedFile } from "./seed-file";
import { freeSlug } from "./slug";

const paperModel = z.object({
  rank: z.number().int().positive(),
  hubId: z.string(),
  summary: z.string(),
  paperKey: z.string().nullable(),
  mainPool: z.boolean(),
  baseModel: z.string().nullable(),
  baseFamily: z.string().nullable(),
  parametersB: z.number().nullable(),
  kind: z.string(),
  notes: z.string().nullable(),
});
type PaperModel = z.infer<typeof paperModel>;

/**
 * Lists the models of the paper's tables 5 to 9: credited, described in our own words, with what a careful reader should
 * know, and never runnable here without a submission of their authors. Rows that are there already are left alone.
 * @returns how many were added
 */
export async function listPaperModels(): Promise<number> {
  const models = await readSeedFile(z.array(paperModel), "prisma", "seed", "paper-models.json");
  return inTransaction(async (tx) => {
    const known = new Set(
      (await tx.model.findMany({ where: { paperRank: { not: null } }, select: { paperRank: true } })).map((row) => row.paperRank),
    );
    const missing = models.filter((model) => !known.has(model.rank));
    for (const model of missing) await tx.model.create({ data: { slug: await freeSlug(tx, model.hubId), ...rowOf(model) } });
    return missing.length;
  });
}

function rowOf(model: PaperModel) {
  return {
    name: model.hubId.split("/")[1] ?? model.hubId,
    hubId: model.hubId,
    state: "listed" as const,
    description: model.summary,
    baseModel: model.baseModel,
    family: model.baseFamily,
    parameters: model.parametersB === null ? null : BigInt(Math.round(model.parametersB * 1e9)),
    notes: notesOf(model),
    paperKey: model.paperKey,
    paperRank: model.rank,
  };
}

function notesOf(model: PaperModel): string {
  const place = model.mainPool ? "One of the 32 models of the paper's main pool." : "Contributed to the paper, outside its main pool.";
  return [place, `Kind: ${model.kind.replaceAll("-", " ")}.`, model.notes].filter(Boolean).join(" ");
}
