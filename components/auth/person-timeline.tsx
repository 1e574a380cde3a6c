import { personEventLabel, providerLabel, roleTitle } from "@/lib/auth/labels";
import type { PersonDetail } from "@/lib/auth/queries";
import { Timeline } from "../ui/timeline";

const tones: Record<string, "good" | "warn" | "bad"> = {
  "role-granted": "good",
  "role-revoked": "warn",
  suspended: "bad",
  reinstated: "good",
};

/** What happened to an account, newest first. */
export function PersonTimeline({ events }: { events: PersonDetail["events"] }) {
  const entries = events.map(({ id, kind, why, data, by, at }) => ({
    key: id,
    at,
    by: by === "the portal" ? undefined : by,
    title: titleOf(kind, data),
    detail: why === "" ? undefined : why,
    tone: tones[kind] ?? ("neutral" as const),
  }));
  return <Timeline label="What happened to this account" entries={entries} />;
}

function titleOf(kind: string, data: Record<string, string>): string {
  const about = [data.role ? roleTitle(data.role) : "", data.provider ? providerLabel(data.provider) : "", data.to ?? ""].find(Boolean);
  return about ? `${personEventLabel(kind)}: ${about}` : personEventLabel(kind);
}
