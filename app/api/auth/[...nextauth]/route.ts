import type { NextRequest } from "next/server";
import { finishAtProvider } from "@/app/_server/auth-flow";
import { handle } from "@/app/_server/http";
import { providerSchema } from "@/lib/auth/schema";
import { notFound } from "@/lib/errors";

/**
 * The one step of signing in that another site sends the browser to. Every other step of next-auth starts from a form of
 * ours (`auth-flow.ts`) and has no address of its own.
 */
export const GET = handle(async (request: NextRequest, { params }: RouteContext<"/api/auth/[...nextauth]">) => {
  const [action, name, ...more] = (await params).nextauth;
  const provider = providerSchema.safeParse(name);
  if (action !== "callback" || !provider.success || more.length > 0) throw notFound("address");
  return finishAtProvider(request, provider.data);
});
