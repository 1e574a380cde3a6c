-- CreateEnum
CREATE TYPE "ModelSource" AS ENUM ('hub', 'local');

-- AlterTable
ALTER TABLE "Model" ADD COLUMN     "consentNote" TEXT,
ADD COLUMN     "source" "ModelSource" NOT NULL DEFAULT 'hub';
