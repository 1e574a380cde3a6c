/** Words about people and their accounts. Browser-safe. */

/** What each role is called and what it is for. */
export const roleLabels = {
  contributor: { title: "Contributor", purpose: "Offers models and sees what becomes of them." },
  evaluator: { title: "Evaluator", purpose: "Judges pairs of answers without knowing whose they are." },
  maintainer: { title: "Maintainer", purpose: "Reviews submissions and launches runs." },
  operator: { title: "Operator", purpose: "Grants roles and looks after the machines." },
  auditor: { title: "Auditor", purpose: "Reads every record and changes none." },
} as const;

/** The ways to sign in. */
export const providerLabels = { huggingface: "Hugging Face", github: "GitHub", email: "E-mail link" } as const;

/** What can happen to an account. */
const personEventLabels = {
  joined: "Joined",
  "signed-in": "Signed in",
  "signed-out-elsewhere": "Signed out all other browsers",
  renamed: "Changed the name",
  "address-confirmed": "Confirmed an e-mail address",
  "account-linked": "Linked an account",
  "account-unlinked": "Unlinked an account",
  "role-granted": "Was given a role",
  "role-revoked": "Lost a role",
  suspended: "Was suspended",
  reinstated: "Was reinstated",
} as const;

export type PersonEventKind = keyof typeof personEventLabels;

/** Words for a stored kind; an unknown one (from a newer version) is shown as it is. */
export function personEventLabel(kind: string): string {
  return Object.entries(personEventLabels).find(([known]) => known === kind)?.[1] ?? kind;
}

export function providerLabel(provider: string): string {
  return Object.entries(providerLabels).find(([known]) => known === provider)?.[1] ?? provider;
}

/** What went wrong on the way in, and what to do about it. */
export const signInProblemLabels = {
  "already-signed-in": {
    title: "You are signed in already",
    text: "This browser belongs to an account, and nothing was linked to it. To add another way to sign in, use the button on your account page.",
  },
  "account-taken": {
    title: "That account belongs to somebody else here",
    text: "It already signs in to another Polyphony account. Sign in with it there, unlink it, and then link it here.",
  },
  "address-taken": {
    title: "You have been here before, another way",
    text: "An account with this e-mail address exists already. Sign in the way you did before; then link this account on your account page.",
  },
  "link-expired": {
    title: "Nothing was linked",
    text: "The time for linking the account was over, or you were signed out meanwhile. Sign in and start again from your account page.",
  },
  "link-used": {
    title: "This link does not work any more",
    text: "A link works once, within 15 minutes. Ask for a new one.",
  },
  "mail-failed": { title: "The mail could not be sent", text: "Please try again in a few minutes, or sign in another way." },
  "provider-refused": {
    title: "The sign-in was not completed",
    text: "It was cancelled, took longer than 15 minutes, or began in another browser. Nothing was changed; please try again.",
  },
  "provider-unreachable": { title: "The other site does not answer", text: "Please try again in a few minutes, or sign in another way." },
  refused: { title: "The sign-in was refused", text: "Please try again, or sign in another way." },
  suspended: {
    title: "This account is suspended",
    text: "An operator has stopped it for now. Nothing of yours was deleted. If you think this is a mistake, write to the people who run this installation.",
  },
  unexpected: {
    title: "Something went wrong on our side",
    text: "Please try again. If it happens again, tell the people who run this installation.",
  },
} as const;

export function roleTitle(role: string): string {
  return Object.entries(roleLabels).find(([known]) => known === role)?.[1].title ?? role;
}
