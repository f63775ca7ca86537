using Microsoft.Extensions.AI;
using Switchyard.Agents.Reasoning;

namespace Switchyard.Agents.Client.Backends;

/// <summary>Something that answers, under the name that results show.</summary>
/// <param name="Name">The name.</param>
/// <param name="Client">The client. It must not call functions by itself.</param>
public sealed record ModelBackend(string Name, IChatClient Client)
{
    /// <summary>Gets the price of a million tokens of prompts, in US dollars.</summary>
    public decimal InputPrice { get; init; }

    /// <summary>Gets the price of a million tokens of answers, in US dollars.</summary>
    public decimal OutputPrice { get; init; }

    /// <summary>What a call costs, in US dollars.</summary>
    internal decimal CostOf(long inputTokens, long outputTokens) => new ModelPrice(InputPrice, OutputPrice).CostOf(inputTokens, outputTokens);
}
