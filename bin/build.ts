import { buildWeb } from "./stack/build-web";
import { fail, step } from "./stack/step";

/** `npm run build`: the web application, unless the last build came from the same sources. */
step(
  "Build",
  () => buildWeb(process.env),
  (built) => (built ? "new" : "unchanged"),
).catch(fail);
