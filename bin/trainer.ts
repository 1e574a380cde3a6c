import { claimDataFolder } from "./stack/data-folder";
import { readDataDirectory } from "./stack/settings";
import { fail, Trouble } from "./stack/step";
import { installTrainer } from "./trainer/install-trainer";

/** `npm run trainer`: the Python environment of the programs that train, merge and score. */
async function main(given: readonly string[]): Promise<void> {
  const unknown = given.filter((word) => word !== "--tests");
  if (unknown.length > 0) throw new Trouble(`npm run trainer does not know ${unknown.join(" ")}. It knows --tests.`);
  const dataDirectory = readDataDirectory();
  claimDataFolder(dataDirectory);
  await installTrainer(dataDirectory, given.includes("--tests"));
}

main(process.argv.slice(2)).catch(fail);
