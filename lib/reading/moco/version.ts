/** The release of MoCo (package `modelco`) whose rules are restated here: the one that the paper's numbers were made with. */
export const mocoVersion = "moco/1.0.0";
