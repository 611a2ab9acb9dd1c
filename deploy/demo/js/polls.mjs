// Polls by the SDK's own event shapes.
import { PollEndEvent, PollResponseEvent, PollStartEvent, sdk } from "./sdk.mjs";

// send(room, type, content) sends an event and returns {event_id}.
export const pollCommands = (room, send) => ({
  startPoll({ room, question, answers }) {
    const content = PollStartEvent.from(question, answers, sdk.M_POLL_KIND_DISCLOSED).serialize();
    return send(room, content.type, content.content);
  },

  editPoll({ room, poll, question, answers }) {
    const { type, content } = PollStartEvent.from(question, answers, sdk.M_POLL_KIND_DISCLOSED).serialize();
    return send(room, type, { ...content, "m.new_content": content, "m.relates_to": { rel_type: "m.replace", event_id: poll } });
  },

  vote({ room, poll, answers }) {
    const content = PollResponseEvent.from(answers, poll).serialize();
    return send(room, content.type, content.content);
  },

  endPoll({ room, poll, text }) {
    const content = PollEndEvent.from(poll, text).serialize();
    return send(room, content.type, content.content);
  },

  // What the SDK itself makes of a poll: the question and answers it read, and the responses it accepts.
  async readPoll({ room: id, poll }) {
    const model = room(id)?.polls.get(poll);
    if (!model) return null;
    const responses = await model.getResponses();
    return {
      question: model.pollEvent.question.text,
      answers: model.pollEvent.answers.map((answer) => ({ id: answer.id, text: answer.text })),
      ended: model.isEnded,
      responses: responses.getRelations().map((event) => ({ sender: event.getSender(), content: event.getContent() })),
    };
  },
});
