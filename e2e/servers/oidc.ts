import { generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import Provider, { type Configuration } from "oidc-provider";
import { GitHubFacade, readBody } from "./oidc-github";
import { type HubPerson, hubPeople } from "./oidc-people";

const clientId = "polyphony-journeys";
const clientSecret = "a secret between the journeys' two sides";

export interface IdentityServer {
  url: string;
  /** What the portal needs in its environment to use this server as Hugging Face and as GitHub. */
  environment: Record<string, string>;
  stop(): Promise<void>;
}

/**
 * A real OpenID provider, set up as Hugging Face is, with GitHub's few pages beside it. Its sign-in page asks who one
 * is and believes it.
 */
export async function startOidc({ port, portalUrl }: { port: number; portalUrl: string }): Promise<IdentityServer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server does not listen on a port");
  const url = `http://127.0.0.1:${address.port}`;
  const provider = new Provider(url, configuration(portalUrl));
  const serveProvider = provider.callback();
  const gitHub = new GitHubFacade(url, clientSecret);
  server.on("request", (request, response) => {
    const path = request.url ?? "/";
    if (path.startsWith("/github/")) void gitHub.answer(request, response).catch(failWith(response));
    else if (path.startsWith("/who/")) void interact(provider, request, response).catch(failWith(response));
    else void serveProvider(request, response);
  });
  return {
    url,
    environment: {
      HUGGINGFACE_ISSUER: url,
      HUGGINGFACE_CLIENT_ID: clientId,
      HUGGINGFACE_CLIENT_SECRET: clientSecret,
      GITHUB_URL: `${url}/github`,
      GITHUB_API_URL: `${url}/github/api`,
      GITHUB_CLIENT_ID: clientId,
      GITHUB_CLIENT_SECRET: clientSecret,
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function failWith(response: ServerResponse): (error: unknown) => void {
  return (error) => void response.writeHead(500, { "content-type": "text/plain" }).end(String(error));
}

function configuration(portalUrl: string): Configuration {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${portalUrl}/api/auth/callback/huggingface`],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" }] },
    cookies: { keys: ["a key for journeys only"] },
    pkce: { required: () => true },
    claims: { openid: ["sub"], profile: ["name", "preferred_username", "orgs"], email: ["email", "email_verified"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/who/${interaction.uid}` },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    findAccount: (_context, id) => {
      const person = hubPeople.find((each) => each.sub === id);
      return person ? { accountId: id, claims: () => ({ ...person }) } : undefined;
    },
    // Consent is not what the journeys are about: whoever signs in has agreed.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session?.accountId ?? "" });
      grant.addOIDCScope("openid profile email");
      await grant.save();
      return grant;
    },
  };
}

/** The provider's sign-in page: one button for each person, and one that refuses. */
async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "POST") {
    const buttons = hubPeople.map(button).join("");
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(
      `<!doctype html><title>Hugging Face stand-in</title><h1>Who are you?</h1><form method="post">${buttons}<button name="who" value="">Cancel</button></form>`,
    );
    return;
  }
  const who = new URLSearchParams(await readBody(request)).get("who") ?? "";
  const result =
    who === "" ? { error: "access_denied", error_description: "The person said no." } : { login: { accountId: who, remember: false } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

function button(person: HubPerson): string {
  return `<p><button name="who" value="${person.sub}">${person.preferred_username}</button></p>`;
}
