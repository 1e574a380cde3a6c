import { publicRoute } from "@/app/api/v1/respond";
import { noQuery } from "@/lib/api/shapes";

export const GET = publicRoute(noQuery, async () => Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } }));
