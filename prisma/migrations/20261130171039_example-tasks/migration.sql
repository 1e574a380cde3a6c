-- AlterTable
ALTER TABLE "Task" ADD COLUMN     "example" BOOLEAN NOT NULL DEFAULT false;

-- The tasks that earlier versions brought along, by the digests of their content.
UPDATE "Task" SET "example" = true WHERE "digest" IN (
  'bae1ff8f9602ff3ed3c6b148bd24bf8093f318aa8e803bffadc9a6ca7d55ac36', -- animals
  'b1f13359b47b06406b191835af810abab1099a0cdaf1183b8015c7f2f50a706d', -- arithmetic
  'bf92fbc89b13442245f705695e0c667d9701820c8d41e70093fc665df62528e7', -- capitals
  'bc87da09f52ccd181b5e51812062bd2fa0e4800a437bcfc21c84f39ac556b500', -- cipher
  '82d3ff5c1b17e071b698115ae6622c81d95b01b27771971b45a20a6a132ffd22', -- continents
  '8418caa633e61f8d77585b5fea93ef3895044600377b69a828d84346342a95c2', -- dangers
  '7d42f843751a293a741f53c2be59c8cc0cb6dbd6ed788f6058293ca5f080b79e', -- elements
  'efbc3f3335864c892fe96989579baf448e8e8ae2c83169d05129a55eca6f6bbc', -- formatting
  'ea0bb96a399bb1261782b5c36f858bbfa372d73344dcd00428998eb78cddfa73', -- instruments
  '75287528c6d9d9cf33ed18571a05baf472354d00c736b87145c1f5f2347f513d', -- letters
  'b33f0bd05c1150ca44045d75da8840b5b3f8b68261f453aa51ac071eb884cc68', -- opposites
  '9931e52ec52950412ded500cd90059deb83bdd5b8cb1eab5316fb6fb47844ce4', -- plants
  '7b4860d69e0981b2f20f40ee8950751f6a791f1893ca23b376f2d80f82ae3192', -- privacy
  '005cf594f572cc6789f5056ab1c358c11f17685c7e597ed9bf7d29c09d5da3e0'  -- sorting
);
