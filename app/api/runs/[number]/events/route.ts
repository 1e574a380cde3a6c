import { currentNetwork } from "@/app/_server/auth-flow";
import { handle } from "@/app/_server/http";
import { currentActor } from "@/app/_server/session";
import { notFound } from "@/lib/errors";
import { runReference } from "@/lib/runs/steering/schema";
import { watchRun } from "@/lib/runs/watching/watch-run";

export const dynamic = "force-dynamic";

/** Server-sent events: how a run stands, each second until it ends. */
export const GET = handle(async (request: Request, { params }: { params: Promise<{ number: string }> }) => {
  const reference = runReference.safeParse(await params);
  if (!reference.success) throw notFound("run");
  const stream = await watchRun(await currentActor(), reference.data.number, await currentNetwork(), request.signal);
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
});
