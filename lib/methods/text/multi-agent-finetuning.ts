import type { DeclaredMethod } from "../method";

/** Debates, training on the agreed ones, and a vote. */
export const multiAgentFinetuning = {
  id: "multi-agent-finetuning",
  name: "Multi-Agent Finetuning",
  level: "text",
  paper: { title: "Multiagent Finetuning: Self Improvement with Diverse Reasoning Chains", url: "https://arxiv.org/abs/2501.05707" },
  summary: "Models debate, learn from the debates that ended in agreement, and debate again.",
  how: "Members debate, and each is trained on its part in the debates that ended in agreement. The trained members then debate the test questions and vote.",
  learns: "A generating and a criticising adapter for each member; no reference answers are used.",
  needs: { scopes: ["S1_run", "S4_distil", "S5_merge"], operations: ["generate", "train"], minMembers: 2, comparesAnswers: true },
  helpers: [],
  moco: { suffix: "multiagent_finetuning" },
} satisfies DeclaredMethod;
