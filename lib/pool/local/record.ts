import { z } from "zod";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What the zoo server reads of a local model: a file "NAME.json" in the folder "models" of DATA_DIR, written whole. */
export const localRecord = z.object({
  version: z.literal(1),
  /** The name at the server. */
  servedAs: z.string().min(1),
  /** Absolute path of the GGUF file, and its SHA-256 (hex): a file that changed is not served. */
  file: z.string().min(1),
  fileSha256: sha256,
  /** SHA-256 (hex) of `model.safetensors` where that is the only file of weights; null otherwise. */
  weightsSha256: sha256.nullable(),
});
export type LocalRecord = z.infer<typeof localRecord>;
