using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Agents;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Web.Components.Controls;

/// <summary>One run's part of a conversation: what was asked, called and answered.</summary>
public sealed partial class SessionTurnView
{
    [Parameter, EditorRequired]
    public required SessionTurn Turn { get; set; }

    private static string? Said(ChatMessage message) => message.Content?.ToText();
}
