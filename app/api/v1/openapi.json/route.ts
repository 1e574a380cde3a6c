import { publicRoute } from "@/app/api/v1/respond";
import { openApiDocument } from "@/lib/api/openapi";
import { noQuery } from "@/lib/api/shapes";
import { env } from "@/lib/env";

export const GET = publicRoute(noQuery, async () => openApiDocument(env().NEXTAUTH_URL));
