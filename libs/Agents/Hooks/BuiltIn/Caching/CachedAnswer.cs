using Microsoft.Extensions.AI;

namespace Switchyard.Agents.Hooks.BuiltIn.Caching;

/// <summary>An answer and how long it holds.</summary>
internal sealed record CachedAnswer(string Key, ChatResponse Answer, DateTimeOffset ExpiresAt);
