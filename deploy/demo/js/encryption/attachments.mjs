// Encrypted attachments, version 2 (client-server API, "Sending encrypted attachments"). The SDK leaves them to the client.
import { createHash, webcrypto } from "node:crypto";
import { encryptedRoom } from "./rooms.mjs";
import { session } from "./session.mjs";

const unpadded = (bytes) => Buffer.from(bytes).toString("base64").replace(/=+$/, "");
const hash = (bytes) => unpadded(createHash("sha256").update(bytes).digest());

// The lower half of the counter block counts, the upper one is the initialisation vector.
const cipher = (iv) => ({ name: "AES-CTR", counter: iv, length: 64 });

async function download(address) {
  const media = session.client.mxcUrlToHttp(address, undefined, undefined, undefined, false, true, true);
  const answer = await fetch(media, { headers: { Authorization: `Bearer ${session.client.getAccessToken()}` } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

async function decrypt(file) {
  if (file.v !== "v2" || file.key?.alg !== "A256CTR" || file.key?.kty !== "oct") throw new Error("not an attachment of version 2");
  const ciphertext = await download(file.url);
  if (hash(ciphertext) !== file.hashes?.sha256?.replace(/=+$/, "")) throw new Error("the ciphertext has another hash");
  const key = await webcrypto.subtle.importKey("jwk", file.key, "AES-CTR", false, ["decrypt"]);
  return Buffer.from(await webcrypto.subtle.decrypt(cipher(Buffer.from(file.iv, "base64")), key, ciphertext));
}

async function encrypt(data) {
  const key = await webcrypto.subtle.generateKey({ name: "AES-CTR", length: 256 }, true, ["encrypt", "decrypt"]);
  const iv = new Uint8Array(16);
  webcrypto.getRandomValues(iv.subarray(0, 8));
  const ciphertext = Buffer.from(await webcrypto.subtle.encrypt(cipher(iv), key, data));
  const { k } = await webcrypto.subtle.exportKey("jwk", key);
  return { ciphertext, file: { v: "v2", key: { alg: "A256CTR", ext: true, k, key_ops: ["encrypt", "decrypt"], kty: "oct" }, iv: unpadded(iv), hashes: { sha256: hash(ciphertext) } } };
}

export const attachmentCommands = {
  // spoilt: what is uploaded is not what was hashed.
  async sendFile({ room, name, type, data, spoilt }) {
    await encryptedRoom(room);
    const { ciphertext, file } = await encrypt(Buffer.from(data, "base64"));
    if (spoilt) ciphertext[0] ^= 1;
    const { content_uri: url } = await session.client.uploadContent(ciphertext, { type: "application/octet-stream", includeFilename: false });
    const info = { mimetype: type, size: ciphertext.length };
    return session.client.sendEvent(room, "m.room.message", { msgtype: "m.file", body: name, filename: name, info, file: { ...file, url } });
  },

  async download({ room, event }) {
    const content = session.client.getRoom(room)?.findEventById(event)?.getContent();
    if (!content?.file) throw new Error(`${event} has no encrypted file`);
    return { name: content.filename ?? content.body, type: content.info?.mimetype ?? null, data: (await decrypt(content.file)).toString("base64") };
  },
};
