import type { Settings } from "./settings";
import { Trouble } from "./step";

interface Addresses {
  databaseUrl: string;
  /** Null where no server of the zoo is started. */
  zooPort: number | null;
}

const signInProviders = ["HUGGINGFACE_CLIENT_ID", "GITHUB_CLIENT_ID", "SMTP_URL"];

/** The environment of the portal's processes: what the person set, completed by what this start knows. */
export function portalEnvironment(settings: Settings, addresses: Addresses): NodeJS.ProcessEnv {
  const zoo = addresses.zooPort === null ? [] : [{ name: "zoo", url: `http://127.0.0.1:${addresses.zooPort}` }];
  const configured = readEndpoints(process.env.ENDPOINTS || "[]");
  const url = process.env.NEXTAUTH_URL || `http://127.0.0.1:${settings.port}`;
  if (!URL.canParse(url)) throw new Trouble(`NEXTAUTH_URL must be an address like https://portal.example.org, not "${url}".`);
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
    ENDPOINTS: JSON.stringify([...zoo, ...configured]),
  };
}

/** The list as it was given; what is in it is checked by the processes that use it. */
function readEndpoints(text: string): unknown[] {
  try {
    const read: unknown = JSON.parse(text);
    if (Array.isArray(read)) return read;
  } catch {
    // The same words for what is no JSON at all.
  }
  throw new Trouble(`ENDPOINTS must be a JSON list like [{"name":"lab","url":"http://127.0.0.1:8000"}], not: ${text.slice(0, 200)}`);
}
