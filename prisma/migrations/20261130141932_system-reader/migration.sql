-- AlterTable
ALTER TABLE "System" ADD COLUMN     "reader" TEXT;

-- The only method that compared answers until now. Its systems stay those of the reader of this release.
UPDATE "System" SET "reader" = 'strict/5' WHERE "method" = 'majority-vote' AND NOT "imported";
