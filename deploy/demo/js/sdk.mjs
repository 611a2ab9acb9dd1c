// Loads the SDK from the directory named by the first argument, because packages are installed outside the checkout.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.argv[2], "package.json"));
const load = (name) => import(pathToFileURL(require.resolve(name)));

export const sdk = await load("matrix-js-sdk");
export const cryptoApi = await load("matrix-js-sdk/lib/crypto-api/index.js");

const extensible = (name) => load(`matrix-js-sdk/lib/extensible_events_v1/${name}.js`);
export const { PollStartEvent } = await extensible("PollStartEvent");
export const { PollResponseEvent } = await extensible("PollResponseEvent");
export const { PollEndEvent } = await extensible("PollEndEvent");

// Logs in on a new device. The client has not started yet.
export async function logIn({ homeserver, user, password }, options = {}) {
  const answer = await sdk
    .createClient({ baseUrl: homeserver })
    .loginRequest({ type: "m.login.password", identifier: { type: "m.id.user", user }, password });
  return sdk.createClient({
    baseUrl: homeserver,
    userId: answer.user_id,
    accessToken: answer.access_token,
    deviceId: answer.device_id,
    timelineSupport: true,
    ...options,
  });
}

// Starts to sync, and waits until the first answer has been read.
export async function start(client, { initialSyncLimit = 20 } = {}) {
  const prepared = new Promise((resolve, reject) => {
    client.on(sdk.ClientEvent.Sync, (state, _, data) => {
      if (state === "PREPARED") resolve();
      if (state === "ERROR") reject(data?.error ?? new Error("sync failed"));
    });
  });
  await client.startClient({ initialSyncLimit });
  await prepared;
}
