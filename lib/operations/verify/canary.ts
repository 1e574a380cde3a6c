const exam = (answer: string) =>
  "User: ### Question: What is 17 + 26?\n\n### Ground Truth Answer: 43\n\n" +
  `### Student Answer: ${answer}\n\nFor the above question, please verify if the student's answer is equivalent to the ground truth answer.\n` +
  "Do not solve the question by yourself; just check if the student's answer is equivalent to the ground truth answer.\n" +
  'If the student\'s answer is correct, output "Final Decision: Yes". If the student\'s answer is incorrect, output "Final Decision: No". Assistant:';

/** Two right answers and two wrong ones. */
export const verifyCanaries: readonly string[] = ["43", "forty-three", "42", "I do not know."].map(exam);
