import type { DeclaredMethod } from "../method";
import { mocoRewardModel } from "../steps/moco";

/** Members write one answer in patches. The switcher learns from patches, so members' texts become training data. */
export const switchGeneration = {
  id: "switch-generation",
  name: "Switch Generation",
  level: "api",
  paper: { title: "Don't Throw Away Your Pretrained Model", url: "https://arxiv.org/abs/2510.09913" },
  summary: "Models take turns within one answer, and a trained switcher says whose turn it is.",
  how: "One answer is written by many: every 25 tokens, a switcher names the member that writes the next patch.",
  learns: "The switcher, from rollouts that a reward model scored.",
  needs: { scopes: ["S1_run", "S4_distil"], operations: ["generate", "reward", "train"], minMembers: 2 },
  helpers: [{ parameter: "switcher", role: "selector", otherwise: "one that is trained from Qwen2.5-7B-Instruct, as in the paper" }],
  moco: { suffix: "switch_generation", rewardModel: mocoRewardModel },
} satisfies DeclaredMethod;
