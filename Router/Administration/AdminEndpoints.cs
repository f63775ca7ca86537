using System.Text.Json;
using Npgsql;
using Switchyard.Contracts.Routing;
using Switchyard.Router.Storage;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.Router.Administration;

/// <summary>The routes by which the Router is changed while it runs. Ids may hold slashes, so an id is the rest of the path.</summary>
internal static class AdminEndpoints
{
    private const int DefaultCount = 50;
    private const int MaxCount = 1000;
    private const int MaxIdLength = 256;

    public static IEndpointRouteBuilder MapAdministration(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/admin").AddEndpointFilter(ActivatorUtilities.CreateInstance<AdminFilter>(routes.ServiceProvider));
        admin.MapGet("/", static (ISettingsStore store, RuntimeSettings settings) => Results.Json(
            new AdminStatus
            {
                Storage = store.IsShared ? "database" : "memory",
                Status = settings.Problem is null ? "ready" : "degraded",
                Detail = settings.Problem ?? (store.IsShared ? null : "There is no database: changes hold for this router alone, until it ends."),
                Version = settings.Current.Version,
                AppliedAt = settings.AppliedAt,
            },
            RoutingJsonContext.Default.AdminStatus));
        admin.MapGet("/changes", ChangesAsync);
        foreach (var kind in new[] { SettingKind.Providers, SettingKind.Routes, SettingKind.Aliases })
        {
            var path = $"/{SettingKinds.NameOf(kind)}";
            admin.MapGet(path, (SettingDescriber describer, RuntimeSettings settings) =>
                Results.Json(new AdminSettingList { Data = [.. describer.List(kind, settings.Current)] }, RoutingJsonContext.Default.AdminSettingList));
            Map(admin, path + "/{**id}", kind);
        }

        Map(admin, "/defaults", SettingKind.Defaults);
        admin.MapDrain();
        return routes;
    }

    private static void Map(IEndpointRouteBuilder routes, string path, SettingKind kind)
    {
        routes.MapGet(path, (HttpContext context, SettingDescriber describer, RuntimeSettings settings) => Get(context, kind, describer, settings));
        routes.MapPut(path, (HttpContext context, SettingsEditor editor, SettingDescriber describer) => PutAsync(context, kind, editor, describer));
        routes.MapDelete(path, (HttpContext context, SettingsEditor editor) => DeleteAsync(context, kind, editor));
    }

    private static IResult Get(HttpContext context, SettingKind kind, SettingDescriber describer, RuntimeSettings settings)
    {
        var id = IdOf(context);
        var current = settings.Current;
        if (current.Find(kind, id) is { } stored)
        {
            context.Response.Headers.ETag = SettingPreconditions.TagOf(stored);
        }

        return describer.Find(kind, id, current) is { } setting
            ? Results.Json(setting, RoutingJsonContext.Default.AdminSetting)
            : new ApiErrorResult(ApiErrors.NotFound($"There is no such setting. GET /admin/{SettingKinds.NameOf(kind)} lists those there are."));
    }

    private static async Task<IResult> PutAsync(HttpContext context, SettingKind kind, SettingsEditor editor, SettingDescriber describer)
    {
        var id = IdOf(context);
        if (kind != SettingKind.Defaults && (id.Length is 0 or > MaxIdLength || id.Any(character => character is <= ' ' or > '~')))
        {
            return new ApiErrorResult(ApiErrors.InvalidValue("id", $"The name must be 1 to {MaxIdLength} printable ASCII characters without spaces."));
        }

        var read = await JsonBody.ReadAsync(context, RoutingJsonContext.Default.JsonNode);
        if (!read.IsValid)
        {
            return new ApiErrorResult(read.Error);
        }

        var (body, error) = SettingBody.Read(kind, id, read.Value);
        if (body is null)
        {
            return new ApiErrorResult(error!);
        }

        var outcome = await editor.SetAsync(context, kind, id, body);
        if (outcome.Settings?.Find(kind, id) is not { } stored)
        {
            return new ApiErrorResult(outcome.Error!);
        }

        context.Response.Headers.ETag = SettingPreconditions.TagOf(stored);
        return Results.Json(describer.Describe(stored), RoutingJsonContext.Default.AdminSetting);
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, SettingKind kind, SettingsEditor editor) =>
        (await editor.RemoveAsync(context, kind, IdOf(context))).Error is { } error ? new ApiErrorResult(error) : Results.NoContent();

    private static async Task<IResult> ChangesAsync(string? limit, string? before, ISettingsStore store, CancellationToken cancellationToken)
    {
        var (count, last) = (DefaultCount, long.MaxValue);
        if (limit is not null && !(int.TryParse(limit, out count) && count is >= 1 and <= MaxCount))
        {
            return new ApiErrorResult(ApiErrors.InvalidValue("limit", $"'limit' must be a number from 1 to {MaxCount}."));
        }

        if (before is not null && !(long.TryParse(before, out last) && last >= 1))
        {
            return new ApiErrorResult(ApiErrors.InvalidValue("before", "'before' must be the version of a change."));
        }

        try
        {
            var changes = await store.ReadChangesAsync(last, count, cancellationToken);
            return Results.Json(new AdminChangeList { Data = [.. changes.Select(Describe)] }, RoutingJsonContext.Default.AdminChangeList);
        }
        catch (NpgsqlException)
        {
            return new ApiErrorResult(SettingsEditor.DatabaseAway());
        }
    }

    private static AdminChange Describe(ChangeRecord change) => new()
    {
        Version = change.Version,
        Kind = SettingKinds.NameOf(change.Kind),
        Id = change.Id,
        Action = change.Json is null ? "removed" : "set",
        Value = change.Json is null ? null : JsonElement.Parse(change.Json),
        HasApiKey = change.HasSecret,
        ChangedAt = change.At,
        ChangedBy = change.By,
    };

    // Clients escape the slash, and an escaped slash is the one character a path keeps escaped.
    private static string IdOf(HttpContext context) => (context.GetRouteValue("id") as string ?? string.Empty).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
