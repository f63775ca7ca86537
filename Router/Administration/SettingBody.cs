using System.Text.Json;
using System.Text.Json.Nodes;
using Switchyard.Router.Configuration;
using Switchyard.Router.Storage;
using Switchyard.ServiceDefaults.Errors;
using RouteOptions = Switchyard.Router.Configuration.RouteOptions;

namespace Switchyard.Router.Administration;

/// <summary>What a request wants a setting to be.</summary>
/// <param name="Json">The value, under the names of the options class.</param>
/// <param name="ApiKey">A provider's key.</param>
/// <param name="MentionsKey">Whether the request says anything of a key; else the one there is stays.</param>
internal sealed record SettingBody(string Json, string? ApiKey, bool MentionsKey)
{
    private const string KeyMember = "apiKey";
    private const int MaxKeyLength = 4096;

    public static (SettingBody? Body, ApiError? Error) Read(SettingKind kind, string id, JsonNode body)
    {
        var errors = new List<string>();
        var key = SettingsComposer.KeyOf(kind, id);
        var result = kind == SettingKind.Aliases ? ReadAlias(body, key, errors)
            : body is JsonObject members ? ReadObject(kind, key, members, errors)
            : null;
        return errors.Count > 0 ? (null, Invalid(kind, id, errors))
            : result is null ? (null, ApiErrors.InvalidJson("The body must be a JSON object."))
            : (result, null);
    }

    public static ApiError Invalid(SettingKind kind, string id, List<string> errors) =>
        ApiErrors.InvalidValue(kind == SettingKind.Defaults ? "defaults" : $"{SettingKinds.NameOf(kind)}.{id}", string.Join(' ', errors));

    private static SettingBody? ReadAlias(JsonNode body, string key, List<string> errors)
    {
        if (body.GetValueKind() != JsonValueKind.String)
        {
            errors.Add($"{key}: send the model string the alias stands for, as a JSON string.");
            return null;
        }

        return new SettingBody(body.ToJsonString(), null, false);
    }

    private static SettingBody ReadObject(SettingKind kind, string key, JsonObject members, List<string> errors)
    {
        string? apiKey = null;
        var name = kind == SettingKind.Providers ? members.Select(member => member.Key).FirstOrDefault(name => string.Equals(name, KeyMember, StringComparison.OrdinalIgnoreCase)) : null;
        if (name is not null)
        {
            apiKey = ReadKey(members[name], key, errors);
            members.Remove(name);
        }

        var value = kind switch
        {
            SettingKind.Providers => SettingBinder.Check<ProviderOptions>(members, key, errors),
            SettingKind.Routes => SettingBinder.Check<RouteOptions>(members, key, errors),
            _ => SettingBinder.Check<DefaultsOptions>(members, key, errors),
        };
        if (kind == SettingKind.Routes && value.ContainsKey("model"))
        {
            errors.Add($"{key}:Model: the path names the model.");
        }

        if (kind == SettingKind.Providers && value.ContainsKey("headers"))
        {
            errors.Add($"{key}:Headers: headers may be secrets, which are not stored in clear; name the variables that hold them with headerVariables.");
        }

        if (apiKey is not null && value.ContainsKey("apiKeyVariable"))
        {
            errors.Add($"{key}: set one of apiKey and apiKeyVariable.");
        }

        return new SettingBody(value.ToJsonString(), apiKey, name is not null || value.ContainsKey("apiKeyVariable") || value.ContainsKey("oAuth"));
    }

    private static string? ReadKey(JsonNode? value, string key, List<string> errors)
    {
        if (value is null)
        {
            return null;
        }

        var text = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>().Trim() : string.Empty;
        if (text.Length is 0 or > MaxKeyLength || text.Any(character => character is < ' ' or > '~'))
        {
            errors.Add($"{key}:ApiKey: the key must be a string of 1 to {MaxKeyLength} printable ASCII characters.");
        }

        return text;
    }
}
