import { join } from "node:path";
import { root } from "./settings";

const tsx = ["--import", "tsx"];

/** Arguments for Node of the three processes of a portal. */
export const programs = {
  web: (port: number, isDevelopment = false, host = "127.0.0.1") => [
    join(root, "node_modules/next/dist/bin/next"),
    isDevelopment ? "dev" : "start",
    "--port",
    String(port),
    "--hostname",
    host,
  ],
  worker: () => [...tsx, join(root, "worker/main.ts")],
  /** With the models that an operator added to this data folder, and those that methods made. */
  zoo: (port: number, dataDirectory: string) => [
    ...tsx,
    join(root, "zoo/server.ts"),
    "--port",
    String(port),
    "--derived",
    join(dataDirectory, "artifacts"),
    "--local",
    join(dataDirectory, "models"),
  ],
};
