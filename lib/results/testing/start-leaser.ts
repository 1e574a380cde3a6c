import { conductRun } from "@/lib/runs/conduct-run";
import { Leaser } from "@/lib/runs/leaser";
import { anyOwner } from "@/lib/runs/testing/builders";
import { recordResults } from "../record-results";

/** A worker's leaser that takes runs, two at once, and records their results, until it is stopped. */
export function startLeaser(): Leaser {
  const leaser = new Leaser({
    owner: anyOwner(),
    concurrency: 2,
    renewalSeconds: 5,
    conduct: (lease, signal) => conductRun(lease, signal, recordResults),
  });
  leaser.start();
  return leaser;
}
