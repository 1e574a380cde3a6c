import { addressInPortal } from "@/lib/mail/address-in-portal";
import type { Decision } from "./schema";

/** What the submitter is told by mail; the page says the same. The subject holds nothing that a person typed. */
export function decisionMail(decision: Decision, number: number, reason: string): { subject: string; text: string } {
  const page = addressInPortal(`/submissions/${number}`);
  const because = reason ? `\n\nThe maintainer writes:\n\n${reason}` : "";
  switch (decision) {
    case "approve":
      return {
        subject: `Your submission #${number} was approved`,
        text: `A maintainer approved your model. Its version is being pinned now, then it enters the pool.${because}\n\nWhere it is: ${page}\n`,
      };
    case "request_changes":
      return {
        subject: `Your submission #${number} needs a change`,
        text: `A maintainer read your entry and asks for a change.${because}\n\nChange it and send it again: ${page}\n`,
      };
    case "reject":
      return {
        subject: `Your submission #${number} was not accepted`,
        text: `A maintainer read your entry and could not accept it.${because}\n\nThe whole record: ${page}\n`,
      };
  }
}
