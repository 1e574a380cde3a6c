/** A model that a run may ask. */
export interface ServedModel {
  /** As methods name it. */
  label: string;
  modelId: string;
  weightsHash: string;
  commit: string | null;
  /** Its name at the endpoint. */
  servedAs: string;
  /** Of a derived model: ids of all models of the pool that it descends from, whose consent it ancestors on. Absent for others. */
  ancestors?: readonly string[];
}
