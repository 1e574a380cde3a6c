-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "operationsAsked" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "sampling" JSONB;

-- AlterTable
ALTER TABLE "System" ADD COLUMN     "devPerTask" INTEGER,
ADD COLUMN     "devTaskIds" UUID[] DEFAULT ARRAY[]::UUID[];

-- CreateTable
CREATE TABLE "RunWorker" (
    "id" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seenAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RunWorker_pkey" PRIMARY KEY ("id")
);
