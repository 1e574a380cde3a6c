-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "scoresVersion" INTEGER NOT NULL DEFAULT 0;
