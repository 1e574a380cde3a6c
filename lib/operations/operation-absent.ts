import { AppError } from "@/lib/errors";
import type { OperationKind } from "./contract";

/** An operation that nobody here can perform. */
export class OperationAbsent extends AppError {
  /** @param remedy what to do about it, a whole sentence */
  constructor(kind: OperationKind, remedy: string) {
    super("NOT_READY", `This installation cannot perform the operation "${kind}". ${remedy}`);
    this.name = "OperationAbsent";
  }
}
