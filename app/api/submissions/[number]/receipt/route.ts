import { handle } from "@/app/_server/http";
import { currentActor } from "@/app/_server/session";
import { receiptOf } from "@/lib/consent/queries";
import { notFound } from "@/lib/errors";
import { submissionReference } from "@/lib/submissions/schema";

/** The consent receipt as a file to keep. */
export const GET = handle(async (_: Request, { params }: { params: Promise<{ number: string }> }) => {
  const reference = submissionReference.safeParse(await params);
  if (!reference.success) throw notFound("receipt");
  const receipt = await receiptOf(await currentActor(), reference.data.number);
  return Response.json(receipt, {
    headers: {
      "cache-control": "no-store",
      "content-disposition": `attachment; filename="polyphony-consent-${receipt.submission}.json"`,
    },
  });
});
