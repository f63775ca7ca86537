using System.Text.Json;
using Switchyard.Contracts.Routing;

namespace Switchyard.Web.Administration;

/// <summary>One line that says what a setting holds.</summary>
internal static class SettingSummary
{
    private const int MaxLength = 160;

    public static string Of(AdminSetting setting)
        => setting.Value.ValueKind != JsonValueKind.Object ? setting.Value.ToString()
            : string.Join(", ", setting.Value.EnumerateObject().Where(static member => !IsEmpty(member.Value)).Select(static member => $"{member.Name} {Text(member.Value)}"));

    /// <summary>Writes a value of the change log, cut where it is long.</summary>
    public static string Of(JsonElement? value) => value is { } set ? Cut(set.ValueKind == JsonValueKind.String ? set.GetString()! : set.GetRawText()) : string.Empty;

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => value.ValueKind == JsonValueKind.Null,
    };

    private static string Text(JsonElement value)
        => Cut(value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String)
            ? string.Join(" ", value.EnumerateArray().Select(static item => item.GetString()))
            : value.ToString());

    private static string Cut(string text) => text.Length <= MaxLength ? text : $"{text[..MaxLength]} …";
}
