import type { RoleName } from "@/lib/auth/roles";

/**
 * Who may use each endpoint of the built server. An endpoint that is missing here fails the tests: whoever adds one
 * says for whom it is.
 */
export type Caller = "anonymous" | RoleName;

export const callers: readonly Caller[] = ["anonymous", "contributor", "evaluator", "maintainer", "operator", "auditor"];
const everyone = callers;
const signedIn = callers.filter((caller) => caller !== "anonymous");
const reviewers: readonly Caller[] = ["maintainer"];
const launchers: readonly Caller[] = ["maintainer", "operator"];

export interface ActionRule {
  allowed: readonly Caller[];
  /** Well-formed input about a row that does not exist, so that only the right to ask is tested. */
  fields: Record<string, string>;
  /** Actions that end or change the session of whoever calls them. */
  changesSession?: true;
}

const nobody = "00000000-0000-7000-8000-000000000000";
const missing = { number: "2000000000" };
const decision = { ...missing, version: "0", decision: "reject", reason: "This is not a language model that follows instructions." };

export const actionRules: Record<string, ActionRule> = {
  "app/actions.ts#chooseTheme": { allowed: everyone, fields: { theme: "dark" } },
  "app/actions.ts#chooseSingleKeys": { allowed: everyone, fields: { keys: "off" } },
  "app/sign-in/actions.ts#askForLink": { allowed: everyone, fields: { email: "not an address" } },
  "app/sign-in/actions.ts#confirmLink": { allowed: everyone, fields: { email: "a@example.org", token: "wrong" } },
  "app/sign-in/actions.ts#enterAtProvider": { allowed: everyone, fields: { provider: "github" } },
  "app/sign-in/actions.ts#enterDemo": { allowed: everyone, fields: { persona: "nobody" } },
  "app/sign-in/actions.ts#signOut": { allowed: everyone, fields: {}, changesSession: true },
  "app/(portal)/account/actions.ts#rename": { allowed: signedIn, fields: { name: "" } },
  "app/(portal)/account/actions.ts#askForAddress": { allowed: signedIn, fields: { email: "not an address" } },
  "app/(portal)/account/actions.ts#acceptAddress": { allowed: signedIn, fields: { email: "a@example.org", token: "wrong" } },
  "app/(portal)/account/actions.ts#link": { allowed: signedIn, fields: { provider: "github" } },
  "app/(portal)/account/actions.ts#unlink": { allowed: signedIn, fields: { provider: "github" } },
  "app/(portal)/account/actions.ts#leaveElsewhere": { allowed: signedIn, fields: {}, changesSession: true },
  "app/(portal)/submit/actions.ts#send": { allowed: signedIn, fields: { submissionId: nobody, version: "0", intent: "keep" } },
  "app/(portal)/submit/actions.ts#keep": { allowed: signedIn, fields: { submissionId: nobody, version: "0" } },
  "app/(portal)/submissions/[number]/actions.ts#reopen": { allowed: signedIn, fields: missing },
  "app/(portal)/submissions/[number]/actions.ts#recheck": { allowed: signedIn, fields: missing },
  "app/(portal)/submissions/[number]/actions.ts#withdraw": {
    allowed: signedIn,
    fields: { ...missing, why: "Changed my mind.", confirm: "yes" },
  },
  "app/(review)/reviews/actions.ts#decideMarked": {
    allowed: reviewers,
    fields: { decision: "reject", reason: "Not a language model.", entries: "2000000000.0" },
  },
  "app/(review)/reviews/[number]/actions.ts#decide": { allowed: reviewers, fields: decision },
  "app/(review)/reviews/[number]/actions.ts#recheck": { allowed: signedIn, fields: missing },
  "app/(operate)/runs/new/actions.ts#launch": {
    allowed: launchers,
    fields: { what: "models", models: "no-such-model", split: "test" },
  },
  "app/(operate)/runs/[number]/actions.ts#cancel": { allowed: launchers, fields: missing },
  "app/(operate)/runs/[number]/actions.ts#retry": { allowed: launchers, fields: missing },
  "app/(operate)/runs/[number]/actions.ts#approve": { allowed: launchers, fields: missing },
  "app/(operate)/operate/actions.ts#retryRuns": { allowed: launchers, fields: { group: "0123456789abcdef", confirm: "yes" } },
  "app/(operate)/operate/cluster/[name]/actions.ts#cancel": { allowed: launchers, fields: { name: "0".repeat(64), confirm: "yes" } },
  "app/(operate)/operate/actions.ts#retryFailedChore": { allowed: launchers, fields: { id: "999999999" } },
  "app/(operate)/people/[id]/actions.ts#grant": {
    allowed: ["operator"],
    fields: { personId: nobody, role: "auditor", why: "Helps with the yearly audit." },
  },
  "app/(operate)/people/[id]/actions.ts#revoke": {
    allowed: ["operator"],
    fields: { personId: nobody, role: "auditor", why: "The audit is over." },
  },
  "app/(operate)/people/[id]/actions.ts#suspend": { allowed: ["operator"], fields: { personId: nobody, why: "Asked for it." } },
  "app/(operate)/people/[id]/actions.ts#reinstate": { allowed: ["operator"], fields: { personId: nobody, why: "Asked for it." } },
};

