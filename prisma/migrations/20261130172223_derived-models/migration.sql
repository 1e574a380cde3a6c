-- CreateEnum
CREATE TYPE "DerivedKind" AS ENUM ('merge', 'train');

-- CreateEnum
CREATE TYPE "Inheritance" AS ENUM ('weights', 'data');

-- AlterEnum
ALTER TYPE "ModelRole" ADD VALUE 'base';

-- CreateTable
CREATE TABLE "DerivedModel" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "kind" "DerivedKind" NOT NULL,
    "recipe" JSONB NOT NULL,
    "weightsHash" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "seconds" DOUBLE PRECISION NOT NULL,
    "withdrawnAt" TIMESTAMPTZ,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DerivedModel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DerivedParent" (
    "childId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "modelId" UUID,
    "derivedId" UUID,
    "how" "Inheritance" NOT NULL,

    CONSTRAINT "DerivedParent_pkey" PRIMARY KEY ("childId","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "DerivedModel_key_key" ON "DerivedModel"("key");

-- CreateIndex
CREATE UNIQUE INDEX "DerivedModel_label_key" ON "DerivedModel"("label");

-- CreateIndex
CREATE INDEX "DerivedModel_weightsHash_idx" ON "DerivedModel"("weightsHash");

-- CreateIndex
CREATE INDEX "DerivedParent_modelId_idx" ON "DerivedParent"("modelId");

-- CreateIndex
CREATE INDEX "DerivedParent_derivedId_idx" ON "DerivedParent"("derivedId");

-- AddForeignKey
ALTER TABLE "DerivedParent" ADD CONSTRAINT "DerivedParent_childId_fkey" FOREIGN KEY ("childId") REFERENCES "DerivedModel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DerivedParent" ADD CONSTRAINT "DerivedParent_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "Model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DerivedParent" ADD CONSTRAINT "DerivedParent_derivedId_fkey" FOREIGN KEY ("derivedId") REFERENCES "DerivedModel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
