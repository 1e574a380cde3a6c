import "server-only";
import { headers } from "next/headers";
import { isLoopbackHost } from "@/lib/auth/signing-in/is-loopback-host";
import { env } from "@/lib/env";

/**
 * Whether this request may use demo mode. The address in the configuration is checked at the start; the request's own
 * one is checked here, so that a demo behind a forwarding proxy, or reached by another name, lets nobody in.
 */
export async function isDemoRequest(): Promise<boolean> {
  if (!env().DEMO_MODE) return false;
  const sent = await headers();
  const forwarded = sent.get("x-forwarded-host");
  return isLoopbackHost(sent.get("host")) && (forwarded === null || isLoopbackHost(forwarded));
}
