-- CreateTable
CREATE TABLE "ScorerReply" (
    "key" BYTEA NOT NULL,
    "numbers" DOUBLE PRECISION[],
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ScorerReply_pkey" PRIMARY KEY ("key")
);
