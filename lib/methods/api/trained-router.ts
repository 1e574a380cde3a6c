import type { DeclaredMethod } from "../method";
import { mocoRewardModel } from "../steps/moco";

/** A router that is trained on which member does best. */
export const trainedRouter = {
  id: "trained-router",
  name: "Trained Router",
  level: "api",
  paper: { title: "Scaling Participation in Modular AI Systems", url: "https://arxiv.org/abs/2606.07812" },
  summary: "A router that was trained on the members' own results sends every question to one of them.",
  how: "Like Prompt Routing, but the router is trained to name the member that does best on each development question.",
  learns: "A routing model, from the best member of each question; a reward model breaks ties.",
  needs: { scopes: ["S1_run"], operations: ["generate", "reward", "train"], minMembers: 2 },
  helpers: [{ parameter: "router", role: "router", otherwise: "Qwen2.5-7B-Instruct, as in the paper" }],
  moco: { suffix: "trained_router", rewardModel: mocoRewardModel },
} satisfies DeclaredMethod;
