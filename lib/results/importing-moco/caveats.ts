import { aggLm } from "@/lib/methods/text/agglm";
import type { Caveat } from "@/lib/runs/importing/schema";

/** What decides which defects could have touched a log. */
export interface LogFacts {
  /** End of the log's name. */
  suffix: string;
  taskType: string;
  /** The task as MoCo calls it. */
  task: string;
  /** Names of models as the log has them. */
  models: readonly string[];
}

interface Defect extends Caveat {
  /** Absent means always; all that are given must hold. */
  methods?: readonly string[];
  types?: readonly string[];
  tasks?: readonly string[];
  when?: (facts: LogFacts) => boolean;
}

const agglm = aggLm.moco.suffix;
const trains = ["trained_router", "switch_generation", "multiagent_finetuning", "llm_blender", agglm, "text_sparta"];
const merges = ["dare_ties", "greedy_soup", "expo", "model_swarms", "lorahub"];
const shares = [...trains, ...merges, "graph_routing"];
const extracts = ["exact_match", "f1_match", "general_verifier"];

/** Defects of MoCo at commit ecea545 that change results or lose some, under the ids of `docs/importing.md`. */
const defects: readonly Defect[] = [
  { id: "G-1", text: "Logs are named by task, pool size, rounded score and method, so a log may have replaced that of another pool." },
  { id: "G-2", text: "Scratch files have fixed names: another run at the same time may have changed what this one used.", methods: shares },
  { id: "G-3", text: "Nothing was seeded, so the answers cannot be repeated, and differences contain fresh noise." },
  { id: "G-6", text: "Prompts that were too long were cut without a word, on a side that differs between models." },
  { id: "G-7", text: "Models whose template begins with a start token may have got it twice." },
  { id: "G-8", text: "Where a chat template failed, a whole batch went to the model without one." },
  { id: "G-9", text: "The text <begin> in a question was taken as the beginning of the answer." },
  {
    id: "G-10",
    text: "Single models kept their thoughts in the answer and ran at another precision than in company, so the two are not comparable.",
  },
  { id: "G-11", text: "At the end of a run every log in a folder is moved: this file may be another run's, or one may be missing." },
  { id: "G-13", text: "What was trained saw plain text, and answered inside a chat template.", methods: trains },
  { id: "G-14", text: "Long training examples lost their end, or their beginning.", methods: trains },
  {
    id: "G-16",
    text: "A second round of training started from nothing where it should have gone on.",
    methods: ["multiagent_finetuning", "text_sparta"],
  },
  { id: "G-17", text: "Of several rounds of preference training only the last was kept.", methods: ["text_sparta"] },
  {
    id: "G-19",
    text: "Adapters were folded into full models, and a failed look-up counted as no adapter; the log names local folders.",
    when: ({ models }) => models.some((model) => /_full\/?$|^[./]/.test(model)),
  },
  { id: "G-20", text: "A merge that failed was not noticed.", methods: merges },
  { id: "G-22", text: "Settings that the configuration left out may have been empty instead of at their defaults." },
  {
    id: "E-1",
    text: "The first option whose text occurs anywhere won over the declared letter, and “A ” or a word ending in a counted as A.",
    types: ["multiple_choice"],
  },
  { id: "E-2", text: "Bold, boxed and announced letters were not recognised.", types: ["multiple_choice"] },
  { id: "E-3", text: "A boxed answer ended at the first closing brace, so boxed fractions were wrong.", types: extracts },
  {
    id: "E-4",
    text: "Signs, points and articles were deleted before the comparison; an empty answer equals a gold that becomes empty.",
    types: extracts,
  },
  { id: "E-5", text: "Without a box, the first “answer …” in the text was taken.", types: extracts },
  {
    id: "E-6",
    text: "Single words anywhere in the text, such as “actually”, counted as non-compliance; plain refusals often did not.",
    types: ["noncompliance"],
  },
  { id: "E-7", text: "Accepted names were split at every comma.", tasks: ["popqa"] },
  { id: "E-8", text: "Questions without a gold answer were scored against an empty one.", tasks: ["math"] },
  { id: "E-9", text: "Questions with numbered options could never be answered right.", tasks: ["arc_challenge"] },
  {
    id: "E-10",
    text: "Embeddings were averaged with the padding, so texts of different length look different.",
    types: ["generation_diversity"],
  },
  {
    id: "E-11",
    text: "The verifier saw doubled braces, and its verdict was searched for anywhere in its text.",
    types: ["general_verifier"],
  },
  { id: "E-12", text: "The first function of a text was tested, and a program that ended early passed.", types: ["coding"] },
  { id: "E-13", text: "Answers and questions were paired by place; a short list of answers was scored on fewer questions without a word." },
  { id: "P-1", text: "Any digit in the router's text counted; the largest possible number won.", methods: ["prompt_routing"] },
  {
    id: "P-2",
    text: "Any digit in the router's text counted, and a model was drawn at random where there was none.",
    methods: ["trained_router"],
  },
  { id: "P-4", text: "Ties went to the first model of the pool, which the router then learned.", methods: ["graph_routing"] },
  { id: "P-5", text: "The router was trained on other features than it saw on the test questions.", methods: ["graph_routing"] },
  { id: "P-6", text: "The switcher was trained on another format than it was used in.", methods: ["switch_generation"] },
  { id: "P-7", text: "Patches were cut by characters and joined with a blank, inside words too.", methods: ["switch_generation"] },
  {
    id: "R-1",
    text: "With many models the prompt exceeds the context of some, and the instruction at its end was lost first.",
    methods: ["multiagent_refine", "multiagent_feedback"],
  },
  {
    id: "F-1",
    text: "Consensus was a vote over whole texts; when all differed, the first in the alphabet won.",
    methods: ["multiagent_finetuning"],
    types: ["reward_model", "noncompliance", "coding", "generation_diversity", "text_generation"],
  },
  { id: "F-2", text: "Ties went to the first letter.", methods: ["multiagent_finetuning"], types: ["multiple_choice"] },
  { id: "F-3", text: "Critics were trained on prompts that held the answer to be learned.", methods: ["multiagent_finetuning"] },
  { id: "F-4", text: "The mixing share dropped about half of the training data.", methods: ["multiagent_finetuning"] },
  { id: "B-1", text: "The first letter A or B in the ranker's text decided, also inside a word.", methods: ["llm_blender"] },
  { id: "B-2", text: "Candidates were compared in one order, and ties went to the earlier model.", methods: ["llm_blender"] },
  { id: "B-3", text: "The fuser saw the models' names and was the pool's first model by default.", methods: ["llm_blender"] },
  { id: "A-1", text: "The aggregator may be that of another pool or task whose name begins alike.", methods: [agglm] },
  { id: "A-2", text: "Rewards paired answers with the first questions instead of their own.", methods: [agglm], types: ["reward_model"] },
  {
    id: "A-3",
    text: "Questions with repeated ids were rewarded against another one's gold answer.",
    methods: [agglm],
    tasks: ["blend", "math"],
  },
  {
    id: "A-4",
    text: "Groups of statements were rewarded all or nothing, so nothing was learned.",
    methods: [agglm],
    tasks: ["culturebench"],
  },
  { id: "A-5", text: "Long prompts lost their beginning in training, and not in the test.", methods: [agglm] },
  { id: "S-1", text: "The best round was never found; the last one was used.", methods: ["text_sparta"] },
  {
    id: "S-2",
    text: "From the second round on opponents were random; in the first most were the pool's first three.",
    methods: ["text_sparta"],
  },
  { id: "S-3", text: "Ratings of an earlier run, of any task, may have been carried over.", methods: ["text_sparta"] },
  { id: "S-5", text: "Verdicts that could not be read counted as ties with full weight.", methods: ["text_sparta"] },
  { id: "S-6", text: "Preferences were weighted by ratings from the end of the round.", methods: ["text_sparta"] },
  {
    id: "H-1",
    text: "Runs in which a weight overflowed ended without a log, so those that are there are a selection.",
    methods: ["heterogeneous_swarms"],
  },
  { id: "H-2", text: "The tested graph was drawn again and is not the one that scored best.", methods: ["heterogeneous_swarms"] },
  { id: "H-3", text: "The best of 25 noisy scores was taken as it stood.", methods: ["heterogeneous_swarms"] },
  {
    id: "H-4",
    text: "The first quarter of dev alone was used, and the logged matrix is not the optimised one.",
    methods: ["heterogeneous_swarms"],
  },
  { id: "W-1", text: "Signed weights were divided by their sum, which scales parameters or divides by zero.", methods: ["model_swarms"] },
  { id: "W-2", text: "Adapters were averaged factor by factor, which is not the average of what they do.", methods: ["model_swarms"] },
  { id: "W-3", text: "Nothing was pruned, because the density was not set.", methods: ["dare_ties"] },
  { id: "W-4", text: "Small differences were rounded away.", methods: ["expo"] },
  { id: "W-5", text: "Each soup was judged by a fresh noisy pass.", methods: ["greedy_soup"] },
  { id: "W-6", text: "The last update was never evaluated.", methods: ["model_swarms"] },
];

/** Every defect that could have touched a log, in the order of their ids. */
export function caveatsOf(facts: LogFacts): Caveat[] {
  return defects
    .filter(
      ({ methods, types, tasks, when }) =>
        (methods?.includes(facts.suffix) ?? true) &&
        (types?.includes(facts.taskType) ?? true) &&
        (tasks?.includes(facts.task) ?? true) &&
        (when?.(facts) ?? true),
    )
    .map(({ id, text }) => ({ id, text }));
}
