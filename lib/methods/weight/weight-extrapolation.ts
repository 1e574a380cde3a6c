import type { DeclaredMethod } from "../method";

/** A step from the worst students through the best. */
export const weightExtrapolation = {
  id: "weight-extrapolation",
  name: "Weight Extrapolation (ExPO)",
  level: "weight",
  paper: { title: "Model Extrapolation Expedites Alignment", url: "https://arxiv.org/abs/2404.16792" },
  summary: "The weights move beyond the best models, away from the worst.",
  how: "A step beyond the average of the best students, away from the average of the worst.",
  learns: "The order of the students on the development questions.",
  needs: { scopes: ["S1_run", "S5_merge"], operations: ["generate", "merge"], minMembers: 2, sameArchitecture: true },
  helpers: [],
  moco: { suffix: "expo" },
} satisfies DeclaredMethod;
