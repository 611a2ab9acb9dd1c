// A colleague with a real client SDK. Tells, as they arrive, the events of the timelines: {event}.
import { serve, write } from "./json-lines.mjs";
import { pollCommands } from "./polls.mjs";
import { logIn, sdk, start } from "./sdk.mjs";

let client;

const commands = {
  async login(account) {
    client = await logIn(account);
    client.on(sdk.RoomEvent.Timeline, (event, room, toStart) => {
      if (!toStart && !event.status) write({ event: { ...event.getEffectiveEvent(), room_id: room?.roomId } });
    });
    await start(client);
    return { user_id: client.getUserId(), device_id: client.getDeviceId() };
  },

  async join({ room }) {
    return { room_id: (await client.joinRoom(room)).roomId };
  },

  async send({ room, text }) {
    return client.sendTextMessage(room, text);
  },

  // What a client says once it has shown an event; hidden: to its owner's own devices alone.
  async receipt({ room, event, hidden }) {
    const shown = client.getRoom(room)?.findEventById(event);
    if (!shown) throw new Error(`${event} was not shown`);
    await client.sendReadReceipt(shown, hidden ? "m.read.private" : "m.read");
    return {};
  },

  ...pollCommands(
    (room) => client.getRoom(room),
    (room, type, content) => client.sendEvent(room, type, content),
  ),
};

await serve(commands);
client?.stopClient();
process.exit(0);
