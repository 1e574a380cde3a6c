import { addressInPortal } from "@/lib/mail/address-in-portal";

/** What the submitter is told by mail when the model is in the pool; the page says the same. */
export function admissionMail(entry: { number: number; hubId: string; commit: string | null; slug: string }): {
  subject: string;
  text: string;
} {
  return {
    subject: `Your submission #${entry.number} is in the pool`,
    text: `${entry.hubId} was pinned at commit ${entry.commit} and can now be chosen for runs.\n\nIts page: ${addressInPortal(`/models/${entry.slug}`)}\nYour entry and your consent: ${addressInPortal(`/submissions/${entry.number}`)}\n`,
  };
}
