import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { findPython } from "./find-python";

const path = process.env.PATH;
afterEach(() => {
  process.env.PATH = path;
});

/** Makes these the only programs of the machine; each says that it is of this version, or fails. */
function machineWith(versions: Readonly<Record<string, string | null>>): void {
  const folder = mkdtempSync(join(tmpdir(), "pythons-"));
  for (const [name, version] of Object.entries(versions)) {
    writeFileSync(join(folder, name), version === null ? "#!/bin/sh\nexit 1\n" : `#!/bin/sh\necho ${version}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  process.env.PATH = folder;
}

describe("the Python for training", () => {
  it("is the first that is new enough and can make environments", async () => {
    machineWith({ python3: "3 12" });
    expect(await findPython()).toBe("python3");
    machineWith({ "python3.11": null, python3: "3 9", python: "3 13" });
    expect(await findPython()).toBe("python");
  });

  it("is missed with words that say how to get one", async () => {
    machineWith({});
    await expect(findPython()).rejects.toThrow(
      /Python 3\.11 or newer.*This machine has none[\s\S]*apt-get install python3[\s\S]*brew[\s\S]*uv/,
    );
    machineWith({ python3: "3 9", python: "2 7" });
    await expect(findPython()).rejects.toThrow("too old ones: python3 is 3.9, python is 2.7");
  });
});
