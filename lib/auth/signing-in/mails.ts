/** The two mails that carry a link; both promise only what the link does. */
interface Words {
  subject: string;
  text: string;
}

export function signInMail(url: string): Words {
  return {
    subject: "Sign in to Polyphony",
    text: [
      "Hello,",
      "somebody, most likely you, asked to sign in to Polyphony with this address. Open this link and press the button there:",
      url,
      "The link works once, within 15 minutes. If you did not ask for it, leave it: without it nobody gets in.",
      "Polyphony",
      "",
    ].join("\n\n"),
  };
}

export function addressMail(name: string, url: string): Words {
  return {
    subject: "Confirm your address for Polyphony",
    text: [
      `Hello ${name},`,
      "you asked to use this address for your Polyphony account. Open this link in the browser where you are signed in, and press the button there:",
      url,
      "The link works once, within 15 minutes. If you did not ask for it, leave it: nothing changes without it.",
      "Polyphony",
      "",
    ].join("\n\n"),
  };
}
