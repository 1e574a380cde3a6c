import { publicRoute } from "@/app/api/v1/respond";
import { noQuery } from "@/lib/leaderboards/api-shapes";
import { checkHealth } from "@/lib/leaderboards/check-health";

export const GET = publicRoute(noQuery, async () => {
  const health = await checkHealth();
  return Response.json(health, { status: health.status === "ok" ? 200 : 503, headers: { "cache-control": "no-store" } });
});
