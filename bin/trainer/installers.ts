import { join } from "node:path";
import { pythonOf } from "@/lib/operations/jobs/find-trainer";
import { runCommand } from "../stack/run-command";
import { root } from "../stack/settings";
import { Trouble } from "../stack/step";
import { findPython } from "./find-python";

/** How packages get into an environment. */
export interface Installer {
  name: string;
  /** Makes the environment. */
  create(folder: string): Promise<void>;
  /** PyTorch first, since it may come from elsewhere than the rest; then what the files name. */
  install(folder: string, files: readonly string[], torch: string): Promise<void>;
}

/** Where PyTorch keeps builds that need no GPU; on macOS and Windows PyPI has no others. */
const cpuIndex = process.platform === "linux" ? ["--extra-index-url", "https://download.pytorch.org/whl/cpu"] : [];
export const requirements = (name: string) => join(root, "gpu/environments", name);

async function must(command: readonly string[], environment: Record<string, string> = {}): Promise<void> {
  const { code, output } = await runCommand(command, { environment });
  if (code === 0) return;
  throw new Trouble(
    `${command.slice(0, 4).join(" ")} … failed. What it said last:\n${output.trim().slice(-2_000)}\n` +
      "Nothing is lost: npm run trainer goes on where it stopped. Behind a proxy or a mirror, pip reads its usual settings.",
  );
}

/** uv: faster, and fetches a Python where there is none. */
function uvInstaller(hasGpu: boolean): Installer {
  return {
    name: "uv",
    create: (folder) => must(["uv", "venv", "--quiet", "--allow-existing", "--seed", "--python", ">=3.11,<3.14", folder]),
    install: (folder, files) =>
      must(["uv", "pip", "install", "--quiet", `--torch-backend=${hasGpu ? "auto" : "cpu"}`, ...files.flatMap((file) => ["-r", file])], {
        VIRTUAL_ENV: folder,
      }),
  };
}

/** The module venv of some Python, and its pip. */
function pipInstaller(hasGpu: boolean): Installer {
  const pip = (folder: string, words: readonly string[]) =>
    must([pythonOf(folder), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input", "install", ...words]);
  return {
    name: "pip",
    create: async (folder) => must([await findPython(), "-m", "venv", folder]),
    async install(folder, files, torch) {
      // Alone and without its dependencies: the other index has copies of some of these, and must not decide about them. Where it
      // does not answer, pip goes on with PyPI and what it is set up for.
      await pip(folder, ["--no-deps", "--retries", "1", "--timeout", "20", torch, ...(hasGpu ? [] : cpuIndex)]);
      await pip(
        folder,
        files.flatMap((file) => ["-r", file]),
      );
    },
  };
}

/** uv where it is there, else pip. */
export async function chooseInstaller(hasGpu: boolean): Promise<Installer> {
  const { code } = await runCommand(["uv", "--version"]);
  return code === 0 ? uvInstaller(hasGpu) : pipInstaller(hasGpu);
}
