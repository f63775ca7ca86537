using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Switchyard.Contracts.Routing;
using Switchyard.Web.Rendering;

namespace Switchyard.Web.Administration;

/// <summary>What a person types to make a setting: the members most need as fields, all others as JSON.</summary>
internal sealed class SettingForm
{
    private const string BaseUrlMember = "baseUrl";
    private const string DialectMember = "dialect";
    private const string ApiKeyMember = "apiKey";
    private const string ModelsMember = "models";
    private const string FallbacksMember = "fallbacks";

    private const string DefaultModelMember = "defaultModel";
    private const string DefaultEmbeddingModelMember = "defaultEmbeddingModel";
    private const string DefaultProviderMember = "defaultProvider";

    private readonly SettingKind _kind;

    private SettingForm(SettingKind kind) => _kind = kind;

    public string Id { get; set; } = string.Empty;

    public string BaseUrl { get; set; } = string.Empty;

    public string Dialect { get; set; } = string.Empty;

    /// <summary>Gets or sets a new key; empty leaves the one there is.</summary>
    public string ApiKey { get; set; } = string.Empty;

    public bool RemovesKey { get; set; }

    /// <summary>Gets or sets a provider's models, or a route's next models: one a line or with commas between.</summary>
    public string Models { get; set; } = string.Empty;

    /// <summary>Gets or sets the model string an alias stands for.</summary>
    public string Target { get; set; } = string.Empty;

    /// <summary>Gets or sets the model of requests that name none.</summary>
    public string DefaultModel { get; set; } = string.Empty;

    /// <summary>Gets or sets the model of embedding requests that name none.</summary>
    public string DefaultEmbeddingModel { get; set; } = string.Empty;

    /// <summary>Gets or sets the provider of names that nothing else explains.</summary>
    public string DefaultProvider { get; set; } = string.Empty;

    /// <summary>Gets or sets all other members as a JSON object.</summary>
    public string Rest { get; set; } = "{}";

    private string ListMember => _kind == SettingKind.Providers ? ModelsMember : FallbacksMember;

    public static SettingForm For(SettingKind kind, AdminSetting? setting)
    {
        var form = new SettingForm(kind);
        if (setting is not null)
        {
            form.Id = setting.Id;
            form.Load(JsonNode.Parse(setting.Value.GetRawText()));
        }

        return form;
    }

    /// <summary>Makes the body of the request, or says what is wrong with what was typed.</summary>
    public bool TryRead([NotNullWhen(true)] out JsonNode? body, [NotNullWhen(false)] out string? problem)
    {
        body = null;
        problem = Id.Trim().Length == 0 && _kind != SettingKind.Defaults ? $"{_kind.IdLabel}: say what it is called."
            : _kind == SettingKind.Aliases && Target.Trim().Length == 0 ? "Model string: say what the alias stands for."
            : null;
        if (problem is not null)
        {
            return false;
        }

        if (_kind == SettingKind.Aliases)
        {
            body = JsonValue.Create(Target.Trim());
            return true;
        }

        body = ReadRest(out problem) is { } members ? Merge(members) : null;
        return body is not null;
    }

    private void Load(JsonNode? value)
    {
        if (value is not JsonObject members)
        {
            Target = value?.GetValue<string>() ?? string.Empty;
            return;
        }

        if (_kind == SettingKind.Providers)
        {
            BaseUrl = Take(members, BaseUrlMember);
            Dialect = Take(members, DialectMember);
        }

        if (_kind == SettingKind.Defaults)
        {
            (DefaultModel, DefaultEmbeddingModel, DefaultProvider) = (Take(members, DefaultModelMember), Take(members, DefaultEmbeddingModelMember), Take(members, DefaultProviderMember));
        }

        if (members[ListMember] is JsonArray list)
        {
            Models = string.Join('\n', list.Select(static model => model?.ToString()));
            members.Remove(ListMember);
        }

        // Empty lists and maps say nothing; configuration has them for everything that is not set.
        foreach (var name in members.Where(static member => member.Value is JsonArray { Count: 0 } or JsonObject { Count: 0 }).Select(static member => member.Key).ToList())
        {
            members.Remove(name);
        }

        Rest = members.ToJsonString(IndentedJson.Options);
    }

    private JsonObject? ReadRest(out string? problem)
    {
        problem = null;
        try
        {
            if (JsonNode.Parse(Rest.Trim().Length == 0 ? "{}" : Rest, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) is JsonObject members)
            {
                return members;
            }

            problem = "Other settings: this must be a JSON object, such as {\"balancing\":\"prefix\"}.";
        }
        catch (JsonException exception)
        {
            problem = $"Other settings: this is no JSON (line {(exception.LineNumber ?? 0) + 1}, column {(exception.BytePositionInLine ?? 0) + 1}).";
        }

        return null;
    }

    private JsonObject Merge(JsonObject members)
    {
        if (_kind == SettingKind.Providers)
        {
            Put(members, BaseUrlMember, BaseUrl);
            Put(members, DialectMember, Dialect);
            Put(members, ApiKeyMember, ApiKey);
            if (RemovesKey)
            {
                members[ApiKeyMember] = null;
            }
        }

        if (_kind == SettingKind.Defaults)
        {
            Put(members, DefaultModelMember, DefaultModel);
            Put(members, DefaultEmbeddingModelMember, DefaultEmbeddingModel);
            Put(members, DefaultProviderMember, DefaultProvider);
            return members;
        }

        var list = Models.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (list.Length > 0)
        {
            members[ListMember] = new JsonArray([.. list.Select(static model => (JsonNode)model)]);
        }

        return members;
    }

    private static void Put(JsonObject members, string name, string text)
    {
        if (text.Trim() is { Length: > 0 } value)
        {
            members[name] = value;
        }
    }

    private static string Take(JsonObject members, string name)
    {
        if (members[name] is not JsonValue value)
        {
            return string.Empty;
        }

        members.Remove(name);
        return value.ToString();
    }
}
