-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "shortenedPrompts" INTEGER NOT NULL DEFAULT 0;
