import { TextLink } from "../ui/navigation/text-link";

interface UserMenuProps {
  name: string;
  signOut: () => Promise<void>;
}

/** Who is signed in, the way to the own account, and the way out. */
export function UserMenu({ name, signOut }: UserMenuProps) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm">
      <TextLink href="/account" quiet aria-label={`${name}, your account`}>
        {name}
      </TextLink>
      <form action={signOut}>
        <button type="submit" className="text-ink-soft underline-offset-4 hover:text-ink hover:underline">
          Sign out
        </button>
      </form>
    </div>
  );
}
