using RupnBot.Schools;

namespace RupnBot.Tests.Schools;

public sealed class UaiTests
{
    [Theory]
    // Of the public register: the letter is the figures' remainder by 23.
    [InlineData("0921921N")]
    [InlineData("0301674G")]
    [InlineData("0860001J")]
    public void The_letter_follows_from_the_figures(string uai) => Assert.True(Uai.HasRightLetter(uai));

    [Fact]
    public void Another_letter_does_not_fit_and_the_right_one_is_known()
    {
        Assert.False(Uai.HasRightLetter("0860001A"));
        Assert.Equal("0860001J", Uai.WithRightLetter("0860001A"));
    }

    [Theory]
    [InlineData("0860001j", "0860001J")]
    [InlineData(" 086 0001 J ", "0860001J")]
    [InlineData("086-0001-J", "0860001J")]
    [InlineData("860001J", null)]
    [InlineData("08600011", null)]
    [InlineData("collège", null)]
    public void It_is_read_as_people_write_it(string text, string? uai) => Assert.Equal(uai, Uai.Read(text));

    [Theory]
    [InlineData("0860001J", "86")]
    [InlineData("0010001A", "01")]
    [InlineData("9740001B", "974")]
    [InlineData("6200001A", "2A")]
    [InlineData("7200001A", "2B")]
    public void Its_first_figures_name_the_department(string uai, string department) => Assert.Equal(department, Uai.DepartmentOf(uai));

    [Theory]
    [InlineData("0860001J", "0860002K", true)]
    [InlineData("0860012V", "0860021E", true)]
    [InlineData("0860001J", "0860001A", true)]
    [InlineData("0860001J", "0790001J", false)]
    [InlineData("0861234A", "0863214A", false)]
    public void A_neighbour_is_one_typing_mistake_away(string one, string other, bool near) => Assert.Equal(near, Uai.IsNear(one, other));
}
