import type { HubModel } from "./client";
import type { HubProblem } from "./problem";
import type { AccessProblem, Check } from "./schema";

const words: Record<AccessProblem, { outcome: "fail" | "unknown"; text: string; fix: string }> = {
  not_found: {
    outcome: "fail",
    text: "The Hub shows us no such model: it does not exist, or it is hidden from everybody but its owners.",
    fix: "Copy the ID from the model's page on the Hub. Check capital letters and the part before the slash.",
  },
  private: {
    outcome: "fail",
    text: "The Hub does not let us see this model: it is private, or it does not exist. The Hub does not say which.",
    fix: "Open the model's settings on the Hub, choose “Make this model public”, then check again.",
  },
  gated: {
    outcome: "fail",
    text: "The model is gated: its page is public, its files are only for people whom you admit.",
    fix: "Turn gating off in the model's settings, or write to the maintainers which account to admit, then check again.",
  },
  disabled: {
    outcome: "fail",
    text: "The Hub has disabled this repository.",
    fix: "Settle the matter with the Hub, then check again.",
  },
  revision_not_found: {
    outcome: "fail",
    text: "The model exists, but it has no such branch, tag or commit.",
    fix: "Leave the revision empty for the default branch, or copy a commit from the model's history.",
  },
  too_large: {
    outcome: "fail",
    text: "The repository is too large to check",
    fix: "Shorten or remove what is named here, then check again. If the model needs it, tell the maintainers.",
  },
  unreadable: {
    outcome: "fail",
    text: "What the Hub says about this repository cannot be read",
    fix: "Put right what is named here, then check again. If it looks right to you, tell the maintainers.",
  },
  token_failed: {
    outcome: "unknown",
    text: "Our own access to the Hub failed. This is our fault, not yours.",
    fix: "Nothing to do for you: your entry is kept, and we ask again by ourselves.",
  },
  unreachable: {
    outcome: "unknown",
    text: "The Hub cannot be reached at the moment.",
    fix: "Nothing to do for you: your entry is kept, and we ask again by ourselves.",
  },
};

/** Problems of one file or number, which is named. */
const named: readonly AccessProblem[] = ["too_large", "unreadable"];

/** The one check that remains when a model cannot be read, with the reason and the way out. */
export function accessProblemCheck({ kind, message }: Pick<HubProblem, "kind" | "message">): Check {
  const { text, ...rest } = words[kind];
  return { id: "access", text: named.includes(kind) ? `${text}: ${message}.` : text, ...rest };
}

/** The model was read: is it open to everybody? */
export function accessCheck(model: HubModel): Check {
  if (model.private) {
    return {
      id: "access",
      outcome: "warn",
      text: "The model is private; we can read it only because our account was admitted.",
      fix: "Make it public before scores are published, so that others can repeat them.",
    };
  }
  if (model.gated !== false) {
    return { id: "access", outcome: "pass", text: "The model is gated, and our account was admitted.", fix: "" };
  }
  return { id: "access", outcome: "pass", text: "The model is public.", fix: "" };
}

/** Did another name answer than the one that was asked? */
export function nameCheck(asked: string, model: HubModel): Check {
  if (model.name === asked) return { id: "name", outcome: "pass", text: `The Hub calls it ${model.name}.`, fix: "" };
  return {
    id: "name",
    outcome: "warn",
    text: `The model was renamed: the Hub now calls it ${model.name}.`,
    fix: `Write ${model.name} instead, so that everybody finds it.`,
  };
}
