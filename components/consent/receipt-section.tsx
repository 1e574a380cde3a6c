import type { SubmissionDetail } from "@/lib/submissions/queries";
import { TextLink } from "../ui/navigation/text-link";
import { Notice } from "../ui/notice";
import { Section } from "../ui/section";
import { Time } from "../ui/time";
import { GrantedScopes } from "./granted-scopes";

/** What a contributor allowed with a submission, and whether that has ended; nothing before it was sent. */
export function ReceiptSection({ submission: { receipts, number } }: { submission: Pick<SubmissionDetail, "receipts" | "number"> }) {
  const [receipt] = receipts;
  if (!receipt) return null;
  return (
    <Section title="Consent" actions={<TextLink href={`/submissions/${number}/receipt`}>Receipt</TextLink>}>
      {receipt.withdrawnAt ? (
        <Notice tone="warn" className="mb-4" title="This consent has ended.">
          It was withdrawn on <Time at={receipt.withdrawnAt} />.
        </Notice>
      ) : null}
      <GrantedScopes granted={receipt.scopes} />
    </Section>
  );
}
