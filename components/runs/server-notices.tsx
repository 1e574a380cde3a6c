import { describeServer } from "@/lib/runs/labels";
import type { ServerNotice } from "@/lib/runs/watching/schema";
import { Time } from "../ui/time";

/** Which model servers of a run are slow, silent or away, since when, and what happens next. Nothing while all are well. */
export function ServerNotices({ servers }: { servers: readonly ServerNotice[] }) {
  return (
    <ul aria-live="polite" aria-label="Model servers" className="grid gap-2 text-sm">
      {servers.map((server, place) => {
        const { what, next } = describeServer(server);
        return (
          <li key={server.name ?? `${server.kind} ${place}`} className="border-l-4 border-l-warn bg-warn-wash px-3 py-2">
            <span className="font-semibold">
              {what}
              {server.since ? (
                <>
                  {" "}
                  since <Time at={new Date(server.since)} />
                </>
              ) : null}
              .
            </span>{" "}
            {next}
          </li>
        );
      })}
    </ul>
  );
}
