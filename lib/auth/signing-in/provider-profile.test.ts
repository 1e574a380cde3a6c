import { describe, expect, it } from "vitest";
import { readGitHubProfile, readHubProfile, readOwnProfile } from "./provider-profile";

const hub = { sub: "hub-1", name: "Ada Okafor", preferred_username: "ada", email: "Ada@Example.org", email_verified: true };

describe("what Hugging Face says about a person", () => {
  it("is kept by the id that survives renaming, with the present user name beside it", () => {
    expect(readHubProfile(hub)).toEqual({ id: "hub-1", name: "Ada Okafor", username: "ada", organisations: [], email: "ada@example.org" });
    expect(readHubProfile({ ...hub, preferred_username: "renamed" })).toMatchObject({ id: "hub-1", username: "renamed" });
  });
  it.each([
    ["is not confirmed", { email_verified: false }],
    ["is not said to be confirmed", { email_verified: undefined }],
    ["is missing", { email: undefined }],
    ["is empty", { email: "" }],
    ["has a look-alike letter", { email: "\u0430da@example.org" }],
    ["has a full-width at sign", { email: "ada\uff20example.org" }],
    ["is a list", { email: "ada@example.org,eve@evil.example" }],
  ])("has no address when it %s", (_, change) => {
    expect(readHubProfile({ ...hub, ...change })).not.toHaveProperty("email");
  });
  it.each(["true", 1, "yes"])("is refused whole when 'confirmed' is %j, not a yes or no", (email_verified) => {
    expect(() => readHubProfile({ ...hub, email_verified })).toThrow();
  });
  it("names only organisations that the person may write to", () => {
    const orgs = ["admin", "write", "contributor", "read", undefined].map((roleInOrg, place) => ({
      preferred_username: `org-${place}`,
      roleInOrg,
    }));
    expect(readHubProfile({ ...hub, orgs }).organisations).toEqual(["org-0", "org-1"]);
  });
  it("falls back to the user name for a person without a name", () => {
    expect(readHubProfile({ ...hub, name: "" }).name).toBe("ada");
  });
});

describe("what GitHub says about a person", () => {
  const gitHub = (...emails: { email: string; primary: boolean; verified: boolean }[]) =>
    readGitHubProfile({ id: 7, login: "ada", name: null, emails });
  it("gives the address that is both primary and confirmed", () => {
    const other = { email: "other@example.org", primary: false, verified: true };
    expect(gitHub(other, { email: "ada@example.org", primary: true, verified: true })).toMatchObject({
      id: "7",
      name: "ada",
      email: "ada@example.org",
    });
  });
  it("gives no address rather than an unconfirmed primary or a confirmed other one", () => {
    const claimed = { email: "victim@example.org", primary: true, verified: false };
    expect(gitHub(claimed, { email: "own@example.org", primary: false, verified: true })).not.toHaveProperty("email");
    expect(gitHub()).not.toHaveProperty("email");
  });
});

it("a profile that is handed back in an unknown shape names no repositories", () => {
  expect(readOwnProfile({ username: 7 })).toEqual({ username: null, organisations: [] });
  expect(readOwnProfile(undefined)).toEqual({ username: null, organisations: [] });
});
