import type { DeclaredMethod } from "../method";

/** Duels, judged by the members that take no part; two members have no judge. */
export const spartaAlignment = {
  id: "sparta-alignment",
  name: "Sparta Alignment",
  level: "text",
  paper: {
    title: "Sparta Alignment: Collectively Aligning Multiple Language Models through Combat",
    url: "https://arxiv.org/abs/2506.04721",
  },
  summary: "Models compete and judge each other, and all are aligned to the answers that won.",
  how: "Members duel on instructions while the others judge, each with the weight of its reputation. All are then aligned to what won.",
  learns: "Reputations and preferences, over three iterations.",
  needs: { scopes: ["S1_run", "S4_distil", "S5_merge"], operations: ["generate", "train"], minMembers: 3 },
  helpers: [],
  moco: { suffix: "text_sparta" },
} satisfies DeclaredMethod;
