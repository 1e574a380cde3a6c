-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "RunState" ADD VALUE 'needs_approval';
ALTER TYPE "RunState" ADD VALUE 'blocked_consent';

-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "askingSeconds" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "completionTokens" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "estimate" JSONB,
ADD COLUMN     "generationsMade" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "promptTokens" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "tokenCap" BIGINT,
ADD COLUMN     "unreadableLimit" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "RunWorker" ADD COLUMN     "concurrency" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "lagMs" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "runs" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
ADD COLUMN     "version" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "RunEndpoint" (
    "workerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "models" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "window" INTEGER NOT NULL,
    "inFlight" INTEGER NOT NULL,
    "waiting" INTEGER NOT NULL,
    "lastOkAt" TIMESTAMPTZ,
    "message" TEXT,

    CONSTRAINT "RunEndpoint_pkey" PRIMARY KEY ("workerId","name")
);

-- AddForeignKey
ALTER TABLE "RunEndpoint" ADD CONSTRAINT "RunEndpoint_workerId_fkey" FOREIGN KEY ("workerId") REFERENCES "RunWorker"("id") ON DELETE CASCADE ON UPDATE CASCADE;
