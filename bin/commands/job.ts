import type { Command } from "../stack/command";
import { Trouble } from "../stack/step";
import { runJobFolder } from "../trainer/run-job-folder";

export const command: Command = {
  summary: "run one training, merge or other job by hand: FOLDER holds request.json (see gpu/README.md) and takes what comes out",
  usage: ["job FOLDER", "job FOLDER --gguf"],
  alone: true,
  async run(given) {
    const folders = given.filter((word) => word !== "--gguf");
    const [folder] = folders;
    if (!folder || folders.length > 1 || folder.startsWith("-")) throw new Trouble("Write: npm run polyphony -- job FOLDER [--gguf]");
    await runJobFolder(folder, { gguf: given.includes("--gguf") });
  },
};
