using System.Text.Json;
using Npgsql;
using Switchyard.Router.Storage;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Administration;

/// <summary>Makes one change: checked against all that is in force, stored, and applied here at once.</summary>
internal sealed class SettingsEditor(ISettingsStore store, RuntimeSettings settings, SettingsComposer composer, SettingDescriber describer, SecretProtector protector, TimeProvider time)
{
    private const string ActorHeader = "x-switchyard-user";
    private const int MaxActorLength = 128;

    private static readonly string[] s_places = ["baseUrl", "endpoints", "service"];
    private static readonly TimeSpan s_later = TimeSpan.FromSeconds(1);

    public Task<SettingsOutcome> SetAsync(HttpContext context, SettingKind kind, string id, SettingBody body) => ChangeAsync(
        before => SettingPreconditions.Check(context.Request, before.Find(kind, id)) is { } error ? (null, error)
            : body.ApiKey is not null && !protector.IsAvailable ? (null, ApiErrors.InvalidValue("apiKey", "This Router has nothing to encrypt keys with: set Router:Admin:SecretKey, or name a variable with apiKeyVariable."))
            : Checked(before, new SettingChange(kind, id, body.Json, SecretOf(kind, id, body, before), Actor(context.Request))),
        context.RequestAborted);

    public Task<SettingsOutcome> RemoveAsync(HttpContext context, SettingKind kind, string id) => ChangeAsync(
        before => before.Find(kind, id) is not { } stored ? (null, Missing(kind, id, before))
            : SettingPreconditions.Check(context.Request, stored) is { } error ? (null, error)
            : Checked(before, new SettingChange(kind, id, null, null, Actor(context.Request))),
        context.RequestAborted);

    private async Task<SettingsOutcome> ChangeAsync(Func<StoredSettings, (SettingChange? Change, ApiError? Error)> decide, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await store.ChangeAsync(decide, cancellationToken);
            if (outcome.Settings is { } now)
            {
                settings.Apply(now);
            }

            return outcome;
        }
        catch (NpgsqlException)
        {
            return new SettingsOutcome(null, DatabaseAway());
        }
    }

    public static ApiError DatabaseAway() => ApiErrors.Unavailable("The database does not answer. GET the setting to see whether it was changed.", s_later);

    private (SettingChange? Change, ApiError? Error) Checked(StoredSettings before, SettingChange change)
    {
        var errors = new List<string>();
        composer.Compose(before.After(change, before.Version + 1, time.GetUtcNow()), errors);
        return errors.Count > 0 ? (null, SettingBody.Invalid(change.Kind, change.Id, errors)) : (change, null);
    }

    // A key stays while nothing else is said of it and the address stays: a key must not follow to another server that it was never meant for.
    private byte[]? SecretOf(SettingKind kind, string id, SettingBody body, StoredSettings before) =>
        body.ApiKey is { } key ? protector.Protect(id, key)
        : body.MentionsKey || before.Find(kind, id) is not { Secret: { } secret } stored || PlaceOf(stored.Json) != PlaceOf(body.Json) ? null
        : secret;

    private static string PlaceOf(string json)
    {
        var value = JsonElement.Parse(json);
        return string.Join('\n', s_places.Select(name => value.TryGetProperty(name, out var place) ? place.ToString() : string.Empty));
    }

    private ApiError Missing(SettingKind kind, string id, StoredSettings before) => describer.Find(kind, id, before) is null || kind == SettingKind.Defaults
        ? ApiErrors.NotFound("Nothing of that name was stored at run time.")
        : ApiErrors.Conflict($"'{id}' comes from configuration or the environment and can only be removed there{(kind == SettingKind.Providers ? "; PUT {\"enabled\":false} turns it off." : ".")}");

    // The key says that somebody is an administrator, not which: the name is what they say of themselves.
    private static string Actor(HttpRequest request)
    {
        var name = string.Concat(request.Headers[ActorHeader].ToString().Where(character => character is >= ' ' and <= '~').Take(MaxActorLength)).Trim();
        return name.Length > 0 ? name : "admin";
    }
}
