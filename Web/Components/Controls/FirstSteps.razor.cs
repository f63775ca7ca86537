using Microsoft.AspNetCore.Components;

namespace Switchyard.Web.Components.Controls;

/// <summary>What to do first, with a command that works as it stands.</summary>
public sealed partial class FirstSteps
{
    [Parameter, EditorRequired]
    public required string RouterAddress { get; set; }

    private string Curl => $$"""
        curl {{RouterAddress}}/v1/chat/completions \
          -H 'Content-Type: application/json' \
          -d '{"messages": [{"role": "user", "content": "What can you do?"}]}'
        """;
}
