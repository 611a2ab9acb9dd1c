// Rooms with the settings that Tchap gives them.
import { eventually } from "./eventually.mjs";
import { session } from "./session.mjs";

const state = (type, content) => ({ type, state_key: "", content });
const encryption = (more) => state("m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2", ...more });

// The SDK sends in clear to a room that it does not know, or not yet as encrypted: nothing here may ever do so.
export const encryptedRoom = (roomId) =>
  eventually(async () => {
    const room = session.client.getRoom(roomId);
    return room?.getMyMembership() === "join" && (await session.crypto.isEncryptionEnabledInRoom(roomId));
  }, `${roomId} is not known as an encrypted room of mine`);

async function create(options) {
  const { room_id } = await session.client.createRoom(options);
  await encryptedRoom(room_id);
  return { room_id };
}

export const roomCommands = {
  // rotation: settings of m.room.encryption, e.g. {rotation_period_msgs: 2}.
  createSalon: ({ name, invited, rotation }) =>
    create({
      name,
      preset: "private_chat",
      invite: invited,
      initial_state: [
        encryption(rotation),
        state("im.vector.room.access_rules", { rule: "restricted" }),
        state("m.room.history_visibility", { history_visibility: "invited" }),
      ],
      power_level_content_override: { invite: 50, state_default: 100, events_default: 0, users_default: 0 },
    }),

  async openDirectChat({ user }) {
    const chat = await create({
      preset: "trusted_private_chat",
      is_direct: true,
      invite: [user],
      initial_state: [encryption(), state("im.vector.room.access_rules", { rule: "direct" })],
    });
    const direct = session.client.getAccountData("m.direct")?.getContent() ?? {};
    await session.client.setAccountData("m.direct", { ...direct, [user]: [...(direct[user] ?? []), chat.room_id] });
    return chat;
  },

  async join({ room }) {
    await session.client.joinRoom(room);
    await encryptedRoom(room);
  },

  invite: ({ room, user }) => session.client.invite(room, user),

  leave: ({ room }) => session.client.leave(room),

  members: ({ room }) => session.client.getRoom(room)?.getJoinedMembers().map((member) => member.userId) ?? [],
};
