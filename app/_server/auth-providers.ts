import "server-only";
import type { EmailConfig, OAuthConfig, Provider } from "next-auth/providers/index";
import { z } from "zod";
import { linkLifetime } from "@/lib/auth/people/request-address";
import { signInMail } from "@/lib/auth/signing-in/mails";
import { newToken } from "@/lib/auth/signing-in/one-time-token";
import { readGitHubProfile, readHubProfile } from "@/lib/auth/signing-in/provider-profile";
import { env } from "@/lib/env";
import { parseAddress } from "@/lib/mail/address";
import { canSendMail, sendMail } from "@/lib/mail/send-mail";

/** Whom an ID token names. Its signature, issuer, audience and nonce have been checked when it arrived. */
function subjectOf(idToken: string | undefined): string {
  const [, payload = ""] = (idToken ?? "").split(".");
  return z.object({ sub: z.string() }).parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8"))).sub;
}

/** Milliseconds that we wait for a provider's answer. */
const patience = 10_000;

function huggingFace(clientId: string, clientSecret: string): OAuthConfig<unknown> {
  return {
    id: "huggingface",
    name: "Hugging Face",
    type: "oauth",
    wellKnown: `${env().HUGGINGFACE_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`,
    authorization: { params: { scope: "openid profile email" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    httpOptions: { timeout: patience },
    clientId,
    clientSecret,
    userinfo: {
      async request({ client, tokens }) {
        const user = await client.userinfo(tokens.access_token ?? "");
        if (user.sub !== subjectOf(tokens.id_token)) throw new Error("userinfo speaks of somebody else than the ID token");
        return user;
      },
    },
    profile: readHubProfile,
  };
}

function gitHub(clientId: string, clientSecret: string): OAuthConfig<unknown> {
  const { GITHUB_URL, GITHUB_API_URL } = env();
  const site = GITHUB_URL.replace(/\/$/, "");
  const api = GITHUB_API_URL.replace(/\/$/, "");
  return {
    id: "github",
    name: "GitHub",
    type: "oauth",
    issuer: `${site}/login/oauth`,
    authorization: { url: `${site}/login/oauth/authorize`, params: { scope: "read:user user:email" } },
    token: `${site}/login/oauth/access_token`,
    checks: ["pkce", "state"],
    httpOptions: { timeout: patience },
    clientId,
    clientSecret,
    userinfo: {
      url: `${api}/user`,
      async request({ client, tokens }) {
        const { access_token } = tokens;
        if (!access_token) throw new Error("GitHub sent no access token");
        const user = await client.userinfo(access_token);
        const response = await fetch(`${api}/user/emails`, {
          headers: { authorization: `Bearer ${access_token}`, accept: "application/vnd.github+json" },
          redirect: "error",
          signal: AbortSignal.timeout(patience),
        });
        return { ...user, emails: response.ok ? await response.json() : [] };
      },
    },
    profile: readGitHubProfile,
  };
}

/** @param linkFor makes the address of the page that asks for confirmation */
function emailLink(linkFor: (email: string, token: string) => string): EmailConfig {
  return {
    id: "email",
    name: "Email",
    type: "email",
    // Both are asked for by the type and used by nobody: `sendVerificationRequest` knows its own server.
    server: {},
    from: "",
    maxAge: linkLifetime,
    generateVerificationToken: newToken,
    normalizeIdentifier: (text) => parseAddress(text),
    sendVerificationRequest: ({ identifier, token }) => sendMail({ to: identifier, ...signInMail(linkFor(identifier, token)) }),
    options: {},
  };
}

/** The ways in that an operator configured. A demo has none but its personas; `mail` says whether mail can be sent at all. */
export function configuredProviders() {
  const { HUGGINGFACE_CLIENT_ID, GITHUB_CLIENT_ID, DEMO_MODE } = env();
  const mail = canSendMail();
  return {
    huggingface: Boolean(HUGGINGFACE_CLIENT_ID) && !DEMO_MODE,
    github: Boolean(GITHUB_CLIENT_ID) && !DEMO_MODE,
    email: mail && !DEMO_MODE,
    mail,
  };
}

export function authProviders(linkFor: (email: string, token: string) => string): Provider[] {
  const { HUGGINGFACE_CLIENT_ID, HUGGINGFACE_CLIENT_SECRET, GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET } = env();
  const configured = configuredProviders();
  return [
    ...(configured.huggingface ? [huggingFace(HUGGINGFACE_CLIENT_ID ?? "", HUGGINGFACE_CLIENT_SECRET ?? "")] : []),
    ...(configured.github ? [gitHub(GITHUB_CLIENT_ID ?? "", GITHUB_CLIENT_SECRET ?? "")] : []),
    ...(configured.email ? [emailLink(linkFor)] : []),
  ];
}
