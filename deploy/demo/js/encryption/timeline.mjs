// What a colleague sees: events in clear, or why not, and what the client would say of who sent them.
import { write } from "../json-lines.mjs";
import { cryptoApi, sdk } from "../sdk.mjs";
import { session } from "./session.mjs";

const name = (enumeration, value) => (value === null || value === undefined ? null : enumeration[value]);

// Tells every event that stands in a timeline: when it comes, when its key came, when its content went.
export function follow(client) {
  const show = async (event) => {
    if (event && !event.status) write({ event: await describe(event) });
  };
  client.on(sdk.RoomEvent.Timeline, (event) => show(event));
  client.on(sdk.RoomEvent.LocalEchoUpdated, (event) => show(event));
  client.on(sdk.MatrixEventEvent.Decrypted, (event) => event.getId() && show(event));
  client.on(sdk.RoomEvent.Redaction, (redaction, room) => show(room.findEventById(redaction.event.redacts)));
}

async function describe(event) {
  const shield = event.isEncrypted() && !event.isRedacted() ? await session.crypto.getEncryptionInfoForEvent(event) : null;
  const relation = event.getWireContent()["m.relates_to"];
  return {
    event_id: event.getId(),
    room_id: event.getRoomId(),
    type: event.getType(),
    sender: event.getSender(),
    origin_server_ts: event.getTs(),
    state_key: event.getStateKey(),
    // As it was sent: an edit of it is another event.
    content: { ...(relation && { "m.relates_to": relation }), ...event.getOriginalContent() },
    unsigned: event.getUnsigned(),
    encrypted: event.isEncrypted(),
    failure: event.isDecryptionFailure() ? event.decryptionFailureReason : null,
    shield: shield && {
      colour: name(cryptoApi.EventShieldColour, shield.shieldColour),
      reason: name(cryptoApi.EventShieldReason, shield.shieldReason),
    },
  };
}

export const timelineCommands = {
  // All that the client holds of a room, oldest first, looked at anew.
  async read({ room }) {
    const events = session.client.getRoom(room)?.getLiveTimeline().getEvents() ?? [];
    return Promise.all(events.filter((event) => !event.status).map(describe));
  },

  // Whether this device can decrypt an event as it is on the wire, wherever it got it from; why not, or null.
  async tryDecrypt({ event }) {
    const encrypted = new sdk.MatrixEvent(event);
    await encrypted.attemptDecryption(session.crypto);
    return encrypted.isDecryptionFailure() ? encrypted.decryptionFailureReason : null;
  },
};
