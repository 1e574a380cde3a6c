/** A model that a run may ask. */
export interface ServedModel {
  /** As methods name it. */
  label: string;
  modelId: string;
  weightsHash: string;
  commit: string | null;
  /** Its name at the endpoint. */
  servedAs: string;
}
