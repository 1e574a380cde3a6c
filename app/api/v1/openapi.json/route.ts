import { publicRoute } from "@/app/api/v1/respond";
import { env } from "@/lib/env";
import { noQuery } from "@/lib/leaderboards/api-shapes";
import { openApiDocument } from "@/lib/leaderboards/openapi";

export const GET = publicRoute(noQuery, async () => openApiDocument(env().NEXTAUTH_URL));
