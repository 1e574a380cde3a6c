-- AlterTable
ALTER TABLE "RunEndpoint" DROP CONSTRAINT "RunEndpoint_pkey",
ADD COLUMN     "scorer" TEXT NOT NULL DEFAULT '',
ADD CONSTRAINT "RunEndpoint_pkey" PRIMARY KEY ("workerId", "scorer", "name");
