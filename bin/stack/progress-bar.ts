const width = 24;

/**
 * A line that tells how far something is: redrawn in a terminal, and written at every tenth elsewhere.
 * @param name of what is done
 * @param words for the amount, for example "12.5 of 48.0 MB"
 */
export function progressBar(output: NodeJS.WriteStream = process.stderr): (name: string, share: number, words: string) => void {
  let last = "";
  return (name, share, words) => {
    const whole = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 1));
    const step = `${name} ${output.isTTY ? Math.floor(whole * 200) : Math.floor(whole * 10)}`;
    if (step === last) return;
    const another = last !== "" && !last.startsWith(`${name} `);
    last = step;
    const percent = `${String(Math.floor(whole * 100)).padStart(3)} %`;
    if (!output.isTTY) return void output.write(`${name}: ${percent.trim()} (${words})\n`);
    const full = Math.round(whole * width);
    const bar = `${"#".repeat(full)}${".".repeat(width - full)}`;
    output.write(`${another ? "\n" : ""}\r  ${name.padEnd(9)} [${bar}] ${percent}  ${words}\u001b[K`);
  };
}
