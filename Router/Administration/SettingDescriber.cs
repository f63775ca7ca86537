using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Switchyard.Contracts.Routing;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Model;
using Switchyard.Router.Routing;
using Switchyard.Router.Storage;

namespace Switchyard.Router.Administration;

/// <summary>Says what settings are in force and where they come from; never a key.</summary>
internal sealed class SettingDescriber(IOptions<RouterOptions> configured, ModelRegistry registry, ModelResolver resolver, SecretProtector protector)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Gets all of a kind: the stored ones, and those of configuration and environment that none of them replaces.</summary>
    public IEnumerable<AdminSetting> List(SettingKind kind, StoredSettings settings)
    {
        var stored = settings.Items.Where(item => item.Kind == kind).ToList();
        return stored.Select(Describe)
            .Concat(Configured(kind).Where(setting => stored.TrueForAll(item => item.Id != setting.Id)))
            .OrderBy(setting => setting.Id, StringComparer.Ordinal);
    }

    public AdminSetting? Find(SettingKind kind, string id, StoredSettings settings) =>
        settings.Find(kind, id) is { } stored ? Describe(stored) : Configured(kind).FirstOrDefault(setting => setting.Id == id);

    public AdminSetting Describe(StoredSetting setting) => new()
    {
        Kind = SettingKinds.NameOf(setting.Kind),
        Id = setting.Id,
        Source = "stored",
        Version = setting.Version,
        Value = JsonElement.Parse(setting.Json),
        HasApiKey = setting.Kind == SettingKind.Providers ? setting.Secret is not null : null,
        UpdatedAt = setting.UpdatedAt,
        UpdatedBy = setting.UpdatedBy,
        Warnings = Warnings(setting) is { Count: > 0 } warnings ? warnings : null,
    };

    private IEnumerable<AdminSetting> Configured(SettingKind kind)
    {
        var options = configured.Value;
        return kind switch
        {
            SettingKind.Providers => options.Providers.Select(pair => Configured(kind, pair.Key, pair.Value))
                .Concat(registry.Config.Providers.Where(provider => !options.Providers.ContainsKey(provider.Id)).Select(provider => Configured(kind, provider.Id, new { }, "environment"))),
            SettingKind.Routes => options.Routes.Select(pair => Configured(kind, pair.Value.Model ?? pair.Key, pair.Value)),
            SettingKind.Aliases => options.Aliases.Select(pair => Configured(kind, pair.Key, pair.Value)),
            _ => [Configured(kind, string.Empty, new DefaultsOptions { DefaultModel = options.DefaultModel, DefaultEmbeddingModel = options.DefaultEmbeddingModel, DefaultProvider = options.DefaultProvider })],
        };
    }

    private static AdminSetting Configured(SettingKind kind, string id, object value, string source = "configuration") =>
        new() { Kind = SettingKinds.NameOf(kind), Id = id, Source = source, Value = JsonSerializer.SerializeToElement(value, value.GetType(), s_json) };

    // A model may come with a provider that is added next, or is away: that is worth saying, and no reason to refuse.
    private List<string> Warnings(StoredSetting setting)
    {
        var warnings = ModelsIn(setting)
            .Where(model => !NamePatterns.IsPattern(model) && resolver.Resolve(model, UpstreamOperation.Chat) is null)
            .Select(model => $"'{model}' names no model that is known now.")
            .ToList();
        if (setting.Secret is { } secret && protector.Unprotect(setting.Id, secret) is null)
        {
            warnings.Add($"The stored key cannot be decrypted with this Router's {RouterOptions.SectionName}:Admin:SecretKey, so none is sent; store it again.");
        }

        if (setting.Kind == SettingKind.Providers && registry.ById.GetValueOrDefault(setting.Id)?.Config is { } provider)
        {
            warnings.AddRange(UnsetVariables(JsonElement.Parse(setting.Json), provider).Select(variable => $"{variable} is not set where this Router runs."));
        }

        return warnings;
    }

    private static IEnumerable<string> UnsetVariables(JsonElement value, ProviderConfig provider)
    {
        if (value.TryGetProperty("headerVariables", out var headers))
        {
            foreach (var header in headers.EnumerateObject().Where(header => !provider.Headers.Any(known => known.Name == header.Name)))
            {
                yield return header.Value.GetString()!;
            }
        }

        if (provider.OAuth is { ClientSecret: null } oauth)
        {
            yield return oauth.ClientSecretVariable;
        }
    }

    private static IEnumerable<string> ModelsIn(StoredSetting setting)
    {
        var value = JsonElement.Parse(setting.Json);
        return setting.Kind switch
        {
            SettingKind.Aliases => [value.GetString()!],
            SettingKind.Routes => Texts(Members(value, "fallbacks")).Concat(Texts(Members(value, "models").Where(entry => entry.ValueKind == JsonValueKind.Object).Select(entry => entry.TryGetProperty("model", out var model) ? model : default))),
            SettingKind.Defaults => value.EnumerateObject().Where(member => !member.Name.Equals(nameof(DefaultsOptions.DefaultProvider), StringComparison.OrdinalIgnoreCase)).Select(member => member.Value.GetString()!),
            _ => [],
        };
    }

    private static IEnumerable<string> Texts(IEnumerable<JsonElement> values) => values.Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!);

    private static JsonElement.ArrayEnumerator Members(JsonElement value, string name) => value.TryGetProperty(name, out var members) && members.ValueKind == JsonValueKind.Array ? members.EnumerateArray() : default;
}
