-- AlterTable
ALTER TABLE "RunEndpoint" ADD COLUMN     "note" TEXT,
ADD COLUMN     "server" TEXT;
