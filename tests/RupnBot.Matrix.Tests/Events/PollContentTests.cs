namespace RupnBot.Matrix.Tests.Events;

public sealed class PollContentTests
{
    private static readonly EventId Start = new("$poll");

    [Fact]
    public void A_poll_is_written_under_the_names_clients_show()
    {
        var poll = new PollStartContent(PollKind.Undisclosed, 1, "Quel jour ?", [new PollAnswer("1", "Lundi"), new PollAnswer("2", "Mardi")]);

        Assert.Equal("org.matrix.msc3381.poll.start", poll.EventType);
        Assert.Equal(
            """
            {"org.matrix.msc3381.poll.start":{"kind":"org.matrix.msc3381.poll.undisclosed","max_selections":1,"question":{"org.matrix.msc1767.text":"Quel jour ?"},"answers":[{"id":"1","org.matrix.msc1767.text":"Lundi"},{"id":"2","org.matrix.msc1767.text":"Mardi"}]},"org.matrix.msc1767.text":"Quel jour ?\n1. Lundi\n2. Mardi"}
            """,
            poll.ToJsonString());
    }

    [Fact]
    public void A_poll_under_its_stable_name_is_read_too()
    {
        var content = Builders.Content("m.poll.start", """
            {"m.text":[{"body":"Q"}],"m.poll.start":{"kind":"m.poll.disclosed","max_selections":2,
             "question":{"m.text":[{"mimetype":"text/html","body":"<b>Q</b>"},{"body":"Q"}]},
             "answers":[{"m.id":"a","m.text":[{"body":"A"}]},{"m.id":"b","m.text":[{"body":"B"}]}]}}
            """);

        var poll = Assert.IsType<PollStartContent>(content);
        Assert.Equal((PollKind.Disclosed, 2, "Q"), (poll.Kind, poll.MaxSelections, poll.Question));
        Assert.Equal([new PollAnswer("a", "A"), new PollAnswer("b", "B")], poll.Answers);
    }

    [Fact]
    public void An_unknown_kind_is_undisclosed_and_answers_beyond_twenty_are_cut()
    {
        var answers = string.Join(',', Enumerable.Range(0, 25).Select(i => $$"""{"id":"{{i}}","org.matrix.msc1767.text":"t"}"""));
        var content = Builders.Content(
            "org.matrix.msc3381.poll.start",
            """{"org.matrix.msc3381.poll.start":{"kind":"odd","max_selections":-3,"question":{"org.matrix.msc1767.text":"Q"},"answers":["""
                + answers + "]}}");

        var poll = Assert.IsType<PollStartContent>(content);
        Assert.Equal((PollKind.Undisclosed, 1, 20), (poll.Kind, poll.MaxSelections, poll.Answers.Count));
    }

    [Theory]
    [InlineData("""{"org.matrix.msc3381.poll.start":{"question":{"org.matrix.msc1767.text":"Q"},"answers":[]}}""")]
    [InlineData("""{"org.matrix.msc3381.poll.start":{"answers":[{"id":"1","org.matrix.msc1767.text":"A"}]}}""")]
    [InlineData("""{"org.matrix.msc3381.poll.start":[]}""")]
    [InlineData("{}")]
    public void A_poll_without_question_or_answers_is_malformed(string json) =>
        Assert.True(Assert.IsType<UnknownContent>(Builders.Content("org.matrix.msc3381.poll.start", json)).Malformed);

    [Fact]
    public void An_edit_of_a_poll_holds_the_new_one()
    {
        var content = Builders.Content("org.matrix.msc3381.poll.start", """
            {"m.relates_to":{"rel_type":"m.replace","event_id":"$poll"},
             "m.new_content":{"org.matrix.msc3381.poll.start":{"question":{"org.matrix.msc1767.text":"New"},
              "answers":[{"id":"n","org.matrix.msc1767.text":"A"}]}}}
            """);

        var poll = Assert.IsType<PollStartContent>(content);
        Assert.Equal(new RelatesTo(RelatesTo.Replace, Start), poll.RelatesTo);
        Assert.Equal("New", poll.NewContent!.Question);
    }

    [Theory]
    [InlineData("""{"answers":["1","2"]}""", new[] { "1", "2" })]
    [InlineData("""{"answers":[]}""", new string[0])]
    [InlineData("""{"answers":["1",2]}""", null)]
    [InlineData("""{"answers":"1"}""", null)]
    [InlineData("{}", null)]
    [InlineData("7", null)]
    public void A_vote_that_is_no_list_of_strings_is_spoiled_not_ignored(string response, string[]? answers)
    {
        var content = Builders.Content(
            "org.matrix.msc3381.poll.response",
            "{\"org.matrix.msc3381.poll.response\":" + response + ""","m.relates_to":{"rel_type":"m.reference","event_id":"$poll"}}""");

        var vote = Assert.IsType<PollResponseContent>(content);
        Assert.Equal(Start, vote.Start);
        Assert.Equal(answers, vote.Answers);
    }

    [Fact]
    public void A_stable_vote_is_read_too() => Assert.Equal(
        ["a"],
        Assert.IsType<PollResponseContent>(Builders.Content(
            "m.poll.response", """{"m.selections":["a"],"m.relates_to":{"rel_type":"m.reference","event_id":"$poll"}}""")).Answers!);

    [Fact]
    public void A_vote_that_names_no_poll_is_malformed() => Assert.True(Assert.IsType<UnknownContent>(Builders.Content(
        "org.matrix.msc3381.poll.response", """{"org.matrix.msc3381.poll.response":{"answers":["1"]}}""")).Malformed);

    [Fact]
    public void The_end_of_a_poll_is_read_as_written() =>
        Assert.Equal(Start, Assert.IsType<PollEndContent>(Builders.Reread(new PollEndContent(Start) { FallbackText = "Fini" })).Start);
}
