import { env } from "@/lib/env";

/** The whole address of a page of ours, for readers outside of the portal. @param path from the root, like "/submissions/12" */
export function addressInPortal(path: string): string {
  return new URL(path, env().NEXTAUTH_URL).href;
}
