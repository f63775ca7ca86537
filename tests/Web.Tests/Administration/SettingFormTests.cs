using System.Text.Json;
using Switchyard.Contracts.Routing;
using Switchyard.Web.Administration;
using Switchyard.Web.Tests.Support;
using Xunit;

namespace Switchyard.Web.Tests.Administration;

public sealed class SettingFormTests
{
    [Fact]
    public void For_Provider_SplitsCommonMembersFromTheRest()
    {
        var form = SettingForm.For(SettingKind.Providers, Read(AdminSamples.Settings)[1]);

        Assert.Equal(("team", "https://llm.example/v1", "chat", "large\nsmall"), (form.Id, form.BaseUrl, form.Dialect, form.Models));
        Assert.Equal("""{"dataClasses":["public"]}""", Compact(form.Rest));
        Assert.Equal("", form.ApiKey);
    }

    [Theory]
    [InlineData(AdminSamples.Settings, 1, """{"dataClasses":["public"],"baseUrl":"https://llm.example/v1","dialect":"chat","models":["large","small"]}""")]
    [InlineData(AdminSamples.Settings, 0, "{}")]
    [InlineData(AdminSamples.Routes, 0, """{"balancing":"prefix","fallbacks":["local/pocket"]}""")]
    [InlineData(AdminSamples.Aliases, 0, "\"team/large\"")]
    public void TryRead_NothingTyped_IsWhatWasThere(string list, int index, string expected)
    {
        var setting = Read(list)[index];
        var kind = SettingKind.All.Single(kind => kind.Name == setting.Kind);

        Assert.True(SettingForm.For(kind, setting).TryRead(out var body, out _));

        Assert.Equal(expected, body.ToJsonString());
    }

    [Fact]
    public void For_EmptyCollections_AreLeftOut()
    {
        var setting = new AdminSetting { Kind = "providers", Id = "a", Source = "configuration", Value = JsonElement.Parse("""{"models":[],"endpoints":[],"metadata":{},"enabled":true}""") };

        Assert.Equal("""{"enabled":true}""", Compact(SettingForm.For(SettingKind.Providers, setting).Rest));
    }

    [Fact]
    public void TryRead_Key_IsSentOnlyWhereTyped()
    {
        var form = SettingForm.For(SettingKind.Providers, null);
        form.Id = "team";
        form.ApiKey = " sk-1 ";
        Assert.True(form.TryRead(out var typed, out _));
        form.RemovesKey = true;
        Assert.True(form.TryRead(out var removed, out _));

        Assert.Equal(("""{"apiKey":"sk-1"}""", """{"apiKey":null}"""), (typed.ToJsonString(), removed.ToJsonString()));
    }

    [Theory]
    [InlineData("", "{}", "Id: say what it is called.")]
    [InlineData("a", "[]", "Other settings: this must be a JSON object, such as {\"balancing\":\"prefix\"}.")]
    [InlineData("a", "null", "Other settings: this must be a JSON object, such as {\"balancing\":\"prefix\"}.")]
    [InlineData("a", "{\n \"x\" 1}", "Other settings: this is no JSON (line 2, column 6).")]
    public void TryRead_BadInput_SaysWhere(string id, string rest, string expected)
    {
        var form = SettingForm.For(SettingKind.Providers, null);
        (form.Id, form.Rest) = (id, rest);

        Assert.False(form.TryRead(out _, out var problem));

        Assert.Equal(expected, problem);
    }

    [Fact]
    public void TryRead_SameMemberTwice_IsRefused()
    {
        var form = SettingForm.For(SettingKind.Routes, null);
        (form.Id, form.Rest) = ("a", """{"x":1,"x":2}""");

        Assert.False(form.TryRead(out _, out var problem));
        Assert.StartsWith("Other settings: this is no JSON", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_AliasOfNothing_IsRefused()
    {
        var form = SettingForm.For(SettingKind.Aliases, null);
        form.Id = "best";

        Assert.False(form.TryRead(out _, out var problem));
        Assert.Equal("Model string: say what the alias stands for.", problem);
    }

    [Fact]
    public void Of_Settings_FitALine()
    {
        var settings = Read(AdminSamples.Settings);

        Assert.Equal("baseUrl https://llm.example/v1, dialect chat, models large small, dataClasses public", SettingSummary.Of(settings[1]));
        Assert.Equal("", SettingSummary.Of(settings[0]));
        Assert.Equal("team/large", SettingSummary.Of(Read(AdminSamples.Aliases)[0]));
        Assert.Equal($"{new string('a', 160)} …", SettingSummary.Of(JsonElement.Parse($"\"{new string('a', 500)}\"")));
    }

    private static IReadOnlyList<AdminSetting> Read(string list) => JsonSerializer.Deserialize(list, RoutingJsonContext.Default.AdminSettingList)!.Data;

    private static string Compact(string json) => JsonSerializer.Serialize(JsonElement.Parse(json));
}
