import { signInProblemLabels } from "@/lib/auth/labels";
import { Button } from "../ui/forms/button";
import { LinkButton } from "../ui/navigation/link-button";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";

interface SignedInAlreadyProps {
  name: string;
  suspended: boolean;
  next: string;
  signOut: () => Promise<void>;
}

/** What the sign-in page says to somebody who is signed in; also where a suspended person learns about it. */
export function SignedInAlready({ name, suspended, next, signOut }: SignedInAlreadyProps) {
  return (
    <>
      <PageHeader title={suspended ? signInProblemLabels.suspended.title : `You are signed in as ${name}`} />
      {suspended ? (
        <Notice tone="warn" className="mb-6 max-w-prose">
          <p>{signInProblemLabels.suspended.text}</p>
          <p className="mt-2">You are signed in as {name}. You can still read everything that is public.</p>
        </Notice>
      ) : null}
      <div className="flex flex-wrap gap-3">
        {suspended ? null : (
          <LinkButton href={next === "/" ? "/account" : next} variant="primary">
            {next === "/" ? "Your account" : "Go on"}
          </LinkButton>
        )}
        <form action={signOut}>
          <Button type="submit">Sign out</Button>
        </form>
      </div>
    </>
  );
}
