import type { Transaction } from "@/lib/db/client";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

const day = 24 * 60 * 60_000;

/**
 * Refuses what is one too many of a person's entries within 24 hours: SUBMISSIONS_PER_DAY of them, since each asks the Hub and is
 * read by a maintainer. The person's row is held until the transaction ends, so that
 * entries that are sent at once are counted one after the other.
 * @throws AppError TOO_MANY_REQUESTS that says when the next one may be sent
 */
export async function limitSubmissions(tx: Transaction, userId: string, now = new Date()): Promise<void> {
  const submissionsPerDay = env().SUBMISSIONS_PER_DAY;
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE id = ${userId} FOR NO KEY UPDATE`;
  const sent = await tx.submissionEvent.findMany({
    where: {
      actor: userId,
      to: "checking",
      from: { in: ["draft", "changes_requested"] },
      createdAt: { gt: new Date(now.getTime() - day) },
    },
    orderBy: { id: "desc" },
    take: submissionsPerDay,
    select: { createdAt: true },
  });
  const earliest = sent.at(-1);
  if (sent.length < submissionsPerDay || earliest === undefined) return;
  const hours = Math.max(1, Math.ceil((earliest.createdAt.getTime() + day - now.getTime()) / (60 * 60_000)));
  throw new AppError(
    "TOO_MANY_REQUESTS",
    `You sent in ${submissionsPerDay} ${submissionsPerDay === 1 ? "entry" : "entries"} within 24 hours, which is the most. Your draft is kept: send it in ${hours === 1 ? "an hour" : `${hours} hours`} from now.`,
  );
}
