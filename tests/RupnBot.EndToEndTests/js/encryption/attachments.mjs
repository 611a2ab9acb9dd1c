// Encrypted attachments, version 2 (client-server API, "Sending encrypted attachments"). The SDK leaves them to the client.
import { createHash, webcrypto } from "node:crypto";
import { session } from "./session.mjs";

async function download(address) {
  const media = session.client.mxcUrlToHttp(address, undefined, undefined, undefined, false, true, true);
  const answer = await fetch(media, { headers: { Authorization: `Bearer ${session.client.getAccessToken()}` } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

async function decrypt(file) {
  if (file.v !== "v2" || file.key?.alg !== "A256CTR" || file.key?.kty !== "oct") throw new Error("not an attachment of version 2");
  const ciphertext = await download(file.url);
  const hash = createHash("sha256").update(ciphertext).digest("base64").replace(/=+$/, "");
  if (hash !== file.hashes?.sha256?.replace(/=+$/, "")) throw new Error("the ciphertext has another hash");
  const key = await webcrypto.subtle.importKey("jwk", file.key, "AES-CTR", false, ["decrypt"]);
  // The lower half of the counter block counts, the upper one is the initialisation vector.
  const counter = Buffer.from(file.iv, "base64");
  return Buffer.from(await webcrypto.subtle.decrypt({ name: "AES-CTR", counter, length: 64 }, key, ciphertext));
}

export const attachmentCommands = {
  async download({ room, event }) {
    const content = session.client.getRoom(room)?.findEventById(event)?.getContent();
    if (!content?.file) throw new Error(`${event} has no encrypted file`);
    return { name: content.filename ?? content.body, type: content.info?.mimetype ?? null, data: (await decrypt(content.file)).toString("base64") };
  },
};
