using RupnBot.Campaigns.Requests;

namespace RupnBot.Tests.Campaigns.Requests;

public sealed class PeopleFileTests
{
    private const string Anne = "@anne.roy-ac-poitiers.fr:agent.education.tchap.gouv.fr";

    [Theory]
    [InlineData(Anne)]
    [InlineData("\uFEFF" + Anne + "\r\n")]
    [InlineData("anne.roy-ac-poitiers.fr:agent.education.tchap.gouv.fr")]
    [InlineData("@Anne.Roy-ac-poitiers.fr:agent.education.tchap.gouv.fr")]
    [InlineData("https://matrix.to/#/" + Anne)]
    [InlineData("https://matrix.to/#/%40anne.roy-ac-poitiers.fr%3Aagent.education.tchap.gouv.fr")]
    [InlineData("- " + Anne)]
    [InlineData("\"Roy\";\"Anne\";\"" + Anne + "\";\"anne.roy@ac-poitiers.fr\"")]
    [InlineData("Nom;Identifiant Tchap\nRoy;" + Anne)]
    [InlineData("\n\nE-mail,Matrix,UAI\n\n0860001A," + Anne + ",\n;;\n")]
    public void An_ID_is_found_however_it_is_written_and_whatever_stands_beside_it(string text)
    {
        var reading = PeopleFile.Read(text);
        Assert.Empty(reading.Faults);
        Assert.Equal([Anne], reading.People.Select(user => user.Value));
        Assert.Empty(reading.Addresses);
    }

    [Fact]
    public void An_address_is_kept_as_the_name_it_has_on_Tchap_with_its_line()
    {
        var reading = PeopleFile.Read("Adresse\nPaul.Martin@ac-poitiers.fr\n\nmailto:lise.b@ac-poitiers.fr");
        Assert.Equal([("paul.martin-ac-poitiers.fr", 2), ("lise.b-ac-poitiers.fr", 4)], reading.Addresses);
        Assert.Empty(reading.People);
    }

    [Fact]
    public void Each_counts_once_in_the_order_of_the_file()
    {
        var reading = PeopleFile.Read("@zoe:a.fr\n@anne:a.fr\n@zoe:a.fr\nzoe@a.fr\nzoe@a.fr");
        Assert.Equal(["@zoe:a.fr", "@anne:a.fr"], reading.People.Select(user => user.Value));
        Assert.Equal((1, 2), (reading.Addresses.Count, reading.Repeated));
    }

    [Fact]
    public void A_line_that_names_nobody_is_named_by_its_number()
    {
        var reading = PeopleFile.Read("identifiant\r\n@anne:a.fr\r\n\r\n@paul\r\nKarim Benali\r\nnote : 12h30");
        Assert.Equal([(4, "@paul"), (5, "Karim Benali"), (6, "note : 12h30")], reading.Faults.Select(fault => (fault.Line, fault.Words)));
    }

    [Theory]
    [InlineData("rdv:12.30")]
    [InlineData("@anne.roy")]
    [InlineData("Anne Roy")]
    public void A_first_line_is_a_heading_only_when_it_looks_like_one(string first) => Assert.Equal(1, Assert.Single(PeopleFile.Read(first + "\n@paul:a.fr").Faults).Line);

    [Fact]
    public void More_lines_or_people_than_there_are_referents_are_refused()
    {
        Assert.True(PeopleFile.Read(new string('\n', PeopleFile.Lines)).IsTooLong);
        Assert.False(PeopleFile.Read(string.Join('\n', Enumerable.Range(1, PeopleList.Most).Select(i => $"@p{i}:a.fr"))).IsTooLong);
        Assert.True(PeopleFile.Read(string.Join('\n', Enumerable.Range(0, PeopleList.Most + 1).Select(i => $"@p{i}:a.fr"))).IsTooLong);
    }

    [Theory]
    [InlineData("liste.csv", true)]
    [InlineData("Liste.TXT", true)]
    [InlineData("liste.xlsx", false)]
    [InlineData("enquete.yaml", false)]
    public void A_table_or_a_text_may_be_a_list(string name, bool fits) => Assert.Equal(fits, PeopleFile.Fits(name));
}
