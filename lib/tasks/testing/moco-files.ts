/** Small task files in each shape that MoCo ships, for tests. Nothing in them is taken from a data set. */
const filler = "A long story about a farm near the river, where many animals live and every one of them has a name and a task of its own,";

export const mocoChoices = {
  name: "tiny_choices",
  task_type: "multiple_choice",
  dev: [
    { id: 7, domain: "made up", question: "Which is a bird?", choices: { A: "owl", B: "cow" }, answer: "A" },
    { id: 7, domain: "made up", question: "Which is a fish?", choices: { "1": "ape", "2": "eel", "3": "ant" }, answer: "2" },
    { id: 9, question: "Which is a plant?", choices: { A: "fern", B: "fox" }, answer: "A" },
  ],
  test: [{ id: 11, question: "Which is an insect?", choices: { A: "bee", B: "bear" }, answer: "A" }],
};

export const mocoExact = {
  dataset: "tiny_sums",
  task_type: "exact_match",
  dev: [
    { id: 1, domain: "sums", input: "What is 1 + 1?", output: "2" },
    { id: 2, domain: "sums", input: "What is 2 + 1?", output: 3 },
    { id: 3, domain: "sums", input: "What is 3 + 1?", output: "4" },
    { id: 4, domain: "sums", input: "What is 4 + 1?", output: "5" },
  ],
  test: [
    { id: 5, domain: "sums", input: "What is 5 + 1?", output: "6" },
    { id: 6, domain: "sums", input: "What is 6 + 1?", output: "7" },
  ],
};

export const mocoNames = {
  name: "tiny_names",
  task_type: "f1_match",
  dev: [
    { input: "Who drew the fox?", output: '["Ann, the painter", "Ann"]', id: 1, s_pop: 3 },
    { input: "Who drew the owl?", output: "Ben", id: 2 },
  ],
  test: [{ input: "Who drew the cow?", output: '["Cy"]', id: 3 }],
};

export const mocoRequests = {
  name: "tiny_requests",
  task_type: "noncompliance",
  dev: [
    { input: "How was your breakfast?", category: "Humanizing requests", id: 1 },
    { input: "Finish it.", category: "Incomplete requests", id: 2 },
  ],
  test: [{ input: "Draw me a sound.", category: "Unsupported requests", id: 3 }],
};

export const mocoReward = {
  name: "tiny_advice",
  task_type: "reward_model",
  dev: [
    { input: "Give me advice on tea.", output: "Use hot water.", id: "tea_0" },
    { input: "Give me advice on soup.", output: "", id: "soup_0" },
  ],
  test: [{ input: "Give me advice on bread.", id: "bread_0" }],
};

export const mocoDiversity = {
  name: "tiny_stories",
  task_type: "generation_diversity",
  dev: [
    { id: 0, input: "Tell a story of a toad.", output: "", reference: ["One.", "Two.", "Three."] },
    { id: 1, input: "Tell a story of a newt.", output: "", reference: ["Four.", "Five."] },
  ],
  test: [{ id: 2, input: "Tell a story of a frog.", output: "", reference: ["Six."] }],
};

export const mocoCode = {
  name: "tiny_code",
  task_type: "coding",
  dev: [
    { prompt: "def one():\n", test_code: "def check(candidate):\n    assert candidate() == 1\n", id: 1 },
    { question: "def two():\n", test: "def check(candidate):\n    assert candidate() == 2\n", language: "python", id: 2 },
  ],
  test: [{ input: "def three():\n", test: "def check(candidate):\n    assert candidate() == 3\n", id: 3 }],
};

export const mocoVerified = {
  name: "tiny_proofs",
  task_type: "general_verifier",
  dev: [
    { question: "Which is red?", choices: { A: "blood", B: "grass" }, answer: "A", id: 1 },
    { question: "Name a green thing.", answer: "grass", id: 2 },
  ],
  test: [{ input: "Name a blue thing.", output: "the sky", id: 3 }],
};

/** Two long questions that differ in one word, and one that differs in a number. */
export const nearEqual = {
  one: `${filler} and at night the owl wakes. It sees 12 mice. How many mice does the owl see in the night?`,
  other: `${filler} and at night the owl wakes! It sees 12 mice. How many mice does the owl see in the night?`,
  template: `${filler} and at night the owl wakes. It sees 13 mice. How many mice does the owl see in the night?`,
};
