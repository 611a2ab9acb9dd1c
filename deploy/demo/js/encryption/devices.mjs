// What a colleague's client knows of other people's devices.
import { session } from "./session.mjs";

export const deviceCommands = {
  async devices({ user }) {
    const devices = (await session.crypto.getUserDeviceInfo([user], true)).get(user) ?? new Map();
    return Promise.all(
      [...devices.keys()].map(async (id) => {
        const status = await session.crypto.getDeviceVerificationStatus(user, id);
        return { device_id: id, signed_by_owner: status?.signedByOwner ?? false };
      }),
    );
  },
};
