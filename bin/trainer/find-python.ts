import { runCommand } from "../stack/run-command";
import { Trouble } from "../stack/step";

/** Those that PyTorch has wheels for, the best tried first. */
const names = ["python3.11", "python3.12", "python3.13", "python3", "python"];
const least = [3, 11];

/**
 * A Python of this machine that the packages run on.
 * @throws Trouble that says how to get one
 */
export async function findPython(): Promise<string> {
  const found: string[] = [];
  for (const name of names) {
    const { code, printed } = await runCommand([name, "-c", "import sys, venv, ensurepip; print(*sys.version_info[:2])"]);
    const [major = 0, minor = 0] = printed.trim().split(" ").map(Number);
    if (code !== 0) continue;
    if (major === least[0] && minor >= (least[1] ?? 0)) return name;
    found.push(`${name} is ${major}.${minor}`);
  }
  const had = found.length > 0 ? `This machine has too old ones: ${found.join(", ")}.` : "This machine has none.";
  throw new Trouble(
    [
      `Training needs Python ${least.join(".")} or newer with its module venv. ${had} One of these gets it:`,
      "  Debian, Ubuntu:  sudo apt-get install python3 python3-venv",
      "  macOS:           brew install python@3.12",
      "  Windows:         winget install Python.Python.3.12",
      "  anywhere:        uv (https://docs.astral.sh/uv), which fetches a Python by itself",
      "Then run npm run trainer again.",
    ].join("\n"),
  );
}
