import { fail } from "./stack/step";
import { checkAll, runParts } from "./suites/run-parts";
import { runPlaywright } from "./suites/run-playwright";
import { runVitest } from "./suites/run-vitest";

/** `npm test`: everything; the last lines give the seconds of each part and count all tests. */
runParts({
  Checks: checkAll,
  "Unit and database": () => runVitest(["--project=unit", "--project=db"]),
  Chaos: () => runVitest(["--project=chaos"]),
  Browser: runPlaywright,
}).catch(fail);
