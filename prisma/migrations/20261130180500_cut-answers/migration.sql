-- AlterTable
ALTER TABLE "Result" ADD COLUMN     "cut" BOOLEAN;

-- What was recorded before: an answer is cut where it is the text of a generation that ended at the limit of tokens.
UPDATE "Result" r SET "cut" = EXISTS (
  SELECT 1 FROM jsonb_array_elements(r."trace" -> 'steps') AS step
  JOIN "Generation" g ON g."key" = decode(step ->> 'generation', 'hex')
  WHERE step ->> 'text' = r."answer" AND g."finishReason" = 'length'
)
FROM "Run" run
WHERE run."id" = r."runId" AND run."origin" = 'here' AND jsonb_typeof(r."trace" -> 'steps') = 'array'
  AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(r."trace" -> 'steps') AS step WHERE coalesce(step ->> 'generation', '') !~ '^([0-9a-f]{2})+$');
