import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { gitHubPeople } from "./oidc-people";

interface Grant {
  id: number;
  challenge: string;
  redirectUri: string;
}

/** The part of GitHub that signing in talks to: three pages of its site and two of its API, below `/github`. */
export class GitHubFacade {
  readonly #codes = new Map<string, Grant>();
  readonly #tokens = new Map<string, number>();
  readonly #base: string;
  readonly #secret: string;

  constructor(base: string, secret: string) {
    this.#base = base;
    this.#secret = secret;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.#base);
    const routes: Record<string, () => Promise<void> | void> = {
      "/github/login/oauth/authorize": () => this.#ask(url, response),
      "/github/login/oauth/approve": () => this.#approve(url, response),
      "/github/login/oauth/access_token": () => this.#exchange(request, response),
      "/github/api/user": () => this.#tell(request, response, ({ id, login, name }) => ({ id, login, name, email: null })),
      "/github/api/user/emails": () => this.#tell(request, response, ({ emails }) => emails),
    };
    const route = routes[url.pathname];
    if (route) await route();
    else sendJson(response, 404, { message: "Not Found" });
  }

  #ask(url: URL, response: ServerResponse): void {
    const links = gitHubPeople.map(({ login }) => {
      const query = new URLSearchParams({ ...Object.fromEntries(url.searchParams), login });
      return `<li><a href="/github/login/oauth/approve?${query.toString().replaceAll("&", "&amp;")}">${login}</a></li>`;
    });
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<!doctype html><title>GitHub stand-in</title><h1>Who are you on GitHub?</h1><ul>${links.join("")}</ul>`);
  }

  #approve(url: URL, response: ServerResponse): void {
    const { login, redirect_uri = "", state = "", code_challenge = "" } = Object.fromEntries(url.searchParams);
    const person = gitHubPeople.find((each) => each.login === login);
    if (!person) {
      sendJson(response, 404, { message: "Not Found" });
      return;
    }
    const code = randomUUID();
    this.#codes.set(code, { id: person.id, challenge: code_challenge, redirectUri: redirect_uri });
    const back = new URL(redirect_uri);
    back.search = new URLSearchParams({ code, state, iss: `${this.#base}/github/login/oauth` }).toString();
    response.writeHead(302, { location: back.href }).end();
  }

  async #exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await readBody(request));
    const basic = Buffer.from(request.headers.authorization?.replace(/^Basic /, "") ?? "", "base64").toString("utf8");
    const secret = form.get("client_secret") ?? decodeURIComponent((basic.split(":")[1] ?? "").replaceAll("+", " "));
    const code = form.get("code") ?? "";
    const grant = this.#codes.get(code);
    this.#codes.delete(code);
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (!grant || secret !== this.#secret || grant.challenge !== challenge || grant.redirectUri !== form.get("redirect_uri")) {
      sendJson(response, 200, { error: "bad_verification_code", error_description: "The code passed is incorrect or expired." });
      return;
    }
    const token = `gho_${randomUUID()}`;
    this.#tokens.set(token, grant.id);
    sendJson(response, 200, { access_token: token, token_type: "bearer", scope: "read:user,user:email" });
  }

  #tell(request: IncomingMessage, response: ServerResponse, what: (person: (typeof gitHubPeople)[number]) => unknown): void {
    const token = request.headers.authorization?.replace(/^(Bearer|token) /i, "") ?? "";
    const person = gitHubPeople.find((each) => each.id === this.#tokens.get(token));
    if (person) sendJson(response, 200, what(person));
    else sendJson(response, 401, { message: "Bad credentials" });
  }
}

export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString("utf8");
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