export interface RouteRule {
  allowed: readonly Caller[];
  /** The path to ask for, with real values in place of the pattern's. */
  path: string;
  /** Words that only those who are allowed see, for pages that answer the others with an explanation. */
  shows?: RegExp;
}

/** Nobody sees a row that does not exist, whatever the role. */
const none: readonly Caller[] = [];

export const routeRules: Record<string, RouteRule> = {
  "/": { allowed: everyone, path: "/" },
  "/about": { allowed: everyone, path: "/about" },
  "/api-docs": { allowed: everyone, path: "/api-docs" },
  "/derived/[label]": { allowed: none, path: "/derived/d-000000000000" },
  "/methods": { allowed: everyone, path: "/methods" },
  "/models": { allowed: everyone, path: "/models" },
  "/models/[slug]": { allowed: everyone, path: "/models/zoo-cartographer" },
  "/models/[slug]/answers": { allowed: everyone, path: "/models/zoo-cartographer/answers" },
  "/questions/[id]": { allowed: none, path: `/questions/${nobody}` },
  "/questions/[id]/asked/[model]": { allowed: none, path: `/questions/${nobody}/asked/zoo-cartographer` },
  "/systems": { allowed: everyone, path: "/systems" },
  "/systems/[slug]": { allowed: none, path: "/systems/no-such-system" },
  "/systems/[slug]/answers": { allowed: none, path: "/systems/no-such-system/answers" },
  "/systems/[slug]/answers/[question]": { allowed: none, path: `/systems/no-such-system/answers/${nobody}` },
  "/systems/[slug]/answers/[question]/asked/[step]": { allowed: none, path: `/systems/no-such-system/answers/${nobody}/asked/1` },
  "/tasks": { allowed: everyone, path: "/tasks" },
  "/tasks/[slug]": { allowed: everyone, path: "/tasks/capitals" },
  "/runs": { allowed: everyone, path: "/runs" },
  "/runs/[number]": { allowed: everyone, path: "/runs/1" },
  "/runs/new": { allowed: launchers, path: "/runs/new?what=models", shows: /Show the plan/ },
  "/operate": { allowed: ["maintainer", "operator", "auditor"], path: "/operate", shows: /Model servers/ },
  "/operate/cluster": { allowed: ["maintainer", "operator", "auditor"], path: "/operate/cluster", shows: /CPUs taken|is away/ },
  "/operate/cluster/[name]": { allowed: none, path: `/operate/cluster/${"0".repeat(64)}`, shows: /Time used/ },
  "/experiments": { allowed: everyone, path: "/experiments" },
  "/experiments/[slug]": { allowed: none, path: "/experiments/no-such-experiment" },
  "/people": { allowed: ["operator", "auditor"], path: "/people?search=Ada", shows: /Ada Okafor<\/a>/ },
  "/people/[id]": { allowed: none, path: `/people/${nobody}` },
  "/reviews": { allowed: reviewers, path: "/reviews", shows: /queue|waits/i },
  "/reviews/decided": { allowed: ["maintainer", "auditor"], path: "/reviews/decided", shows: /Decided by/ },
  "/reviews/[number]": { allowed: none, path: "/reviews/2000000000" },
  "/submit": { allowed: everyone, path: "/submit" },
  "/submissions": { allowed: signedIn, path: "/submissions" },
  "/submissions/[number]": { allowed: none, path: "/submissions/2000000000" },
  "/submissions/[number]/receipt": { allowed: none, path: "/submissions/2000000000/receipt" },
  "/account": { allowed: signedIn, path: "/account" },
  "/account/address": { allowed: signedIn, path: "/account/address?email=a%40example.org&token=wrong" },
  "/sign-in": { allowed: everyone, path: "/sign-in" },
  "/sign-in/confirm": { allowed: everyone, path: "/sign-in/confirm?email=a%40example.org&token=wrong" },
  "/sign-in/problem": { allowed: everyone, path: "/sign-in/problem?problem=unexpected" },
  "/sign-in/sent": { allowed: everyone, path: "/sign-in/sent" },
  "/_not-found": { allowed: none, path: "/no-such-page" },
  "/api/[...path]": { allowed: none, path: "/api/v1/no-such-address" },
  "/api/health": { allowed: everyone, path: "/api/health" },
  "/api/health/live": { allowed: everyone, path: "/api/health/live" },
  "/api/hub/check": { allowed: signedIn, path: "/api/hub/check?hubId=polyphony-zoo%2Fzoo-base" },
  "/api/runs/[number]/events": { allowed: none, path: "/api/runs/2000000000/events" },
  "/api/submissions/[number]/receipt": { allowed: none, path: "/api/submissions/2000000000/receipt" },
  "/api/reviews/decisions": { allowed: ["maintainer", "auditor"], path: "/api/reviews/decisions", shows: /decided at/ },
  "/api/v1/leaderboards/individual": { allowed: everyone, path: "/api/v1/leaderboards/individual" },
  "/api/v1/leaderboards/individual/export": { allowed: everyone, path: "/api/v1/leaderboards/individual/export?format=csv" },
  "/api/v1/leaderboards/systems": { allowed: everyone, path: "/api/v1/leaderboards/systems" },
  "/api/v1/leaderboards/systems/export": { allowed: everyone, path: "/api/v1/leaderboards/systems/export?format=json" },
  "/api/v1/models": { allowed: everyone, path: "/api/v1/models" },
  "/api/v1/systems": { allowed: everyone, path: "/api/v1/systems" },
  "/api/v1/runs": { allowed: everyone, path: "/api/v1/runs" },
  "/api/v1/runs/[number]": { allowed: everyone, path: "/api/v1/runs/1" },
  "/api/v1/runs/[number]/results": { allowed: everyone, path: "/api/v1/runs/1/results?limit=2" },
  "/api/v1/experiments": { allowed: everyone, path: "/api/v1/experiments" },
  "/api/v1/experiments/[slug]": { allowed: none, path: "/api/v1/experiments/no-such-experiment" },
  "/api/v1/tasks": { allowed: everyone, path: "/api/v1/tasks" },
  "/api/v1/openapi.json": { allowed: everyone, path: "/api/v1/openapi.json" },
  /** next-auth's own endpoints: closed in demo mode; their rules are tested by the journeys of signing in. */
  "/api/auth/[...nextauth]": { allowed: none, path: "/api/auth/csrf" },
};
