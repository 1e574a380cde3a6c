/** The roles a person may hold. */
export const roleNames = ["contributor", "evaluator", "maintainer", "operator", "auditor"] as const;
export type RoleName = (typeof roleNames)[number];
