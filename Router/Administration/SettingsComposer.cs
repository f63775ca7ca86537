using System.Text.Json;
using Microsoft.Extensions.Options;
using Switchyard.Providers.Catalog;
using Switchyard.Router.Configuration;
using Switchyard.Router.Storage;
using RouteOptions = Switchyard.Router.Configuration.RouteOptions;

namespace Switchyard.Router.Administration;

/// <summary>Lays what administrators stored over what configuration says, and checks the whole as configuration is checked.</summary>
internal sealed class SettingsComposer(
    IOptions<RouterOptions> configured, IOptionsFactory<RouterOptions> factory, IEnumerable<IValidateOptions<RouterOptions>> validators, SecretProtector protector)
{
    private readonly Lock _lock = new();

    // What did not change stays the same object: by that the registry knows which providers it may keep.
    private Dictionary<(SettingKind Kind, string Id), (StoredSetting Setting, object Value)> _values = [];

    /// <summary>Makes the options in force; <paramref name="errors"/> gets what is wrong with them.</summary>
    public RouterOptions Compose(StoredSettings settings, List<string> errors)
    {
        var options = factory.Create(Options.DefaultName);
        foreach (var (id, provider) in configured.Value.Providers)
        {
            options.Providers[id] = provider;
        }

        lock (_lock)
        {
            var values = new Dictionary<(SettingKind, string), (StoredSetting, object)>();
            foreach (var setting in settings.Items)
            {
                if ((Known(setting) ?? Read(setting, errors)) is { } value)
                {
                    values[(setting.Kind, setting.Id)] = (setting, value);
                    Put(options, setting, value);
                }
            }

            _values = values;
        }

        errors.AddRange(validators.Select(validator => validator.Validate(Options.DefaultName, options)).Where(result => result.Failed).SelectMany(result => result.Failures!));
        return options;
    }

    public static string KeyOf(SettingKind kind, string id) => kind == SettingKind.Defaults ? RouterOptions.SectionName : $"{RouterOptions.SectionName}:{kind}:{id}";

    private object? Known(StoredSetting setting) =>
        _values.TryGetValue((setting.Kind, setting.Id), out var known) && known.Setting.Json == setting.Json
        && (known.Setting.Secret ?? []).AsSpan().SequenceEqual(setting.Secret ?? []) ? known.Value : null;

    private object? Read(StoredSetting setting, List<string> errors)
    {
        var key = KeyOf(setting.Kind, setting.Id);
        switch (setting.Kind)
        {
            case SettingKind.Providers:
                var provider = SettingBinder.Bind<ProviderOptions>(setting.Json, key, errors);
                if (provider is not null && setting.Secret is { } secret && protector.Unprotect(setting.Id, secret) is { } apiKey)
                {
                    provider.ApiKey = new Secret(apiKey);
                }

                return provider;
            case SettingKind.Routes:
                return SettingBinder.Bind<RouteOptions>(setting.Json, key, errors);
            case SettingKind.Aliases:
                return JsonSerializer.Deserialize<string>(setting.Json);
            default:
                return SettingBinder.Bind<DefaultsOptions>(setting.Json, key, errors);
        }
    }

    private static void Put(RouterOptions options, StoredSetting setting, object value)
    {
        switch (value)
        {
            case ProviderOptions provider:
                options.Providers[setting.Id] = provider;
                break;
            case RouteOptions route:
                // Configuration may name the same model under another key.
                foreach (var (key, _) in options.Routes.Where(pair => (pair.Value.Model ?? pair.Key) == setting.Id).ToList())
                {
                    options.Routes.Remove(key);
                }

                options.Routes[setting.Id] = route;
                break;
            case string model:
                options.Aliases[setting.Id] = model;
                break;
            case DefaultsOptions defaults:
                options.DefaultModel = defaults.DefaultModel ?? options.DefaultModel;
                options.DefaultEmbeddingModel = defaults.DefaultEmbeddingModel ?? options.DefaultEmbeddingModel;
                options.DefaultProvider = defaults.DefaultProvider ?? options.DefaultProvider;
                break;
        }
    }
}
