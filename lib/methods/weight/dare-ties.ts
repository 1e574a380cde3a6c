import type { DeclaredMethod } from "../method";

/** One merge of the students' differences to their base. */
export const dareTies = {
  id: "dare-ties",
  name: "Dare-Ties",
  level: "weight",
  paper: {
    title: "Language Models are Super Mario: Absorbing Abilities from Homologous Models as a Free Lunch",
    url: "https://arxiv.org/abs/2311.03099",
  },
  summary: "What sets the models apart from their base is thinned out, reconciled and added up.",
  how: "Of each student's difference to the common base, entries are dropped and signs are reconciled; what is left is added to the base.",
  learns: null,
  needs: { scopes: ["S1_run", "S5_merge"], operations: ["generate", "merge"], minMembers: 2, sameArchitecture: true },
  helpers: [],
  moco: { suffix: "dare_ties" },
} satisfies DeclaredMethod;
