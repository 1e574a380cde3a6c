import { roleLabels } from "@/lib/auth/labels";
import type { RoleName } from "@/lib/auth/roles";
import { Badge } from "../ui/badge";

/** The roles somebody holds, or that there are none. */
export function RoleBadges({ roles }: { roles: readonly RoleName[] }) {
  if (roles.length === 0) return <span className="text-ink-faint text-sm">no role</span>;
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      {roles.map((role) => (
        <Badge key={role} tone={role === "contributor" ? "neutral" : "info"}>
          {roleLabels[role].title}
        </Badge>
      ))}
    </span>
  );
}
