import { AppError } from "@/lib/errors";
import type { Scope } from "./scopes";

/**
 * The scope that a reader asked for: a task, a domain, or everything.
 * @throws AppError INVALID_INPUT for a task or domain that the board does not have, or a task of another domain
 */
export function resolveScope(scopes: readonly Scope[], wish: { domain?: string | undefined; task?: string | undefined }): Scope {
  if (wish.task) {
    const scope = scopes.find((other) => other.kind === "task" && other.key === wish.task);
    if (!scope) throw refusal("task", `There is no task "${wish.task}" on this split.`, scopes);
    if (wish.domain && scope.domain !== wish.domain) throw refusal("domain", `The task "${wish.task}" is not in that domain.`, scopes);
    return scope;
  }
  const key = wish.domain ?? "overall";
  const scope = scopes.find((other) => other.kind !== "task" && other.key === key);
  if (!scope) throw refusal("domain", `No task of the domain "${key}" has been run on this split.`, scopes);
  return scope;
}

function refusal(field: "task" | "domain", what: string, scopes: readonly Scope[]): AppError {
  const names = scopes.filter((scope) => scope.kind === field).map((scope) => scope.key);
  return new AppError("INVALID_INPUT", names.length > 0 ? `${what} Choose one of: ${names.join(", ")}.` : what, [{ field, message: what }]);
}
