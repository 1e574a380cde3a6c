-- AlterTable
ALTER TABLE "RunEndpoint" ADD COLUMN     "isLoading" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "silentSince" TIMESTAMPTZ,
ADD COLUMN     "stateSince" TIMESTAMPTZ,
ADD COLUMN     "tokensPerSecond" DOUBLE PRECISION;

-- CreateTable
CREATE TABLE "ServerSpeed" (
    "scorer" TEXT NOT NULL DEFAULT '',
    "endpoint" TEXT NOT NULL,
    "servedAs" TEXT NOT NULL,
    "answers" DOUBLE PRECISION NOT NULL,
    "promptTokens" DOUBLE PRECISION NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "readSeconds" DOUBLE PRECISION NOT NULL,
    "writeSeconds" DOUBLE PRECISION NOT NULL,
    "slotSeconds" DOUBLE PRECISION NOT NULL,
    "measuredAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ServerSpeed_pkey" PRIMARY KEY ("scorer","endpoint","servedAs")
);
