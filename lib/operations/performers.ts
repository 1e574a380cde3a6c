import type { OperationCalls } from "./contract";
import { performEmbed } from "./embed/perform";
import { performGenerate } from "./generate/perform";
import { performMerge } from "./merge/perform";
import type { Performers } from "./performer";
import { performReward } from "./reward/perform";
import { performTrain } from "./train/perform";
import { performVerify } from "./verify/perform";

/** Every kind of operation. A new one is a folder, its line in the contract, and a line here. */
export const performers: Performers<OperationCalls> = {
  generate: performGenerate,
  reward: performReward,
  verify: performVerify,
  embed: performEmbed,
  train: performTrain,
  merge: performMerge,
};
