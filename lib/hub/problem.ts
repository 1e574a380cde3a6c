import { keptText } from "./foreign-text";
import type { AccessProblem } from "./schema";

/** The Hub did not give what was asked; `kind` says which of the known reasons it is, the message which file or number. */
export class HubProblem extends Error {
  readonly kind: AccessProblem;

  constructor(kind: AccessProblem, detail: string) {
    super(keptText(detail, 300));
    this.name = "HubProblem";
    this.kind = kind;
  }
}

/**
 * Which problem an answer of the Hub means, in the Hub's own codes (huggingface_hub, `utils/_http.py`,
 * `hf_raise_for_status`). A 401 without a complaint about our token hides whether a model is private or absent.
 */
export function problemOf(status: number, code: string | null, message: string | null): AccessProblem {
  if (message?.startsWith("Invalid credentials")) return "token_failed";
  if (code === "GatedRepo") return "gated";
  if (code === "RevisionNotFound") return "revision_not_found";
  if (message?.includes("is disabled")) return "disabled";
  if (status === 404) return "not_found";
  if (status === 401 || status === 403) return "private";
  return "unreachable";
}
