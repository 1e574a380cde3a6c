/** Addresses of what `bin/e2e.ts` started. */
function address(name: "E2E_DEMO_URL" | "E2E_BASE_URL" | "E2E_HUB_URL" | "E2E_MAIL_URL" | "E2E_DATABASE_URL"): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the journeys with npm run e2e`);
  return value;
}

export const addresses = {
  /** The portal in demo mode: personas instead of providers. */
  demo: () => address("E2E_DEMO_URL"),
  /** The same portal with real providers. */
  real: () => address("E2E_BASE_URL"),
  hub: () => address("E2E_HUB_URL"),
  /** Answers GET with the mails received, newest last, as JSON. */
  mail: () => address("E2E_MAIL_URL"),
  /** The database of both portals, for what no page can bring about within a journey. */
  database: () => address("E2E_DATABASE_URL"),
};
