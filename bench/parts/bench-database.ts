import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeDatabase } from "@/lib/db/client";
import { startEmbedded } from "@/prisma/embedded";
import { findFreePort } from "@/prisma/free-port";
import { migrate } from "@/prisma/migrate";

/**
 * A fresh Postgres with the newest schema and its usual settings (commits are flushed to disk), which this process and the
 * programs that it starts use as the portal's.
 */
export async function startBenchDatabase(): Promise<{ stop(): Promise<void> }> {
  const server = await startEmbedded({
    directory: join(tmpdir(), `polyphony-bench-${randomUUID()}`),
    port: await findFreePort(),
    password: "bench",
    fresh: true,
    temporary: true,
  });
  await server.createDatabase("bench");
  process.env.DATABASE_URL = server.url("bench");
  process.env.NEXTAUTH_URL = "http://127.0.0.1:3000";
  process.env.NEXTAUTH_SECRET = "a secret that only benchmarks know, 32+ characters";
  process.env.LOG_LEVEL ??= "error";
  await migrate(server.url("bench"));
  return {
    stop: async () => {
      await closeDatabase();
      await server.stop();
    },
  };
}
