import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { apiRoutes } from "@/lib/api/openapi";

const root = join(import.meta.dirname, "../../../..");
const handlerModule = z.object({
  GET: z.custom<(request: Request, context: { params: Promise<object> }) => Promise<Response>>((value) => typeof value === "function"),
});

/** Serves the handlers of the public interface, each at its own address, as the framework does. */
export async function serveRoutes(): Promise<{ url: string; close(): Promise<void> }> {
  const routes = await Promise.all(
    apiRoutes.map(async ({ path }) => {
      const file = join(root, "app", path.replace(/\{(\w+)\}/g, "[$1]"), "route.ts");
      const { GET } = handlerModule.parse(await import(/* @vite-ignore */ file));
      return { pattern: new RegExp(`^${path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`), GET };
    }),
  );
  const server = createServer(async (incoming, outgoing) => {
    const address = new URL(incoming.url ?? "/", "http://127.0.0.1");
    for (const { pattern, GET } of routes) {
      const match = pattern.exec(address.pathname);
      if (!match) continue;
      const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
      const response = await GET(new Request(address, { headers }), { params: Promise.resolve({ ...match.groups }) });
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      // A reader that goes away ends its own answer only.
      await pipeline(response.body ?? [], outgoing).catch(() => outgoing.destroy());
      return;
    }
    outgoing.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
