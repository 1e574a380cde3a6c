-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "TaskType" ADD VALUE 'f1_match';
ALTER TYPE "TaskType" ADD VALUE 'reward_model';
ALTER TYPE "TaskType" ADD VALUE 'general_verifier';
ALTER TYPE "TaskType" ADD VALUE 'generation_diversity';
ALTER TYPE "TaskType" ADD VALUE 'coding';

-- AlterTable
ALTER TABLE "Result" ADD COLUMN     "mocoScore" DOUBLE PRECISION;
