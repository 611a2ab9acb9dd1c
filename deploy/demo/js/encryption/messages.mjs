// What a colleague says, always encrypted.
import { pollCommands } from "../polls.mjs";
import { encryptedRoom } from "./rooms.mjs";
import { session } from "./session.mjs";

async function send(room, type, content) {
  await encryptedRoom(room);
  return session.client.sendEvent(room, type, content);
}

const text = (body) => ({ msgtype: "m.text", body });

export const messageCommands = {
  send: ({ room, type, content }) => send(room, type, content),

  say: ({ room, body }) => send(room, "m.room.message", text(body)),

  reply: ({ room, event, body }) =>
    send(room, "m.room.message", { ...text(body), "m.relates_to": { "m.in_reply_to": { event_id: event } } }),

  edit: ({ room, event, body }) =>
    send(room, "m.room.message", {
      ...text(`* ${body}`),
      "m.new_content": text(body),
      "m.relates_to": { rel_type: "m.replace", event_id: event },
    }),

  redact: ({ room, event }) => session.client.redactEvent(room, event),

  // What a client says once it has shown an event; hidden: to its owner's own devices alone.
  async receipt({ room, event, hidden }) {
    const shown = session.client.getRoom(room)?.findEventById(event);
    if (!shown) throw new Error(`${event} was not shown`);
    await session.client.sendReadReceipt(shown, hidden ? "m.read.private" : "m.read");
    return {};
  },

  ...pollCommands((room) => session.client.getRoom(room), send),
};
