-- AlterTable
ALTER TABLE "Result" ADD COLUMN     "certainty" DOUBLE PRECISION;
