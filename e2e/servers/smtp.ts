import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";

/** A mail as the server took it. `to` is the envelope's, which is where it would really have gone. */
interface ReceivedMail {
  to: string[];
  from: string;
  subject: string;
  text: string;
  at: string;
}

export interface MailServer {
  /** For SMTP_URL. */
  url: string;
  /** Answers GET with all mails as JSON, newest last; `?to=ADDRESS` narrows them. */
  inboxUrl: string;
  mails: readonly ReceivedMail[];
  stop(): Promise<void>;
}

/** A real SMTP server that keeps what it takes in memory. */
export async function startSmtp({ port }: { port: number }): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      void receive(stream, session).then((mail) => {
        mails.push(mail);
        done();
      }, done);
    },
  });
  const server = smtp.listen(port, "127.0.0.1");
  await new Promise<void>((resolve, reject) => {
    server.once("listening", () => resolve());
    smtp.once("error", reject);
  });
  const inbox = createServer((request, response) => {
    const to = new URL(request.url ?? "/", "http://inbox").searchParams.get("to");
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(mails.filter((mail) => to === null || mail.to.includes(to))));
  });
  await new Promise<void>((resolve) => inbox.listen(0, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${portOf(server.address())}`,
    inboxUrl: `http://127.0.0.1:${portOf(inbox.address())}`,
    mails,
    stop: async () => {
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
      inbox.closeAllConnections();
      await new Promise<void>((resolve) => inbox.close(() => resolve()));
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("the server does not listen on a port");
  return address.port;
}

async function receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<ReceivedMail> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  const raw = Buffer.concat(parts).toString("latin1");
  const [head = "", ...body] = raw.split("\r\n\r\n");
  const { mailFrom, rcptTo } = session.envelope;
  return {
    to: rcptTo.map((each) => each.address),
    from: mailFrom === false ? "" : mailFrom.address,
    subject: headerOf(head, "subject"),
    text: decode(body.join("\r\n\r\n"), headerOf(head, "content-transfer-encoding")),
    at: new Date().toISOString(),
  };
}

/** A header's value, unfolded. */
function headerOf(head: string, name: string): string {
  const lines = head.replace(/\r\n[ \t]+/g, " ").split("\r\n");
  const line = lines.find((each) => each.toLowerCase().startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim() ?? "";
}

/** Only what our own plain-text mails use. */
function decode(body: string, encoding: string): string {
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  if (encoding !== "quoted-printable") return Buffer.from(body, "latin1").toString("utf8");
  const bytes = body.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
