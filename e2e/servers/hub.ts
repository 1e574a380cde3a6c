import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { caseRepositories } from "./hub-cases";
import { datasetRepositories } from "./hub-datasets";
import { commitOf, type Repository, repositoryFromFolder, sha256 } from "./hub-repository";

/**
 * A small Hub: the part of the Hugging Face Hub's HTTP interface that `@huggingface/hub` uses, for the zoo's models, for a few data sets, and for
 * one repository per way of failing. Run alone: `tsx e2e/servers/hub.ts --port 3190`.
 */
export interface HubServer {
  url: string;
  /** Repositories that a test may change while the server runs. */
  repositories: Map<string, Repository>;
  close(): Promise<void>;
}

const zoo = fileURLToPath(new URL("../../zoo/models/", import.meta.url));
const route = /^\/(?:(api)\/(?:models|datasets)\/|datasets\/)?([\w.-]+\/[\w.-]+)\/(revision|tree|resolve|raw)\/([^/]+)(?:\/(.*))?$/;

export async function startHub(port = 0): Promise<HubServer> {
  const repositories = new Map([...caseRepositories(), ...datasetRepositories()]);
  const server = createServer((request, response) => {
    answer(repositories, request, response).catch((error: unknown) => refuse(response, 500, "", String(error)));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The stand-in of the Hub has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    repositories,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function find(repositories: Map<string, Repository>, id: string): Promise<Repository | null> {
  const known = repositories.get(id);
  if (known) return known;
  const [owner, name] = id.split("/");
  return owner === "polyphony-zoo" && name && !name.startsWith(".") ? repositoryFromFolder(id, `${zoo}${name}`) : null;
}

async function answer(repositories: Map<string, Repository>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://hub");
  const match = route.exec(url.pathname);
  if (!match) return refuse(response, 404, "", "Not found");
  const [, api, id = "", verb = "", revision = "", path = ""] = match;
  const token = request.headers.authorization?.replace("Bearer ", "");
  if (token === "hf_revoked") return refuse(response, 401, "", "Invalid credentials in Authorization header");
  const repository = await find(repositories, id);
  if (!repository) return refuse(response, token ? 404 : 401, token ? "RepoNotFound" : "", "Repository not found");
  if (await misbehaves(repository, verb, url, token, response)) return;
  const commit = commitOf(repository);
  if (!["main", "HEAD", commit].includes(decodeURIComponent(revision))) return refuse(response, 404, "RevisionNotFound", "Invalid rev id");
  if (api && verb === "revision") return sendJson(response, modelInfo(repository, commit));
  if (api && verb === "tree") return sendJson(response, tree(repository));
  sendFile(repository, decodeURIComponent(path), request, response);
}

/** Plays the repository's way of failing; true when the answer is given. */
async function misbehaves(
  repository: Repository,
  verb: string,
  url: URL,
  token: string | undefined,
  response: ServerResponse,
): Promise<boolean> {
  const { behaviour } = repository;
  const admitted = token === "hf_admitted";
  switch (behaviour.kind) {
    case "open":
      return false;
    case "private":
      if (admitted) return false;
      refuse(response, token ? 404 : 401, token ? "RepoNotFound" : "", "Repository not found");
      return true;
    case "gated":
      if (admitted || verb === "revision" || verb === "tree") return false;
      refuse(response, 403, "GatedRepo", `Access to model ${repository.id} is restricted.`);
      return true;
    case "disabled":
      refuse(response, 403, "", "Access to this resource is disabled.");
      return true;
    case "token-failed":
      refuse(response, 401, "", "Invalid credentials in Authorization header");
      return true;
    case "renamed":
      response.writeHead(307, { location: url.pathname.replace(repository.id, behaviour.to) + url.search }).end();
      return true;
    case "elsewhere":
      response.writeHead(307, { location: behaviour.url }).end();
      return true;
    case "slow":
      await new Promise((resolve) => setTimeout(resolve, behaviour.milliseconds));
      return false;
    case "status":
      refuse(response, behaviour.status, "", "Service unavailable");
      return true;
    case "endless":
      response.writeHead(200, { "content-type": "application/json" });
      for (let sent = 0; sent < 64 && !response.destroyed; sent++) response.write(" ".repeat(65_536));
      response.end("{}");
      return true;
  }
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  const headers = { "content-type": "application/json", "x-error-message": message, ...(code ? { "x-error-code": code } : {}) };
  response.writeHead(status, headers).end(JSON.stringify({ error: message }));
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(value));
}

function modelInfo(repository: Repository, commit: string) {
  const parameters = repository.parameters;
  return {
    _id: createHash("sha1").update(repository.id).digest("hex").slice(0, 24),
    id: repository.id,
    sha: commit,
    private: repository.behaviour.kind === "private",
    gated: repository.behaviour.kind === "gated" ? "manual" : false,
    pipeline_tag: repository.task,
    downloads: 0,
    likes: 0,
    lastModified: "2026-01-01T00:00:00.000Z",
    tags: repository.licence ? [`license:${repository.licence}`] : [],
    cardData: { license: repository.licence, base_model: repository.baseModel, ...repository.cardData },
    ...(parameters ? { safetensors: { parameters, total: Object.values(parameters).reduce((sum, count) => sum + count, 0) } } : {}),
  };
}

function tree(repository: Repository) {
  return [...repository.files].map(([path, content]) => ({
    type: "file",
    path,
    size: content.length,
    oid: createHash("sha1").update(content).digest("hex"),
    ...(isLarge(path) || repository.keptByLfs?.includes(path)
      ? { lfs: { oid: sha256(content), size: content.length, pointerSize: 134 } }
      : {}),
    securityFileStatus: { status: repository.scans?.[path] ?? "safe" },
  }));
}

function isLarge(path: string): boolean {
  return /\.(safetensors|bin|gguf|parquet)$/.test(path);
}

function sendFile(repository: Repository, path: string, request: IncomingMessage, response: ServerResponse): void {
  const content = repository.files.get(path);
  if (!content) {
    refuse(response, 404, "EntryNotFound", "Entry not found");
    return;
  }
  if (repository.keptByLfs?.includes(path)) {
    response.writeHead(302, { location: `https://cdn-lfs.example.org/${sha256(content)}` }).end();
    return;
  }
  const headers = { "content-type": "application/octet-stream", etag: `"${sha256(content)}"`, "accept-ranges": "bytes" };
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
  if (!range) {
    response.writeHead(200, { ...headers, "content-length": content.length }).end(request.method === "HEAD" ? undefined : content);
    return;
  }
  const start = Number(range[1]);
  const part = content.subarray(start, Number(range[2]) + 1);
  response.writeHead(206, { ...headers, "content-range": `bytes ${start}-${start + part.length - 1}/${content.length}` }).end(part);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: "string", default: "3190" } } });
  const server = await startHub(Number(values.port));
  process.stdout.write(`The Hub stand-in listens at ${server.url}\n`);
}
