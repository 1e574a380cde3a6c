/** How to cite numbers that the portal computed at a moment. */
export function citationAt(moment: string, address: string): string {
  return `Polyphony, ${address}, as of ${moment}. Method: Scaling Participation in Modular AI Systems, arXiv:2606.07812.`;
}
