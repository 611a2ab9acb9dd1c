const Patience = 30_000;
const Pause = 50;

// Asks until the answer is yes.
export async function eventually(probe, complaint) {
  for (const end = Date.now() + Patience; Date.now() < end; await new Promise((next) => setTimeout(next, Pause))) {
    const answer = await probe();
    if (answer) return answer;
  }
  throw new Error(complaint);
}
