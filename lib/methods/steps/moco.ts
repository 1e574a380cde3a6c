/** The reward model that MoCo asks wherever it asks one. */
export const mocoRewardModel = "Skywork/Skywork-Reward-Llama-3.1-8B-v0.2";
