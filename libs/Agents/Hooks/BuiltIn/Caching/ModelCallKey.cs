using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Hooks.Contexts;

namespace Switchyard.Agents.Hooks.BuiltIn.Caching;

/// <summary>Names a model call by all that its answer depends on: who asks, the options, the tools and the conversation.</summary>
internal static class ModelCallKey
{
    private static readonly JsonTypeInfo<ChatOptions> s_options = TypeInfo<ChatOptions>();
    private static readonly JsonTypeInfo<ChatMessage> s_message = TypeInfo<ChatMessage>();

    /// <summary>The key; <see langword="null"/> where the answer depends on something that cannot be compared.</summary>
    public static string? TryCreate(ModelHookContext call)
    {
        if (call.Options is not { RawRepresentationFactory: null, ConversationId: null, ContinuationToken: null } || call.Options.Tools?.Any(tool => tool is not AIFunctionDeclaration) == true)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>(4_096);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(call.User);
            writer.WriteStringValue(call.Provider);
            JsonSerializer.Serialize(writer, call.Options, s_options);
            foreach (var tool in call.Options.Tools?.OfType<AIFunctionDeclaration>() ?? [])
            {
                writer.WriteStringValue(tool.Name);
                writer.WriteStringValue(tool.Description);
                tool.JsonSchema.WriteTo(writer);
            }

            foreach (var message in call.Messages)
            {
                // Without what differs between two conversations that say the same.
                JsonSerializer.Serialize(writer, new ChatMessage(message.Role, message.Contents) { AuthorName = message.AuthorName }, s_message);
            }

            writer.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(T));
}
