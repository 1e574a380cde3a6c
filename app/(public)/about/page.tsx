import { PaperFindings } from "@/components/about/paper-findings";
import { Page } from "@/components/layout/page";
import { TextLink } from "@/components/ui/navigation/text-link";
import { PageHeader } from "@/components/ui/page-header";
import { hasProgram, isOfPaper } from "@/lib/methods/method";
import { declaredMethods } from "@/lib/methods/registry";
import { countInWords } from "../methods/count-in-words";

export const metadata = { title: "About" };

export default function AboutPage() {
  return (
    <Page>
      <PageHeader
        title="Many models, one answer"
        lead="A participation portal for modular AI: people contribute small language models that they trained on what they care about. We measure what each is worth alone, compose them, and measure what each is worth in company."
      />
      <div className="prose">
        <TwoStrengths />
        <HowNumbersAreMade />
      </div>
      <PaperFindings />
      <div className="prose mt-14">
        <Contributing />
      </div>
    </Page>
  );
}

function TwoStrengths() {
  return (
    <>
      <h2>Two strengths</h2>
      <p>
        <strong className="text-solo">Individual strength</strong> is how well a model answers by itself.{" "}
        <strong className="text-ensemble">Compositional strength</strong> is what it adds to a group: the score of the group with it, less
        the score of the same group without it. The two need not go together. A model that knows one small thing may matter to a group that
        has nobody else who knows it, and a strong model may add nothing that the others lack.
      </p>
      <p>
        A <em>system</em> is a pool of models together with one of fourteen <TextLink href="/methods">collaboration methods</TextLink>. The{" "}
        <TextLink href="/">leaderboard</TextLink> shows systems beside single models, on the same questions.
      </p>
    </>
  );
}

function HowNumbersAreMade() {
  return (
    <>
      <h2>How the numbers are made</h2>
      <ul>
        <li>
          Every score is computed by this portal from answers that it keeps. Each leads to its rows: the question, the answer, and what the
          models said to each other on the way.
        </li>
        <li>
          Each comes with the number of questions and a 95 % interval. Two systems whose difference lies within its interval are not known
          to differ, so places on a leaderboard are bands.
        </li>
        <li>
          Comparisons are paired: both sides answer the same questions. What a model adds to groups is the mean over methods; from three
          methods on its interval allows for other questions and for other methods.
        </li>
        <li>
          Methods learn on practice questions (the dev split) only. Test questions are for measuring, and are never used to choose anything.
        </li>
        <li>A task with answer options shows what guessing would score.</li>
        <li>
          A system's page says how many of the questions that every member alone fails it solves, and how many of them a guess among the
          answers that no member gave would solve.
        </li>
        <li>An answer that cannot be read counts as wrong, and we say how often that happened.</li>
      </ul>
      <p>
        A fresh installation composes a handful of tiny models made for trying the portal out. They are real and so are their scores, but
        they say something about the machinery, not about language models at large.
      </p>
    </>
  );
}

const unwritten = declaredMethods.filter((method) => isOfPaper(method) && !hasProgram(method)).length;

function Contributing() {
  return (
    <>
      <h2>Taking part</h2>
      <p>
        Anybody who has adapted an open language model may <TextLink href="/submit">submit it</TextLink>. You name its address on Hugging
        Face and say what it is for; the portal checks it at once and a maintainer reviews it. You choose what may be done with it, use by
        use: running it, publishing scores, publishing its answers, training on them, merging its weights. Nothing is ticked beforehand,
        nothing is done without its tick, and you can withdraw without writing to anybody.
      </p>
      <h2>What is not here yet</h2>
      <p>
        {unwritten === 0
          ? "Methods that train need programs which an operator installs"
          : `${countInWords(unwritten)} of the fourteen methods`}
        ; the page on <TextLink href="/methods">methods</TextLink> says what each waits for. Blind judging, in which contributors compare a
        system with their own model. Boards of the tasks that only a reward model can score; an operator may connect one.
      </p>
      <h2>Colophon</h2>
      <p>
        Set in EB Garamond and Source Sans 3, both under the SIL Open Font License and served from here. One voice is drawn as an open
        circle, many as a filled diamond, so that no meaning rests on colour. No page needs scripts to be read, and none counts its readers.
      </p>
    </>
  );
}
