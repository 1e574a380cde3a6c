-- CreateEnum
CREATE TYPE "ModelRole" AS ENUM ('member', 'router');

-- AlterTable
ALTER TABLE "Model" ADD COLUMN     "role" "ModelRole" NOT NULL DEFAULT 'member';
