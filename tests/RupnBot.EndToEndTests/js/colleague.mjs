// A colleague with a real client SDK. Reads one JSON command a line on standard input, writes one JSON answer a line
// on standard output: {id, result} or {id, error}; and, as they arrive, the events of the timelines: {event}.
// Modules are loaded from the directory named by the first argument, because they are installed outside the checkout.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// The SDK logs to the console; standard output is for answers only.
for (const level of ["log", "info", "debug", "trace", "warn"]) console[level] = () => {};

const require = createRequire(join(process.argv[2], "package.json"));
const sdk = await import(pathToFileURL(require.resolve("matrix-js-sdk")));
const extensible = (name) => import(pathToFileURL(require.resolve(`matrix-js-sdk/lib/extensible_events_v1/${name}.js`)));
const { PollStartEvent } = await extensible("PollStartEvent");
const { PollResponseEvent } = await extensible("PollResponseEvent");
const { PollEndEvent } = await extensible("PollEndEvent");

let client;
const write = (line) => process.stdout.write(JSON.stringify(line) + "\n");

const commands = {
  async login({ homeserver, user, password }) {
    const answer = await sdk
      .createClient({ baseUrl: homeserver })
      .loginRequest({ type: "m.login.password", identifier: { type: "m.id.user", user }, password });
    client = sdk.createClient({
      baseUrl: homeserver,
      userId: answer.user_id,
      accessToken: answer.access_token,
      deviceId: answer.device_id,
      timelineSupport: true,
    });
    client.on(sdk.RoomEvent.Timeline, (event, room, toStart) => {
      if (!toStart && !event.status) write({ event: { ...event.getEffectiveEvent(), room_id: room?.roomId } });
    });
    const prepared = new Promise((resolve, reject) => {
      client.on(sdk.ClientEvent.Sync, (state, _, data) => {
        if (state === "PREPARED") resolve();
        if (state === "ERROR") reject(data?.error ?? new Error("sync failed"));
      });
    });
    await client.startClient({ initialSyncLimit: 20 });
    await prepared;
    return { user_id: answer.user_id, device_id: answer.device_id };
  },

  async join({ room }) {
    return { room_id: (await client.joinRoom(room)).roomId };
  },

  async send({ room, text }) {
    return client.sendTextMessage(room, text);
  },

  async startPoll({ room, question, answers }) {
    const content = PollStartEvent.from(question, answers, sdk.M_POLL_KIND_DISCLOSED).serialize();
    return client.sendEvent(room, content.type, content.content);
  },

  async vote({ room, poll, answers }) {
    const content = PollResponseEvent.from(answers, poll).serialize();
    return client.sendEvent(room, content.type, content.content);
  },

  async endPoll({ room, poll, text }) {
    const content = PollEndEvent.from(poll, text).serialize();
    return client.sendEvent(room, content.type, content.content);
  },

  // What the SDK itself makes of a poll: the question and answers it read, and the responses it accepts.
  async readPoll({ room, poll }) {
    const model = client.getRoom(room)?.polls.get(poll);
    if (!model) return null;
    const responses = await model.getResponses();
    return {
      question: model.pollEvent.question.text,
      answers: model.pollEvent.answers.map((answer) => ({ id: answer.id, text: answer.text })),
      ended: model.isEnded,
      responses: responses.getRelations().map((event) => ({ sender: event.getSender(), content: event.getContent() })),
    };
  },
};

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

// Standard input has closed: the tests have ended, well or not.
client?.stopClient();
process.exit(0);
