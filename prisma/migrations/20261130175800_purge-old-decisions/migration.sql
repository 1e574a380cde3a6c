-- What earlier versions left of withdrawn models. At each withdrawal purge-answers.ts and withdraw-model.ts do the same now.
-- Decisions repeat answers in their votes and readings: labels and numbers stay.
UPDATE "Result" result SET trace = jsonb_set(result.trace, '{decision}', (
  SELECT coalesce(jsonb_object_agg(part.key, part.value), '{}') FROM jsonb_each(result.trace->'decision') part
  WHERE jsonb_typeof(part.value) IN ('number', 'boolean', 'null')
    OR part.value::text ~ '^("m-[0-9a-f]{12}"|\[("m-[0-9a-f]{12}"(, )?)*\])$'))
FROM "Run" run, "Model" model
WHERE run.id = result."runId" AND run.origin = 'here'
  AND model.state = 'withdrawn' AND model."weightsHash" IS NOT NULL
  AND NOT EXISTS (
    SELECT 1 FROM "Model" heir
    WHERE heir."weightsHash" = model."weightsHash" AND heir.state IN ('runnable', 'quarantined') AND 'S1_run' = ANY(heir.scopes))
  AND (run."modelId" = model.id OR run."systemId" IN (
    SELECT system.id FROM "System" system JOIN "PoolMember" member ON member."poolId" = system."poolId" WHERE member."modelId" = model.id))
  AND result.trace->'steps' @> jsonb_build_array(jsonb_build_object('model', 'm-' || left(model."weightsHash", 12)))
  AND jsonb_typeof(result.trace->'decision') = 'object';

-- Prompts that list a withdrawn model by the words of its contributor, with which each such line ends.
DELETE FROM "PromptText" prompt USING "Submission" submission
WHERE submission.state = 'withdrawn' AND submission.description <> '' AND strpos(prompt.text, ': ' || submission.description || E'\n') > 0;

UPDATE "Model" SET description = '', "trainingData" = NULL, person = NULL, institution = NULL, country = NULL WHERE state = 'withdrawn';
