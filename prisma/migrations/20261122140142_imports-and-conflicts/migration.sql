-- CreateEnum
CREATE TYPE "RunOrigin" AS ENUM ('here', 'imported');

-- AlterTable
ALTER TABLE "Model" ADD COLUMN     "trainingData" TEXT;

-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "caveats" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "importDigest" TEXT,
ADD COLUMN     "importedFrom" TEXT,
ADD COLUMN     "origin" "RunOrigin" NOT NULL DEFAULT 'here';

-- AlterTable
ALTER TABLE "System" ADD COLUMN     "imported" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "sources" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "Task" ADD COLUMN     "fileHash" TEXT,
ADD COLUMN     "notes" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "revision" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "Run_importDigest_key" ON "Run"("importDigest");
