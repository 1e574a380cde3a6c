import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { findFreePort } from "@/prisma/free-port";
import { ClusterAway } from "../cluster";
import { countExecutions } from "../testing/contract";
import { SlurmMachine, whyNoSlurm } from "../testing/slurm-machine";
import { openSlurmWorld } from "../testing/slurm-world";
import { runSlurm } from "./run-slurm";

vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 });

const server = "/usr/sbin/sshd";
const missing = whyNoSlurm() ?? (existsSync(server) && existsSync("/usr/bin/ssh") ? null : "install openssh-server and openssh-client");

describe.skipIf(missing !== null)(`Slurm behind ssh${missing === null ? "" : ` (skipped: ${missing})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "polyphony-sshd-"));
  const log = join(folder, "sshd.log");
  let machine: SlurmMachine;
  let daemon: ChildProcess;
  let host: string;

  /** A server of ssh on this machine, which lets only our key in and gives commands the Slurm of this test. */
  beforeAll(async () => {
    machine = await SlurmMachine.start();
    for (const key of ["host", "user"]) execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", join(folder, key)]);
    const port = await findFreePort();
    // Root starts it without the folder that a service would have made.
    mkdirSync("/run/sshd", { recursive: true });
    const lines = [
      `Port ${port}`,
      "ListenAddress 127.0.0.1",
      `HostKey ${folder}/host`,
      `AuthorizedKeysFile ${folder}/user.pub`,
      "StrictModes no",
    ];
    const rest = ["UsePAM no", "PasswordAuthentication no", "PermitRootLogin yes", "PidFile none", "LogLevel VERBOSE"];
    const environment = `SetEnv SLURM_CONF=${machine.environment.SLURM_CONF}`;
    writeFileSync(join(folder, "sshd_config"), [...lines, ...rest, environment, ""].join("\n"));
    daemon = spawn(server, ["-D", "-E", log, "-f", join(folder, "sshd_config")], { stdio: "ignore" });
    host = `polyphony-test-${port}`;
    const known = `Host ${host}\n  HostName 127.0.0.1\n  Port ${port}\n  User ${userInfo().username}\n  IdentityFile ${folder}/user\n`;
    writeFileSync(join(folder, "ssh_config"), `${known}  StrictHostKeyChecking no\n  UserKnownHostsFile /dev/null\n  LogLevel ERROR\n`);
    // As an operator would name the machine in ~/.ssh/config, without touching that of this user.
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/ssh"), `#!/bin/sh\nexec /usr/bin/ssh -F ${folder}/ssh_config "$@"\n`, { mode: 0o755 });
  });

  afterAll(async () => {
    const path = `${join(folder, "bin")}:${process.env.PATH}`;
    const sockets = join(tmpdir(), `polyphony-ssh-${userInfo().uid}`, "%C");
    execFileSync("ssh", ["-o", `ControlPath=${sockets}`, "-O", "exit", host], { env: { ...process.env, PATH: path }, stdio: "ignore" });
    daemon.kill("SIGKILL");
    await machine.stop();
  });

  const environment = () => ({ ...machine.environment, PATH: `${join(folder, "bin")}:${machine.environment.PATH}` });

  it("executes jobs as without it, over one connection for all commands", async () => {
    const world = openSlurmWorld(machine, { ssh: host, environment: environment() });
    try {
      const names = [await world.submit({ steps: 3 }), await world.submit({ steps: 3 })];
      for (const name of names) expect(await world.ended(name)).toMatchObject({ state: "done", attempt: 1 });
      expect(await countExecutions(world, names[0] ?? "")).toBe(1);
      const lines = readFileSync(log, "utf8").split("\n");
      expect(lines.filter((line) => line.includes("Starting session: command")).length).toBeGreaterThan(4);
      expect(lines.filter((line) => line.includes("Accepted publickey"))).toHaveLength(1);
    } finally {
      await world.close();
    }
  });

  it("is away, and no job fails, when the machine cannot be reached", async () => {
    const asked = runSlurm({ ssh: "nowhere.invalid", environment: environment() }, ["squeue", "--me"]);
    await expect(asked).rejects.toBeInstanceOf(ClusterAway);
  });
});
