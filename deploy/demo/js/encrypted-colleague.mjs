// A colleague with a real client SDK who encrypts (Rust crypto). Keys live in memory: a process is a device.
// Tells the events of the timelines as they arrive, and again when they were decrypted or redacted: {event}.
import { attachmentCommands } from "./encryption/attachments.mjs";
import { deviceCommands } from "./encryption/devices.mjs";
import { messageCommands } from "./encryption/messages.mjs";
import { roomCommands } from "./encryption/rooms.mjs";
import { session, sessionCommands } from "./encryption/session.mjs";
import { timelineCommands } from "./encryption/timeline.mjs";
import { serve } from "./json-lines.mjs";

await serve({
  ...sessionCommands,
  ...roomCommands,
  ...messageCommands,
  ...timelineCommands,
  ...deviceCommands,
  ...attachmentCommands,
});
session.client?.stopClient();
process.exit(0);
