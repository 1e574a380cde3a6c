-- AlterTable
ALTER TABLE "Generation" ADD COLUMN     "endpoint" TEXT,
ADD COLUMN     "frame" BYTEA,
ADD COLUMN     "quoteLimit" INTEGER,
ADD COLUMN     "quotes" BYTEA,
ADD COLUMN     "sample" INTEGER;

-- CreateTable
CREATE TABLE "PromptText" (
    "hash" BYTEA NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "PromptText_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "PromptFit" (
    "key" BYTEA NOT NULL,
    "quoteLimit" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PromptFit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "QuarantinedGeneration" (
    "id" BIGSERIAL NOT NULL,
    "key" BYTEA NOT NULL,
    "modelId" UUID,
    "text" TEXT NOT NULL,
    "finishReason" TEXT NOT NULL,
    "promptTokens" INTEGER NOT NULL,
    "completionTokens" INTEGER NOT NULL,
    "engine" TEXT NOT NULL,
    "endpoint" TEXT,
    "createdAt" TIMESTAMPTZ NOT NULL,
    "quarantinedAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reason" TEXT NOT NULL,

    CONSTRAINT "QuarantinedGeneration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Canary" (
    "weightsHash" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "answers" TEXT[],
    "endpoint" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Canary_pkey" PRIMARY KEY ("weightsHash","family","version")
);

-- CreateIndex
CREATE INDEX "QuarantinedGeneration_key_idx" ON "QuarantinedGeneration"("key");

-- CreateIndex
CREATE INDEX "Generation_createdAt_idx" ON "Generation" USING BRIN ("createdAt");
