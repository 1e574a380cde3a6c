-- Which types there are is said by the registry of task types alone. The values stay as they are.
ALTER TABLE "Task" ALTER COLUMN "taskType" TYPE TEXT USING "taskType"::text;

-- DropEnum
DROP TYPE "TaskType";
