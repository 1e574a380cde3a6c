-- AlterTable
ALTER TABLE "Generation" ALTER COLUMN "promptTokens" DROP NOT NULL,
ALTER COLUMN "completionTokens" DROP NOT NULL;

-- AlterTable
ALTER TABLE "QuarantinedGeneration" ALTER COLUMN "promptTokens" DROP NOT NULL,
ALTER COLUMN "completionTokens" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "uncountedTokens" BIGINT NOT NULL DEFAULT 0;
