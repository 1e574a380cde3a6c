import { exportResponse } from "@/app/api/v1/leaderboards/export-response";
import { publicRoute } from "@/app/api/v1/respond";
import { exportQuery } from "@/lib/api/shapes";

export const GET = publicRoute(exportQuery, (query) => exportResponse("systems", query));
