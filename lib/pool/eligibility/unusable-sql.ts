import { Prisma } from "@/lib/db/generated/client";

/** Ids of the models that nothing may be asked now, by the rules of `asUsable` and `whyNotRunnable`: a query. */
export const unusableModels = Prisma.sql`
  SELECT m.id FROM "Model" m
  WHERE m.state <> 'runnable' OR NOT ('S1_run' = ANY(m.scopes)) OR (
    EXISTS (SELECT 1 FROM "ConsentReceipt" c WHERE c."submissionId" = m."submissionId")
    AND NOT EXISTS (SELECT 1 FROM "ConsentReceipt" c WHERE c."submissionId" = m."submissionId" AND c."withdrawnAt" IS NULL)
  )`;
