using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Records;

namespace RupnBot.Tests.Surveys.Confidentiality;

/// <summary>
/// Whoever has the whole folder of the bot, its keys included, reads the raw pages of the database and of its log, and opens all that is sealed or
/// in cipher there. Each answer is one that nobody else gives.
/// </summary>
public sealed class ConfidentialityTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_they_are_mixed_answers_can_be_linked_to_a_person_and_this_search_finds_it()
    {
        await using var chats = await EncryptedChats.StartAsync(2);
        await chats.OpenAsync();
        var user = chats.People.First();
        await chats.AnswerAsync(user, Number(0), Words(0), sends: false);

        var raw = RawDatabase.Read(chats.Bot.Folder);
        Assert.Contains(user, raw.NamesBeside(Words(0), chats.Names));
        Assert.Contains(user, raw.NamesBeside(Number(0), chats.Names));
        Assert.True(raw.LogBytes > 0);
        // The summary, in the bot's own cipher, which its key opens.
        Assert.Contains(raw.Opened, plain => plain.Contains(Words(0), StringComparison.Ordinal));

        await chats.SayAsync(user, "envoyer");
        await chats.RoundAsync();
        Assert.Contains(user, RawDatabase.Read(chats.Bot.Folder).NamesBeside(Words(0), chats.Names));
    }

    [Fact]
    public async Task Once_mixed_no_answer_can_be_linked_to_a_person()
    {
        await using var chats = await EncryptedChats.StartAsync(7);
        await chats.OpenAsync();
        var people = chats.People.ToList();
        // They come at the same time: each says one thing in turn, and the pages are written again and again.
        foreach (var words in new[] { "répondre", "1", "1 2", "7" })
            foreach (var user in people) await chats.SayAsync(user, words);
        for (var i = 0; i < people.Count; i++) await chats.SayAsync(people[i], Number(i));
        for (var i = 0; i < people.Count; i++) await chats.SayAsync(people[i], Words(i));
        // The last two do not send.
        foreach (var user in people.Take(5)) await chats.SayAsync(user, "envoyer");
        await chats.RoundAsync();

        var raw = RawDatabase.Read(chats.Bot.Folder);
        Assert.Equal(0, raw.LogBytes);
        Assert.True(raw.Tried.Sealed > 20, $"{raw.Tried}");
        for (var i = 0; i < 5; i++)
        {
            // It is there, once, and nothing stands with it that is anybody's.
            Assert.Single(raw.PagesWith(Words(i)));
            Assert.Empty(raw.NamesBeside(Words(i), chats.Names));
            Assert.Empty(raw.NamesBeside($"{{\"number\":{Number(i)}}}", chats.Names));
            Assert.DoesNotContain(raw.Opened, plain => plain.Contains(Words(i), StringComparison.Ordinal) || plain.Contains(Number(i), StringComparison.Ordinal));
        }

        // The same search, in the same bytes, still finds what was not sent.
        Assert.Contains(people[5], raw.NamesBeside(Words(5), chats.Names));
    }

    [Fact]
    public async Task The_pool_knows_no_instant_no_order_and_no_person()
    {
        await using var chats = await EncryptedChats.StartAsync(6);
        await chats.OpenAsync();
        var people = chats.People.ToList();
        for (var i = 0; i < 6; i++) await chats.AnswerAsync(people[i], Number(i), Words(i));
        await chats.RoundAsync();

        var columns = await chats.Bot.Database.ReadAsync(db => db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM pragma_table_info('survey_answers')").ToListAsync(Ct), Ct);
        Assert.Equal(["Group", "Id", "QuestionId", "SurveyId", "Value"], columns.Order(StringComparer.Ordinal));
        var answers = await chats.Bot.Database.ReadAsync(db => db.Set<PooledAnswer>().ToListAsync(Ct), Ct);
        // Nothing joins the answers of one person to two questions: five rows a person, thirty keys without a pattern.
        Assert.Equal(30, answers.Select(answer => answer.Id).Distinct().Count());
        Assert.All(answers, answer => Assert.DoesNotContain(answers, other => other.Id != answer.Id && Math.Abs(other.Id - answer.Id) < 1_000_000));
        var tables = await chats.Bot.Database.ReadAsync(db => db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM pragma_table_info('survey_participants')").ToListAsync(Ct), Ct);
        Assert.Equal(["Id", "Person", "SurveyId"], tables.Order(StringComparer.Ordinal));
        var sequence = await chats.Bot.Database.ReadAsync(db => db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_sequence").ToListAsync(Ct), Ct);
        Assert.DoesNotContain("survey_answers", sequence);
        Assert.DoesNotContain("survey_participants", sequence);
    }

    [Fact]
    public async Task What_the_bot_has_said_is_erased_from_its_outbox_in_clear_and_in_cipher()
    {
        await using var chats = await EncryptedChats.StartAsync(1);
        await chats.OpenAsync();
        await chats.AnswerAsync(chats.People.Single(), Number(0), Words(0), sends: false);
        Assert.Contains(await chats.Bot.OutboxAsync(), row => row.Content.Contains(Words(0), StringComparison.Ordinal) && row is { State: OutboxState.Sent, Ciphertext: not null });
        await chats.RoundAsync();
        Assert.All((await chats.Bot.OutboxAsync()).Where(row => row.Key?.StartsWith("survey-talk:", StringComparison.Ordinal) == true), row => Assert.Equal(("{}", null), (row.Content, row.Ciphertext)));
        Assert.DoesNotContain(RawDatabase.Read(chats.Bot.Folder).Opened, plain => plain.Contains(Words(0), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_drafts_that_grow_and_go_leave_nothing_behind_in_the_pages()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.OpenAsync();
        await bench.Bot.Database.WriteAsync(db => db.Database.ExecuteSqlRawAsync("DELETE FROM survey_drafts", Ct), Ct);
        var chance = new Random(7);
        for (var i = 0; i < 250; i++)
        {
            var number = i;
            await bench.Bot.Database.WriteAsync(
                async db =>
                {
                    var drafts = await db.Set<SurveyDraft>().AsTracking().ToListAsync(Ct);
                    if (drafts.Count < 40)
                        db.Add(new SurveyDraft { Id = RandomKey.Next(), SurveyId = 1, UserId = new UserId($"@p{number}:rupn.test"), RoomId = new RoomId("!r:rupn.test"), Token = RandomKey.Word() });
                    foreach (var draft in drafts.Where(_ => chance.Next(4) == 0))
                        draft.Answers = SurveyJson.Write(SurveyJson.ReadAnswers(draft.Answers).With(SurveyBench.Form.Questions[4], new OwnWords($"distinctif-{draft.UserId.LocalPart} " + new string('x', chance.Next(900)))));
                    if (drafts.Count > 30) db.RemoveRange(drafts.Where(_ => chance.Next(5) == 0));
                },
                Ct);
        }

        await bench.RoundAsync();
        var left = (await bench.AllAsync<SurveyDraft>()).Select(draft => draft.UserId.LocalPart).ToHashSet();
        var gone = Enumerable.Range(0, 250).Select(i => $"p{i}").Where(person => !left.Contains(person)).ToList();
        Assert.True(gone.Count > 60);
        var raw = RawDatabase.Read(bench.Bot.Folder);
        Assert.Equal(0, raw.LogBytes);
        Assert.DoesNotContain(gone, person => raw.PagesWith($"distinctif-{person} ").Count > 0);
        Assert.Contains(left, person => raw.PagesWith($"distinctif-{person} ").Count > 0);
    }

    // Nobody else says so, and no id looks like it.
    private static string Words(int person) => $"Mots que seule la personne {(char)('A' + person)} écrit";

    private static string Number(int person) => $"73918{person}";
}
