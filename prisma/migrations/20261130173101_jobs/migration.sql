-- CreateEnum
CREATE TYPE "JobPurpose" AS ENUM ('train', 'merge', 'reward', 'embed', 'export', 'server');

-- CreateEnum
CREATE TYPE "JobState" AS ENUM ('submitting', 'pending', 'running', 'requeued', 'stopping', 'done', 'failed', 'cancelled', 'lost');

-- CreateTable
CREATE TABLE "Job" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "purpose" "JobPurpose" NOT NULL,
    "cluster" TEXT NOT NULL,
    "clusterJobId" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "nonce" TEXT NOT NULL,
    "state" "JobState" NOT NULL DEFAULT 'submitting',
    "reason" TEXT,
    "message" TEXT,
    "blame" "Blame",
    "folder" TEXT NOT NULL,
    "resultFolder" TEXT,
    "command" TEXT[],
    "environment" JSONB NOT NULL DEFAULT '{}',
    "gpus" INTEGER NOT NULL DEFAULT 0,
    "cpus" INTEGER NOT NULL DEFAULT 1,
    "memoryMb" INTEGER NOT NULL,
    "seconds" INTEGER NOT NULL,
    "gpuSlots" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "node" TEXT,
    "restarts" INTEGER NOT NULL DEFAULT 0,
    "missingSince" TIMESTAMPTZ,
    "secondsUsed" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submittedAt" TIMESTAMPTZ,
    "startedAt" TIMESTAMPTZ,
    "endedAt" TIMESTAMPTZ,
    "cancelRequestedAt" TIMESTAMPTZ,

    CONSTRAINT "Job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JobEvent" (
    "id" BIGSERIAL NOT NULL,
    "jobId" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "from" "JobState",
    "to" "JobState" NOT NULL,
    "why" TEXT NOT NULL DEFAULT '',
    "data" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "JobEvent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Job_name_key" ON "Job"("name");

-- CreateIndex
CREATE INDEX "Job_cluster_state_createdAt_idx" ON "Job"("cluster", "state", "createdAt");

-- CreateIndex
CREATE INDEX "JobEvent_jobId_id_idx" ON "JobEvent"("jobId", "id");

-- AddForeignKey
ALTER TABLE "JobEvent" ADD CONSTRAINT "JobEvent_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "Job"("id") ON DELETE CASCADE ON UPDATE CASCADE;
