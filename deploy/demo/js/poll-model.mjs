// The SDK's own model of a poll, without a homeserver: what it is told by a first look and by what happens afterwards, and what it makes of it.
// It has no tally; the one here takes the responses the SDK lets through, in its own order, and follows MSC3381 from there.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { serve } from "./json-lines.mjs";
import { sdk } from "./sdk.mjs";

const require = createRequire(join(process.argv[2], "package.json"));
const { Relations } = await import(pathToFileURL(require.resolve("matrix-js-sdk/lib/models/relations.js")));
const roomId = "!salon:rupn.test";
const eventOf = (json) => new sdk.MatrixEvent({ ...json, room_id: roomId });

function roomWith({ members, moderators, left = [] }, client) {
  const room = new sdk.Room(roomId, client, client.getUserId());
  const state = (type, key, content) => eventOf({ type, state_key: key, sender: members[0], event_id: `$${type}${key}`, origin_server_ts: 1, content });
  const membership = (user) => ({ membership: left.includes(user) ? "leave" : "join" });
  room.currentState.setStateEvents([
    state("m.room.create", "", { room_version: "11" }),
    state("m.room.power_levels", "", { users: Object.fromEntries(moderators.map((user) => [user, 50])) }),
    ...members.map((user) => state("m.room.member", user, membership(user))),
  ]);
  return room;
}

// "Only a user's most recent vote (by origin_server_ts) is accepted": of two of one instant the one that came last, as the MSC names neither.
function latestBySender(responses) {
  const latest = new Map();
  for (const event of responses) {
    const known = latest.get(event.getSender());
    if (!known || event.getTs() >= known.getTs()) latest.set(event.getSender(), event);
  }
  return [...latest.values()];
}

function tally(poll) {
  const votes = Object.fromEntries(poll.pollEvent.answers.map((answer) => [answer.id, 0]));
  let voters = 0;
  let spoiled = 0;
  for (const event of latestBySender(poll.responses.getRelations())) {
    const response = event.unstableExtensibleEvent;
    // Cutting, and what spoils a vote, are the SDK's.
    response.validateAgainst(poll.pollEvent);
    if (response.spoiled) {
      spoiled++;
      continue;
    }
    voters++;
    // "If an entry is repeated after truncation, only one of those entries counts".
    for (const id of new Set(response.answerIds)) votes[id]++;
  }
  return { votes, voters, spoiled };
}

// start: the poll; edits: those the SDK knows before it makes its model; pages: what /relations gives when it first looks; live: what comes then.
async function count({ start, edits, pages, live, ...people }) {
  const client = sdk.createClient({ baseUrl: "http://127.0.0.1:9", userId: people.members[0] });
  const shown = new Map();
  const show = (json) => {
    const event = eventOf(json);
    shown.set(json.event_id, event);
    return event;
  };
  client.relations = async (room, id, relation, type, { from } = {}) => {
    const page = Number(from ?? 0);
    return { events: (pages[page] ?? []).map(show), nextBatch: page + 1 < pages.length ? String(page + 1) : null };
  };

  const room = roomWith(people, client);
  const root = show(start);
  const replacements = new Relations("m.replace", start.type, client);
  await replacements.setTargetEvent(root);
  for (const edit of edits) await replacements.addEvent(eventOf(edit));
  await room.processPollEvents([root]);
  const poll = room.polls.get(start.event_id);
  if (!poll) return null;
  await poll.getResponses();
  while (poll.isFetchingResponses) await new Promise((resolve) => setImmediate(resolve));

  for (const json of live) {
    if (json.type === "m.room.redaction") shown.get(json.redacts)?.makeRedacted(eventOf(json), room);
    else await room.processPollEvents([show(json)]);
  }

  return { ...tally(poll), ended: poll.isEnded ? shown.get(poll.endEventId).getTs() : null };
}

await serve({
  async count({ polls }) {
    const counts = [];
    for (const poll of polls) counts.push(await count(poll));
    return counts;
  },
});
process.exit(0);
