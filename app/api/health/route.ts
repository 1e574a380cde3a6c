import { publicRoute } from "@/app/api/v1/respond";
import { checkHealth } from "@/lib/api/check-health";
import { noQuery } from "@/lib/api/shapes";

export const GET = publicRoute(noQuery, async () => {
  const health = await checkHealth();
  return Response.json(health, { status: health.status === "down" ? 503 : 200, headers: { "cache-control": "no-store" } });
});
