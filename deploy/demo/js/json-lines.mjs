// Reads one JSON command a line on standard input, writes one JSON answer a line on standard output: {id, result} or
// {id, error}; and, as it happens, whatever else there is to tell.
import { createInterface } from "node:readline";

// The SDK logs to the console; standard output is for answers only.
for (const level of ["log", "info", "debug", "trace", "warn"]) console[level] = () => {};

export const write = (line) => process.stdout.write(JSON.stringify(line) + "\n");

// Runs commands until standard input closes: the demo or the tests have ended then, well or not.
export async function serve(commands) {
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, command, ...parameters } = JSON.parse(line);
    // Not awaited: an answer may depend on a later command.
    Promise.resolve()
      .then(() => {
        const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
        if (!run) throw new Error(`unknown command '${command}'`);
        return run(parameters);
      })
      .then(
        (result) => write({ id, result: result ?? null }),
        (error) => write({ id, error: String(error?.message ?? error) }),
      );
  }
}
