using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchyard.Router.Administration;

/// <summary>Reads a setting's JSON as configuration would, by the names of the options class, so that both know the same settings and say the same of bad ones.</summary>
internal static class SettingBinder
{
    private const string Root = "Value";

    /// <summary>Checks the members' names and kinds, and gets them under their own names without those that say nothing.</summary>
    public static JsonObject Check<T>(JsonObject body, string key, List<string> errors) => Check(typeof(T), body, key, errors);

    private static JsonObject Check(Type type, JsonObject body, string key, List<string> errors)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        var result = new JsonObject();
        foreach (var (name, value) in body)
        {
            var property = Array.Find(properties, property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase));
            if (property is null)
            {
                errors.Add($"{key}: '{name}' is no setting; there are {string.Join(", ", properties.Select(known => NameOf(known)))}.");
            }
            else if (value is not null && !Fits(value.GetValueKind(), property.PropertyType))
            {
                errors.Add($"{key}:{property.Name}: this cannot be {KindName(value.GetValueKind())}.");
            }
            else if (value is not null and not JsonArray { Count: 0 } and not JsonObject { Count: 0 } && !result.TryAdd(NameOf(property), CheckValue(property.PropertyType, value, $"{key}:{property.Name}", errors)))
            {
                errors.Add($"{key}:{property.Name}: this is there twice.");
            }
        }

        return result;
    }

    private static JsonNode CheckValue(Type type, JsonNode value, string key, List<string> errors) =>
        value is JsonArray items && type.GetGenericArguments() is [{ IsClass: true } item] && item != typeof(string) ? CheckItems(item, items, key, errors) : value.DeepClone();

    private static JsonArray CheckItems(Type type, JsonArray items, string key, List<string> errors)
    {
        var result = new JsonArray();
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is JsonObject item)
            {
                result.Add((JsonNode)Check(type, item, $"{key}:{i}", errors));
            }
            else
            {
                errors.Add($"{key}:{i}: this must be an object.");
            }
        }

        return result;
    }

    /// <summary>Reads what <see cref="Check{T}"/> let through; <see langword="null"/> where configuration would have refused it too.</summary>
    public static T? Bind<T>(string json, string key, List<string> errors)
        where T : class, new()
    {
        try
        {
            using var stream = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new JsonObject { [Root] = JsonNode.Parse(json) }));
            var section = new ConfigurationBuilder().AddJsonStream(stream).Build().GetSection(Root);
            return section.Get<T>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new T();
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or InvalidDataException or JsonException)
        {
            errors.Add($"{key}: {exception.Message.Replace($"{Root}:", string.Empty, StringComparison.Ordinal)}");
            return null;
        }
    }

    private static string NameOf(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static bool Fits(JsonValueKind kind, Type type) => kind switch
    {
        JsonValueKind.Array => type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type) && !typeof(IDictionary).IsAssignableFrom(type),
        JsonValueKind.Object => type.IsClass && type != typeof(string) && (!typeof(IEnumerable).IsAssignableFrom(type) || typeof(IDictionary).IsAssignableFrom(type)),
        JsonValueKind.True or JsonValueKind.False => (Nullable.GetUnderlyingType(type) ?? type) == typeof(bool),
        JsonValueKind.Number => type.IsValueType && (Nullable.GetUnderlyingType(type) ?? type) != typeof(bool),
        _ => type == typeof(string) || type.IsValueType,
    };

    private static string KindName(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Number => "a number",
        _ => "a string",
    };
}
