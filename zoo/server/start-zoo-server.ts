import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { log } from "@/lib/log";
import { ApiError } from "./api-error";
import { discardRest } from "./discard-rest";
import { readBody } from "./read-body";
import { findRoute } from "./routes";
import type { Settings } from "./settings";
import { Zoo } from "./zoo";

/** How long a stop waits for answers that are being written, in milliseconds. */
const DRAIN_MS = 3_000;

export interface ZooServer {
  url: string;
  nonce: string;
  /** Finishes what is under way, for a few seconds, then closes. */
  stop(): Promise<void>;
}

/** Loads the models and listens. */
export async function startZooServer(settings: Settings): Promise<ZooServer> {
  const zoo = await Zoo.open(settings);
  const stopping = new AbortController();
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 }, (request, response) => {
    response.setHeader("x-polyphony-nonce", zoo.nonce);
    response.once("finish", () => {
      if (stopping.signal.aborted || !server.listening) setImmediate(() => server.closeIdleConnections());
    });
    void answer(zoo, request, response, stopping.signal);
  });
  try {
    await listen(server, settings);
  } catch (error) {
    await zoo.close();
    throw error;
  }
  const url = addressOf(server);
  log.info({ url, models: [...zoo.models.keys()], slots: settings.slots }, "zoo server listens");
  const stop = async () => {
    const drained = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    const limit = setTimeout(() => {
      stopping.abort(new ApiError("stopping", "This server is stopping. Ask again later."));
      server.closeAllConnections();
    }, DRAIN_MS);
    await drained;
    clearTimeout(limit);
    await zoo.close();
  };
  return { url, nonce: zoo.nonce, stop };
}

async function answer(zoo: Zoo, request: IncomingMessage, response: ServerResponse, stopping: AbortSignal): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) gone.abort(new Error("the client went away"));
  });
  try {
    const route = findRoute(request.method, pathOf(request));
    const body = route.method === "POST" ? await readBody(request) : "";
    send(response, 200, await route.answer(zoo, body, AbortSignal.any([gone.signal, stopping])));
  } catch (error) {
    if (gone.signal.aborted) return;
    const refusal = error instanceof ApiError ? error : new ApiError("internal_error", "The server failed. Its log says why.");
    if (refusal !== error) log.error({ err: error, path: pathOf(request) }, "zoo server failed to answer");
    if (refusal.code === "queue_full") response.setHeader("retry-after", "1");
    await discardRest(request);
    // A body that goes on all the same is not read, so the connection is of no further use.
    if (!request.complete) response.setHeader("connection", "close");
    send(response, refusal.status, refusal.body());
  }
}

function pathOf(request: IncomingMessage): string {
  const [path = "/"] = (request.url ?? "/").split("?");
  return path.length > 1 ? path.replace(/\/+$/, "") : path;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "content-length": bytes.length });
  response.end(bytes);
}

function listen(server: Server, { host, port }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no address");
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}
