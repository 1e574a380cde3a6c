import type { DeclaredMethod } from "../method";

/** Averages of weights that grow while dev does not get worse. */
export const greedySoup = {
  id: "greedy-soup",
  name: "Greedy Soup",
  level: "weight",
  paper: {
    title: "Model soups: averaging weights of multiple fine-tuned models improves accuracy without increasing inference time",
    url: "https://arxiv.org/abs/2203.05482",
  },
  summary: "The weights of those models are averaged that make the average better.",
  how: "Beginning with the best student, each next one is averaged in, and kept if the average got no worse.",
  learns: "Which students belong in the soup.",
  needs: { scopes: ["S1_run", "S5_merge"], operations: ["generate", "merge"], minMembers: 2, sameArchitecture: true },
  helpers: [],
  moco: { suffix: "greedy_soup" },
} satisfies DeclaredMethod;
