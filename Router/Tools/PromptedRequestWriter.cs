using Switchyard.Dialects;
using Switchyard.Dialects.Requests;
using Switchyard.ToolCalls;

namespace Switchyard.Router.Tools;

/// <summary>Writes requests without tools: what they are, and past calls and results, is said in the conversation.</summary>
internal sealed class PromptedRequestWriter(IRequestWriter inner, ToolCallSyntax syntax) : IRequestWriter
{
    public UpstreamRequest Write(ModelRequest request, UpstreamTraits traits)
    {
        var prompt = ToolPrompt.Write(request, syntax);
        return inner.Write(
            request with
            {
                Instructions = prompt is null ? request.Instructions : [.. request.Instructions, new TextPart(prompt)],
                Messages = ToolConversation.Write(request.Messages, syntax),
                Tools = [],
                ToolChoice = null,
                ParallelToolCalls = null,
            },
            traits);
    }
}
