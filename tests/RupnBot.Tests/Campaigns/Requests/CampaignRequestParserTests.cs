using RupnBot.Campaigns.Requests;

namespace RupnBot.Tests.Campaigns.Requests;

public sealed class CampaignRequestParserTests
{
    [Fact]
    public void Settings_are_taken_out_wherever_they_stand_and_the_rest_is_the_poll()
    {
        var request = Read("À : collèges, 86\nQuelle formation ?\nPix\nfin : vendredi 18h\nENT\nquorum : 40 %\nrappels : 1\nid : Besoins de formation");
        Assert.Equal(("Quelle formation ?\nPix\nENT", "collèges, 86", "vendredi 18h", 40, 1, "besoins-de-formation"), (request.Rest, request.To, request.EndText, request.Quorum, request.Reminders, request.QuestionId));
    }

    [Fact]
    public void On_one_line_they_stand_between_bars()
    {
        var request = Read("Quelle formation ? | Pix | ENT | à: lycées sauf #pix | fin: vendredi");
        Assert.Equal(("Quelle formation ? | Pix | ENT", "lycées sauf #pix", "vendredi"), (request.Rest, request.To, request.EndText));
    }

    [Fact]
    public void A_list_of_people_goes_on_over_its_lines()
    {
        var request = Read("Quelle formation ?\nPix\nENT\nà : @anne:rupn.test\n@paul:rupn.test");
        Assert.Equal(["@anne:rupn.test", "@paul:rupn.test"], PeopleList.Read(request.To!).Select(user => user.Value));
        Assert.Equal("Quelle formation ?\nPix\nENT", request.Rest);
    }

    [Theory]
    [InlineData("Q ?\nA\nB\nquorum : 140 %", "Campaigns.BadQuorum")]
    [InlineData("Q ?\nA\nB\nrappels : 5", "Campaigns.BadReminders")]
    [InlineData("Q ?\nA\nB\nid : ?", "Campaigns.BadId")]
    [InlineData("Q ?\nfin : lundi\nfin : mardi", "Campaigns.RepeatedSetting")]
    public void A_setting_that_cannot_be_read_is_named(string text, string key) => Assert.Equal(key, CampaignRequestParser.Parse(text).Fault!.Key);

    [Theory]
    [InlineData("Besoins de formation ?", "besoins-de-formation")]
    [InlineData("L'IA : utile ou pas ?", "l-ia-utile-ou-pas")]
    public void A_question_names_itself(string question, string id) => Assert.Equal(id, CampaignRequestParser.IdOf(question));

    [Theory]
    [InlineData("@anne.roy-ac-poitiers.fr:agent.education.tchap.gouv.fr; @p:a.fr", 2)]
    [InlineData("nom;identifiant\nAnne;@anne:rupn.test\nPaul;\"@paul:rupn.test\"\nAnne;@anne:rupn.test", 2)]
    [InlineData("Anne Roy, Paul", 0)]
    public void Ids_are_found_in_a_list_or_a_CSV_each_once(string text, int count) => Assert.Equal(count, PeopleList.Read(text).Count);

    private static CampaignRequest Read(string text)
    {
        var (request, fault) = CampaignRequestParser.Parse(text);
        Assert.Null(fault);
        return request!;
    }
}
