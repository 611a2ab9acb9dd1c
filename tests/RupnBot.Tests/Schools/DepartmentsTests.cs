using RupnBot.Schools;

namespace RupnBot.Tests.Schools;

public sealed class DepartmentsTests
{
    [Theory]
    [InlineData("86", "de la Vienne")]
    [InlineData("69", "du Rhône")]
    [InlineData("79", "des Deux-Sèvres")]
    [InlineData("01", "de l'Ain")]
    [InlineData("75", "de Paris")]
    [InlineData("2B", "de la Haute-Corse")]
    public void Each_has_its_article(string code, string genitive) => Assert.Equal(genitive, Departments.Genitive(code));

    [Theory]
    [InlineData("086", "86")]
    [InlineData("02A", "2A")]
    [InlineData("2b", "2B")]
    [InlineData("1", "01")]
    [InlineData("974", "974")]
    public void A_code_is_kept_in_one_form(string written, string code) => Assert.Equal(code, Departments.Normalize(written));

    [Fact]
    public void A_name_is_found_without_its_article() => Assert.Equal("79", Departments.ByName["deux sevres"]);
}
