import { buildWeb } from "./stack/build-web";
import { generateClient } from "./stack/generate-client";
import { fail, step } from "./stack/step";

/** `npm run build`: what a portal needs beyond its packages, so that it can run from a folder that it cannot write to. */
const said = (made: boolean) => (made ? "new" : "unchanged");
step("Database client", () => generateClient(), said)
  .then(() => step("Build", () => buildWeb(process.env), said))
  .catch(fail);
