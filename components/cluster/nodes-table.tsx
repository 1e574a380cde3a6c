import type { ClusterPage } from "@/lib/pages/read-cluster";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";

type Nodes = Extract<ClusterPage["machines"], { there: true }>["nodes"];

/** Machines that jobs can go to, and how much of each is taken. */
export function NodesTable({ nodes }: { nodes: Nodes }) {
  return (
    <Table caption="Machines of the cluster" captionHidden cards className="max-w-3xl">
      <TableHead>
        <tr>
          <ColumnHead>Machine</ColumnHead>
          <ColumnHead>State</ColumnHead>
          <ColumnHead numeric>CPUs taken</ColumnHead>
          <ColumnHead numeric>GPUs taken</ColumnHead>
          <ColumnHead numeric>Memory</ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {nodes.map(({ name, state, cpus, cpusTaken, gpus, gpusTaken, memoryMb }) => (
          <TableRow key={name}>
            <RowHead>{name}</RowHead>
            <Cell label="State">{state}</Cell>
            <Cell label="CPUs taken" numeric>
              {cpusTaken} of {cpus}
            </Cell>
            <Cell label="GPUs taken" numeric>
              {gpusTaken} of {gpus}
            </Cell>
            <Cell label="Memory" numeric>
              {(memoryMb / 1_024).toFixed(1)} GiB
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
