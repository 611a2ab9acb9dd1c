// Login, keys, cross-signing.
import { cryptoApi, logIn, start } from "../sdk.mjs";
import { eventually } from "./eventually.mjs";
import { follow } from "./timeline.mjs";

export const session = { client: undefined, crypto: undefined };

// The key to secret storage, as someone would type it when the client asks.
let storageKey;

export const sessionCommands = {
  // crossSigning: "bootstrap" makes an identity and signs this device with it; "recover" signs it by the identity that
  // lies in secret storage under recoveryKey; without it, the device stays unsigned.
  async login({ crossSigning, recoveryKey, ...account }) {
    if (recoveryKey) storageKey = cryptoApi.decodeRecoveryKey(recoveryKey);
    const client = await logIn(account, {
      cryptoCallbacks: { getSecretStorageKey: async ({ keys }) => (storageKey ? [Object.keys(keys)[0], storageKey] : null) },
    });
    // No IndexedDB in Node.js.
    await client.initRustCrypto({ useIndexedDB: false });
    Object.assign(session, { client, crypto: client.getCrypto() });
    follow(client);
    await start(client, { initialSyncLimit: 100 });
    // The private keys are only taken when they fit the public ones, which must have come first.
    if (recoveryKey) await eventually(() => session.crypto.userHasCrossSigningKeys(), "the account has no identity");
    if (crossSigning) await session.crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: byPassword(client, account) });
    return { user_id: client.getUserId(), device_id: client.getDeviceId() };
  },

  // Puts the identity's private keys into secret storage, and on demand makes a key backup; returns the key to all that.
  async createRecoveryKey({ backup }) {
    const key = await session.crypto.createRecoveryKeyFromPassphrase();
    storageKey = key.privateKey;
    await session.crypto.bootstrapSecretStorage({ createSecretStorageKey: async () => key, setupNewKeyBackup: backup });
    return key.encodedPrivateKey;
  },

  // Gets all that the key backup holds, with the key that lies in secret storage; returns how many sessions that were.
  async restoreBackup() {
    await session.crypto.loadSessionBackupPrivateKeyFromSecretStorage();
    return (await session.crypto.restoreKeyBackup()).imported;
  },

  // From now on: keys only to devices that their owner signed, and messages only from such.
  onlySignedDevices() {
    session.crypto.setDeviceIsolationMode(new cryptoApi.OnlySignedDevicesIsolationMode());
  },
};

const byPassword = (client, { password }) => (makeRequest) =>
  makeRequest({ type: "m.login.password", identifier: { type: "m.id.user", user: client.getUserId() }, password });
