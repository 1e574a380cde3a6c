import type { Settings } from "./settings";

interface Addresses {
  databaseUrl: string;
  zooPort: number;
}

const signInProviders = ["HUGGINGFACE_CLIENT_ID", "GITHUB_CLIENT_ID", "SMTP_URL"];

/** The environment of the portal's processes: what the person set, completed by what this start knows. */
export function portalEnvironment(settings: Settings, addresses: Addresses): NodeJS.ProcessEnv {
  const zoo = { name: "zoo", url: `http://127.0.0.1:${addresses.zooPort}` };
  const configured: unknown = JSON.parse(process.env.ENDPOINTS || "[]");
  const others = Array.isArray(configured) ? configured : [];
  const url = process.env.NEXTAUTH_URL || `http://127.0.0.1:${settings.port}`;
  const isLocal = ["127.0.0.1", "localhost"].includes(new URL(url).hostname);
  const hasProvider = signInProviders.some((name) => process.env[name]);
  return {
    ...process.env,
    NODE_ENV: process.argv.includes("--dev") ? "development" : "production",
    DATABASE_URL: addresses.databaseUrl,
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || settings.secrets.nextauth,
    DEMO_MODE: process.env.DEMO_MODE || String(isLocal && !hasProvider),
    DATA_DIR: settings.dataDirectory,
    ENDPOINTS: JSON.stringify([zoo, ...others]),
  };
}
