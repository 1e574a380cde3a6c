-- CreateTable
CREATE TABLE "ChoreAttempt" (
    "choreId" BIGINT NOT NULL,
    "worker" TEXT,
    "deaths" INTEGER NOT NULL DEFAULT 0,
    "beganAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ChoreAttempt_pkey" PRIMARY KEY ("choreId")
);
