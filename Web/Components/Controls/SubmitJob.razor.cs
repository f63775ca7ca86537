using Microsoft.AspNetCore.Components;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Components.Controls;

/// <summary>How to submit a job, with a command that works as it stands.</summary>
public sealed partial class SubmitJob
{
    [Inject]
    private IConfiguration Configuration { get; set; } = null!;

    private string Curl => $$$"""
        curl {{{RouterAddress.Of(Configuration)}}}/v1/queue/submit \
          -H 'Content-Type: application/json' \
          -d '{"body": {"messages": [{"role": "user", "content": "What is the capital of France?"}]}}'
        """;
}
